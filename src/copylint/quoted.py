"""What no fix may touch: quoted words and code, as places of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from copylint.document import Document, Span

_OPENING = "\"'“‘«„‚‹"
_CLOSING = "\"'”’»“‘›"


class Places:
    """Places of a text, those that meet put together, found by bisection."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> None:
        """Take a place up; one that meets the last before it widens that."""
        at = bisect_right(self._spans, span)
        before = self._spans[at - 1] if at else None
        if before and span.start <= before.end:
            self._spans[at - 1] = Span(before.start, max(before.end, span.end))
        else:
            self._spans.insert(at, span)

    def meet(self, span: Span) -> bool:
        """True when a place overlaps or touches the span."""
        return any(near.start <= span.end and span.start <= near.end for near in self._near(span))

    def hold(self, span: Span) -> bool:
        """True when a change of the span changes what a place holds, or adds to it."""
        return any(near.overlaps(span) for near in self._near(span)) or (
            not len(span) and self.meet(span)
        )

    def _near(self, span: Span) -> list[Span]:
        first = max(0, bisect_right(self._spans, span.start, key=lambda near: near.start) - 1)
        last = bisect_right(self._spans, span.end, key=lambda near: near.start)
        return self._spans[first:last]


def quotations(document: Document) -> Iterator[Span]:
    """The source of quoted words: between quotation marks, and in block quotations."""
    for segment in document.segments:
        if "blockquote" in segment.scopes and segment.runs:
            yield Span(segment.runs[0].source.start, segment.runs[-1].source.end)
        for mark in segment.marks:
            inner = _inner(segment.text, mark.span)
            if mark.scope == "quotation" and len(inner):
                yield segment.to_source(inner)


def code(document: Document) -> Iterator[Span]:
    """The source of inline code, which is no copy."""
    for segment in document.segments:
        for mark in segment.marks:
            if mark.scope == "code" and len(mark.span):
                yield segment.to_source(mark.span)


def _inner(text: str, span: Span) -> Span:
    """A quotation without its own quotation marks."""
    start, end = span.start, span.end
    start += start < end and text[start] in _OPENING
    end -= start < end and text[end - 1] in _CLOSING
    return Span(start, end)
