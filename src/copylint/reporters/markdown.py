"""Markdown for a comment on a pull request or a job's summary page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import regex

from copylint.document import Document
from copylint.issue import Failure, Issue, Level, Report
from copylint.kept import kept
from copylint.reporters.base import Options, Summary, message_of
from copylint.reporters.terminal import summary_line
from copylint.reporters.visible import visible

MOST = 200  # issues listed; a comment holds 65,536 characters, a job summary a megabyte
_SIGNS = {Level.ERROR: "🟥 error", Level.WARNING: "🟧 warning", Level.SUGGESTION: "🟦 suggestion"}
# What Markdown, HTML and GitHub's own additions (mentions, bare links, emoji) give a meaning to.
_SPECIAL = kept(r"[\\`*_{}\[\]()#|~<>&@$]|(?<=www)\.|:(?=//|[\w+-]+:)", regex.IGNORECASE)


def markdown(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """A heading with the summary, then a table of issues a file, the first MOST of them."""
    tables: list[str] = []
    listed = left_out = 0
    for report in reports:
        rows = [*_rows(report, options)]
        room = max(0, MOST - listed)
        listed += len(rows[:room])
        left_out += len(rows[room:])
        if rows[:room]:
            tables.append(_table(report.document, rows[:room]))
    yield f"### copylint\n\n{_text(summary_line(summary()))}\n"
    yield from tables
    if left_out:
        yield f"\n{left_out:,} more are not listed here.\n"


def _table(document: Document, rows: list[str]) -> str:
    head = "| Place | Level | Rule | Message |\n| --- | --- | --- | --- |\n"
    return f"\n#### {_text(document.path)}\n\n{head}{''.join(rows)}"


def _rows(report: Report, options: Options) -> Iterator[str]:
    for issue in report.issues:
        yield _row(report.document, issue, options)
    for failure in report.failures:
        yield _failed(failure)


def _row(document: Document, issue: Issue, options: Options) -> str:
    place = document.position(issue.span.start)
    trial = " (trial)" if issue.trial else ""
    message = _text(message_of(document, issue, issue.message, options))
    texts = issue.suggestions(document.source)[:1] if options.excerpts else ()
    offer = "".join(f" → {_text(text) or '(delete)'}" for text in texts)
    rule = _text(issue.rule)
    if re.match(r"https?://[^\s()<>|\\\"`]+\Z", issue.url):
        rule = f"[{rule}]({issue.url})"
    sign = _SIGNS[issue.level]
    return f"| {place.line}:{place.column} | {sign}{trial} | {rule} | {message}{offer} |\n"


def _failed(failure: Failure) -> str:
    return f"| | 🟥 not checked | {_text(failure.source)} | {_text(failure.message)} |\n"


def _text(text: str) -> str:
    """Text that is nothing but text: no markup, HTML, link, mention or cell border."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", visible(text))
