"""Text for people: issues grouped by file, each with its place underlined in an excerpt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from copylint.document import Document, Span
from copylint.issue import Issue, Level, Related, Report, Safety
from copylint.reporters.base import Options, Summary, message_of, plural
from copylint.reporters.visible import shown, visible, width

_MARGIN = "    "
_LINE_STARTS = "\n\ufeff"
_ELLIPSIS = "…"
_STYLES = {
    "path": "1;4",
    "place": "2",
    "rule": "2",
    "error": "1;31",
    "warning": "33",
    "suggestion": "36",
    "fix": "32",
    "failed": "1;31",
}
_FIXES = {Safety.SAFE: "safe fix", Safety.UNSAFE: "unsafe fix", Safety.MANUAL: "by hand"}
_MOST = 5  # suggestions shown
_REACH = 400  # code points of a line looked at on either side of a place


def text(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """The run as text, file by file, and a last line that sums it up."""
    for report in reports:
        if report.issues or report.failures:
            yield from _file(report, options)
    if not options.quiet:
        yield summary_line(summary()) + "\n"


def summary_line(summary: Summary) -> str:
    """What was checked and found, and what was not checked, in one line."""
    found = ", ".join(plural(summary.issues.get(level.label, 0), level.label) for level in _LEVELS)
    held = [f"{summary.suppressed:,} suppressed"]
    if summary.known:
        held.append(f"{summary.known:,} known")
    held += [f"{summary.unsupported:,} not checked", f"{summary.failed:,} failed"]
    checked = f"{plural(summary.files, 'file')}, {plural(summary.words, 'word')}"
    return f"{checked}: {found}; {', '.join(held)} ({summary.seconds:.1f} s)"


_LEVELS = tuple(sorted(Level, reverse=True))


def _file(report: Report, options: Options) -> Iterator[str]:
    yield _styled(visible(report.document.path), "path", options) + "\n"
    for issue in report.issues:
        yield "\n".join(_issue(report.document, issue, options)) + "\n"
    for failure in report.failures:
        label = _styled("failed", "failed", options)
        yield f"  {label}  {visible(failure.source)}: {visible(failure.message)}\n"
    yield "\n"


def _issue(document: Document, issue: Issue, options: Options) -> Iterator[str]:
    place = _styled(_place(document, issue.span), "place", options)
    level = _styled(issue.level.label, issue.level.label, options)
    rule = _styled(visible(issue.rule), "rule", options)
    trial = " (trial)" if issue.trial else ""
    yield f"  {place}  {level}{trial}  {rule}"
    yield _MARGIN + visible(message_of(document, issue, issue.message, options))
    if options.excerpts:
        yield from excerpt(document.source, issue.span, options, issue.level.label)
        yield from _suggestions(document, issue, options)
    for related in issue.related:
        yield _MARGIN + _related(document, issue, related, options)


def _place(document: Document, span: Span) -> str:
    position = document.position(span.start)
    return f"{position.line}:{position.column}"


def _suggestions(document: Document, issue: Issue, options: Options) -> Iterator[str]:
    texts = issue.suggestions(document.source)
    if not texts or issue.safety is None:
        return
    offered = " | ".join(map(_offered, texts[:_MOST]))
    yield f"{_MARGIN}{_styled('-> ' + offered, 'fix', options)} ({_FIXES[issue.safety]})"


def _offered(text: str) -> str:
    return f"'{text}'" if text == " " else visible(text) or "(delete)"


def _related(document: Document, issue: Issue, related: Related, options: Options) -> str:
    message = visible(message_of(document, issue, related.message, options))
    return f"see {_place(document, related.span)}: {message}"


def _styled(words: str, style: str, options: Options) -> str:
    return f"\x1b[{_STYLES[style]}m{words}\x1b[0m" if options.color else words


def excerpt(source: str, span: Span, options: Options, style: str = "error") -> Iterator[str]:
    """The line a place stands in and its underline, cut to the width of the terminal."""
    line = _line(source, span)
    room = max(20, options.width - len(_MARGIN) - 2)
    start, end = _window(source, line, span, room)
    cut_left = start > 0 and source[start - 1] not in _LINE_STARTS
    cut_right = end < len(source) and source[end] not in "\r\n"
    shown_before = _ELLIPSIS * cut_left + _shown(source, start, span.start)
    inside = _shown(source, span.start, min(span.end, end))
    after = _shown(source, min(span.end, end), end) + _ELLIPSIS * cut_right
    under = "^" * max(1, width(inside))
    yield f"{_MARGIN}| {shown_before}{inside}{after}".rstrip()
    yield f"{_MARGIN}| {' ' * width(shown_before)}{_styled(under, style, options)}"


def _line(source: str, span: Span) -> Span:
    """The line a place starts in, as far as it can be shown, without its line end."""
    low, high = max(0, span.start - _REACH), min(len(source), span.start + _REACH)
    newline = source.rfind("\n", low, span.start)
    start = low if newline < 0 else newline + 1
    if start == 0 and span.start and source.startswith("\ufeff"):
        start = 1  # a byte order mark is not seen
    newline = source.find("\n", span.start, high)
    end = high if newline < 0 else newline
    if end > span.start and source[end - 1] == "\r":
        end -= 1
    return Span(start, end)


def _window(source: str, line: Span, span: Span, room: int) -> tuple[int, int]:
    """The part of a line that fits, the place in it; both ends in code points."""
    room -= 2  # for the ellipses
    used = 0
    end = span.start
    while end < line.end and used < room and end < span.end:
        used += width(shown(source[end]))
        end += 1
    left, start = max(0, (room - used) // 2), span.start
    start = _reach_back(source, line.start, span.start, left)
    used += width(_shown(source, start, span.start))
    while end < line.end and used + width(shown(source[end])) <= room:
        used += width(shown(source[end]))
        end += 1
    return _reach_back(source, line.start, start, room - used), end


def _reach_back(source: str, low: int, start: int, room: int) -> int:
    """How far left of `start` the columns in `room` reach."""
    while start > low and (room := room - width(shown(source[start - 1]))) >= 0:
        start -= 1
    return start


def _shown(source: str, start: int, end: int) -> str:
    return "".join(map(shown, source[start:end])).replace("##[", "#\\x23[")
