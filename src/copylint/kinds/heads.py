"""The kind `headline`: what a head says and the body does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import ClassVar, Literal

import regex
from msgspec.structs import replace

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.numerals import value_of
from copylint.kinds.patterns import checked
from copylint.matching import matches

_MARKS = kept(r"'s\b|[^\w\s]")
_HEADS = frozenset({"headline", "deck", "front-matter.title", "front-matter.description"})


@register
class HeadlineRule(Rule, frozen=True, kw_only=True):
    """What a headline, deck or title says and the body does not hold.

    `claim` is a regular expression for what is looked for in the head; the body must hold the same
    words; for `read: number` the same number in words or figures (`5m` is 5 million), for `read:
    name` a word that opens alike (Kenya, Kenyan), where the head is not in title case. A head over
    a body shorter than `least` words is left alone. Message values: the claim.
    """

    kind: ClassVar[str] = "headline"
    local: ClassVar[bool] = False

    claim: str
    read: Literal["words", "number", "name"] = "words"
    accept: str = ""
    least: int = 60

    def prepare(self) -> None:
        """Compile the patterns."""
        _ = self._claim
        checked(self.accept.replace("%s", "x"), "accept")

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The claims of the head that the body does not bear out."""
        claims = list(self._claims(document))
        body = document.derived("body", lambda: _Body.of(document)) if claims else None
        if body is not None and body.length >= self.least:
            unborne = (hit for hit in claims if not self._holds(hit.values[0], body))
            yield from told_once(document, unborne)

    def _claims(self, document: Document) -> Iterator[Hit]:
        for index, segment in enumerate(document.segments):
            if is_head(segment) and not (self.read == "name" and in_title_case(segment.text)):
                for match in matches(self._claim, segment.text):
                    yield Hit(Span(*match.span()), values=(match[0],), segment=index)

    def _holds(self, claim: str, body: _Body) -> bool:
        if self.read == "number":
            return body.has_number(claim)
        if self.read == "name":
            return body.has_start(claim[: max(4, len(claim) - 3)])
        if self.accept:
            return body.has_match(self.accept.replace("%s", regex.escape(claim.split()[-1])))
        return body.has_words(claim)

    @cached_property
    def _claim(self) -> regex.Pattern[str]:
        return checked(self.claim, "claim", ignorecase=True)


def is_head(segment: Segment) -> bool:
    """True for a headline, a deck, and the front matter's title and description."""
    return bool(set(segment.scopes) & _HEADS) or "heading.h1" in segment.scopes


def is_picture_text(segment: Segment) -> bool:
    """True for a caption and for what an image says to those who cannot see it."""
    return bool({"caption", "alt"} & set(segment.scopes))


def is_display(segment: Segment) -> bool:
    """True for what is read before the body: a head, or a picture's text."""
    return is_head(segment) or is_picture_text(segment)


def told_once(document: Document, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits, those that say the same of several heads as one that points to the others."""
    alike: dict[tuple[object, ...], list[Hit]] = {}
    for hit in hits:
        head = is_head(document.segments[hit.segment])
        key = (hit.values, hit.suggestions) if head else (hit.segment, hit.span)
        alike.setdefault(key, []).append(hit)
    for first, *again in alike.values():
        also = tuple(
            Place(hit.segment, hit.span, "it stands here too")
            for hit in again
            if hit.segment != first.segment
        )
        yield replace(first, related=first.related + also)
        yield from (hit for hit in again if hit.segment == first.segment)


def in_title_case(text: str) -> bool:
    """True when most longer words of a heading, the first aside, open with a capital."""
    words = [word for word in text.split()[1:] if len(word) > 3 and word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def is_body(segment: Segment) -> bool:
    """True for running text: no head, heading or front matter."""
    scopes = set(segment.scopes)
    return not scopes & _HEADS and not any(
        scope.startswith(("heading", "front-matter")) for scope in scopes
    )


class _Body:
    """The text under a head, asked for words and numbers; its `length` is in words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.length = len(text.split())

    @classmethod
    def of(cls, document: Document) -> _Body:
        """That of a document."""
        return cls("\n".join(each.text for each in document.segments if is_body(each)))

    @cached_property
    def _folded(self) -> str:
        return _folded(self._text)

    def has_words(self, words: str) -> bool:
        """True when the words stand in the body, possessives and quote shapes aside."""
        return _folded(words) in self._folded

    def has_start(self, start: str) -> bool:
        """True when a word of the body begins so."""
        return regex.search(rf"\b{regex.escape(_folded(start))}", self._folded) is not None

    def has_match(self, pattern: str) -> bool:
        """True when the pattern matches in the body."""
        return checked(pattern, ignorecase=True).search(self._text) is not None

    def has_number(self, shown: str) -> bool:
        """True when the same number stands in the body, in words or figures."""
        return amount(shown) in amounts(self._text)


def _folded(text: str) -> str:
    plain = text.casefold().replace("’", "'").replace("‘", "'")
    return _MARKS.sub("", plain)


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
def amounts(text: str) -> frozenset[float]:
    """All amounts that a text names."""
    return frozenset(
        worth for match in _AMOUNT.finditer(text) if (worth := amount(match[0])) is not None
    )


def amount(shown: str) -> float | None:
    """What a number in words or figures, with its size, is worth."""
    match = _AMOUNT.search(shown)
    if match is None:
        return None
    figure = match["figure"].replace(",", "")
    value = float(figure) if figure[0].isdigit() else value_of(figure)
    return None if value is None else value * _SIZES.get((match["size"] or "").lower(), 1)
