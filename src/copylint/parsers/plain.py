"""Plain text: blank lines part its blocks; hard-wrapped lines are read as one paragraph."""

from __future__ import annotations

import regex

from copylint.document import Comment, Span
from copylint.kept import kept
from copylint.parsers import front_matter
from copylint.parsers.draft import Draft
from copylint.parsers.ink import Ink

_EOL = r"(?>\r\n|\n|\r)"
# None begins with a blank, else each of a long row of blanks would be a new start.
_PARTING = kept(rf"{_EOL}(?:[^\S\r\n]*+{_EOL})++[^\S\r\n]*+")
_BREAK = kept(rf"{_EOL}[^\S\r\n]*+")
# A line of its own that speaks to copylint, with or without the marks of a comment.
_COMMENT = kept(
    r"^[^\S\r\n]*+(?P<whole>(?:<!--[^\S\r\n]*)?(?P<text>copylint-[a-z-]++[^\r\n]*?)"
    r"(?:[^\S\r\n]*-->)?)[^\S\r\n]*(?=[\r\n]|\Z)",
    regex.MULTILINE,
)
_ITEM = kept(r"(?:[-*+•‣◦▪]|\(?\d{1,3}[.)])[^\S\r\n]+(?=\S)")
_BULLETS = "-*+•‣◦▪"
# How typists set off words. Underscores are letters to patterns, asterisks are not.
_SET_OFF = kept(r"(?<!\w)_(?=[^\W_])(?P<words>[^_\r\n]*+)(?<=[^\W_])_(?!\w)")
# Nobody wraps by hand at more than this; wider lines are a paragraph each.
_WIDEST_WRAP = 100


def read(source: str) -> Draft:
    """The blocks of a plain text."""
    draft = Draft()
    ink = Ink(source)
    at = front_matter.read(source, draft)
    for match in _COMMENT.finditer(source, at):
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
    listed = _is_list(source, starts, ends)
    for index, (a, b) in enumerate(zip(starts, ends, strict=True)):
        item = _ITEM.match(source, a, b) if listed else None
        if index and (item or not wrapped):
            _take(draft, ink, listed=listed)
        elif index:
            ink.space(*breaks[index - 1])
        _write_line(ink, source, item.end() if item else a, b)
    _take(draft, ink, listed=listed)


def _write_line(ink: Ink, source: str, start: int, end: int) -> None:
    for match in _SET_OFF.finditer(source, start, end):
        ink.write(start, match.start())
        ink.open("emphasis")
        ink.write(*match.span("words"))
        ink.close("emphasis")
        start = match.end()
    ink.write(start, end)


def _is_list(source: str, starts: list[int], ends: list[int]) -> bool:
    """True for lines that begin as items do; one numbered line alone is a sentence."""
    first = _ITEM.match(source, starts[0], ends[0])
    return first is not None and (len(starts) > 1 or first[0][0] in _BULLETS)


def _take(draft: Draft, ink: Ink, *, listed: bool) -> None:
    block = ink.take(("text", "list" if listed else "paragraph"))
    if block:
        draft.blocks.append(block)
