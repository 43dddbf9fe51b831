"""The kind `verdict`: a headline that says more than its text has established."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Document, Segment, Span
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.patterns import checked
from copylint.matching import matches

_HEADS = frozenset({"headline", "deck", "front-matter.title", "front-matter.description"})


@register
class VerdictRule(Rule, frozen=True, kw_only=True):
    """What a headline or deck claims, while the text only says that it is alleged.

    `claim` is looked for in the heads. It is reported where the body matches `when` (charged,
    accused) and nothing in it matches `unless_body` (convicted, sentenced). Words in quotations
    do not count in the head. Message values: the body's words, the claim.
    """

    kind: ClassVar[str] = "verdict"
    local: ClassVar[bool] = False

    claim: str
    when: str
    unless_body: str

    def prepare(self) -> None:
        """Compile the patterns."""
        _ = self._claim, self._when, self._unless

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The claims of the heads that the body leaves open."""
        claims = list(self._claims(document))
        place = self._alleged(document) if claims else None
        if place is None:
            return
        words = place.span.of(document.segments[place.segment].text)
        related = Place(place.segment, place.span, f"'{words}' stands here")
        for index, span in claims:
            claim = span.of(document.segments[index].text)
            yield Hit(span, values=(words, claim), related=(related,), segment=index)

    def _claims(self, document: Document) -> Iterator[tuple[int, Span]]:
        for index, segment in enumerate(document.segments):
            if not _is_head(segment):
                continue
            for match in matches(self._claim, segment.text):
                span = Span(*match.span())
                if "quotation" not in segment.marks_over(span):
                    yield index, span

    def _alleged(self, document: Document) -> Place | None:
        """Where the body says that it is alleged; None where it does not, or says it is proven."""
        found: Place | None = None
        for index, segment in enumerate(document.segments):
            if _is_head(segment):
                continue
            if self._unless.search(segment.text):
                return None
            match = self._when.search(segment.text)
            if match and found is None:
                found = Place(index, Span(*match.span()))
        return found

    @cached_property
    def _claim(self) -> regex.Pattern[str]:
        return checked(self.claim, "claim", ignorecase=True)

    @cached_property
    def _when(self) -> regex.Pattern[str]:
        return checked(self.when, "when", ignorecase=True)

    @cached_property
    def _unless(self) -> regex.Pattern[str]:
        return checked(self.unless_body, "unless_body", ignorecase=True)


def _is_head(segment: Segment) -> bool:
    return bool(_HEADS & set(segment.scopes)) or "heading.h1" in segment.scopes
