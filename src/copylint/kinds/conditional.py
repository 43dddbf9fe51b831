"""The kind `conditional`: where the first stands, the second must too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import msgspec
import regex

from copylint.document import Document, Segment, Span
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.patterns import Exceptions, checked, exceptions, flagged
from copylint.matching import Needs, matches, needs


@register
class Conditional(Rule, frozen=True, kw_only=True):
    """Reports each match of `first` that `second` has not allowed.

    Where `second` has a group, what it captured is allowed from that block to the document's end
    (an abbreviation that is spelled out). Otherwise any match of it allows all of its block.
    """

    kind: ClassVar[str] = "conditional"
    local: ClassVar[bool] = False

    first: str
    second: str
    exceptions: tuple[str, ...] = ()
    in_: str = msgspec.field(default="", name="in")  # Vale's views, which we do not have
    ignorecase: bool = False
    vocab: bool = True

    def prepare(self) -> None:
        """Compile both patterns."""
        _ = self._first, self._second, self._excused

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Block by block, with what is allowed so far."""
        allowed: set[str] = set()
        for index, segment in enumerate(document.segments):
            if not self.sees(segment) or self._present(segment.text):
                continue
            allowed |= self._captured(segment.text)
            for span in self._unexcused(segment):
                if span.of(segment.text) not in allowed:
                    yield Hit(span, (span.of(segment.text),), segment=index)

    def needs(self) -> Needs:
        """What `first` needs: without it there is nothing to report."""
        return needs(self.first, bounded=False, ignorecase=self.ignorecase)

    def _present(self, text: str) -> bool:
        return not self._second.groups and next(matches(self._second, text), None) is not None

    def _captured(self, text: str) -> set[str]:
        return {group for match in matches(self._second, text) for group in match.groups() if group}

    def _unexcused(self, segment: Segment) -> Iterator[Span]:
        for match in matches(self._first, segment.text):
            span = Span(*match.span())
            if not self._excused.excuse(segment.text, span):
                yield span

    @cached_property
    def _first(self) -> regex.Pattern[str]:
        return checked(flagged(self.first, ignorecase=self.ignorecase), "first")

    @cached_property
    def _second(self) -> regex.Pattern[str]:
        return checked(flagged(self.second, ignorecase=self.ignorecase), "second")

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)
