"""The kind `repetition`: the same thing twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kinds.actions import suggestions
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.kinds.patterns import Exceptions, check_each, checked, exceptions, flagged
from copylint.language import sentences
from copylint.matching import matches


@register
class Repetition(Rule, frozen=True, kw_only=True):
    """Reports a match of `tokens` that follows an equal one, more than `max` times.

    The place runs from the one to the other and must lie within one sentence. `alpha` wants
    letters only.
    """

    kind: ClassVar[str] = "repetition"

    tokens: tuple[str, ...]
    max: int = 0
    ignorecase: bool = False
    alpha: bool = False
    exceptions: tuple[str, ...] = ()
    vocab: bool = True

    def prepare(self) -> None:
        """Compile the tokens."""
        if not self.tokens:
            raise RuleProblem("names nothing to look for", "tokens")
        check_each((token, ("tokens", index)) for index, token in enumerate(self.tokens))
        _ = self._pattern, self._excused

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Each repetition that no exception excuses."""
        text = segment.text
        count, before = 0, Span(0, 0)
        for match in matches(self._pattern, text):
            here = Span(*match.span())
            if self._repeats(before.of(text).strip(), match[0].strip()):
                count += 1
                span = Span(before.start, here.end)
                if count > self.max and self._counts(text, span):
                    count = 0
                    yield self._hit(text, span, before, match[0].strip())
            before = here

    def _repeats(self, previous: str, current: str) -> bool:
        if not current or (self.alpha and not current.isalpha()):
            return False
        if self.ignorecase:
            return previous.casefold() == current.casefold()
        return previous == current

    def _counts(self, text: str, span: Span) -> bool:
        return len(sentences(span.of(text))) == 1 and not self._excused.excuse(text, span)

    def _hit(self, text: str, span: Span, before: Span, current: str) -> Hit:
        offered = suggestions(self.action, span.of(text))
        if not self.action.name:
            offered = (before.of(text).strip(),)
        return Hit(span, (current,), offered, recase=False)

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        joined = f"({'|'.join(self.tokens)})"
        return checked(flagged(joined, ignorecase=self.ignorecase), "tokens")

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)
