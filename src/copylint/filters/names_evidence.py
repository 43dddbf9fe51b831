"""What a document itself says of its words: which are names, how often each stands in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from copylint.document import Document, Segment, Span
from copylint.kept import kept

TOKEN: Final = kept(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
POSSESSIVE: Final = kept(r"['’]s?$")
_STARTS: Final = kept(r"(?:^|[.!?:;•|–—]|\n)[\s\"'“”‘’(\[*_-]*$")
_ABBREVIATED: Final = kept(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Rev|St|Lt|Col|Sgt|Capt|Gov|Prof|Jr|Sr|No|vs|Maj|Adm|Hon|"
    r"Sgt|Cpl|Pte|Insp|Supt|Ald|Fr|Br|[A-Z])\.\s*)$"
)
TITLES: Final = frozenset(
    "mr mrs ms miss dr gen sen rep rev lt col sgt capt gov prof sir dame lord lady king queen "
    "prince princess pope president chancellor premier senator congressman congresswoman governor "
    "mayor general colonel major captain lieutenant sergeant admiral commander minister secretary "
    "judge justice ambassador spokesman spokeswoman spokesperson director chairman chairwoman "
    "professor doctor bishop archbishop cardinal rabbi imam sheikh ayatollah father sister brother "
    "councillor coach actor actress singer author writer journalist analyst leader lawmaker "
    "legislator deputy chief officer detective inspector superintendent constable lawyer attorney "
    "prosecutor coroner economist historian striker midfielder goalkeeper defender manager editor "
    "reporter correspondent activist dissident opposition candidate founder named called".split()
)
PARTICLES: Final = frozenset(
    "al el ul ad as ash an bin ibn abu umm bint ben van von der den de del della di da dos das du "
    "la le los las mac mc st st. san santa ter ten zu zur zum vom af av y e i o bat ap ou wa ole "
    "wan binti ould ait ag na nic ui dal dalla degli dello abi ha".split()
)


class Word(Struct, frozen=True):
    """A word of a segment: its span, its text without a possessive ending, and how it stands."""

    segment: int
    span: Span
    text: str
    starts: bool
    previous: str
    following: str

    @property
    def capital(self) -> bool:
        """True when it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def among_names(self) -> bool:
        """True when a neighbour in the sentence has a capital too, or a title or particle."""
        before = self.previous[:1].isupper() and not self.starts
        titled = self.previous.lower() in TITLES or self.previous.lower() in PARTICLES
        return before or titled or self.following[:1].isupper()


def base(text: str) -> str:
    """A word without its possessive ending."""
    return POSSESSIVE.sub("", text)


def words_of(index: int, segment: Segment) -> Iterator[Word]:
    """The words of one segment, each with its direct neighbours (none across punctuation)."""
    found = list(TOKEN.finditer(segment.text))
    for at, match in enumerate(found):
        before = segment.text[found[at - 1].end() if at else 0 : match.start()]
        after = segment.text[match.end() : found[at + 1].start() if at + 1 < len(found) else None]
        near = segment.text[max(0, match.start() - 12) : match.start()]
        joined = not before.strip() or (before.strip() == "." and bool(_ABBREVIATED.search(near)))
        yield Word(
            index,
            Span(*match.span()),
            base(match.group()),
            bool(_STARTS.search(near)) and not _ABBREVIATED.search(near),
            base(found[at - 1].group()) if at and joined else "",
            base(found[at + 1].group()) if at + 1 < len(found) and after.isspace() else "",
        )


class Evidence(Struct, frozen=True, dict=True):
    """The words of a document and how often each stands in it.

    `names` counts capitalised words inside sentences and in all other places; `lower` those
    written small.
    """

    document: Document
    _by_segment: dict[int, list[Word]] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, in order."""
        return tuple(w for i, s in enumerate(self.document.segments) for w in self.words_in(i, s))

    def words_in(self, index: int, segment: Segment) -> list[Word]:
        """The words of one segment."""
        if index not in self._by_segment:
            self._by_segment[index] = list(words_of(index, segment))
        return self._by_segment[index]

    @cached_property
    def names(self) -> Counter[str]:
        """How often each capitalised word stands in the document, the parts of compounds too."""
        found: Counter[str] = Counter()
        for word in self.words:
            if word.capital:
                found.update(
                    {word.text, *(p for p in re.split("[-‑]", word.text) if p[:1].isupper())}
                )
        return found

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Capitalised words that stand side by side."""
        return frozenset(
            (word.previous, word.text)
            for word in self.words
            if word.capital and word.previous[:1].isupper()
        )

    @cached_property
    def inside(self) -> Counter[str]:
        """How often each capitalised word stands inside a sentence of running text."""
        return Counter(
            w.text for w in self.words if w.capital and not w.starts and not self.titled(w.segment)
        )

    @cached_property
    def lower(self) -> Counter[str]:
        """How often each word written small stands in the document."""
        return Counter(word.text for word in self.words if not word.capital)

    @cached_property
    def _titled(self) -> dict[int, bool]:
        return {}

    def titled(self, index: int) -> bool:
        """True for a segment in Title Case or capitals, where a capital says nothing."""
        if index not in self._titled:
            segment = self.document.segments[index]
            long = [word for word in self.words_in(index, segment) if len(word.text) > 3]
            capitals = sum(word.capital for word in long)
            sentence = segment.text.rstrip("\"'”’) ").endswith((".", "!", "?", "…"))
            self._titled[index] = len(long) > 1 and capitals > 0.6 * len(long) and not sentence
        return self._titled[index]

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.to_source(Span(0, 0)).start for segment in self.document.segments]

    def locate(self, span: Span) -> tuple[int, Word] | None:
        """The word of the document that a source span begins in or covers, with its segment."""
        index = bisect_right(self._starts, span.start) - 1
        for number in (index, index + 1):
            if 0 <= number < len(self.document.segments):
                segment = self.document.segments[number]
                for word in self.words_in(number, segment):
                    if segment.to_source(word.span).overlaps(span):
                        return number, word
        return None
