"""One scan of a text that says which patterns can match in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import regex
from msgspec import Struct

from copylint.matching.anchors import words_of
from copylint.matching.literals import Demands, Literal, fold, words

# From so many characters on, what `re` saves in scanning is more than what it takes to compile.
_LONG = 50_000


class Trie:
    """A pattern whose group is the longest literal at each place of a text.

    It is kept compiled by `regex`; `re` scans five times as fast but must compile it in each run.
    """

    __slots__ = ("_quick", "_seen", "pattern")

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self.pattern = pattern
        self._seen = 0
        self._quick: re.Pattern[str] | None = None

    def __reduce__(self) -> tuple[type[Trie], tuple[regex.Pattern[str]]]:
        return Trie, (self.pattern,)

    def found(self, folded: str) -> set[str]:
        """The literals in a folded text, of those that begin at one place the longest."""
        self._seen += len(folded)
        if self._quick is None and self._seen > _LONG:
            self._quick = re.compile(self.pattern.pattern)
        return set((self._quick or self.pattern).findall(folded))


# A set of literals: the whole words among them, and the strings that may be part of one. Plain
# tuples: there are thousands, and each start takes them up.
Wanted = tuple[tuple[str, ...], tuple[str, ...]]


def _in_text(wanted: Wanted, folded: str, standing: AbstractSet[str]) -> bool:
    """True when a folded text, whose words are `standing`, holds one of a set."""
    whole, inside = wanted
    return not standing.isdisjoint(whole) or any(string in folded for string in inside)


class Gate(Struct, frozen=True):
    """What one pattern demands of a text, for rules that look at blocks for themselves."""

    sets: tuple[Wanted, ...]

    @classmethod
    def of(cls, demands: Demands) -> Gate:
        """The gate of a pattern with such demands: open to all texts where nothing is known."""
        return cls(tuple(map(_wanted, demands or ())))

    def open_to(self, text: str) -> bool:
        """False for a text that holds no match of the pattern."""
        known = words_of(text)
        return all(_in_text(one, known.folded, known.places.keys()) for one in self.sets)


class Prefilter(Struct, frozen=True):
    """Which of many numbered patterns can match in a text, by the literals that each demands.

    A pattern is found by one set of its literals: `whole` are looked up word by word, `inside` by
    a pattern shaped as a trie, `marks` one by one. `further` numbers the sets of `sets` that must
    be there as well; `always` are the patterns of which nothing is known.
    """

    whole: dict[str, tuple[int, ...]]
    inside: dict[str, tuple[int, ...]]
    trie: Trie | None
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
                table = whole if literal.whole else inside if len(literal.text) > 1 else marks
                table.setdefault(literal.text, set()).add(number)
            if len(each) > 1:
                further[number] = tuple(sets.setdefault(one, len(sets)) for one in each[1:])
        return cls(
            _frozen(whole),
            _frozen(_with_prefixes(inside)),
            _trie(inside),
            _frozen(marks),
            tuple(always),
            further,
            tuple(map(_wanted, sets)),
        )

    def candidates(self, text: str) -> list[int]:
        """The numbers of all patterns that can match in a text, and perhaps some more, in order."""
        folded = fold(text)
        standing = words(folded)
        found = set(self.always)
        for word in standing & self.whole.keys():
            found.update(self.whole[word])
        if self.trie is not None:
            for match in self.trie.found(folded):
                found.update(self.inside[match])
        for mark, numbers in self.marks.items():
            if mark in folded:
                found.update(numbers)
        return sorted(found - self._lacking(found & self.further.keys(), folded, standing))

    def _lacking(self, numbers: set[int], folded: str, standing: set[str]) -> set[int]:
        """Those of the numbers one of whose further sets is missing."""
        known: dict[int, bool] = {}
        lacking: set[int] = set()
        for number in numbers:
            for one in self.further[number]:
                if one not in known:
                    known[one] = _in_text(self.sets[one], folded, standing)
                if not known[one]:
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


def _with_prefixes(table: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """Each literal with the rules of all that it begins with: the trie finds the longest."""
    return {
        text: set().union(*(table.get(text[:end], set()) for end in range(1, len(text) + 1)))
        for text in table
    }


def _trie(literals: Iterable[str]) -> Trie | None:
    """The literals as one pattern that shares their beginnings; overlapping ones are found too."""
    tree: dict[str, dict[str, object]] = {}
    for literal in literals:
        node: dict[str, object] = tree  # type: ignore[assignment]
        for char in literal:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    if not tree:
        return None
    return Trie(regex.compile(f"(?=({_branches(tree)}))", regex.VERSION0))


def _branches(node: dict[str, dict[str, object]]) -> str:
    optional = "" in node
    branches = [
        re.escape(char) + _branches(below)  # type: ignore[arg-type]
        for char, below in sorted(node.items())
        if char
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if optional else joined


__all__ = ["Gate", "Literal", "Prefilter"]
