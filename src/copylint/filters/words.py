"""Unknown words written small: misspelt, or only new, cut short, put together or foreign."""

from __future__ import annotations

from typing import Final

from copylint.filters.names_lists import Lists
from copylint.filters.names_unknown import Gate, Unknown, advice, near, report
from copylint.filters.spelling import Candidate, candidates
from copylint.issue import Issue
from copylint.kept import kept

PLAIN: Final = 1.15  # the weight of one plain slip, at most
_SURE: Final = 0.85  # of a slip beside which no other reading counts
_BASIC: Final = 60  # ranks of words: the, that, with
_FREQUENT: Final = 3_000
_SINGULAR: Final = 8_000  # from where on a dictionary may lack a plural
_COMMON: Final = 12_000
_RARE: Final = 10**6
_SOUNDED: Final = kept("[aeiouy]")
_PREFIXES: Final = frozenset("anti auto inter multi non over post pre semi under ultra".split())
_PREFIX: Final = kept(
    "^(?:anti|auto|bio|co|counter|cyber|de|dis|eco|ex|extra|geo|hyper|inter|mega|micro|mid|mini|"
    "mis|multi|neo|non|off|out|over|pan|post|pre|pro|pseudo|re|semi|sub|super|tele|trans|ultra|"
    "un|under|uni)"
)
_SUFFIX: Final = kept(
    "(?:(?<!ic)ly|ally|ness|nesses|like|ish|less|able|ism|ist|ists|ity|ic|ical|hood|ship|wise|"
    "fold)$"
)

# The s of -ise and -yse, and the second l before an ending.
_BRITISH: Final = kept(
    r"(?<=\p{L}{3}[iy])s(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)|"
    r"(?<=\p{L}[^aeiou][aeiou]l)l(?=(?:ed|ing|er|ers|or|ors)$)"
)


def judge_word(unknown: Unknown, gate: Gate) -> Issue | None:
    """The issue that an unknown word written small is worth, or None.

    Words of the lists are known; which variety of English they belong to, the packs say.
    """
    small = unknown.text.lower()
    if gate.lists.ordinary(small) or _known_part(unknown, small, gate.lists):
        return None
    if other_variety(small, gate.lists) or _singular(unknown, gate.lists):
        return None
    found = candidates(unknown.text, unknown.offers, gate.lists, gate.evidence)
    if not found or _doubtful(unknown, found[0], gate):
        return advice(unknown, found)
    return report(unknown, "", [c.text for c in found], near(unknown, found[0]))


def other_variety(word: str, known: Lists) -> bool:
    """True for the British form of a known word: galvanised, catalysed, pedalled."""
    american = _BRITISH.sub(lambda found: "z" if found[0] == "s" else "", word)
    return american != word and american in known.rank


def _singular(unknown: Unknown, known: Lists) -> bool:
    """True for one of what lists and engines only have several of, and seldom: quango."""
    word = unknown.text.lower()
    many = f"{word}s"
    listed = known.ordinary(many) or any(many in offer for offer in unknown.offers)
    rare = listed and known.rank.get(many, _RARE) >= _COMMON
    return rare and len(word) > 4 and not word.endswith("s")


def _known_part(unknown: Unknown, part: str, known: Lists) -> bool:
    """True for a prefix in a hyphenated word, or where it is known without its hyphens."""
    if not unknown.part:
        return False
    whole = unknown.word.text.lower().replace("-", "")
    return len(part) < 4 or part in _PREFIXES or known.ordinary(whole)


def _doubtful(unknown: Unknown, best: Candidate, gate: Gate) -> bool:
    """True when the word may well be meant as it stands."""
    small, known = unknown.text.lower(), gate.lists
    if best.slip > _limit(unknown, gate):
        return True
    if best.slip == 0.0:
        return _other_case(unknown, best, gate)
    if best.text.replace("-", "") == small.replace("-", ""):
        return True
    if " " in best.text:
        return any(known.rank.get(part, _RARE) > _FREQUENT / 2 for part in best.text.split())
    if best.slip > _SURE:
        if compound(small, known) or prefixed(small, known, 6):
            return True
        if _plural(small, unknown, known):
            return True
    again = gate.evidence.lower[unknown.text] > 2
    if best.slip > PLAIN and (again or coined(small, known)):
        return True
    return _abbreviated(small, best, known)


def _limit(unknown: Unknown, gate: Gate) -> float:
    """How heavy a slip may be: light in parts of words, and where one engine of two is alone."""
    size = len(unknown.text)
    if unknown.part:
        return _SURE
    if gate.engines > 1 and not unknown.both:
        return PLAIN
    return 1.3 if size <= 4 else 1.9 if size <= 7 else 2.4


def _other_case(unknown: Unknown, best: Candidate, gate: Gate) -> bool:
    """True for a name written small that may be no name, or is written so on purpose."""
    named = best.text in gate.lists.solid or best.text in gate.lists.calendar
    return unknown.part or not named or gate.evidence.lower[unknown.text] > 1


def _plural(word: str, unknown: Unknown, known: Lists) -> bool:
    """True for the plural of a rare word that the engine knows: capitalisations."""
    one = word.removesuffix("s")
    offered = any(one in offer for offer in unknown.offers)
    return one != word and offered and known.rank.get(one, _RARE) >= _SINGULAR


def _abbreviated(word: str, best: Candidate, known: Lists) -> bool:
    """True for a short word that may stand for a longer one: bpd, dpa."""
    rank = known.rank.get(best.text.lower(), _RARE)
    return len(word) < 4 and rank > (_FREQUENT if _SOUNDED.search(word) else _BASIC)


def coined(word: str, known: Lists) -> bool:
    """True for a word put together of known ones: unbanked, familially, podcatcher."""
    if prefixed(word, known, 4) or _joined(word, known, (3, len(word) - 3), _FREQUENT):
        return True
    stem = _SUFFIX.sub("", word)
    stems = (stem, f"{stem}e", f"{stem.removesuffix('i')}y")
    return stem != word and len(stem) > 3 and any(each in known.rank for each in stems)


def prefixed(word: str, known: Lists, shortest: int) -> bool:
    """True for a known word of some length behind a prefix: unbanked, renationalise."""
    bare = _PREFIX.sub("", word)
    return bare != word and len(bare) >= shortest and bare in known.rank


def compound(word: str, known: Lists) -> bool:
    """True for two common words in one: bootcamp, shockwaves."""
    return _joined(word, known, range(4, len(word) - 3), _COMMON)


def _joined(word: str, known: Lists, places: range | tuple[int, ...], rank: int) -> bool:
    rank_of = known.rank.get
    return any(
        rank_of(word[:at], _RARE) < rank and rank_of(word[at:], _RARE) < rank for at in places
    )
