"""The kind `contrast`: two places of an article that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, Literal

import regex
from msgspec.structs import replace

from copylint.document import Document, Span
from copylint.kinds.base import Hit, Place, Rule, RuleProblem, register
from copylint.kinds.patterns import checked
from copylint.matching import Demands, Gate, demands, matches


@register
class ContrastRule(Rule, frozen=True, kw_only=True):
    """Two statements that cannot both hold of the same thing.

    `first` and `second` are regular expressions with as many groups; where the groups of a match
    of each read alike (case and spaces aside), the later place is reported and points to the
    earlier; `report` may ask for the `first` statement's place instead, or for both. `within` says
    how near: the same sentence's paragraph or the whole article. Words in quotations do not count.
    Message values: the later words, the earlier words.
    """

    kind: ClassVar[str] = "contrast"
    local: ClassVar[bool] = False

    first: str
    second: str
    within: Literal["paragraph", "article"] = "article"
    report: Literal["later", "first", "both"] = "later"
    suggest: bool = False
    ignorecase: bool = True

    def prepare(self) -> None:
        """Compile both patterns."""
        if self._first.groups != self._second.groups:
            raise RuleProblem("has another number of groups than 'first'", "second")

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each second statement (in reading order) that contradicts one before it."""
        first, second = self._gates
        firsts = list(_statements(document, self._first, first))
        seconds = list(_statements(document, self._second, second)) if firsts else []
        told: set[tuple[int, Span]] = set()
        for place, what in firsts:
            for other, what_else in seconds:
                if what != what_else or not self._near(place, other):
                    continue
                for pair in self._ordered(place, other):
                    for hit in _told(*pair, document, told):
                        yield replace(hit, suggestions=hit.values[1:]) if self.suggest else hit

    def _ordered(self, one: Place, other: Place) -> list[tuple[Place, Place]]:
        """The places to report, each with the one it points to."""
        if self.report == "both":
            return [(one, other), (other, one)]
        later = self.report == "later" and _order(one) < _order(other)
        return [(other, one) if later else (one, other)]

    def _near(self, one: Place, other: Place) -> bool:
        return self.within == "article" or one.segment == other.segment

    def parts(self) -> Sequence[Demands]:
        """What the first statement demands: without one there is nothing to contradict."""
        return [self._demands(self.first)]

    def _demands(self, pattern: str) -> Demands:
        return demands(pattern, bounded=False, ignorecase=self.ignorecase)

    @cached_property
    def _gates(self) -> tuple[Gate, Gate]:
        return Gate.of(self._demands(self.first)), Gate.of(self._demands(self.second))

    @cached_property
    def _first(self) -> regex.Pattern[str]:
        return checked(self.first, "first", ignorecase=self.ignorecase)

    @cached_property
    def _second(self) -> regex.Pattern[str]:
        return checked(self.second, "second", ignorecase=self.ignorecase)


def _order(place: Place) -> tuple[int, Span]:
    return place.segment, place.span


def _told(
    place: Place, other: Place, document: Document, told: set[tuple[int, Span]]
) -> Iterator[Hit]:
    if _order(place) in told or (
        place.segment == other.segment and place.span.overlaps(other.span)
    ):
        return
    told.add(_order(place))
    words = [one.span.of(document.segments[one.segment].text) for one in (place, other)]
    note = Place(other.segment, other.span, f"'{words[1]}' stands here")
    yield Hit(place.span, values=tuple(words), related=(note,), segment=place.segment)


def _statements(
    document: Document, pattern: regex.Pattern[str], gate: Gate
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for index, segment in enumerate(document.segments):
        for match in matches(pattern, segment.text) if gate.open_to(segment.text) else ():
            span = Span(*match.span())
            if not segment.marks_over(span) & {"quotation", "code"}:
                groups = tuple(" ".join((group or "").lower().split()) for group in match.groups())
                yield Place(index, span), groups
