"""Case carried over: replacements as what they replace, terms as a vocabulary spells them."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from itertools import product

_MOST = 64


class Casing(Enum):
    """How letters are cased, where that can be carried over to other words."""

    NONE = 0
    LOWER = 1
    UPPER = 2
    TITLE = 3


def casing(text: str) -> Casing:
    """The casing of a text's letters."""
    letters = [char for char in text if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    lower = sum(char.islower() for char in letters)
    if not letters:
        return Casing.NONE
    if not upper:
        return Casing.LOWER
    if not lower:
        return Casing.TITLE if len(letters) == 1 else Casing.UPPER
    return Casing.TITLE if upper == 1 and letters[0].isupper() else Casing.NONE


def cased(text: str, how: Casing) -> str:
    """A text in a casing."""
    match how:
        case Casing.LOWER:
            return text.lower()
        case Casing.UPPER:
            return text.upper()
        case Casing.TITLE:
            return text[:1].upper() + text[1:].lower()
    return text


def recased(replacement: str, observed: str) -> str:
    """A replacement in the case of what it replaces, word by word from both ends."""
    new, gaps = _words(replacement)
    old, _ = _words(observed)
    if not new or not old:
        return cased(replacement, casing(observed))
    head = _common(new, old)
    tail = _common(new[head:][::-1], old[head:][::-1])
    middle = old[head : len(old) - tail]
    how = _middle(middle, old, head, tail)
    each = (
        how is Casing.TITLE and len(middle) > 1 and all(casing(w) is Casing.TITLE for w in middle)
    )
    found: list[str] = []
    for index, word in enumerate(new):
        if index < head:
            own = casing(old[index])
        elif index >= len(new) - tail:
            own = casing(old[len(old) - (len(new) - index)])
        else:
            first = index == head or each
            own = how if first or how is not Casing.TITLE else Casing.LOWER
        found += [gaps[index], cased(word, own)]
    return "".join([*found, gaps[len(new)]])


def _common(one: list[str], two: list[str]) -> int:
    count = 0
    while count < min(len(one), len(two)) and one[count].lower() == two[count].lower():
        count += 1
    return count


def _middle(middle: list[str], old: list[str], head: int, tail: int) -> Casing:
    if middle:
        return casing(" ".join(middle))
    if tail:
        return casing(old[len(old) - tail])
    return casing(old[head - 1]) if head else Casing.NONE


def _words(text: str) -> tuple[list[str], list[str]]:
    """The runs of letters, apostrophes within them, and what stands around them."""
    words: list[str] = []
    gaps = [""]
    inside = False
    for at, char in enumerate(text):
        apostrophe = (
            char in "'’" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        )
        if char.isalpha() or (apostrophe and at > 0):
            if inside:
                words[-1] += char
            else:
                words.append(char)
            inside = True
        else:
            if inside:
                gaps.append("")
            gaps[-1] += char
            inside = False
    return words, gaps if len(gaps) > len(words) else [*gaps, ""]


def to_term(term: str, observed: str) -> str:
    """The spelling of a term, which may be a pattern, that was observed in another case."""
    plain = " ".join(observed.split())
    return next((one for one in _spellings(term) if one.casefold() == plain.casefold()), term)


@lru_cache(maxsize=4096)
def _spellings(term: str) -> tuple[str, ...]:
    """Every text that a pattern of letters, groups, bars and `?` can match, if they are few."""
    reader = _Spellings(term)
    found = reader.alternatives(nested=False)
    return tuple(found) if found is not None and reader.at == len(term) else ()


class _Spellings:
    def __init__(self, term: str) -> None:
        self.term = term
        self.at = 0

    def alternatives(self, *, nested: bool) -> list[str] | None:
        branches: list[str] = []
        current = [""]
        while self.at < len(self.term):
            char = self.term[self.at]
            if char == ")" and nested:
                self.at += 1
                return [*branches, *current]
            if char == "|":
                branches, current = [*branches, *current], [""]
                self.at += 1
                continue
            atom = self._atom(char)
            if atom is None or len(current) * len(atom) > _MOST:
                return None
            current = [a + b for a, b in product(current, atom)]
        return None if nested else [*branches, *current]

    def _atom(self, char: str) -> list[str] | None:
        self.at += 1
        if char == "(":
            if self.term.startswith("?:", self.at):
                self.at += 2
            elif self.term.startswith("?", self.at):
                return None
            atom = self.alternatives(nested=True)
        elif char == "\\":
            escaped = self.term[self.at : self.at + 1]
            self.at += 1
            atom = [escaped] if escaped and not escaped.isalnum() else None
        else:
            atom = None if char in "[]{}.*+^$)" else [char]
        if atom is None or self.term[self.at : self.at + 1] in tuple("*+{"):
            return None
        if self.term.startswith("?", self.at):
            self.at += 1
            atom = [*atom, ""]
        return atom
