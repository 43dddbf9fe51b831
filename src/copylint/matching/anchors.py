"""Where matches of a pattern can begin in a text, so that it need not be tried everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_MOST_WAYS = 128
_MANY = 12  # strings, from which on a search of its own is as quick


Going = tuple[int, tuple[str, ...]]  # characters before it, and how it must go on
ANYHOW: tuple[Going, ...] = ((0, ()),)


class Anchors(Struct, frozen=True):
    """What each match begins with, folded: a word, the beginning of a word, or a string.

    Words and strings stand with the number of characters that the match begins before them;
    `skip` is that number for `prefixes`. They stand also with how they must go on, themselves
    included: as one of some strings, or in any way where there is none.
    """

    words: dict[str, tuple[Going, ...]]
    prefixes: tuple[str, ...] = ()
    strings: dict[str, tuple[Going, ...]] = {}
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
    few = _few(strings)
    if len(few) > _MANY:
        return None
    return Anchors(_told(words), tuple(prefixes), _told(few), skip)


def _few(strings: Iterable[tuple[str, int]]) -> dict[tuple[str, int], set[str]]:
    """The strings; many as fewer shorter ones, with how they go on."""
    found = {one: {one[0]} for one in strings}
    if len(found) <= _MANY:
        return found
    fewer: dict[tuple[str, int], set[str]] = {}
    for text, before in found:
        short = _cut(text)
        fewer.setdefault((short, before), set()).add(text[: len(short) + _FURTHER])
    return fewer


def _told(begun: Mapping[tuple[str, int], set[str]]) -> dict[str, tuple[Going, ...]]:
    """Words or strings with the ways in which they go on, where these are few and tell more."""
    told: dict[str, tuple[Going, ...]] = {}
    for (text, before), ways in begun.items():
        vague = text in ways or len(ways) > _MOST_WAYS
        told[text] = (*told.get(text, ()), (before, () if vague else tuple(sorted(ways))))
    return told


def _cut(text: str) -> str:
    """The text up to its first word and one character more."""
    word = _WORD.search(text)
    return text[: word.end() + 1] if word else text


def places(part: Anchors, text: str) -> Sequence[int]:
    """The places in a text where a match can begin, in order."""
    known = words_of(text)
    met = part.words.keys() & known.places.keys()
    if not part.prefixes and not part.strings:
        if not met:
            return ()
        only = next(iter(met))
        if len(met) == 1 and part.words[only] == ANYHOW:
            return known.places[only]
    found = {
        place - before
        for word in met
        for before, ways in part.words[word]
        for place in known.places[word]
        if not ways or known.folded.startswith(ways, place)
    }
    for word in known.places if part.prefixes else ():
        if word.startswith(part.prefixes):
            found.update(place - part.skip for place in known.places[word])
    for string in part.strings:
        found.update(_of_string(string, part.strings[string], known.folded))
    return sorted(place for place in found if place >= 0)


def _of_string(string: str, goings: Iterable[Going], folded: str) -> Iterator[int]:
    place = folded.find(string)
    while place >= 0:
        for before, ways in goings:
            if not ways or folded.startswith(ways, place):
                yield place - before
        place = folded.find(string, place + 1)


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
