"""The kind `occurrence`: how often something may stand in a block."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.kinds.patterns import checked, flagged
from copylint.matching import TIME_LIMIT, Needs, needs

_MASKS = frozenset("*@\ufffc")
_WORD = kept(r"\S+")


@register
class Occurrence(Rule, frozen=True, kw_only=True):
    """Reports a block that holds `token` more than `max` or less than `min` times.

    It points at the first such place, or at the block's first word where there is none. The
    message gets the count.
    """

    kind: ClassVar[str] = "occurrence"

    token: str
    max: int = 0
    min: int = 0
    ignorecase: bool = False

    def prepare(self) -> None:
        """Compile the token."""
        if self.max <= 0 and self.min <= 0:
            raise RuleProblem("counts nothing: give it 'max' or 'min'")
        _ = self._pattern

    def find(self, segment: Segment) -> Iterator[Hit]:
        """One hit where the count is out of bounds."""
        found = list(self._pattern.finditer(segment.text, timeout=TIME_LIMIT))
        if not (0 < self.max < len(found) or len(found) < self.min):
            return
        span = self._first_word(segment.text) if not found else _readable(found)
        if span is not None:
            yield Hit(span, (str(len(found)), span.of(segment.text)))

    def needs(self) -> Needs:
        """What the token needs, unless its absence is reported too."""
        if self.min > 0:
            return None
        return needs(self.token, bounded=False, ignorecase=self.ignorecase)

    def _first_word(self, text: str) -> Span | None:
        word = _WORD.search(text)
        return Span(*word.span()) if word else None

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return checked(flagged(f"(?:{self.token})", ignorecase=self.ignorecase), "token")


def _readable(found: list[regex.Match[str]]) -> Span | None:
    """The first match that is neither blank nor masked code."""
    for match in found:
        if match[0].strip() and not _MASKS.issuperset(match[0]):
            return Span(*match.span())
    return None
