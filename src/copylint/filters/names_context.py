"""How an unknown capitalised word stands, and how heavy a slip may be in such a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from copylint.filters.names_evidence import PARTICLES, TITLES, Evidence, Word
from copylint.filters.names_lists import Lists

SPEECH: Final = frozenset(
    "said says told tells added adds asked asks wrote writes argued argues announced claimed noted "
    "replied explained warned insisted admitted recalled testified tweeted posted agreed".split()
)
COMMON: Final = 12_000
VERY_COMMON: Final = 5_000
_NEVER: Final = -1.0
_DAY: Final = re.compile(r"^\.?\s\d")
_BEFORE_MONTH: Final = frozenset(
    "in since until by of late early mid last next this from on".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A capitalised word in its surroundings.

    `text` is the word, `both` that two engines do not know it, `after` what follows in the text.
    """

    text: str
    word: Word
    both: bool
    after: str
    evidence: Evidence
    lists: Lists

    @property
    def free(self) -> bool:
        """True where any word has a capital: the start of a sentence, Title Case."""
        return self.word.starts or self.evidence.titled(self.word.segment)

    @property
    def repeated(self) -> bool:
        """True when the word stands in the document again."""
        return self.evidence.names[self.text] > 1

    @property
    def person(self) -> bool:
        """True after a title, a first name or a particle, or before a verb of speech."""
        before = self.word.previous
        if before.lower() in TITLES or before.lower() in PARTICLES:
            return True
        if self.word.following.lower() in SPEECH:
            return True
        return self._is_given_name(before) or self._is_given_name(self.word.following)

    @property
    def institution(self) -> bool:
        """True beside a capitalised ordinary word: "General ...", "... Department"."""
        neighbours = (
            [self.word.following] if self.word.starts else [self.word.previous, self.word.following]
        )
        return any(self._is_ordinary(word) for word in neighbours)

    def in_phrase(self, name: str) -> bool:
        """True when a known name of several words has `name` beside this neighbour."""
        before, after = self.word.previous, self.word.following
        phrases = self.lists.phrases
        return (before, name) in phrases or (name, after) in phrases or self._again(name)

    def _again(self, name: str) -> bool:
        pairs = self.evidence.pairs
        before, after = self.word.previous, self.word.following
        return bool(before and (before, name) in pairs) or bool(after and (name, after) in pairs)

    def in_document(self, name: str) -> bool:
        """True when the document has that word elsewhere."""
        return bool(self.evidence.names[name] or self.evidence.lower[name.lower()])

    def _is_given_name(self, word: str) -> bool:
        return (
            word[:1].isupper()
            and word.lower() not in TITLES
            and not self._is_ordinary(word)
            and word not in self.lists.solid
            and self.lists.knows(word)
        )

    def _is_ordinary(self, word: str) -> bool:
        rank = self.lists.rank.get(word.lower(), COMMON)
        return word[:1].isupper() and rank < VERY_COMMON and word not in self.lists.people


def allowed(text: str) -> float:
    """How heavy a slip may be for a word of that length, all else being neutral."""
    size = len(text)
    return 0.6 if size <= 4 else 0.85 if size <= 6 else 1.0 if size <= 8 else 1.4


def limit(place: Place, name: str) -> float:
    """The heaviest slip at which the word in its place is taken for `name`; negative for never."""
    lists, size = place.lists, len(place.text)
    if place.in_phrase(name):
        return allowed(place.text) + 0.5
    near = place.in_document(name)
    if size < 3 or (size < 4 and name not in lists.calendar):
        return _NEVER
    if place.repeated and not near:
        return 0.6 if size >= 8 and name in lists.solid | lists.leaders else _NEVER
    more = 0.2 * place.both + 0.3 * near
    if name in lists.calendar:
        return _of_calendar(place, more)
    limits = [_of_word(place, name, more)]
    if name in lists.solid:
        limits.append(allowed(place.text) + more + 0.15 * (size > 4) - 0.35 * place.person)
    if name in lists.leaders and size > 4:
        titled = place.word.previous.lower() in TITLES
        limits.append(allowed(place.text) + more + 0.15 * titled - 0.1)
    if name in lists.people:
        limits.append(_of_person(size, more))
    return max(limits)


def _of_calendar(place: Place, more: float) -> float:
    if _DAY.match(place.after):
        return 1.2
    if place.word.previous.lower() in _BEFORE_MONTH:
        return max(0.9, allowed(place.text) + more)
    return allowed(place.text) + more


def _of_person(size: int, more: float) -> float:
    if size < 7:
        return more + 0.1
    return more + (0.6 if size < 9 else 0.8)


def _of_word(place: Place, name: str, more: float) -> float:
    """The limit for an ordinary word that has a capital by its place or in a name."""
    size, rank = len(place.text), place.lists.rank.get(name.lower(), COMMON)
    if rank >= COMMON:
        return _NEVER
    base = allowed(place.text) + more
    if place.free and place.word.following.lower() not in SPEECH:
        small = place.word.following[:1].islower()
        return base + 0.1 + 0.15 * (small and rank < VERY_COMMON and size > 4)
    if rank >= VERY_COMMON:
        return _NEVER
    if place.institution and not place.repeated:
        return base + 0.1
    if place.person:
        return 0.7 + more if size >= 9 else _NEVER
    return base - 0.05 if size >= 6 else _NEVER
