"""The kind `undated`: words that need the article's date, in an article that gives none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Document, Segment, Span
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.calendar import dates, dates_in
from copylint.kinds.patterns import checked
from copylint.matching import Demands, demands, matches


@register
class UndatedRule(Rule, frozen=True, kw_only=True):
    """The first word that only a date explains ("yesterday"), where the article has no date.

    `words` is a regular expression of whole words. An article has a date when its front matter or
    dateline gives one, or a day with its month stands anywhere in it. Words in quotations and code
    do not count. Message values: the word.
    """

    kind: ClassVar[str] = "undated"
    local: ClassVar[bool] = False

    words: str

    def prepare(self) -> None:
        """Compile the words."""
        _ = self._pattern

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The first of the words, unless the article is dated."""
        for index, segment in enumerate(document.segments):
            for match in matches(self._pattern, segment.text) if self.sees(segment) else ():
                span = Span(*match.span())
                if _counts(segment, span):
                    if not _dated(document):
                        yield Hit(span, values=(match[0],), segment=index)
                    return

    def parts(self) -> Sequence[Demands]:
        """What the words demand."""
        return [demands(self.words, bounded=True, ignorecase=True)]

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return checked(rf"\b(?:{self.words})\b", "words", ignorecase=True)


def _counts(segment: Segment, span: Span) -> bool:
    marks = segment.marks_over(span)
    return "blockquote" not in segment.scopes and not marks & {"quotation", "code"}


def _dated(document: Document) -> bool:
    if document.date is not None or any(dates(each.text) for each in document.segments):
        return True
    return next(dates_in(document.source), None) is not None
