"""Where matches of a pattern can begin in a text, so that it need not be tried everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex
from msgspec import Struct

from copylint.matching.dialect import TIME_LIMIT, read
from copylint.matching.literals import opens_apart
from copylint.matching.nodes import Edge, Seq
from copylint.matching.starts import EDGE, UNUSUAL, fold, starts

_WORD = re.compile("[a-z0-9_]+")
_OUTSIDE = "\1"
_FURTHER = 8  # characters behind a word that are looked at
_MOST_WAYS = 64
_MANY = 12  # strings, from which on a search of its own is as quick


class Anchors(Struct, frozen=True):
    """What each match begins with, folded: a word, the beginning of a word, or a string.

    Words and strings stand with the number of characters that the match begins before them;
    `skip` is that number for `prefixes`. A word stands with how it must go on, itself included:
    as one of some strings, or in any way where there is none.
    """

    words: tuple[tuple[str, int, tuple[str, ...]], ...]
    prefixes: tuple[str, ...] = ()
    strings: tuple[tuple[str, int], ...] = ()
    skip: int = 0


class Part(NamedTuple):
    """A pattern, and where its matches begin as far as that is known."""

    pattern: regex.Pattern[str]
    anchors: Anchors | None = None


class Words(Struct, frozen=True):
    """A text folded to the same length, and where each word of it stands."""

    folded: str
    places: dict[str, list[int]]


@lru_cache(maxsize=512)
def words_of(text: str) -> Words:
    """The words of a text: runs of a-z, 0-9 and _ in the folded text.

    A letter that only folding makes one of these is taken in as well as left out.
    """
    folded = fold(text)
    places: dict[str, list[int]] = {}
    for match in _WORD.finditer(folded):
        places.setdefault(match[0], []).append(match.start())
    if UNUSUAL.search(text):
        for match in _WORD.finditer(UNUSUAL.sub(_OUTSIDE, text).lower()):
            places.setdefault(match[0], []).append(match.start())
        places = {word: sorted(set(found)) for word, found in places.items()}
    return Words(folded, places)


def anchors(pattern: str, *, bounded: bool, ignorecase: bool = False) -> Anchors | None:
    """The anchors of a pattern, None where its matches begin too variously.

    `bounded` patterns stand between word boundaries. Raises PatternError.
    """
    edges = (Edge(boundary=True),) if bounded else ()
    tree = Seq((*edges, read(pattern, ignorecase=ignorecase).tree, *edges))
    found = starts(tree)
    if found is None:
        return None
    return _sorted_out(found.texts, found.skip, apart=not found.skip and opens_apart(tree))


def _sorted_out(texts: Iterable[str], skip: int, *, apart: bool) -> Anchors | None:
    words: dict[tuple[str, int], set[str]] = {}
    prefixes: dict[str, None] = {}
    strings: dict[tuple[str, int], None] = {}
    for whole in sorted(texts):
        text = whole.removeprefix(EDGE)
        word = _WORD.search(text)
        if word is None or not (word.start() or apart or text != whole):
            strings[text.replace(EDGE, ""), skip] = None
        elif word.end() < len(text):
            ways = words.setdefault((word[0], skip + word.start()), set())
            ways.add(text[word.start() : word.end() + _FURTHER].replace(EDGE, ""))
        elif not word.start():
            prefixes[word[0]] = None
        else:
            strings[text, skip] = None
    few = strings if len(strings) <= _MANY else dict.fromkeys((_cut(s), n) for s, n in strings)
    if len(few) > _MANY:
        return None
    told = tuple((word, before, _told(word, ways)) for (word, before), ways in words.items())
    return Anchors(told, tuple(prefixes), tuple(few), skip)


def _told(word: str, ways: set[str]) -> tuple[str, ...]:
    """The ways in which a word goes on, where they are few and tell more than the word."""
    return () if word in ways or len(ways) > _MOST_WAYS else tuple(sorted(ways))


def _cut(text: str) -> str:
    """The text up to its first word and one character more."""
    word = _WORD.search(text)
    return text[: word.end() + 1] if word else text


def places(part: Anchors, text: str) -> Sequence[int]:
    """The places in a text where a match can begin, in order."""
    known = words_of(text)
    met = [one for one in part.words if one[0] in known.places]
    if not part.prefixes and not part.strings:
        if not met:
            return ()
        if len(met) == 1 and not met[0][1] and not met[0][2]:
            return known.places[met[0][0]]
    found = set(_of_words(met, known))
    for word in known.places if part.prefixes else ():
        if word.startswith(part.prefixes):
            found.update(place - part.skip for place in known.places[word])
    for string, before in part.strings:
        place = known.folded.find(string)
        while place >= 0:
            found.add(place - before)
            place = known.folded.find(string, place + 1)
    return sorted(place for place in found if place >= 0)


def _of_words(met: Iterable[tuple[str, int, tuple[str, ...]]], known: Words) -> Iterator[int]:
    for word, before, ways in met:
        for place in known.places[word]:
            if not ways or known.folded.startswith(ways, place):
                yield place - before


class Seeker:
    """Finds the matches of a part in one text from any place on."""

    def __init__(self, part: Part, text: str) -> None:
        self._pattern = part.pattern
        self._text = text
        self._places: Sequence[int] | None = places(part.anchors, text) if part.anchors else None

    def next(self, start: int) -> regex.Match[str] | None:
        """The first match from there on that holds at least one character.

        Raises TimeoutError when a search takes longer than TIME_LIMIT.
        """
        if self._places is None:
            return self._searched(start)
        for place in self._places[bisect_left(self._places, start) :]:
            match = self._pattern.match(self._text, place, timeout=TIME_LIMIT)
            if match is not None and match.end() > match.start():
                return match
        return None

    def all(self) -> Iterator[regex.Match[str]]:
        """The matches one after the other, none over the end of the last."""
        match = self.next(0)
        while match is not None:
            yield match
            match = self.next(match.end())

    def _searched(self, start: int) -> regex.Match[str] | None:
        while start <= len(self._text):
            match = self._pattern.search(self._text, start, timeout=TIME_LIMIT)
            if match is None or match.end() > match.start():
                return match
            start = match.end() + 1
        return None
