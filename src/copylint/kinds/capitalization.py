"""The kind `capitalization`: the case of a heading."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kinds import casing
from copylint.kinds.actions import suggestions
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.patterns import Exceptions, checked, exceptions, term_pattern
from copylint.matching import matches

# iPhone, eBay: written as they are wherever they stand.
_MIXED = r"(?-i)^\p{Ll}+\p{Lu}"


@register
class Capitalization(Rule, frozen=True, kw_only=True):
    """Reports a block of which less than `threshold` of the words are in the case wanted.

    `match` is `$title` (with `style` AP or Chicago), `$sentence`, `$lower`, `$upper` or a pattern.
    After a word that ends as `indicators` say, sentence case wants a capital.
    """

    kind: ClassVar[str] = "capitalization"

    match: str
    style: str = "AP"
    exceptions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    threshold: float = 0.8
    prefix: str = ""
    vocab: bool = True

    def prepare(self) -> None:
        """Compile what is a pattern."""
        _ = self._excused, self._words, self._pattern, self._prefix

    def find(self, segment: Segment) -> Iterator[Hit]:
        """One hit for a block that is not as wanted; its place is the whole block."""
        text = segment.text
        expected, right = self._judged(text)
        if right or not text:
            return
        offered: tuple[str, ...] = suggestions(self.action, text)
        if not self.action.name and not offered and self.match in ("$title", "$sentence"):
            offered = (expected,)
        yield Hit(Span(0, len(text)), (text, expected), offered, recase=False)

    def _judged(self, text: str) -> tuple[str, bool]:
        match self.match:
            case "$title" | "$sentence":
                return self._by_word(text)
            case "$lower" | "$upper":
                expected = text.lower() if self.match == "$lower" else text.upper()
                return expected, text == expected or self._excepted(text)
        found = self._pattern is not None and self._pattern.search(text) is not None
        return self.match, found or self._excepted(text)

    def _by_word(self, text: str) -> tuple[str, bool]:
        expected = self._converted(text)
        wanted = [match[0] for match in matches(self._words, expected)]
        words = [match[0] for match in matches(self._words, text)]
        right = 0
        for index, word in enumerate(words):
            fits = index >= len(wanted) or word == wanted[index] or self._excepted(word)
            if (
                self.match == "$sentence"
                and index == 0
                and not fits
                and word != casing.each_word_up(word)
            ):
                return expected, False
            fits = fits or (self.match == "$title" and word == word.upper())
            right += fits
        threshold = self.threshold or 0.8
        return expected, right / len(words) >= threshold if words else True

    def _converted(self, text: str) -> str:
        found = self._prefix.search(text) if self._prefix else None
        head = found[0] if found else ""
        rest = text.removeprefix(head)
        if self.match == "$title":
            return head + casing.title(rest, self.style, self._kept)
        return head + casing.sentence(rest, self._kept, casing.opener(self.indicators))

    def _excepted(self, text: str) -> bool:
        return self._excused.terms is not None and self._excused.terms.search(text) is not None

    @property
    def _kept(self) -> list[str]:
        return [*self._vocabulary, _MIXED]

    @cached_property
    def _vocabulary(self) -> list[str]:
        terms = sorted((term_pattern(term) for term in self.exceptions), key=len, reverse=True)
        return [term if term.startswith("(?i)") else f"(?-i){term}" for term in terms]

    @cached_property
    def _words(self) -> regex.Pattern[str]:
        bounded = rf"(?m)\b(?:{'|'.join(self._vocabulary)})\b|" if self._vocabulary else ""
        return checked(rf"{bounded}[\p{{N}}\p{{L}}*]+[^\s]*", "exceptions")

    @cached_property
    def _pattern(self) -> regex.Pattern[str] | None:
        return None if self.match.startswith("$") else checked(self.match, "match")

    @cached_property
    def _prefix(self) -> regex.Pattern[str] | None:
        return checked(self.prefix, "prefix") if self.prefix else None

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)
