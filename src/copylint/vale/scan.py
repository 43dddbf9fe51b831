"""One scan of a text for the places where matches of many rules can begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from copylint.matching.starts import Starts

_EDGE = "\0"
WORD = re.compile(r"\w+")
_FOLLOWING = 5  # characters after a word that rules are looked up by
_FAR = 4  # characters after a word that are looked at to find it
_DEEP = 8  # of a word and what follows: more take longer to compile than they spare


Texts = tuple[tuple[str, tuple[int, ...]], ...]


class Word(NamedTuple):
    """What a word says of rules: those that can match there, and those that can if more follows.

    For those of `alone` the word decides: it is all of a match or there is none.
    `more` is by the few characters that follow the word.
    """

    sure: tuple[int, ...]
    alone: frozenset[int]
    more: Mapping[str, Texts]


class Scan(Struct, frozen=True):
    """Strings that matches begin with, and which rules each belongs to.

    Strings that begin a word are looked up word by word. The others are one pattern, which finds
    the longest at a place.
    """

    first: Mapping[str, Texts]
    lengths: tuple[int, ...]
    whole: Mapping[str, frozenset[int]]
    anywhere: re.Pattern[str] | None
    loose: Mapping[str, tuple[int, ...]]
    skips: Mapping[int, int]

    @classmethod
    def of(cls, starts: Iterable[tuple[int, Starts]]) -> Scan:
        """A scan for rules by number."""
        bounded: dict[str, set[int]] = {}
        loose: dict[str, set[int]] = {}
        whole: dict[str, set[int]] = {}
        skips: dict[int, int] = {}
        for number, one in starts:
            if one.skip:
                skips[number] = one.skip
            for text in one.texts:
                plain = text.lstrip(_EDGE)
                wordy = (one.bounded or plain != text) and WORD.match(plain)
                (bounded if wordy else loose).setdefault(plain, set()).add(number)
            for text in one.whole:
                whole.setdefault(text, set()).add(number)
        first: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        for text, numbers in sorted(bounded.items()):
            run = WORD.match(text)
            first.setdefault(run[0] if run else "", []).append((text, tuple(sorted(numbers))))
        return cls(
            {run: tuple(texts) for run, texts in first.items()},
            tuple(sorted({len(run) for run in first})),
            {text: frozenset(numbers) for text, numbers in whole.items()},
            _loose_pattern(loose),
            _inherited(loose),
            skips,
        )

    def words(self) -> re.Pattern[str]:
        """A pattern that finds the words of a folded text that say something of the rules."""
        texts = (
            text[: min(len(run) + _FAR, _DEEP)]
            for run, found in self.first.items()
            for text, _ in found
        )
        return re.compile(rf"\b(?={_reached(_tree(texts))})\w+")

    def elsewhere(self, folded: str) -> dict[int, list[int]]:
        """For each rule with strings that begin no word, where its matches can begin."""
        found: dict[int, list[int]] = {}
        if self.anywhere is not None:
            table = self.loose
            for match in self.anywhere.finditer(folded):
                add(found, table[match[0] + match[match.lastindex or 0]], match.start())
        for number in self.skips.keys() & found.keys():
            skip = self.skips[number]
            found[number] = [at - skip for at in found[number] if at >= skip]
        return found

    def word(self, word: str) -> Word | None:
        """What a folded word says of the rules."""
        sure: list[int] = []
        more: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        beyond: set[int] = set()
        for length in self.lengths:
            if length > len(word):
                break
            whole = length == len(word)
            for text, numbers in self.first.get(word[:length], ()):
                plain = text.rstrip(_EDGE)
                if len(plain) == length:
                    if whole or plain == text:
                        sure += numbers
                    if plain == text:
                        beyond.update(numbers)
                elif whole:
                    more.setdefault(plain[length : length + _FOLLOWING], []).append(
                        (plain, numbers)
                    )
        if not sure and not more:
            return None
        table = {key: tuple(texts) for key, texts in more.items()}
        alone = self.whole.get(word + _EDGE, frozenset()) - beyond
        return Word(tuple(dict.fromkeys(sure)), alone.intersection(sure), table)


def add(found: dict[int, list[int]], numbers: Iterable[int], at: int) -> None:
    """Note a place for each of the rules."""
    for number in numbers:
        if number in found:
            found[number].append(at)
        else:
            found[number] = [at]


Tree = dict[str, "Tree"]


def _inherited(table: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Each string as it is found, with the rules of all strings that it begins with."""
    plain = {text.rstrip(_EDGE) for text in table}
    return {text: tuple(sorted(_rules(text, table))) for text in plain}


def _rules(text: str, table: Mapping[str, set[int]]) -> set[int]:
    found: set[int] = set()
    for end in range(1, len(text) + 1):
        found |= table.get(text[:end], set())
        if end == len(text) or not (text[end].isalnum() or text[end] == "_"):
            found |= table.get(text[:end] + _EDGE, set())
    return found


def _tree(texts: Iterable[str]) -> Tree:
    tree: Tree = {}
    for text in texts:
        node = tree
        for char in text:
            node = node.setdefault(char, {})
        node[""] = {}
    return tree


def _loose_pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """The longest string at each place: its first character, and the rest as the last group."""
    tree = _tree(texts)
    if not tree:
        return None
    return re.compile(
        "|".join(
            f"{re.escape(char)}(?=({_branches(below)}))" for char, below in sorted(tree.items())
        )
    )


def _reached(node: Tree) -> str:
    """A pattern that matches where one of the strings stands."""
    if "" in node:
        return ""
    branches = [
        re.escape(char) + _reached(below) for char, below in sorted(node.items()) if char != _EDGE
    ]
    if _EDGE in node:
        branches.append(r"\b")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _branches(node: Tree) -> str:
    ends = "" in node
    edge = _EDGE in node
    branches = [
        re.escape(char) + _branches(below)
        for char, below in sorted(node.items())
        if char and char != _EDGE
    ]
    if edge and not ends:
        branches.append(r"\b")
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
