"""Kinds that hold facts of an article against each other: `fact` and `elapsed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Span
from copylint.kinds.base import Hit, Place, Rule, RuleProblem, register
from copylint.kinds.numerals import value_of
from copylint.kinds.patterns import checked
from copylint.matching import Demands, Gate, demands, matches


class _Told(Struct, frozen=True):
    key: str
    value: str
    place: Place


@register
class FactRule(Rule, frozen=True, kw_only=True):
    """One thing of which an article says two different things.

    `facts` are regular expressions whose group `value` is what is said (an age, a number) and
    whose group `key` says of what; where two matches have one key and different values, numbers
    in words or figures alike, the rarer is reported, the later of equals. Words in quotations do
    not count. Message values: the value found, the other one, the key.
    """

    kind: ClassVar[str] = "fact"
    local: ClassVar[bool] = False

    facts: tuple[str, ...]
    ignorecase: bool = False

    def prepare(self) -> None:
        """Compile the facts."""
        for index, pattern in enumerate(self._facts):
            if not {"key", "value"} <= set(pattern.groupindex):
                raise RuleProblem("needs the groups 'key' and 'value'", "facts", index)

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each value that another outnumbers, or stands before."""
        by_key: dict[str, list[_Told]] = {}
        for told in sorted(self._told(document), key=_order):
            by_key.setdefault(told.key, []).append(told)
        for key, all_told in by_key.items():
            values = [told.value for told in all_told]
            usual = max(dict.fromkeys(values), key=values.count)
            first = next(told for told in all_told if told.value == usual)
            for told in all_told:
                if told.value != usual:
                    yield _contradicted(told, first, key, document)

    def parts(self) -> Sequence[Demands]:
        """What each fact demands: without one of them there is nothing to hold."""
        return [demands(fact, bounded=False, ignorecase=self.ignorecase) for fact in self.facts]

    def _told(self, document: Document) -> Iterator[_Told]:
        for index, segment in enumerate(document.segments):
            if not self.sees(segment) or "blockquote" in segment.scopes:
                continue
            for pattern, gate in zip(self._facts, self._gates, strict=True):
                for match in matches(pattern, segment.text) if gate.open_to(segment.text) else ():
                    span = Span(*match.span("value"))
                    if not segment.marks_over(span) & {"quotation", "code"}:
                        place = Place(index, span)
                        yield _Told(_plain(match["key"]), _value(match["value"]), place)

    @cached_property
    def _gates(self) -> list[Gate]:
        return list(map(Gate.of, self.parts()))

    @cached_property
    def _facts(self) -> list[regex.Pattern[str]]:
        return [
            checked(fact, "facts", index, ignorecase=self.ignorecase)
            for index, fact in enumerate(self.facts)
        ]


def _order(told: _Told) -> tuple[int, Span]:
    return told.place.segment, told.place.span


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _value(text: str) -> str:
    number = value_of(text)
    return _plain(text) if number is None else str(number)


def _contradicted(told: _Told, first: _Told, key: str, document: Document) -> Hit:
    texts = [one.place.span.of(document.segments[one.place.segment].text) for one in (told, first)]
    note = Place(first.place.segment, first.place.span, f"'{texts[1]}' stands here")
    return Hit(
        told.place.span,
        values=(*texts, key),
        suggestions=(texts[1],),
        related=(note,),
        segment=told.place.segment,
        recase=False,
    )


@register
class ElapsedRule(Rule, frozen=True, kw_only=True):
    """A span of years that its two ends do not give ("for 12 years, from 2001 to 2009").

    `spans` are regular expressions with the groups `start`, `end` and `length`; where `end` is
    missing or did not match, the article's own year stands for it, if that is known. A length one
    year off is let pass where `exact` is false. Message values: the length found, what the ends
    give.
    """

    kind: ClassVar[str] = "elapsed"
    local: ClassVar[bool] = False

    spans: tuple[str, ...]
    exact: bool = False

    def prepare(self) -> None:
        """Compile the spans."""
        for index, pattern in enumerate(self._spans):
            if not {"start", "length"} <= set(pattern.groupindex):
                raise RuleProblem("needs the groups 'start' and 'length'", "spans", index)

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The lengths that do not compute."""
        written = str(document.date.year) if document.date else ""
        for index, segment in enumerate(document.segments):
            if not self.sees(segment) or "blockquote" in segment.scopes:
                continue
            for pattern, gate in zip(self._spans, self._gates, strict=True):
                for match in matches(pattern, segment.text) if gate.open_to(segment.text) else ():
                    given = _years(match, written)
                    span = Span(*match.span("length"))
                    if given is None or segment.marks_over(span) & {"quotation", "code"}:
                        continue
                    length = value_of(match["length"])
                    if length is not None and abs(length - given) > (0 if self.exact else 1):
                        yield Hit(span, (match["length"], str(given)), segment=index)

    def parts(self) -> Sequence[Demands]:
        """What each span demands."""
        return [demands(span, bounded=False, ignorecase=True) for span in self.spans]

    @cached_property
    def _gates(self) -> list[Gate]:
        return list(map(Gate.of, self.parts()))

    @cached_property
    def _spans(self) -> list[regex.Pattern[str]]:
        return [checked(span, "spans", n, ignorecase=True) for n, span in enumerate(self.spans)]


def _years(match: regex.Match[str], written: str) -> int | None:
    """The years between the two ends of a match; None when one is not known."""
    end = match.groupdict().get("end") or written
    return int(end) - int(match["start"]) if end else None
