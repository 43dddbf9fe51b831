"""JSON and JSON Lines: the stable, versioned form of a run, described by issues.schema.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import Any

from msgspec.structs import asdict

from copylint.document import Document
from copylint.issue import Failure, Issue, Related, Report
from copylint.reporters.base import Options, Summary, match_of, message_of, stamped

SCHEMA = 1


def schema() -> dict[str, Any]:
    """The JSON Schema of the output."""
    text = resources.files(__package__).joinpath("issues.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def json_document(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """One JSON object: `schema`, `issues`, `failures`, `summary`."""
    failures: list[dict[str, object]] = []
    yield f'{{"schema": {SCHEMA}, "issues": ['
    separator = "\n"
    for report in reports:
        failures += failure_records(report)
        for record in issue_records(report, options):
            yield separator + dumps(record)
            separator = ",\n"
    yield f'\n], "failures": {dumps(failures)},\n"summary": {dumps(summary_record(summary()))}}}\n'


def json_lines(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """One JSON object a line, each with its `type`: issue, failure, and last the summary."""
    for report in reports:
        for record in issue_records(report, options):
            yield dumps({"type": "issue", **record}) + "\n"
        for record in failure_records(report):
            yield dumps({"type": "failure", **record}) + "\n"
    yield dumps({"type": "summary", "schema": SCHEMA, **summary_record(summary())}) + "\n"


def dumps(value: object) -> str:
    """JSON in ASCII: no control or bidi character of an article reaches a terminal."""
    return json.dumps(value, ensure_ascii=True)


def issue_records(report: Report, options: Options) -> Iterator[dict[str, object]]:
    """The issues of a report as the contract writes them."""
    for issue, fingerprint in stamped(report):
        yield _issue(report.document, issue, fingerprint, options)


def failure_records(report: Report) -> Iterator[dict[str, object]]:
    """What could not be checked in a file."""
    for failure in report.failures:
        yield _failure(report.document.path, failure)


def summary_record(summary: Summary) -> dict[str, object]:
    """The summary as the contract writes it."""
    record = asdict(summary)
    del record["failed"]
    return {**record, "seconds": round(summary.seconds, 3)}


def _issue(
    document: Document, issue: Issue, fingerprint: str, options: Options
) -> dict[str, object]:
    start, end = document.position(issue.span.start), document.position(issue.span.end)
    suggestions = issue.suggestions(document.source) if options.excerpts else ()
    return {
        "path": document.path,
        "rule": issue.rule,
        "category": issue.category.value,
        "level": issue.level.label,
        "message": message_of(document, issue, issue.message, options),
        "start": issue.span.start,
        "end": issue.span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "match": match_of(document, issue.span, options),
        "suggestions": list(suggestions),
        "fix": issue.safety.value if issue.safety else None,
        "related": [_related(document, issue, related, options) for related in issue.related],
        "scope": issue.scope,
        "url": issue.url,
        "fingerprint": fingerprint,
    }


def _related(
    document: Document, issue: Issue, related: Related, options: Options
) -> dict[str, object]:
    position = document.position(related.span.start)
    return {
        "start": related.span.start,
        "end": related.span.end,
        "line": position.line,
        "column": position.column,
        "message": message_of(document, issue, related.message, options),
    }


def _failure(path: str, failure: Failure) -> dict[str, object]:
    return {"path": path, "source": failure.source, "message": failure.message}
