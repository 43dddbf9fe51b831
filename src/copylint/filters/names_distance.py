"""How far apart two spellings are, weighed by the slips that fingers and ears make."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS: Final = ("ck", "sz", "iy", "fv", "cs", "gj", "kq", "dt", "bp", "mn", "uv", "uw")
_VOWELS: Final = frozenset("aeiouy")

SWAP: Final = 0.6  # two neighbours in the wrong order
DOUBLING: Final = 0.4  # a letter doubled, or a double letter once
VOWEL: Final = 0.8  # one vowel for another
LOST: Final = 0.8  # a consonant left out
LOST_VOWEL: Final = 0.75
EXTRA: Final = 0.95  # a letter too many
OTHER: Final = 1.1  # one letter for quite another
FIRST: Final = 0.5  # more for an edit of the first letter, which people seldom get wrong
NEIGHBOUR: Final = 0.7


def _near_keys() -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            near = [row[x + 1 : x + 2]]
            if y + 1 < len(_ROWS):
                below = _ROWS[y + 1]
                near += [below[x : x + 1], below[x - 1 : x] if x else ""]
            pairs |= {(key, other) for other in near if other}
    return frozenset(pairs | {(b, a) for a, b in pairs})


_NEAR_KEYS: Final = _near_keys()
_ALIKE: Final = frozenset((a, b) for a, b in _SOUNDS) | frozenset((b, a) for a, b in _SOUNDS)


def _substitution(a: str, b: str) -> float:
    if (a, b) in _NEAR_KEYS or (a, b) in _ALIKE:
        return NEIGHBOUR
    return VOWEL if a in _VOWELS and b in _VOWELS else OTHER


def _lost(word: str, at: int) -> float:
    """The weight of leaving out a letter of the word that was meant."""
    if word[at] in (word[at - 1 : at], word[at + 1 : at + 2]):
        return DOUBLING
    return LOST_VOWEL if word[at] in _VOWELS else LOST


def _extra(word: str, at: int) -> float:
    """The weight of a letter that is too many in the word that was written."""
    return DOUBLING if word[at] in (word[at - 1 : at], word[at + 1 : at + 2]) else EXTRA


@lru_cache(maxsize=20_000)
def distance(seen: str, meant: str, limit: float = 3.0) -> float:
    """The weight of the slips between two words, case aside; `limit` or more is far.

    One plain slip weighs about one, a swap or a doubling about half.
    """
    a, b = seen.casefold(), meant.casefold()
    if a == b:
        return 0.0
    if abs(len(a) - len(b)) > limit:
        return limit
    previous: list[float] = []
    row = [0.0]
    for j in range(1, len(b) + 1):
        row.append(row[-1] + _lost(b, j - 1) + (FIRST if j == 1 else 0.0))
    for i in range(1, len(a) + 1):
        before_previous, previous = previous, row
        row = [previous[0] + _extra(a, i - 1) + (FIRST if i == 1 else 0.0)]
        for j in range(1, len(b) + 1):
            row.append(_cell(a, b, i, j, before_previous, previous, row))
        if min(row) >= limit:
            return limit
    return row[-1]


def _cell(
    a: str, b: str, i: int, j: int, older: list[float], above: list[float], row: list[float]
) -> float:
    x, y = a[i - 1], b[j - 1]
    first = FIRST if i == 1 or j == 1 else 0.0
    change = 0.0 if x == y else _substitution(x, y) + (FIRST if i == 1 and j == 1 else 0.0)
    best = min(
        above[j - 1] + change,
        above[j] + _extra(a, i - 1) + (first if i == 1 else 0.0),
        row[j - 1] + _lost(b, j - 1) + (first if j == 1 else 0.0),
    )
    if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y and x != y:
        best = min(best, older[j - 2] + SWAP + (FIRST / 2 if i == 2 else 0.0))
    return best


def letters(word: str) -> int:
    """The set of a word's letters as bits: two words one slip apart differ in two at most."""
    bits = 0
    for letter in word.casefold():
        bits |= 1 << (ord(letter) & 31)
    return bits
