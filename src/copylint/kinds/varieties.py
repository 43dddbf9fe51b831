"""The kind `varieties`: two ways of spelling, one of which an article should keep to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.numerals import opens_sentence
from copylint.kinds.patterns import reading_of
from copylint.matching import Needs, needs, union, words_of

_WORD = kept(r"(?<![\p{N}_])\p{L}+(?:-\p{L}+)*(?![\p{N}_])")
_RUN = kept(r"[a-z0-9]+")
_OXFORD = kept(r"\p{L}+iz(?:e[drs]?|ers?|ings?|ations?|able|ational)$")


class _Word(Struct, frozen=True):
    segment: int
    span: Span
    text: str
    side: int  # 0: left of the table, 1: right
    other: str

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.text.lower(), self.other))

    @property
    def shared(self) -> bool:
        """True for -ize, which both sides write."""
        return _OXFORD.match(self.text.lower()) is not None


@register
class Varieties(Rule, frozen=True, kw_only=True):
    """Spellings of two varieties in one article; those of the rarer are reported.

    `either` maps the words of the first variety to the second's; `names` names the two. A word
    competes with its own other form, and with all words of the other variety when these are at
    least twice as many, unless `sides` is false: then each pair stands for itself. Words of names,
    quotations and code do not count, nor do those of `proper` with a capital: they are names even
    where they open a sentence. -ize belongs to both. Message values: the other spelling, the word,
    what it stands beside.
    """

    kind: ClassVar[str] = "varieties"
    local: ClassVar[bool] = False

    either: dict[str, str]
    names: tuple[str, str] = ("first", "second")
    sides: bool = True
    proper: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Words of the variety that the rest of the article does not use."""
        words = list(self._words(document)) if self._may_compete(document) else []
        rare = {id(word) for word in _rare_forms(words)}
        left_out = _rare_side(words) if self.sides else None
        for word in words:
            if id(word) in rare:
                yield self._hit(
                    word, self._first(words, lambda one, w=word: one.text.lower() == w.other)
                )
            elif left_out is not None and word.side == left_out and not word.shared:
                yield self._hit(word, self._first(words, lambda one: one.side != left_out))

    def needs(self) -> Needs:
        """All words of the table."""
        forms = (form for pair in self.either.items() for form in pair)
        return union(needs(form, bounded=True, ignorecase=True) for form in forms)

    @staticmethod
    def _first(words: list[_Word], fits: object) -> _Word:
        return next(word for word in words if fits(word))  # type: ignore[operator]

    def _hit(self, word: _Word, beside: _Word) -> Hit:
        variety = f"the {self.names[beside.side]} form " if self.sides else ""
        form = f"{variety}'{beside.text}'"
        return Hit(
            word.span,
            (word.other, word.text, form),
            (word.other,),
            related=(Place(beside.segment, beside.span, f"'{beside.text}' stands here"),),
            segment=word.segment,
        )

    def _words(self, document: Document) -> Iterator[_Word]:
        for index, segment in enumerate(document.segments):
            if "blockquote" in segment.scopes or "raw" in segment.scopes:
                continue
            for match in self._matches(segment.text):
                found = self._table.get(match[0].lower())
                if match[0] in self.proper:
                    continue
                if found and is_copy(segment, Span(*match.span())):
                    yield _Word(index, Span(*match.span()), match[0], *found)

    @cached_property
    def _table(self) -> dict[str, tuple[int, str]]:
        left = {word: (0, other) for word, other in self.either.items()}
        return {other: (1, word) for word, other in self.either.items()} | left

    def _may_compete(self, document: Document) -> bool:
        """False where no word of the table stands that another could be held against."""
        if "" in self._runs:
            return True
        met = self._runs.keys() & reading_of(document).words
        pairs: tuple[set[str], set[str]] = set(), set()
        for side, pair in chain.from_iterable(map(self._runs.__getitem__, met)):
            pairs[side].add(pair)
        return all(pairs) if self.sides else not pairs[0].isdisjoint(pairs[1])

    def _matches(self, text: str) -> Iterable[regex.Match[str]]:
        """The words of a text that may be the table's, told by the run of ASCII letters in each."""
        if "" in self._runs:
            return _WORD.finditer(text)
        places = words_of(text).places
        met = chain.from_iterable(places[run] for run in self._runs.keys() & places.keys())
        found = (_WORD.match(text, start) for start in sorted({_start(text, at) for at in met}))
        return (match for match in found if match is not None)

    @cached_property
    def _runs(self) -> dict[str, list[tuple[int, str]]]:
        """The sides and pairs of the words that begin with a run of ASCII letters."""
        runs: dict[str, list[tuple[int, str]]] = {}
        for pair in self.either.items():
            for side, word in enumerate(pair):
                run = _RUN.search(word.lower())
                runs.setdefault(run[0] if run else "", []).append((side, pair[0]))
        return runs


def _start(text: str, at: int) -> int:
    """Where the word begins, hyphens included, that a place stands in."""
    while at and (
        text[at - 1].isalpha() or (text[at - 1] == "-" and text[at - 2 : at - 1].isalpha())
    ):
        at -= 1
    return at


def is_copy(segment: Segment, span: Span) -> bool:
    """True for a word of the article's own: in no quotation, code, link or name."""
    if segment.marks_over(span) & {"quotation", "code", "link"}:
        return False
    if not span.of(segment.text)[0].isupper():
        return True
    after = segment.text[span.end : span.end + 2].strip()
    return opens_sentence(segment.text, span.start) and not after[:1].isupper()


def _rare_forms(words: list[_Word]) -> Iterator[_Word]:
    counts = Counter(word.text.lower() for word in words)
    first = {word.text.lower(): number for number, word in reversed(list(enumerate(words)))}
    for word in words:
        mine, others = counts[word.text.lower()], counts[word.other]
        later = others and first[word.other] < first[word.text.lower()]
        if others > mine or (others == mine and later):
            yield word


def _rare_side(words: list[_Word]) -> int | None:
    """The side that the article as a whole does not use; None when neither stands out."""
    counts = Counter(word.side for word in words if not word.shared)
    for side in (0, 1):
        if counts[side] and counts[1 - side] >= 2 * counts[side]:
            return side
    return None
