"""Kinds that hold one place of an article against another: `contrast` and `headline`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import ClassVar, Literal

import regex
from msgspec.structs import replace

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, RuleProblem, register
from copylint.kinds.numerals import value_of
from copylint.kinds.patterns import checked
from copylint.matching import matches

_HEADS = frozenset({"headline", "deck", "front-matter.title", "front-matter.description"})


@register
class ContrastRule(Rule, frozen=True, kw_only=True):
    """Two statements that cannot both hold of the same thing.

    `first` and `second` are regular expressions with as many groups; where the groups of a match
    of each read alike (case and spaces aside), the later place is reported and points to the
    earlier. `within` says how near: the same sentence's paragraph or the whole article. Words in
    quotations do not count. Message values: the later words, the earlier words.
    """

    kind: ClassVar[str] = "contrast"
    local: ClassVar[bool] = False

    first: str
    second: str
    within: Literal["paragraph", "article"] = "article"
    report: Literal["later", "first"] = "later"
    suggest: bool = False
    ignorecase: bool = True

    def prepare(self) -> None:
        """Compile both patterns."""
        if self._first.groups != self._second.groups:
            raise RuleProblem("has another number of groups than 'first'", "second")

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each second statement (in reading order) that contradicts one before it."""
        firsts = list(_statements(document, self._first))
        seconds = list(_statements(document, self._second)) if firsts else []
        told: set[tuple[int, Span]] = set()
        for place, what in firsts:
            for other, what_else in seconds:
                if what == what_else and self._near(place, other):
                    for hit in _told(*self._ordered(place, other), document, told):
                        yield replace(hit, suggestions=hit.values[1:]) if self.suggest else hit

    def _ordered(self, one: Place, other: Place) -> tuple[Place, Place]:
        """The place to report, and the one it points to."""
        if self.report == "later" and _order(one) < _order(other):
            return other, one
        return one, other

    def _near(self, one: Place, other: Place) -> bool:
        return self.within == "article" or one.segment == other.segment

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
    document: Document, pattern: regex.Pattern[str]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for index, segment in enumerate(document.segments):
        for match in matches(pattern, segment.text):
            span = Span(*match.span())
            if not segment.marks_over(span) & {"quotation", "code"}:
                groups = tuple(" ".join((group or "").lower().split()) for group in match.groups())
                yield Place(index, span), groups


@register
class HeadlineRule(Rule, frozen=True, kw_only=True):
    """What a headline, deck or title says and the body does not hold.

    `claim` is a regular expression for what is looked for in the head; the body must hold the same
    words, or for `as: number` the same number in words or figures (`5m` is 5 million). A head over
    a body shorter than `least` words is left alone. Message values: the claim.
    """

    kind: ClassVar[str] = "headline"
    local: ClassVar[bool] = False

    claim: str
    read: Literal["words", "number"] = "words"
    accept: str = ""
    least: int = 60

    def prepare(self) -> None:
        """Compile the patterns."""
        _ = self._claim
        checked(self.accept.replace("%s", "x"), "accept")

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The claims of the head that the body does not bear out."""
        body = [segment.text for segment in document.segments if _is_body(segment)]
        if sum(len(text.split()) for text in body) < self.least:
            return
        held = _Body("\n".join(body))
        for index, segment in enumerate(document.segments):
            if not set(segment.scopes) & _HEADS and "heading.h1" not in segment.scopes:
                continue
            for match in matches(self._claim, segment.text):
                if not self._holds(match[0], held):
                    yield Hit(Span(*match.span()), values=(match[0],), segment=index)

    def _holds(self, claim: str, body: _Body) -> bool:
        if self.read == "number":
            return body.has_number(claim)
        if self.accept:
            return body.has_match(self.accept.replace("%s", regex.escape(claim.split()[-1])))
        return body.has_words(claim)

    @cached_property
    def _claim(self) -> regex.Pattern[str]:
        return checked(self.claim, "claim", ignorecase=True)


def _is_body(segment: Segment) -> bool:
    scopes = set(segment.scopes)
    return not scopes & _HEADS and not any(
        scope.startswith(("heading", "front-matter")) for scope in scopes
    )


class _Body:
    """The text under a head, asked for words and numbers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = _folded(text)

    def has_words(self, words: str) -> bool:
        """True when the words stand in the body, possessives and quote shapes aside."""
        return _folded(words) in self._folded

    def has_match(self, pattern: str) -> bool:
        """True when the pattern matches in the body."""
        return checked(pattern, ignorecase=True).search(self._text) is not None

    def has_number(self, shown: str) -> bool:
        """True when the same number stands in the body, in words or figures."""
        return _amount(shown) in _amounts(self._text)


def _folded(text: str) -> str:
    plain = text.casefold().replace("’", "'").replace("‘", "'")
    return _MARKS.sub("", plain)


_MARKS = kept(r"'s\b|[^\w\s]")
_AMOUNT = kept(
    r"(?<![\w.,])(?:[$£€])?(?P<figure>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
    r"(?:[ -]?(?P<size>thousand|million|billion|trillion|k|m|bn|tn))?(?![\w,]\d)\b",
    regex.IGNORECASE,
)
_SIZES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip


@lru_cache(maxsize=64)
def _amounts(text: str) -> frozenset[float]:
    return frozenset(
        amount for match in _AMOUNT.finditer(text) if (amount := _amount(match[0])) is not None
    )


def _amount(shown: str) -> float | None:
    match = _AMOUNT.search(shown)
    if match is None:
        return None
    figure = match["figure"].replace(",", "")
    value = float(figure) if figure[0].isdigit() else value_of(figure)
    return None if value is None else value * _SIZES.get((match["size"] or "").lower(), 1)
