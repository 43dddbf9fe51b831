"""The texts that rules see: blocks with inline code masked, sentences, the source as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from copylint.document import Document, Mark, Run, Segment, Span
from copylint.kinds.scopes import apart_in, parts_of
from copylint.language import sentences

_BODY = frozenset({"paragraph", "list", "blockquote"})
MASK = "\ufffc"  # the object replacement character: no word, no space, no punctuation


class View(Struct, frozen=True):
    """A text to search: `shown` is what rules see; its offsets, moved by `shift`, are `whole`'s.

    `index` is the segment's in the document, or -1 for a text that is none of its segments.
    """

    kind: str
    shown: Segment
    whole: Segment
    shift: int = 0
    index: int = -1


def views(
    document: Document, wanted: frozenset[str], splits: Callable[[str], bool]
) -> Iterator[View]:
    """All texts of the kinds that are wanted, in the order of the document.

    `splits` says of a block's text whether its sentences are worth finding.
    """
    given: set[str] = set()
    for index, segment in enumerate(document.segments):
        apart = apart_in(parts_of(segment.scopes))
        given.add(apart or "block")
        if apart is None:
            yield from _of_block(segment, index, wanted)
        elif apart in wanted:
            yield View(apart, segment, segment, index=index)
    if "sentence" in wanted and "sentence" not in given:
        for index, segment in enumerate(document.segments):
            yield from _of_sentences(segment, index, splits)
    if "raw" in wanted and "raw" not in given:
        whole = _source(document)
        yield View("raw", whole, whole)
    if "summary" in wanted and "summary" not in given:
        whole = _summary(document)
        yield View("summary", masked(whole), whole)


def masked(segment: Segment) -> Segment:
    """The segment with its inline code made unreadable, at equal length."""
    marks = [mark.span for mark in segment.marks if mark.scope == "code"]
    text = segment.text
    for span in marks:
        text = text[: span.start] + MASK * len(span) + text[span.end :]
    return replace(segment, text=text) if marks else segment


def _of_block(segment: Segment, index: int, wanted: frozenset[str]) -> Iterator[View]:
    if "block" in wanted:
        yield View("block", masked(segment), segment, index=index)
    if "code" in wanted:
        yield View("code", segment, segment, index=index)


def _of_sentences(segment: Segment, index: int, splits: Callable[[str], bool]) -> Iterator[View]:
    shown = masked(segment)
    if apart_in(parts_of(segment.scopes)) in ("raw", "summary") or not splits(shown.text):
        return
    for span in sentences(segment.text):
        yield View("sentence", _part(shown, span), segment, span.start, index)


def _part(segment: Segment, span: Span) -> Segment:
    """A piece of a segment, for reading only: it has no way back to the source of its own."""
    marks = tuple(
        Mark(
            mark.scope,
            Span(
                max(mark.span.start, span.start) - span.start,
                min(mark.span.end, span.end) - span.start,
            ),
        )
        for mark in segment.marks
        if mark.span.overlaps(span)
    )
    return Segment(span.of(segment.text), segment.scopes, (), marks)


def _summary(document: Document) -> Segment:
    """The paragraphs, list items and quotes as one text, a line break between each."""
    text = ""
    runs: list[Run] = []
    marks: list[Mark] = []
    for segment in document.segments:
        if segment.runs and parts_of(segment.scopes) & _BODY:
            if runs:
                gap = Span(runs[-1].source.end, runs[-1].source.end)
                runs.append(Run(Span(len(text), len(text) + 1), gap))
                text += "\n"
            runs += [replace(run, text=run.text.shift(len(text))) for run in segment.runs]
            marks += [replace(mark, span=mark.span.shift(len(text))) for mark in segment.marks]
            text += segment.text
    return Segment(text, ("summary",), tuple(runs), tuple(marks))


def _source(document: Document) -> Segment:
    span = Span(0, len(document.source))
    return Segment(document.source, ("raw",), (Run(span, span),) if span.end else ())
