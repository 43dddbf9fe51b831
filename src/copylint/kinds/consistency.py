"""The kind `consistency`: of two forms, one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple

import regex

from copylint.document import Document, Segment, Span
from copylint.kinds.base import Hit, Place, Rule, RuleProblem, register
from copylint.kinds.patterns import (
    NONWORD,
    WORD,
    check_each,
    checked,
    flagged,
    is_plain,
)
from copylint.matching import Needs, matches, needs, union


class _Seen(NamedTuple):
    segment: int
    span: Span
    text: str


@register
class Consistency(Rule, frozen=True, kw_only=True):
    """Reports the rarer of two forms that both stand in a document, at each of its places.

    As often as the other: the one that came later. The message gets the form seen, the other one,
    and how often that stands there.
    """

    kind: ClassVar[str] = "consistency"
    local: ClassVar[bool] = False

    either: dict[str, str]
    nonword: bool = False
    ignorecase: bool = False

    def prepare(self) -> None:
        """Compile the pairs."""
        if not self.either:
            raise RuleProblem("names no pair", "either")
        check_each(
            (form, ("either", one)) for one in self.either for form in (one, self.either[one])
        )
        _ = self._patterns

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The hits of each pair."""
        for (one, other), pattern in zip(self.either.items(), self._patterns, strict=True):
            yield from self._pair(document, pattern, (one, other))

    def needs(self) -> Needs:
        """Either form; one alone is enough to look."""
        forms = (form for pair in self.either.items() for form in pair)
        return union(
            needs(form, bounded=not self.nonword, ignorecase=self.ignorecase) for form in forms
        )

    def _pair(
        self, document: Document, pattern: regex.Pattern[str], forms: tuple[str, str]
    ) -> Iterator[Hit]:
        found: tuple[list[_Seen], list[_Seen]] = ([], [])
        for index, segment in enumerate(document.segments):
            for match in matches(pattern, segment.text) if self.sees(segment) else ():
                span = Span(*match.span())
                if self._counts(segment, span):
                    found[0 if match["one"] is not None else 1].append(_Seen(index, span, match[0]))
        if all(found):
            usual = _usual(found)
            for seen in found[1 - usual]:
                yield _hit(seen, found[usual], forms[usual])

    def _counts(self, segment: Segment, span: Span) -> bool:
        if self.quotations == "check":
            return True
        return "blockquote" not in segment.scopes and "quotation" not in segment.marks_over(span)

    @cached_property
    def _patterns(self) -> list[regex.Pattern[str]]:
        template = NONWORD if self.nonword else WORD
        return [
            checked(
                flagged(
                    template.replace("{}", f"(?P<one>{one})|(?P<other>{other})"),
                    ignorecase=self.ignorecase,
                ),
                "either",
                one,
            )
            for one, other in self.either.items()
        ]


def _usual(found: tuple[list[_Seen], list[_Seen]]) -> int:
    """Which form is the usual one: the more frequent, else the earlier."""
    counts = [len(seen) for seen in found]
    if counts[0] != counts[1]:
        return counts.index(max(counts))
    firsts = [(seen[0].segment, seen[0].span) for seen in found]
    return firsts.index(min(firsts))


def _hit(seen: _Seen, usual: list[_Seen], form: str) -> Hit:
    first = usual[0]
    times = "once" if len(usual) == 1 else f"{len(usual)} times"
    return Hit(
        seen.span,
        values=(seen.text, first.text, times),
        suggestions=(form,) if is_plain(form) else (),
        related=(Place(first.segment, first.span, f"'{first.text}' stands here"),),
        segment=seen.segment,
    )
