"""One scan of a text that says which patterns can match in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import add
from typing import NamedTuple

from msgspec import Struct

from copylint.matching.literals import Demands, Literal, fold, words

# Letters that `fold` makes ASCII ones, or several.
_FOLDS = re.compile("[ßẞİıŉſǰẖ-ẚ\u212aﬀ-ﬆ]")
_PIECE = 3  # characters by which strings are looked for
# Pairs of letters that most paragraphs hold.
_COMMON = frozenset(
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le "
    "ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec "
    "pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na "
    "ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab "
    "gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa "
    "ef cu rn sc gi da yo cr cl du".split()
)

# A set of literals: the whole words among them, and the strings that may be part of one. Plain
# tuples: there are thousands, and each start takes them up.
Wanted = tuple[tuple[str, ...], tuple[str, ...]]


class Reading(NamedTuple):
    """A text folded, and its words; a letter that only folding makes ASCII parts words too."""

    folded: str
    words: AbstractSet[str]

    @classmethod
    def of_all(cls, texts: Iterable[str]) -> Reading:
        """Several texts as one."""
        each = [_read(text) for text in texts]
        return cls("\n".join(one.folded for one in each), set().union(*(one.words for one in each)))


@lru_cache(maxsize=512)
def _read(text: str) -> Reading:
    folded = fold(text)
    apart = words(fold(_FOLDS.sub(" ", text))) if _FOLDS.search(text) else frozenset()
    return Reading(folded, words(folded) | apart)


def _in_text(wanted: Wanted, folded: str, standing: AbstractSet[str]) -> bool:
    """True when a folded text, whose words are `standing`, holds one of a set."""
    whole, inside = wanted
    if not standing.isdisjoint(whole):
        return True
    for string in inside:  # noqa: SIM110 (called so often that a generator would be felt)
        if string in folded:
            return True
    return False


class Gate(Struct, frozen=True):
    """What one pattern demands of a text, for rules that look at blocks for themselves."""

    sets: tuple[Wanted, ...]

    @classmethod
    def of(cls, demands: Demands) -> Gate:
        """The gate of a pattern with such demands: open to all texts where nothing is known."""
        return cls(tuple(map(_wanted, demands or ())))

    def open_to(self, text: str) -> bool:
        """False for a text that holds no match of the pattern."""
        return self.lets(_read(text))

    def lets(self, reading: Reading) -> bool:
        """The same of a text that has been read."""
        return all(_in_text(one, *reading) for one in self.sets)


class Prefilter(Struct, frozen=True):
    """Which of many numbered patterns can match in a text, by the literals that each demands.

    A pattern is found by one set of its literals: `whole` are looked up word by word, `inside` by
    three characters that each holds, `marks`, which are shorter, one by one. `further` numbers the
    sets of `sets` that must be there as well; `always` are the patterns of which nothing is known.
    """

    whole: dict[str, tuple[int, ...]]
    inside: dict[str, tuple[tuple[str, tuple[int, ...]], ...]]
    marks: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    further: dict[int, tuple[int, ...]]
    sets: tuple[Wanted, ...]

    @classmethod
    def build(cls, demands: Iterable[Demands]) -> Prefilter:
        """A prefilter for patterns numbered in the order of what they demand."""
        whole: dict[str, set[int]] = {}
        inside: dict[str, set[int]] = {}
        marks: dict[str, set[int]] = {}
        always: list[int] = []
        further: dict[int, tuple[int, ...]] = {}
        sets: dict[frozenset[Literal], int] = {}
        for number, each in enumerate(demands):
            if each is None:
                always.append(number)
                continue
            for literal in each[0]:
                table = whole if literal.whole else inside if len(literal.text) >= _PIECE else marks
                table.setdefault(literal.text, set()).add(number)
            if len(each) > 1:
                further[number] = tuple(sets.setdefault(one, len(sets)) for one in each[1:])
        return cls(
            _frozen(whole),
            _by_pieces(_frozen(inside)),
            _frozen(marks),
            tuple(always),
            further,
            tuple(map(_wanted, sets)),
        )

    def candidates(self, text: str) -> list[int]:
        """The numbers of all patterns that can match in a text, and perhaps some more, in order."""
        folded, standing = _read(text)
        found = set(self.always)
        for word in standing & self.whole.keys():
            found.update(self.whole[word])
        pieces = {folded[at : at + _PIECE] for at in range(len(folded) - _PIECE + 1)}
        for piece in self.inside.keys() & pieces:
            for string, numbers in self.inside[piece]:
                if string in folded:
                    found.update(numbers)
        for mark, numbers in self.marks.items():
            if mark in folded:
                found.update(numbers)
        return sorted(found - self._lacking(found & self.further.keys(), folded, standing))

    def _lacking(self, numbers: set[int], folded: str, standing: AbstractSet[str]) -> set[int]:
        """Those of the numbers one of whose further sets is missing."""
        known: dict[int, bool] = {}
        lacking: set[int] = set()
        for number in numbers:
            for one in self.further[number]:
                holds = known.get(one)
                if holds is None:
                    holds = known[one] = _in_text(self.sets[one], folded, standing)
                if not holds:
                    lacking.add(number)
                    break
        return lacking


def _wanted(literals: frozenset[Literal]) -> Wanted:
    return (
        tuple(sorted(one.text for one in literals if one.whole)),
        tuple(sorted(one.text for one in literals if not one.whole)),
    )


def _frozen(table: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {text: tuple(sorted(numbers)) for text, numbers in table.items()}


def _by_pieces(
    table: Mapping[str, tuple[int, ...]],
) -> dict[str, tuple[tuple[str, tuple[int, ...]], ...]]:
    """The strings, each under its rarest piece, of pieces alike under that with the fewest."""
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for string, numbers in table.items():
        pieces = [string[at : at + _PIECE] for at in range(len(string) - _PIECE + 1)]
        rarest = min(pieces, key=lambda piece: (_commonness(piece), len(found.get(piece, ()))))
        found.setdefault(rarest, []).append((string, numbers))
    return {piece: tuple(strings) for piece, strings in found.items()}


def _commonness(piece: str) -> int:
    """How many of the pairs of letters in a piece are common, or stand at a space."""
    return sum(pair in _COMMON or " " in pair for pair in map(add, piece, piece[1:]))


__all__ = ["Gate", "Literal", "Prefilter", "Reading"]
