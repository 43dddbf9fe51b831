"""What code hosts read: GitHub's workflow commands, GitLab's code quality, reviewdog's rdjson."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any

from copylint.document import Document, Span
from copylint.issue import Failure, Issue, Level, Related, Report
from copylint.reporters.base import Options, Summary, message_of, stamped
from copylint.reporters.data import dumps
from copylint.reporters.terminal import summary_line
from copylint.reporters.visible import shown, visible

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.SUGGESTION: "notice"}
_GITLAB = {Level.ERROR: "major", Level.WARNING: "minor", Level.SUGGESTION: "info"}
_RDJSON = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.SUGGESTION: "INFO"}


def weight(issue: Issue) -> Level:
    """The level to show in a gate: a trial rule never blocks."""
    return Level.SUGGESTION if issue.trial else issue.level


def github(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """One workflow command an issue, which GitHub shows as an annotation of its line."""
    for report in reports:
        for issue in report.issues:
            yield _annotation(report.document, issue, options)
        for failure in report.failures:
            place = f"file={_property(report.document.path)},title=not checked"
            yield f"::error {place}::{_data(f'{failure.source}: {failure.message}')}\n"
    if not options.quiet:
        yield summary_line(summary()) + "\n"


def _annotation(document: Document, issue: Issue, options: Options) -> str:
    start, end = document.position(issue.span.start), document.position(issue.span.end)
    place = f"file={_property(document.path)},line={start.line},endLine={end.line}"
    if start.line == end.line:  # GitHub takes columns only within one line
        place += f",col={start.column},endColumn={end.column}"
    message = message_of(document, issue, issue.message, options)
    level = _GITHUB[weight(issue)]
    return f"::{level} {place},title={_property(issue.rule)}::{_data(message)}\n"


def _data(text: str) -> str:
    """A command's message; GitHub decodes only these three."""
    return "".join(char if char in "\r\n" else shown(char) for char in text).translate(_DATA)


def _property(text: str) -> str:
    """A value between a command's commas."""
    return "".join(char if char in "\r\n" else shown(char) for char in text).translate(_PROPERTY)


_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def gitlab(reports: Iterable[Report], _: Callable[[], Summary], options: Options) -> Iterator[str]:
    """A code quality report: one JSON array."""
    separator = "[\n"
    for report in reports:
        for record in _quality(report, options):
            yield separator + dumps(record)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _quality(report: Report, options: Options) -> Iterator[dict[str, Any]]:
    document = report.document
    for issue, fingerprint in stamped(report):
        message = visible(message_of(document, issue, issue.message, options))
        lines = document.position(issue.span.start).line, document.position(issue.span.end).line
        key = f"{document.path}\0{fingerprint}"
        yield _record(document, issue.rule, message, _GITLAB[weight(issue)], lines, key)
    for failure in report.failures:
        key = f"{document.path}\0{failure.source}\0{failure.message}"
        message = visible(f"not checked: {failure.message}")
        yield _record(document, failure.source, message, "major", (1, 1), key)


def _record(
    document: Document, name: str, message: str, severity: str, lines: tuple[int, int], key: str
) -> dict[str, Any]:
    data = key.encode("utf-8", "surrogateescape")
    return {
        "type": "issue",
        "description": message,
        "check_name": name,
        "fingerprint": hashlib.blake2b(data, digest_size=16).hexdigest(),
        "severity": severity,
        "categories": ["Style"],
        "location": {
            "path": PurePath(document.path).as_posix(),
            "lines": {"begin": lines[0], "end": lines[1]},
        },
    }


def rdjson(reports: Iterable[Report], _: Callable[[], Summary], options: Options) -> Iterator[str]:
    """Reviewdog's diagnostic format; its columns count UTF-8 bytes."""
    yield '{"source": {"name": "copylint"}, "diagnostics": ['
    separator = "\n"
    for report in reports:
        diagnostics = [_diagnostic(report.document, issue, options) for issue in report.issues]
        diagnostics += [_not_checked(report.document, failure) for failure in report.failures]
        for diagnostic in diagnostics:
            yield separator + dumps(diagnostic)
            separator = ",\n"
    yield "\n]}\n"


def _diagnostic(document: Document, issue: Issue, options: Options) -> dict[str, Any]:
    code = {"value": issue.rule}
    if issue.url.startswith(("https://", "http://")):
        code["url"] = issue.url
    diagnostic: dict[str, Any] = {
        "message": visible(message_of(document, issue, issue.message, options)),
        "location": _location(document, issue.span),
        "severity": _RDJSON[weight(issue)],
        "code": code,
    }
    if options.excerpts and issue.fixes:
        place = _range(document, issue.span)
        texts = issue.suggestions(document.source)
        diagnostic["suggestions"] = [{"range": place, "text": text} for text in texts]
    if issue.related:
        diagnostic["relatedLocations"] = [
            _related(document, issue, related, options) for related in issue.related
        ]
    return diagnostic


def _related(
    document: Document, issue: Issue, related: Related, options: Options
) -> dict[str, Any]:
    message = visible(message_of(document, issue, related.message, options))
    return {"message": message, "location": _location(document, related.span)}


def _not_checked(document: Document, failure: Failure) -> dict[str, Any]:
    return {
        "message": visible(f"not checked: {failure.message}"),
        "location": {"path": document.path},
        "severity": "ERROR",
        "code": {"value": failure.source},
    }


def _location(document: Document, span: Span) -> dict[str, Any]:
    return {"path": document.path, "range": _range(document, span)}


def _range(document: Document, span: Span) -> dict[str, Any]:
    return {"start": _byte_place(document, span.start), "end": _byte_place(document, span.end)}


def _byte_place(document: Document, offset: int) -> dict[str, int]:
    position = document.position(offset)
    before = document.source[offset - position.column + 1 : offset]
    return {"line": position.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
