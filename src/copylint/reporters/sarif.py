"""SARIF 2.1.0 (OASIS), for code-scanning pages and editors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from copylint.document import Document, Span
from copylint.issue import Edit, Failure, Issue, Level, Related, Report
from copylint.kept import kept
from copylint.reporters.base import Options, RuleInfo, Summary, message_of, stamped
from copylint.reporters.data import dumps
from copylint.reporters.visible import visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.SUGGESTION: "note"}
_HOME = "https://github.com/copylint/copylint"
_ROOT = "SRCROOT"
_LINK = kept(r"\[(?=[^\]]*\]\()")


def sarif(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """One SARIF log with one run; results first, as they come, then the tool that found them."""
    rules: dict[str, int] = {}
    failures: list[dict[str, Any]] = []
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    yield '"columnKind": "unicodeCodePoints",\n"results": ['
    separator = "\n"
    for report in reports:
        failures += [_notification(report.document, failure) for failure in report.failures]
        for issue, fingerprint in stamped(report):
            index = rules.setdefault(issue.rule, len(rules))
            yield separator + dumps(_result(report.document, issue, index, fingerprint, options))
            separator = ",\n"
    yield f'\n],\n"tool": {dumps(_tool(rules, summary(), options))},\n'
    invocation = {"executionSuccessful": not failures, "toolExecutionNotifications": failures}
    yield f'"invocations": {dumps([invocation])}}}]}}\n'


def _tool(rules: Iterable[str], summary: Summary, options: Options) -> dict[str, Any]:
    version = summary.versions.get("copylint", "0")
    described = [_rule(options.rules.get(name, RuleInfo(name))) for name in rules]
    extensions = [
        {"name": name, "version": number}
        for name, number in summary.versions.items()
        if name != "copylint"
    ]
    driver = {
        "name": "copylint",
        "version": version,
        "informationUri": _HOME,
        "rules": described,
    }
    return {"driver": driver, **({"extensions": extensions} if extensions else {})}


def _rule(info: RuleInfo) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": info.name,
        "shortDescription": {"text": info.description or info.name},
        "defaultConfiguration": {"level": _LEVELS[info.level]},
    }
    if info.why:
        described["fullDescription"] = {"text": info.why}
        described["help"] = {"text": info.why}
    if _is_web(info.url):
        described["helpUri"] = info.url
    if info.category:
        described["properties"] = {"tags": [info.category]}
    return described


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _result(
    document: Document, issue: Issue, index: int, fingerprint: str, options: Options
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": "note" if issue.trial else _LEVELS[issue.level],
        "message": {"text": _text(message_of(document, issue, issue.message, options))},
        "locations": [_location(document, issue.span, options)],
        "partialFingerprints": {"copylint/v1": fingerprint},
        "properties": {"category": issue.category.value, "scope": issue.scope},
    }
    if issue.related:
        result["relatedLocations"] = [
            _related(document, issue, related, number, options)
            for number, related in enumerate(issue.related, 1)
        ]
    if issue.fixes and options.excerpts:
        result["fixes"] = [_fix(document, fix.edits, fix.safety.value) for fix in issue.fixes]
    return result


def _text(message: str) -> str:
    """A message in which nothing is taken for one of SARIF's links."""
    return _LINK.sub(r"\\[", visible(message))


def _location(document: Document, span: Span, options: Options) -> dict[str, Any]:
    region = _region(document, span)
    if options.excerpts:
        region["snippet"] = {"text": span.of(document.source)}
    return {"physicalLocation": {"artifactLocation": _artifact(document.path), "region": region}}


def _related(
    document: Document, issue: Issue, related: Related, number: int, options: Options
) -> dict[str, Any]:
    text = _text(message_of(document, issue, related.message, options))
    location = _location(document, related.span, options)
    return {"id": number, "message": {"text": text}, **location}


def _fix(document: Document, edits: Iterable[Edit], safety: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(document, edit.span), "insertedContent": {"text": edit.text}}
        for edit in edits
    ]
    change = {"artifactLocation": _artifact(document.path), "replacements": replacements}
    return {"description": {"text": f"A {safety} fix."}, "artifactChanges": [change]}


def _region(document: Document, span: Span) -> dict[str, Any]:
    """A place in SARIF's terms, where a byte order mark counts neither in columns nor offsets."""
    mark = document.source.startswith("\ufeff")
    start, end = document.position(span.start), document.position(span.end)
    offset = max(0, span.start - mark)
    return {
        "startLine": start.line,
        "startColumn": max(1, start.column - (mark and start.line == 1)),
        "endLine": end.line,
        "endColumn": max(1, end.column - (mark and end.line == 1)),
        "charOffset": offset,
        "charLength": max(0, span.end - mark) - offset,
    }


def _artifact(path: str) -> dict[str, Any]:
    """A file as a URI: relative to the checkout's root, or absolute."""
    pure = PurePath(path)
    uri = quote(os.fsencode(pure.as_posix()), safe="/")
    if pure.is_absolute():
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _notification(document: Document, failure: Failure) -> dict[str, Any]:
    text = _text(f"{failure.source}: {failure.message}")
    location = {"physicalLocation": {"artifactLocation": _artifact(document.path)}}
    return {"level": "error", "message": {"text": text}, "locations": [location]}
