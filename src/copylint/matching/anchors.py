"""Where matches of a pattern can begin in a text, so that it need not be tried everywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from copylint.kept import kept
from copylint.matching.dialect import TIME_LIMIT, read
from copylint.matching.nodes import Edge, Seq
from copylint.matching.starts import EDGE, fold, starts

_WORD = kept(r"\w+")  # as `\b` sees words
_MANY = 12  # strings, from which on a search of its own is as quick


class Anchors(NamedTuple):
    """Words and strings, folded, one of which each match begins with.

    Each with the number of characters that the match begins before it.
    """

    words: tuple[tuple[str, int], ...]
    strings: tuple[tuple[str, int], ...] = ()


class Part(NamedTuple):
    """A pattern, and where its matches begin as far as that is known."""

    pattern: regex.Pattern[str]
    anchors: Anchors | None = None


class Words(NamedTuple):
    """A text folded to the same length, and where each word of it stands."""

    folded: str
    places: dict[str, list[int]]


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """The words of a text."""
    folded = fold(text)
    places: dict[str, list[int]] = {}
    for match in _WORD.finditer(folded):
        places.setdefault(match[0], []).append(match.start())
    return Words(folded, places)


def anchors(pattern: str, *, bounded: bool, ignorecase: bool = False) -> Anchors | None:
    """The anchors of a pattern, None where its matches begin too variously.

    `bounded` patterns stand between word boundaries. Raises PatternError.
    """
    edges = (Edge(boundary=True),) if bounded else ()
    found = starts(Seq((*edges, read(pattern, ignorecase=ignorecase).tree, *edges)))
    if found is None:
        return None
    words: list[tuple[str, int]] = []
    strings: list[tuple[str, int]] = []
    for text in sorted(found.texts):
        word = _WORD.search(text)
        alone = word is not None and word.end() < len(text) and (word.start() or found.bounded)
        if word is not None and alone:
            words.append((word[0], found.skip + word.start()))
        else:
            strings.append((text.replace(EDGE, ""), found.skip))
    if len(strings) > _MANY:
        return None
    return Anchors(tuple(dict.fromkeys(words)), tuple(strings))


def places(part: Anchors, text: str) -> list[int]:
    """The places in a text where a match can begin, in order."""
    known = words_of(text)
    found: set[int] = set()
    for word, before in part.words:
        found.update(place - before for place in known.places.get(word, ()))
    for string, before in part.strings:
        place = known.folded.find(string)
        while place >= 0:
            found.add(place - before)
            place = known.folded.find(string, place + 1)
    return sorted(place for place in found if place >= 0)


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

    def _searched(self, start: int) -> regex.Match[str] | None:
        while start <= len(self._text):
            match = self._pattern.search(self._text, start, timeout=TIME_LIMIT)
            if match is None or match.end() > match.start():
                return match
            start = match.end() + 1
        return None
