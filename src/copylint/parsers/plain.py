"""Plain text: blank lines part its blocks; hard-wrapped lines are read as one paragraph."""

from __future__ import annotations

import re

from copylint.document import Comment, Span
from copylint.parsers.draft import Draft
from copylint.parsers.ink import Ink

_EOL = r"(?>\r\n|\n|\r)"
_PARTING = re.compile(rf"[^\S\r\n]*+{_EOL}(?:[^\S\r\n]*+{_EOL})++[^\S\r\n]*+")
_BREAK = re.compile(rf"[^\S\r\n]*+{_EOL}[^\S\r\n]*+")
# A line of its own that speaks to copylint, with or without the marks of a comment.
_COMMENT = re.compile(
    r"^[^\S\r\n]*+(?P<whole>(?:<!--[^\S\r\n]*)?(?P<text>copylint-[a-z-]++[^\r\n]*?)"
    r"(?:[^\S\r\n]*-->)?)[^\S\r\n]*(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_ITEM = re.compile(r"(?:[-*+•–—‣◦▪]|\(?\d{1,3}[.)])[^\S\r\n]+(?=\S)")
# Nobody wraps by hand at more than this; wider lines are a paragraph each.
_WIDEST_WRAP = 100


def read(source: str) -> Draft:
    """The blocks of a plain text."""
    draft = Draft()
    ink = Ink(source)
    at = 0
    for match in _COMMENT.finditer(source):
        _read_blocks(source, at, match.start(), draft, ink)
        draft.comments.append(Comment(match["text"], Span(*match.span("whole"))))
        at = match.end()
    _read_blocks(source, at, len(source), draft, ink)
    return draft


def _read_blocks(source: str, start: int, end: int, draft: Draft, ink: Ink) -> None:
    for match in _PARTING.finditer(source, start, end):
        _read_block(source, start, match.start(), draft, ink)
        start = match.end()
    _read_block(source, start, end, draft, ink)


def _read_block(source: str, start: int, end: int, draft: Draft, ink: Ink) -> None:
    breaks = [m.span() for m in _BREAK.finditer(source, start, end)]
    starts = [start, *(b for _, b in breaks)]
    ends = [*(a for a, _ in breaks), end]
    wrapped = max(b - a for a, b in zip(starts, ends, strict=True)) <= _WIDEST_WRAP
    scopes: tuple[str, ...] = ("text", "paragraph")
    for index, (a, b) in enumerate(zip(starts, ends, strict=True)):
        item = _ITEM.match(source, a, b) if breaks else None
        if index and (item or not wrapped):
            _take(draft, ink, scopes)
            scopes = ("text", "paragraph")
        elif index:
            ink.space(*breaks[index - 1])
        if item:
            scopes = ("text", "list")
        ink.write(item.end() if item else a, b)
    _take(draft, ink, scopes)


def _take(draft: Draft, ink: Ink, scopes: tuple[str, ...]) -> None:
    block = ink.take(scopes)
    if block:
        draft.blocks.append(block)
