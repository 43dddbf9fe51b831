"""JSON and JSON Lines: the stable, versioned form of a run, described by issues.schema.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

from msgspec.structs import asdict

from copylint.document import Document
from copylint.issue import Failure, Issue, Level, Related, Report
from copylint.reporters.base import (
    Options,
    Summary,
    Written,
    message_of,
    stamped,
)

SCHEMA = 1
_quoted = json.encoder.encode_basestring_ascii
_LEVELS = {level: _quoted(level.label) for level in Level}


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
        if text := report.text if isinstance(report, Written) else json_issues(report, options):
            yield separator + text
            separator = ",\n"
    yield f'\n], "failures": {dumps(failures)},\n"summary": {dumps(summary_record(summary()))}}}\n'


def json_issues(report: Report, options: Options) -> str:
    """The issues of a report as they stand in the JSON object."""
    return ",\n".join(_issues(report, options))


def json_lines(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """One JSON object a line, each with its `type`: issue, failure, and last the summary."""
    for report in reports:
        yield report.text if isinstance(report, Written) else lines_of_issues(report, options)
        for record in failure_records(report):
            yield dumps({"type": "failure", **record}) + "\n"
    yield dumps({"type": "summary", "schema": SCHEMA, **summary_record(summary())}) + "\n"


def lines_of_issues(report: Report, options: Options) -> str:
    """The issues of a report, one JSON object a line."""
    return "".join(f'{{"type": "issue", {text[1:]}\n' for text in _issues(report, options))


def dumps(value: object) -> str:
    """JSON in ASCII: no control or bidi character of an article reaches a terminal."""
    return json.dumps(value, ensure_ascii=True)


def failure_records(report: Report) -> Iterator[dict[str, object]]:
    """What could not be checked in a file."""
    for failure in report.failures:
        yield _failure(report.document.path, failure)


def summary_record(summary: Summary) -> dict[str, object]:
    """The summary as the contract writes it."""
    record = asdict(summary)
    del record["failed"]
    return {**record, "seconds": round(summary.seconds, 3)}


def _issues(report: Report, options: Options) -> Iterator[str]:
    """The issues of a report as the contract writes them, each a JSON object."""
    document = report.document
    path = _quoted(document.path)
    for issue, fingerprint in stamped(report):
        yield _issue(document, path, issue, fingerprint, options)


def _issue(document: Document, path: str, issue: Issue, fingerprint: str, options: Options) -> str:
    """Written out by hand: a record in between would take three times as long, for thousands."""
    span = issue.span
    match = span.of(document.source)
    line, column = document.position(span.start)
    end = line, column + len(match)
    if "\n" in match:
        end = document.position(span.end)
    texts = issue.suggestions(document.source) if options.excerpts and issue.fixes else ()
    suggestions = ", ".join(map(_quoted, texts))
    related = [_related(document, issue, one, options) for one in issue.related]
    safety = issue.safety
    return (
        f'{{"path": {path}, "rule": {_word(issue.rule)}, "category": {_word(issue.category)}, '
        f'"level": {_LEVELS[issue.level]}, '
        f'"message": {_quoted(message_of(document, issue, issue.message, options))}, '
        f'"start": {span.start}, "end": {span.end}, "line": {line}, '
        f'"column": {column}, "end_line": {end[0]}, "end_column": {end[1]}, '
        f'"match": {_quoted(match if options.excerpts else "")}, "suggestions": [{suggestions}], '
        f'"fix": {_word(safety) if safety else "null"}, '
        f'"related": {dumps(related) if related else "[]"}, "scope": {_word(issue.scope)}, '
        f'"url": {_word(issue.url)}, "fingerprint": "{fingerprint}"}}'
    )


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    """A text that many issues share, quoted."""
    return _quoted(str(text))


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
