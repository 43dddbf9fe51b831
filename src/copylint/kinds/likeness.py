"""How like two spellings are, letter by letter."""

from __future__ import annotations


def nearly(one: str, other: str, most: int = 2) -> bool:
    """True when two names are a letter apart, long ones up to `most`, and neither opens the other.

    The first letter, which people seldom get wrong, leaves no more than one.
    """
    allowed = 1 if min(len(one), len(other)) < 7 or one[0] != other[0] else most
    if one.startswith(other) or other.startswith(one) or abs(len(one) - len(other)) > allowed:
        return False
    if allowed == 1 and not _share_an_end(one, other):
        return False
    return 0 < distance(one, other) <= allowed


def _share_an_end(one: str, other: str) -> bool:
    """False for words that cannot be one letter apart: such have half their letters alike."""
    half = (min(len(one), len(other)) - 1) // 2
    return not half or one[:half] == other[:half] or one[-half:] == other[-half:]


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed, or swapped with the next."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
