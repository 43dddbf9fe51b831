"""One scan of a text that says which rules can match in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import regex
from msgspec import Struct

from copylint.matching.literals import Literal, Needs, fold, words

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


class Prefilter(Struct, frozen=True):
    """Literals to the numbers of the rules that need one of them.

    `whole` are looked up word by word, `inside` are found by a pattern shaped as a trie, and
    `always` are the rules of which nothing is known.
    """

    whole: Mapping[str, tuple[int, ...]]
    inside: Mapping[str, tuple[int, ...]]
    trie: Trie | None
    always: frozenset[int]
    keys: frozenset[str]

    @classmethod
    def build(cls, needs: Iterable[Needs]) -> Prefilter:
        """A prefilter for rules numbered in the order of what they need."""
        whole: dict[str, set[int]] = {}
        inside: dict[str, set[int]] = {}
        always: set[int] = set()
        for number, literals in enumerate(needs):
            if literals is None:
                always.add(number)
            for literal in literals or ():
                table = whole if literal.whole else inside
                table.setdefault(literal.text, set()).add(number)
        return cls(
            _frozen(whole),
            _frozen(_with_prefixes(inside)),
            _trie(inside),
            frozenset(always),
            frozenset(whole),
        )

    def candidates(self, text: str) -> set[int]:
        """The numbers of all rules that can match in a text, and perhaps some more."""
        folded = fold(text)
        found = set(self.always)
        for word in words(folded) & self.keys:
            found.update(self.whole[word])
        if self.trie is not None:
            for match in self.trie.found(folded):
                found.update(self.inside[match])
        return found


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


__all__ = ["Literal", "Prefilter"]
