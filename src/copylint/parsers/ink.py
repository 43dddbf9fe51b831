"""Ink gathers a block's prose piece by piece and remembers where each piece was written."""

from __future__ import annotations

from msgspec import Struct, field

from copylint.document import Mark, Run, Span
from copylint.kept import kept

OBJECT = "\ufffc"
"""Stands for what a reader sees but nobody proofreads: code, an image, a template's output."""

NOTHING = "\u200b"
"""Stands in masked text for what a reader does not see; it is left out of the prose."""

# Characters that are not seen: soft hyphen, zero width space, word joiner, byte order mark.
_UNSEEN = kept("[\u00ad\u200b\u2060\ufeff]+")
_SPECIAL = kept("[\u00ad\u200b\u2060\ufeff]+|\ufffc+")
_BLANK = " \t\n\r\f\v\u2028\u2029\x85"


class Block(Struct):
    """A block of prose before its roles are known; `scopes` as in Segment."""

    text: str
    scopes: tuple[str, ...]
    runs: tuple[Run, ...]
    marks: list[Mark] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first character stands in the source."""
        return self.runs[0].source.start

    @property
    def end(self) -> int:
        """Where its last character ends in the source."""
        return self.runs[-1].source.end


class Ink:
    """Writes one block after the other. `source` is what is read: the file, or a masked copy.

    Offsets are the source's. Pieces must come in the order of the source.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._open: list[tuple[str, int]] = []
        self._reset()

    def _reset(self) -> None:
        self._parts: list[str] = []
        self._runs: list[list[int]] = []  # text start, text end, source start, source end
        self._marks: list[Mark] = []
        self._length = 0
        self._extensible = False  # the last run is written as it reads: it may grow
        self._open = [(scope, 0) for scope, _ in self._open]

    @property
    def empty(self) -> bool:
        """True when nothing has been written to the block yet."""
        return not self._length

    @property
    def ends_blank(self) -> bool:
        """True at the start of the block and after white space: more of it would not be seen."""
        return not self._parts or self._parts[-1][-1] in _BLANK

    def write(self, start: int, end: int) -> None:
        """Source that reads as it is written; characters that are not seen become gaps."""
        if self.ends_blank and (self._after_break or self._after_gap(start)):
            start = self._over_blanks(start, end)
        piece = self._source[start:end]
        if not piece.isascii() and _SPECIAL.search(piece):
            self._write_special(start, end)
        elif piece:
            self._literal(piece, start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Text that is written otherwise in the source: an entity, collapsed white space."""
        text = _UNSEEN.sub("", text)
        if text:
            self._runs.append([self._length, self._length + len(text), start, end])
            self._append(text)
            self._extensible = False

    def object(self, start: int, end: int) -> None:
        """A thing in the sentence that is not prose; it gets the mark `code`."""
        self._marks.append(Mark("code", Span(self._length, self._length + 1)))
        self.put(OBJECT, start, end)

    def space(self, start: int, end: int) -> None:
        """A line break inside the block, with the blanks before it: reads as one space."""
        if not self._parts:
            return
        start = self._drop_blanks(self._back_over_blanks(start))
        if self._parts:
            self.put(" ", start, end)

    def open(self, scope: str) -> None:
        """Start of an inline scope."""
        self._open.append((scope, self._length))

    def close(self, scope: str) -> None:
        """End of the innermost open inline scope of that name, if there is one."""
        for index in range(len(self._open) - 1, max(-1, len(self._open) - 65), -1):
            if self._open[index][0] == scope:
                _, start = self._open.pop(index)
                self._mark(scope, start)
                return

    def take(self, scopes: tuple[str, ...]) -> Block | None:
        """The block so far, blanks at its ends trimmed, or None if it holds no prose.

        Inline scopes that are still open go on in the next block.
        """
        for scope, start in self._open:
            self._mark(scope, start)
        text, runs, marks = "".join(self._parts), self._runs, self._marks
        self._reset()
        if not text.strip(_BLANK + OBJECT):
            return None
        return _trimmed(text, scopes, runs, marks)

    def drop(self) -> None:
        """Forget what was written to the block and all open inline scopes."""
        self._open = []
        self._reset()

    def forget_scopes(self) -> None:
        """Close all inline scopes: none reaches into the next block."""
        self._open = []

    @property
    def _after_break(self) -> bool:
        return bool(self._runs) and not self._extensible

    def _over_blanks(self, start: int, end: int) -> int:
        while start < end and self._source[start] in " \t":
            start += 1
        return start

    def _after_gap(self, start: int) -> bool:
        return bool(self._runs) and self._runs[-1][3] < start

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _literal(self, piece: str, start: int, end: int) -> None:
        last = self._runs[-1] if self._extensible else None
        if last and last[3] == start:
            last[1] += len(piece)
            last[3] = end
            self._append(piece)
            return
        self._extensible = True
        self._runs.append([self._length, self._length + len(piece), start, end])
        self._append(piece)

    def _write_special(self, start: int, end: int) -> None:
        at = start
        for match in _SPECIAL.finditer(self._source, start, end):
            if match.start() > at:
                self._literal(self._source[at : match.start()], at, match.start())
            if match[0][0] == OBJECT:
                self.object(match.start(), match.end())
            at = match.end()
        if at < end:
            self._literal(self._source[at:end], at, end)

    def _back_over_blanks(self, start: int) -> int:
        written = self._runs[-1][3]
        return start if self._source[written:start].strip(" \t") else min(start, written)

    def _drop_blanks(self, start: int) -> int:
        part, run = self._parts[-1], self._runs[-1]
        kept = part.rstrip(" \t")
        dropped = min(len(part) - len(kept), run[1] - run[0])
        if run[3] != start or not self._extensible:
            return start
        run[1] -= dropped
        run[3] -= dropped
        self._length -= dropped
        self._parts[-1] = part[: len(part) - dropped]
        if not self._parts[-1]:
            self._parts.pop()
        if run[0] == run[1]:
            self._runs.pop()
            self._extensible = False
        return start - dropped

    def _mark(self, scope: str, start: int) -> None:
        if start < self._length:
            self._marks.append(Mark(scope, Span(start, self._length)))


def _trimmed(text: str, scopes: tuple[str, ...], raw: list[list[int]], marks: list[Mark]) -> Block:
    if text[0] not in _BLANK and text[-1] not in _BLANK:
        runs = tuple(Run(Span(a, b), Span(c, d)) for a, b, c, d in raw)
        return Block(text, scopes, runs, marks)
    first = len(text) - len(text.lstrip(_BLANK))
    last = len(text.rstrip(_BLANK))
    runs = tuple(run for item in raw if (run := _cut_run(item, first, last)))
    kept = [mark for item in marks if (mark := _cut_mark(item, first, last))]
    return Block(text[first:last], scopes, runs, kept)


def _cut_run(run: list[int], first: int, last: int) -> Run | None:
    text_start, text_end, start, end = run
    if text_end <= first or text_start >= last:
        return None
    if text_end - text_start == end - start:
        start += max(0, first - text_start)
        end -= max(0, text_end - last)
    text = Span(max(text_start, first) - first, min(text_end, last) - first)
    return Run(text, Span(start, end))


def _cut_mark(mark: Mark, first: int, last: int) -> Mark | None:
    start, end = max(mark.span.start, first), min(mark.span.end, last)
    return Mark(mark.scope, Span(start - first, end - first)) if start < end else None
