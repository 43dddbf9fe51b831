"""One self-contained HTML page: each article with its issues marked, filters and a keyboard.

Article text enters only through `_escaped`, and the page's policy lets no script, style, image or
request in but its own one script and style, named by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape as html_escape
from importlib import resources

from copylint.document import Document, Span
from copylint.issue import Issue, Level, Report, Safety
from copylint.reporters.base import Options, Summary, message_of
from copylint.reporters.terminal import summary_line
from copylint.reporters.visible import shown, visible

_FIXES = {Safety.SAFE: "safe fix", Safety.UNSAFE: "unsafe fix", Safety.MANUAL: "by hand"}
_MOST = 5  # suggestions shown
_SKIP = '<a class="skip" href="#main">Skip to the articles</a>'
_NOT_CHECKED = '<span class="level error">not checked</span>'
_KEYS = (
    '<p class="quiet keys">Keys: <kbd>j</kbd> next issue, <kbd>k</kbd> previous, '
    "<kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> errors, warnings, suggestions on or off.</p>"
)


def html(
    reports: Iterable[Report], summary: Callable[[], Summary], options: Options
) -> Iterator[str]:
    """The page. Files with nothing found are only counted."""
    levels: Counter[str] = Counter()
    families: Counter[str] = Counter()
    sections: list[str] = []
    first = 1
    for report in reports:
        if report.issues or report.failures:
            sections.append("".join(_section(report, first, options)))
            first += len(report.issues)
        levels.update(issue.level.label for issue in report.issues)
        families.update(issue.category.value for issue in report.issues)
    yield from _head(summary(), levels, families)
    yield from sections or ['<p class="file">Nothing was found.</p>']
    yield f"</main>\n<script>{_asset('page.js')}</script>\n</body>\n</html>\n"


def _head(summary: Summary, levels: Counter[str], families: Counter[str]) -> Iterator[str]:
    policy = (
        f"default-src 'none'; script-src '{_hash('page.js')}'; style-src '{_hash('page.css')}'; "
        "base-uri 'none'; form-action 'none'"
    )
    line = _escaped(summary_line(summary))
    versions = ", ".join(f"{name} {number}" for name, number in summary.versions.items())
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>copylint: {line}</title>\n<style>{_asset('page.css')}</style>\n</head>\n<body>\n"
        f"{_SKIP}\n<header>\n<h1>copylint</h1>\n<p>{line}</p>\n"
        f'<p class="quiet">{_escaped(versions)}</p>\n'
    )
    order = [level.label for level in sorted(Level, reverse=True) if levels[level.label]]
    yield '<div class="filters" role="group" aria-label="Filters">\n'
    yield _filter("level", "Level", [(label, levels[label]) for label in order])
    yield _filter("family", "Family", sorted(families.items()))
    yield f'<span id="shown" class="quiet" role="status"></span>\n</div>\n{_KEYS}\n</header>\n'
    yield '<main id="main">\n'


def _filter(name: str, title: str, choices: Iterable[tuple[str, int]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" data-filter="{name}" value="{value}" checked> '
        f"{value} ({count})</label>\n"
        for value, count in choices
    )
    return f"<fieldset><legend>{title}</legend>\n{boxes}</fieldset>\n" if boxes else ""


def _section(report: Report, first: int, options: Options) -> Iterator[str]:
    """One file: its text with marks, and beside it a card an issue, numbered through the page."""
    document = report.document
    title = _escaped(document.path, breaks=False)
    numbered = list(enumerate(report.issues, first))
    yield f'<section class="file" aria-label="{title}">\n<h2>{title}</h2>\n<div class="columns">\n'
    if options.excerpts:
        yield f'<div class="text" dir="auto">{"".join(_marked(document, numbered))}</div>\n'
    yield f'<div class="side" tabindex="0" role="region" aria-label="Issues of {title}">\n'
    yield '<ol class="cards">\n'
    for number, issue in numbered:
        yield _card(document, number, issue, options)
    for failure in report.failures:
        said = f"{_escaped(failure.source)}: {_escaped(failure.message)}"
        yield f'<li class="card error">{_NOT_CHECKED}<p>{said}</p></li>\n'
    yield "</ol>\n</div>\n</div>\n</section>\n"


def _marked(document: Document, numbered: list[tuple[int, Issue]]) -> Iterator[str]:
    """The text, cut where issues start and end, each piece a link to the gravest issue over it."""
    anchors = _anchors(numbered)
    cuts = sorted({0, len(document.source), *anchors, *_edges(numbered)})
    began: set[int] = set()
    waiting = sorted(numbered, key=lambda one: one[1].span)
    over: list[tuple[int, Issue]] = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        yield anchors.get(start, "")
        over = [one for one in over if one[1].span.end > start]
        while waiting and waiting[0][1].span.start <= start:
            one = waiting.pop(0)
            if len(one[1].span):
                over.append(one)
            else:
                yield _hit([one], "", began)
        text = _escaped(document.source[start:end])
        yield _hit(over, text, began) if over and text else text


def _edges(numbered: list[tuple[int, Issue]]) -> Iterator[int]:
    for _, issue in numbered:
        yield issue.span.start
        yield issue.span.end


def _anchors(numbered: list[tuple[int, Issue]]) -> dict[int, str]:
    """Targets for links to related places, by offset."""
    anchors: dict[int, str] = {}
    for number, issue in numbered:
        for place, related in enumerate(issue.related):
            start = related.span.start
            anchors[start] = anchors.get(start, "") + f'<span id="r{number}-{place}"></span>'
    return anchors


def _hit(over: list[tuple[int, Issue]], text: str, began: set[int]) -> str:
    """A marked piece; the first piece of an issue is the target of its card."""
    number, issue = max(over, key=lambda one: one[1].level)
    names = " ".join(f"i{other}" for other, _ in over)
    fresh = [other for other, _ in over if other not in began]
    began.update(fresh)
    target = f' id="m{fresh[0]}"' if fresh else ""
    more = "".join(f'<span id="m{other}"></span>' for other in fresh[1:])
    return (
        f'{more}<a class="hit {issue.level.label}"{target} href="#i{number}" data-issues="{names}" '
        f'aria-describedby="d{number}">{text}</a>'
    )


def _card(document: Document, number: int, issue: Issue, options: Options) -> str:
    level, family = issue.level.label, issue.category.value
    place = _place(document, issue.span)
    trial = " (trial)" if issue.trial else ""
    message = _escaped(message_of(document, issue, issue.message, options))
    parts = [
        f'<li class="card {level}" id="i{number}" data-level="{level}" data-family="{family}" '
        f'data-hit="m{number}">',
        f'<a href="#m{number}" aria-label="Line and column {place}">{place}</a> ',
        f'<span class="level {level}">{level}{trial}</span> {_rule(issue)}',
        f'<p id="d{number}">{message}</p>',
        _offer(document, issue) if options.excerpts else "",
        *_related(document, number, issue, options),
        "</li>\n",
    ]
    return "".join(parts)


def _rule(issue: Issue) -> str:
    name = _escaped(issue.rule)
    if issue.url.startswith(("https://", "http://")):
        name = f'<a href="{_escaped(issue.url)}" rel="noopener noreferrer">{name}</a>'
    return f'<span class="rule">{name}</span>'


def _offer(document: Document, issue: Issue) -> str:
    texts = issue.suggestions(document.source)[:_MOST]
    if not texts or issue.safety is None:
        return ""
    offered = " or ".join(f"<ins>{_escaped(text) or '(delete)'}</ins>" for text in texts)
    return f'<p class="fix">{offered} <span class="quiet">({_FIXES[issue.safety]})</span></p>'


def _related(document: Document, number: int, issue: Issue, options: Options) -> Iterator[str]:
    for place, related in enumerate(issue.related):
        message = _escaped(message_of(document, issue, related.message, options))
        where = _place(document, related.span)
        yield f'<p class="quiet"><a href="#r{number}-{place}">see {where}</a>: {message}</p>'


def _place(document: Document, span: Span) -> str:
    position = document.position(span.start)
    return f"{position.line}:{position.column}"


def _escaped(text: str, *, breaks: bool = True) -> str:
    """Text that is nothing but text in HTML, line breaks kept, hidden controls made visible."""
    if breaks:
        text = "".join(
            char if char in "\n\t" else shown(char) for char in text.replace("\r\n", "\n")
        )
    else:
        text = visible(text)
    return html_escape(text, quote=True)


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("assets", name).read_text("utf-8")


def _hash(name: str) -> str:
    """The asset as a content security policy names it."""
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
