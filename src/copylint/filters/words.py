"""Unknown ordinary words: misspelt, or coined."""

from __future__ import annotations

import re
from typing import Final

from copylint.filters.names_lists import Lists
from copylint.filters.names_unknown import Gate, Unknown, advice, near, report
from copylint.filters.spelling import candidates
from copylint.issue import Issue

_COMMON: Final = 12_000


def judge_word(unknown: Unknown, gate: Gate) -> Issue | None:
    """The issue that an unknown word written small is worth, or None.

    Words of the lists are known; which variety of English they belong to, the packs say.
    """
    text = unknown.text
    small = text.lower()
    if gate.lists.ordinary(small):
        return None
    found = candidates(text, unknown.offers, gate.lists, gate.evidence)
    if unknown.part and _part_is_known(small, unknown.word.text.lower(), gate.lists):
        return None
    if small.endswith("s") and any(small[:-1] in offer for offer in unknown.offers):
        return advice(unknown, found)
    best = found[0] if found else None
    lonely = gate.engines > 1 and not unknown.both
    if best is None or best.slip > (PLAIN if lonely else _word_limit(text)):
        return advice(unknown, found)
    if best.slip == 0.0 and (
        unknown.part or best.text not in gate.lists.famous or gate.evidence.lower[text] > 1
    ):
        return advice(unknown, found)
    long = prefixed(small, gate.lists, 6) or compound(small, gate.lists)
    if long and best.slip > _HALF:
        return advice(unknown, found)
    if len(small) < 4 and gate.lists.rank.get(best.text.lower(), _RARE) > _FREQUENT:
        return advice(unknown, found)
    if best.slip > PLAIN and (gate.evidence.lower[text] > 2 or coined(small, gate.lists)):
        return advice(unknown, found)
    return report(unknown, "", [c.text for c in found], near(unknown, best))


def _part_is_known(part: str, whole: str, known: Lists) -> bool:
    """True for a prefix, or where the word without its hyphens is known: co-ordinate."""
    return len(part) < 4 or part in _PREFIXES or known.ordinary(whole.replace("-", ""))


def coined(word: str, known: Lists) -> bool:
    """True for a word put together of known ones: bootcamp, unbanked, familially; or no word."""
    if not _SOUNDED.search(word):
        return True
    if any(
        known.rank.get(word[:at], _RARE) < _FREQUENT
        and known.rank.get(word[at:], _RARE) < _FREQUENT
        for at in (3, len(word) - 3)
    ):
        return True
    if prefixed(word, known, 4):
        return True
    stem = _SUFFIX.sub("", word)
    stems = (stem, f"{stem}e", f"{stem.removesuffix('i')}y")
    return stem != word and len(stem) > 3 and any(each in known.rank for each in stems)


def prefixed(word: str, known: Lists, shortest: int) -> bool:
    """True for a known word of some length behind a prefix: unbanked, renationalise."""
    bare = _PREFIX.sub("", word)
    return bare != word and len(bare) >= shortest and bare in known.rank


def compound(word: str, known: Lists) -> bool:
    """True for two common words in one, or the plural of such: bootcamp, shockwaves."""
    return any(
        known.rank.get(word[:at], _RARE) < _COMMON and known.rank.get(word[at:], _RARE) < _COMMON
        for at in range(4, len(word) - 3)
    )


_FREQUENT: Final = 3_000
_HALF: Final = 0.85
PLAIN: Final = 1.15  # the weight of one plain slip, at most
_RARE: Final = 10**6
_SOUNDED: Final = re.compile("[aeiouy]")
_PREFIXES: Final = frozenset("anti auto inter multi non over post pre semi under ultra".split())
_PREFIX: Final = re.compile(
    "^(?:anti|auto|bio|co|counter|cyber|de|dis|eco|ex|extra|geo|hyper|inter|mega|micro|mid|mini|"
    "mis|multi|neo|non|off|out|over|pan|post|pre|pro|pseudo|re|semi|sub|super|tele|trans|ultra|"
    "un|under|uni)"
)
_SUFFIX: Final = re.compile(
    "(?:(?<!ic)ly|ally|ness|nesses|like|ish|less|able|ism|ist|ists|ity|ic|ical|hood|ship|wise|fold)$"
)


def _word_limit(text: str) -> float:
    return 1.3 if len(text) <= 4 else 1.9 if len(text) <= 7 else 2.4
