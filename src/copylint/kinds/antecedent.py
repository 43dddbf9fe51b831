"""The kind `antecedent`: "the ministry", where two ministries were just named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.patterns import checked
from copylint.matching import matches

_SMALL = frozenset("the a an its his her their of for and".split())
# Words before the noun that do not tell one body from another.
_VAGUE = (
    r"the|an?|its|his|her|their|this|that|each|every|any|no|one|another|other|both|same|said|own|"
    r"new|old|former|first|second|latter|of|for|by|at|in|to|from|with|and|or|but|as|which|while"
)
_OWN = kept(r"[’']s\b")


class _Named(Struct, frozen=True):
    words: frozenset[str]
    head: str
    segment: int
    span: Span


@register
class AntecedentRule(Rule, frozen=True, kw_only=True):
    """A bare noun ("the ministry") after two different bodies of that name.

    `heads` are the nouns. A body is named by the words before its noun ("the health ministry") or
    after "of" ("the Ministry of Health"). The bare noun is reported where the last two bodies of
    that noun, in this paragraph or the one before, are not the same; with a capital it is a name of
    its own. Words in quotations do not count. Message values: the bare words, and the two bodies.
    """

    kind: ClassVar[str] = "antecedent"
    local: ClassVar[bool] = False

    heads: tuple[str, ...]

    def prepare(self) -> None:
        """Compile the nouns."""
        _ = self._pattern

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The bare nouns that could mean either of two."""
        named: dict[str, list[_Named]] = {}
        for index, segment in enumerate(document.segments) if self._may_rival(document) else ():
            if not self._bare.search(segment.text) or not self.sees(segment):
                continue
            for match in matches(self._pattern, segment.text):
                span = Span(*match.span())
                if "quotation" in segment.marks_over(span):
                    continue
                head = (match["head"] or match["title"] or match["bare"]).lower()
                before = named.setdefault(head, [])
                if match["bare"] is None:
                    before.append(_named(match, head, index, span))
                elif match["bare"].islower() and (pair := _rivals(before, index)) is not None:
                    yield _hit(span, match[0], pair, document, index)

    def _may_rival(self, document: Document) -> bool:
        """False where no noun stands three times, once of them bare: reading names takes long."""
        found = [match for each in document.segments for match in self._bare.finditer(each.text)]
        often = Counter(match["head"].lower() for match in found)
        return any(match["the"] and often[match["head"].lower()] > 2 for match in found)

    def literals(self) -> tuple[str, ...]:
        """The nouns."""
        return self.heads

    @cached_property
    def _bare(self) -> regex.Pattern[str]:
        heads = "|".join(map(regex.escape, self.heads))
        return checked(rf"\b(?P<the>the )?(?P<head>{heads})\b", "heads", ignorecase=True)

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        heads = "|".join(map(regex.escape, self.heads))
        word = rf"(?!(?:{_VAGUE})\b)[\p{{L}}’'-]+"
        return checked(
            rf"\b(?:(?P<title>{heads}) (?:of|for) (?P<of>(?:the )?{word}(?: and {word})?)|"
            rf"(?P<words>{word}(?: {word})?) (?P<head>{heads})|the (?P<bare>{heads}))\b"
            rf"(?!-| (?:of|for)\b)",
            "heads",
            ignorecase=True,
        )


def _named(match: regex.Match[str], head: str, segment: int, span: Span) -> _Named:
    words = _OWN.sub("", (match["words"] or match["of"]).lower()).split()
    return _Named(frozenset(words) - _SMALL, head, segment, span)


def _rivals(before: list[_Named], segment: int) -> tuple[_Named, _Named] | None:
    """The last two bodies, where they are near and neither name is part of the other."""
    if len(before) < 2:
        return None
    one, other = before[-2:]
    near = min(one.segment, other.segment) >= segment - 1
    alike = one.words <= other.words or other.words <= one.words
    return (one, other) if near and not alike else None


def _hit(span: Span, bare: str, pair: tuple[_Named, _Named], document: Document, index: int) -> Hit:
    names = [one.span.of(document.segments[one.segment].text) for one in pair]
    related = tuple(
        Place(one.segment, one.span, f"'{name}' stands here")
        for one, name in zip(pair, names, strict=True)
    )
    return Hit(span, values=(bare, *names), related=related, segment=index)
