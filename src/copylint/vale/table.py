"""What each word of a text says of rules: alerts that the word alone decides, and places to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from copylint.matching.starts import fold
from copylint.vale.found import Alert
from copylint.vale.scan import WORD, Scan, Texts, add

_MOST_WORDS = 100_000
_MANY = 100_000  # characters, from which on it pays to compile a pattern for finding words
_ODD_BESIDE = re.compile(r"[^\x00-\x7f‘’“”–—…\xa0]")  # what may belong to a word beside it

Alone = tuple[tuple[int, tuple[Alert, ...]], ...]
More = tuple[tuple[int, Mapping[str, Texts]], ...]
Sure = list[tuple[int, int, Alone]]  # where a word stands, its length, what it says


class Said(NamedTuple):
    """What a word says: alerts by rule, rules to try there, rules to try if more follows.

    `more` is by how many characters after the word are looked up, and by these.
    """

    alone: Alone
    tried: tuple[int, ...]
    more: More


class Table(dict[str, Said | None]):
    """Words as they are written, each with what it says of certain rules.

    `decide` gives a rule's alerts for a word that it is sure of; None where it must be tried.
    """

    def __init__(
        self,
        scan: Scan,
        numbers: frozenset[int],
        decide: Callable[[int, str], tuple[Alert, ...] | None],
    ) -> None:
        super().__init__()
        self.scan = scan
        self.finder = WORD
        self.looked = 0
        self.numbers = numbers
        self.decide = decide

    def __missing__(self, word: str) -> Said | None:
        if len(self) > _MOST_WORDS:
            self.clear()
        said = self[word] = self._said(word)
        return said

    def _said(self, word: str) -> Said | None:
        found = self.scan.word(fold(word))
        if found is None:
            return None
        alone: dict[int, tuple[Alert, ...]] = {}
        tried: list[int] = []
        for number in found.sure:
            if number not in self.numbers:
                continue
            decided = self.decide(number, word) if number in found.alone else None
            if decided is None:
                tried.append(number)
            elif decided:
                alone[number] = decided
        more = self._more(found.more)
        return Said(tuple(alone.items()), tuple(tried), more) if alone or tried or more else None

    def _more(self, found: Mapping[str, Texts]) -> More:
        kept: dict[int, dict[str, Texts]] = {}
        for key, texts in found.items():
            known = ((text, tuple(n for n in all_ if n in self.numbers)) for text, all_ in texts)
            if wanted := tuple((text, some) for text, some in known if some):
                kept.setdefault(len(key), {})[key] = wanted
        return tuple(kept.items())

    def _finder(self, size: int) -> re.Pattern[str]:
        """What finds the words to look up: all, or in long texts only those that say something."""
        if self.finder is WORD and self.scan.first:
            self.looked += size
            if self.looked > _MANY:
                self.finder = self.scan.words()
        return self.finder

    def look(self, text: str, folded: str) -> tuple[Sure, dict[int, list[int]]]:
        """The words that decide by themselves, and where matches of other rules may begin.

        A rule with a place of the second kind is told all its places: matches may overlap.
        """
        found = self.scan.elsewhere(folded)
        sure: Sure = []
        plain = text.isascii()
        for match in self._finder(len(text)).finditer(folded):
            at, end = match.span()
            said = self[text[at:end]]
            if said is None:
                continue
            alone, tried, more = said
            if alone:
                if plain or _stands_apart(text, at, end):
                    sure.append((at, end - at, alone))
                else:
                    add(found, (number for number, _ in alone), at)
            if tried:
                add(found, tried, at)
            if more:
                _follow(more, folded, (at, end), found)
        if found:
            _repeat(sure, found)
        return sure, found


def _repeat(sure: Sure, found: dict[int, list[int]]) -> None:
    """Note a word that decides by itself for those of its rules that have other places too."""
    for at, _, alone in sure:
        for number, _ in alone:
            if number in found:
                found[number].append(at)


def _follow(more: More, folded: str, word: tuple[int, int], found: dict[int, list[int]]) -> None:
    """Note the rules whose beginnings run on after a word."""
    at, end = word
    for size, texts in more:
        for start, numbers in texts.get(folded[end : end + size], ()):
            if folded.startswith(start, at):
                add(found, numbers, at)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether nothing beside a word may be part of it, for all who may read it."""
    word = text[max(start - 1, 0) : end + 1]
    return word.isascii() or not _ODD_BESIDE.search(word)
