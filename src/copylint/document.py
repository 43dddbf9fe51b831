"""Text and places: how a file's source was read, and the way back from prose to exact offsets.

One coordinate everywhere: code points of the decoded source, every CR, LF and a leading BOM
counted; spans are half-open. A line ends at LF only; lines and columns count from 1.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from msgspec import Struct, field

T = TypeVar("T")


class Span(Struct, frozen=True, order=True):
    """A half-open range of code points. Raises ValueError when it ends before it starts."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """The text the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, offset: int) -> Span:
        """The same length, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)


class Run(Struct, frozen=True):
    """How a piece of a segment's text was written in the source.

    Equal lengths: written as it reads. Otherwise an entity, an escape or a line break, whose
    characters cannot be told apart in the source. A line break inside a block reads as a space.
    """

    text: Span
    source: Span

    @property
    def literal(self) -> bool:
        """True when text and source correspond character by character."""
        return len(self.text) == len(self.source)


class Mark(Struct, frozen=True):
    """An inline scope over a span of the segment's text.

    Scopes: `quotation`, `link`, `emphasis`, `strong`, `code`, `foreign`; and `foreign-phrase` for
    italics that only look foreign, which engines leave alone and rules do not.
    """

    scope: str
    span: Span


class Segment(Struct, frozen=True):
    """A block of prose as it reads: no markup, entities decoded, soft line breaks as spaces.

    `scopes` are the block's names, widest first (`text`, `heading.h1`, `headline`). `runs` cover
    `text` without gaps, in order; gaps between their sources are markup. Marks are in text offsets.
    """

    text: str
    scopes: tuple[str, ...]
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()

    def to_source(self, span: Span) -> Span:
        """The source a span of the text was read from, markup inside it included.

        An empty span is an insertion point: just before the character at its offset, or just
        after the last one. Raises ValueError when the span lies outside the text.
        """
        if span.end > len(self.text) or not self.runs:
            raise ValueError(f"{span} is outside a text of {len(self.text)} characters")
        if not len(span):
            return self._insertion_point(span.start)
        return Span(self._source_of(span.start).start, self._source_of(span.end - 1).end)

    def is_verbatim(self, span: Span) -> bool:
        """True when the span's source reads as the text does: no markup, entity or escape in it.

        A line break that reads as one space counts as verbatim.
        """
        first, last = self._run_at(span.start), self._run_at(max(span.start, span.end - 1))
        runs = self.runs[first : last + 1]
        joined = all(a.source.end == b.source.start for a, b in pairwise(runs))
        return joined and all(run.literal or run.text.of(self.text) == " " for run in runs)

    def marks_over(self, span: Span) -> frozenset[str]:
        """The inline scopes that a span touches."""
        return frozenset(mark.scope for mark in self.marks if mark.span.overlaps(span))

    def within(self, scope: str, span: Span) -> bool:
        """True when the span lies wholly inside one mark of that scope."""
        return any(mark.scope == scope and mark.span.contains(span) for mark in self.marks)

    def _run_at(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1)

    def _source_of(self, offset: int) -> Span:
        run = self.runs[self._run_at(offset)]
        if not run.literal:
            return run.source
        start = run.source.start + offset - run.text.start
        return Span(start, start + 1)

    def _insertion_point(self, offset: int) -> Span:
        if offset < len(self.text):
            start = self._source_of(offset).start
        else:
            start = self.runs[-1].source.end
        return Span(start, start)


class Position(NamedTuple):
    """A place for people: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Omission(Struct, frozen=True):
    """A passage that is not copy and was not checked: `reason` is furniture, foreign, code, ..."""

    reason: str
    span: Span


class Comment(Struct, frozen=True):
    """A comment for tools: its text without the comment marks, its whole source span."""

    text: str
    span: Span


class Document(Struct, frozen=True, dict=True):
    """A file as read. `source` is exact: never padded, trimmed or normalised.

    `date` is the article's own date, `language` the one it declares, `metadata` its front matter.
    """

    path: str
    source: str
    segments: tuple[Segment, ...]
    date: datetime.date | None = None
    language: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)
    omissions: tuple[Omission, ...] = ()
    comments: tuple[Comment, ...] = ()

    def position(self, offset: int) -> Position:
        """Line and column of an offset into the source; only LF ends a line."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def derived(self, name: str, make: Callable[[], T]) -> T:
        """What several rules read from the document, under a name of its own: made once."""
        if name not in vars(self):
            vars(self)[name] = make()
        return vars(self)[name]  # type: ignore[no-any-return]

    @cached_property
    def words(self) -> int:
        """How many words of prose will be checked."""
        return sum(len(segment.text.split()) for segment in self.segments)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.source.find
        while (newline := find("\n", starts[-1])) >= 0:
            starts.append(newline + 1)
        return starts
