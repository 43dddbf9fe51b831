"""The kind `doubled`: a word, or a short phrase, written twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register

_WORD = kept(r"(?<![\w’'.-])(\p{L}+)((?:\s+\1)+)(?![\w’'-])", regex.IGNORECASE)
_PHRASE = kept(r"(?<![\w’'.-])((\p{L}+)\s(\p{L}+))\s\1(?![\w’'-])")


@register
class Doubled(Rule, frozen=True, kw_only=True):
    """Words written twice. The first of them is kept.

    `only` names the words that count (empty: all), `allow` those that may stand twice. Two equal
    capitalised words are a name (Duran Duran) unless the word is among `small`. `phrases` reports
    two words repeated ("of the of the") when one of them is among `small`. Message values: what
    remains, what was found.
    """

    kind: ClassVar[str] = "doubled"

    only: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    phrases: bool = False

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The repetitions that are neither names nor allowed."""
        for match in _WORD.finditer(segment.text):
            if self._counts(match):
                yield self._hit(match)
        if self.phrases:
            for match in _PHRASE.finditer(segment.text):
                if self._phrase_counts(match):
                    yield self._hit(match)

    @staticmethod
    def _hit(match: regex.Match[str]) -> Hit:
        return Hit(Span(*match.span()), (match[1], _shown(match[0])), (match[1],), recase=False)

    def _counts(self, match: regex.Match[str]) -> bool:
        word, again = match[1], match[2].split()
        if word.lower() in self._allowed or (self.only and word.lower() not in self.only):
            return False
        if len(word) == 1 and word not in ("a", "I"):
            return False
        named = word[0].isupper() and all(other[0].isupper() for other in again)
        return not named or (word.lower() in self._small and not word.isupper())

    def _phrase_counts(self, match: regex.Match[str]) -> bool:
        first, second = match[2].lower(), match[3].lower()
        if first == second or {first, second} & self._allowed:
            return False
        return first in self._small or second in self._small

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return frozenset(self.allow)

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(self.small)


def _shown(words: str) -> str:
    """The words for a message: a whole paragraph of one word is cut."""
    return words if len(words) <= 60 else f"{words[:57].rsplit(None, 1)[0]} ..."
