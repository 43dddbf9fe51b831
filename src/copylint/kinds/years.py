"""The kind `differing-year`: a year of a head or caption that the body gives otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.figures import weighty
from copylint.kinds.heads import is_body, is_display, is_picture_text, told_once
from copylint.language import sentences
from copylint.matching import Literal, Needs

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_YEAR = kept(
    rf"(?<![\w$£€.,/:-])(?:(?P<day>{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}),? )?"
    r"(?P<year>1[89]\d\d|20\d\d)(?![\w/:-]|[.,]\d)"
)
_OLD = kept(r"(?i)\b(?:file|archive|archival|undated|stock|previous|earlier|first|last)\b")
_WORDS = 3  # of weight, that two sentences on one event share


class _Dated(NamedTuple):
    place: Place
    year: str
    day: str
    about: frozenset[str]


@register
class DifferingYearRule(Rule, frozen=True, kw_only=True):
    """A year of a caption, headline, deck or title that the body gives otherwise.

    Two sentences speak of one event when they name the same day and share a word of weight, or
    share three of them. A year that the body holds anywhere is let pass, and so are pictures from
    the files. Message values: the year, the body's year.
    """

    kind: ClassVar[str] = "differing-year"
    local: ClassVar[bool] = False

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The years of the heads and captions that differ."""
        heads = list(_all_dated(document, apart=True))
        body = list(_all_dated(document, apart=False)) if heads else []
        years = {one.year for one in body}
        differing = (head for head in heads if head.year not in years)
        yield from told_once(document, (hit for head in differing for hit in _told(head, body)))

    def needs(self) -> Needs:
        """The century of a year."""
        return frozenset((Literal("18"), Literal("19"), Literal("20")))


def _told(head: _Dated, body: list[_Dated]) -> Iterator[Hit]:
    """The hit, if the body tells the same event of one other year."""
    rivals = [other for other in body if _one_event(head, other)]
    if len({other.year for other in rivals}) != 1:
        return
    rival = rivals[0]
    note = Place(rival.place.segment, rival.place.span, f"'{rival.year}' stands here")
    values = (head.year, rival.year)
    yield Hit(head.place.span, values, (rival.year,), None, (note,), head.place.segment, False)


def _one_event(head: _Dated, other: _Dated) -> bool:
    shared = len(head.about & other.about)
    if head.day and other.day:
        return head.day == other.day and shared > 0
    return shared >= _WORDS


def _all_dated(document: Document, *, apart: bool) -> Iterator[_Dated]:
    """The dated sentences of heads and captions, or those of the body."""
    for index, segment in enumerate(document.segments):
        aside = is_display(segment)
        if aside == apart and (is_body(segment) or aside) and not _filed(segment):
            yield from _dated(index, segment)


def _filed(segment: Segment) -> bool:
    """True for the caption of a picture that is older than the news."""
    return is_picture_text(segment) and _OLD.search(segment.text) is not None


def _dated(index: int, segment: Segment) -> Iterator[_Dated]:
    for sentence in sentences(segment.text):
        found = list(_YEAR.finditer(segment.text, sentence.start, sentence.end))
        if len(found) != 1 or segment.marks_over(sentence) & {"code"}:
            continue
        match = found[0]
        place = Place(index, Span(*match.span("year")))
        yield _Dated(place, match["year"], _day(match["day"]), weighty(sentence.of(segment.text)))


def _day(shown: str | None) -> str:
    """A day of a month in one form: 4may."""
    parts = (shown or "").lower().replace(".", "").split()
    return "".join(sorted(part[:3] for part in parts))
