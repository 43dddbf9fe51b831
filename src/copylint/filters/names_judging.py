"""Judges one unknown word: silent, advice, or a slip for a name or word that is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copylint.filters.names_apostrophes import lacks_apostrophe, possessive_issue
from copylint.filters.names_context import Place, allowed, limit, outweighs
from copylint.filters.names_unknown import Gate, Unknown, advice, first, near, report, silent
from copylint.filters.spelling import Candidate, candidates
from copylint.filters.words import PLAIN, judge_word
from copylint.issue import Issue
from copylint.kept import kept

NEAR_MISS: Final = "names.near-miss"
INCONSISTENT: Final = "names.inconsistent"


def judge(unknown: Unknown, gate: Gate) -> Issue | None:
    """The one issue that an unknown word is worth, or None."""
    text = unknown.text
    if silent(unknown, gate):
        return None
    if text[:1].isupper() or (unknown.part and unknown.word.capital):
        return _judge_name(unknown, gate)
    return judge_word(unknown, gate)


def known_name(text: str, gate: Gate) -> bool:
    """True for a listed name, in capitals, hyphenated, in the plural or with a particle too."""
    if text in gate.house.words or gate.lists.knows(text):
        return True
    if text.isupper() and len(text) > 1:
        return known_name(text.capitalize(), gate)
    if "-" in text:
        return all(
            p and (not p[0].isupper() or known_name(p, gate) or gate.lists.ordinary(p.lower()))
            for p in text.split("-")
        )
    for ending in ("s", "es"):
        if len(text) > 5 and text.endswith(ending) and gate.lists.knows(text.removesuffix(ending)):
            return True
    for prefix in ("Mc", "Mac", "O'", "O’", "D'", "D’", "L'", "L’", "De", "Van", "Al", "Abu"):
        rest = text.removeprefix(prefix)
        if rest != text and rest[:1].isupper() and gate.lists.knows(rest):
            return True
    return False


def _judge_name(unknown: Unknown, gate: Gate) -> Issue | None:
    text, word = unknown.text, unknown.word
    if lacks_apostrophe(unknown, gate):
        return possessive_issue(unknown)
    place = _place(unknown, gate)
    if known_name(text, gate) or (gate.lists.ordinary(text.lower()) and not unknown.part):
        return _rare_name(unknown, place, gate)
    found = candidates(text, unknown.offers, gate.lists, gate.evidence, gate.house)
    slip = _of_document(unknown, found, gate) or _of_known(unknown, found, place)
    if slip is not None:
        return slip
    if place.repeated or word.among_names or word.text != text or unknown.owned:
        return None
    return advice(unknown, found)


def _of_document(unknown: Unknown, found: Sequence[Candidate], gate: Gate) -> Issue | None:
    """A slip for a name that stands in the document more often."""
    text, names = unknown.text, gate.evidence.names
    for candidate in found:
        more = names[candidate.text] >= max(2, 3 * names[text] - 1)
        if more and candidate.slip <= _document_limit(text) and not _derived(text, candidate.text):
            count = names[candidate.text]
            message = f"'{text}' stands once; the document has '{candidate.text}' {count} times."
            return report(unknown, INCONSISTENT, first(candidate.text, found), message)
    return None


def _of_known(unknown: Unknown, found: Sequence[Candidate], place: Place) -> Issue | None:
    """A slip for a listed name or an ordinary word."""
    text = unknown.text
    for candidate in found:
        if candidate.slip > limit(place, candidate.text) or _derived(text, candidate.text):
            continue
        person = candidate.text in place.lists.leaders or candidate.text in place.lists.people
        if person and _romanized_alike(text, candidate.text):
            return None
        if candidate.slip > 0 or _camel(candidate.text, text):
            rule = NEAR_MISS if place.is_name(candidate.text) else ""
            return report(unknown, rule, first(candidate.text, found), near(unknown, candidate))
    return None


def _rare_name(unknown: Unknown, place: Place, gate: Gate) -> Issue | None:
    """A slip that happens to be a rare name, too, where something else must be meant."""
    text = unknown.text
    if text in gate.lists.famous or text in gate.house.words or gate.lists.ordinary(text):
        return None
    if place.repeated or unknown.part or not place.telling:
        return None
    found = candidates(text, unknown.offers, gate.lists, gate.evidence, gate.house)
    best = next((c for c in found[:3] if outweighs(place, c.text)), None)
    if best is None or best.slip > PLAIN - 0.3:
        return None
    return report(unknown, "", first(best.text, found), near(unknown, best))


def _place(unknown: Unknown, gate: Gate) -> Place:
    source = gate.evidence.document.source
    after = source[unknown.span.end : unknown.span.end + 4]
    return Place(
        unknown.text, unknown.word, unknown.both, after, gate.evidence, gate.lists, gate.house
    )


def _document_limit(text: str) -> float:
    return 0.6 if len(text) <= 4 else 0.8 if len(text) == 5 else allowed(text) + 0.35


def _camel(name: str, text: str) -> bool:
    """True for a name with a capital inside, written without it: "Playstation"."""
    return any(map(str.isupper, name[1:])) and not name.isupper() and not text.isupper()


def _romanized_alike(one: str, other: str) -> bool:
    """True for two ways to write one foreign name: Yanukovich, Yanukovych."""
    return _LATIN.sub("y", one.lower()) == _LATIN.sub("y", other.lower())


_LATIN: Final = kept("[iyj]+")
_ENDINGS: Final = frozenset(
    "s es n an ian ans ians i is ese ish ite ites er ers ic y e a o na ov ova ev eva in ina".split()
)


def _derived(one: str, other: str) -> bool:
    """True when one is the other with an ending: Serbia and Serbian, Petrov and Petrova."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if short == long:
        return False
    return long.startswith(short) and long[len(short) :] in _ENDINGS and len(short) > 3
