"""The kind `capitals`: one name with its capitals here and without some of them there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.patterns import whole_text

_NAME = kept(r"(?<=[\p{L}\p{N},;:’'”)] )(?:\p{Lu}[\p{L}’'-]+ )+(?:of (?:the )?)?\p{Lu}[\p{L}-]+")
_HEADS = ("headline", "heading", "subhead", "front-matter", "blockquote", "raw", "table", "byline")


class _Name(Struct, frozen=True):
    segment: int
    span: Span
    text: str


@register
class CapitalsRule(Rule, frozen=True, kw_only=True):
    """A name of several words that stands elsewhere in the article without its capitals.

    Only names that end in one of `nouns` (court, council, reservoir) count: with the article
    before both ("the Supreme Court", "the supreme court") all words may be small, without it the
    last one alone ("Ashgrove Valley reservoir"). Headings, quotations and code do not count. The
    rarer form is reported, the later of equals. Message values: the usual form, the form found,
    how often the usual one stands.
    """

    kind: ClassVar[str] = "capitals"
    local: ClassVar[bool] = False

    nouns: tuple[str, ...]

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each place where a name is written in the rarer way."""
        text = whole_text(document)
        if not any(noun in text and noun.capitalize() in text for noun in self.nouns):
            return
        copy = [
            (index, segment)
            for index, segment in enumerate(document.segments)
            if self.sees(segment) and not any(s.startswith(_HEADS) for s in segment.scopes)
        ]
        names: dict[str, list[_Name]] = {}
        for name in self._names(copy):
            names.setdefault(name.text, []).append(name)
        told: set[tuple[int, int]] = set()
        for written in names.values():
            small = [
                one for one in _small(written[0], copy) if (one.segment, one.span.end) not in told
            ]
            told |= {(one.segment, one.span.end) for one in small}
            if small:
                yield from _rarer(written, small)

    def literals(self) -> tuple[str, ...]:
        """The nouns that such names end in."""
        return self.nouns

    def _names(self, copy: list[tuple[int, Segment]]) -> Iterator[_Name]:
        for index, segment in copy:
            for match in _NAME.finditer(segment.text):
                for found in self._ends.finditer(segment.text, match.start(), match.end()):
                    span = Span(match.start(), found.end())
                    if " " in span.of(segment.text) and _is_copy(segment, span):
                        yield _Name(index, span, span.of(segment.text))

    @cached_property
    def _ends(self) -> regex.Pattern[str]:
        nouns = "|".join(noun.capitalize() for noun in self.nouns)
        return regex.compile(rf"\b(?:{nouns})s?(?![\w’'-]| (?:of|for) (?:the )?\p{{Lu}})")


def _is_copy(segment: Segment, span: Span) -> bool:
    return not segment.marks_over(span) & {"quotation", "code", "link"}


def _small(name: _Name, copy: list[tuple[int, Segment]]) -> list[_Name]:
    """Where the same words stand in small letters: all of them after "the", or the last alone."""
    head, _, last = name.text.rpartition(" ")
    wanted = (name.text.lower(), f"{head} {last.lower()}")
    copy = [(index, one) for index, one in copy if any(text in one.text for text in wanted)]
    if not copy:
        return []
    part = rf"{regex.escape(head)} {last.lower()}"
    pattern = regex.compile(
        rf"\b(?:(?<=\b[Tt]he ){regex.escape(name.text.lower())}|{part})(?![\w’'-]|[- ]\p{{Lu}})"
    )
    return [
        _Name(index, Span(*match.span()), match[0])
        for index, segment in copy
        for match in pattern.finditer(segment.text)
        if _is_copy(segment, Span(*match.span()))
    ]


def _rarer(names: list[_Name], small: list[_Name]) -> Iterator[Hit]:
    ahead = (names[0].segment, names[0].span) < (small[0].segment, small[0].span)
    keep = len(names) > len(small) or (len(names) == len(small) and ahead)
    usual, rare = (names, small) if keep else (small, names)
    first, count = usual[0], len(usual)
    for one in rare:
        yield Hit(
            one.span,
            values=(first.text, one.text, "once" if count == 1 else f"{count} times"),
            suggestions=(first.text,),
            related=(Place(first.segment, first.span, f"'{first.text}' stands here"),),
            segment=one.segment,
            recase=False,
        )
