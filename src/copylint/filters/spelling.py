"""What an unknown word was probably meant to be: candidates from everywhere, the best first."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from copylint.filters.names_context import heaviest
from copylint.filters.names_distance import distance
from copylint.filters.names_evidence import Evidence
from copylint.filters.names_lists import NOBODY, House, Lists

FAR: Final = 2.6  # beyond which two words have nothing to do with each other
_LONGER: Final = 2.0  # letters by which a word may be longer
_LEAST: Final = 0.05  # by which weights of slips differ
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_UNKNOWN_RANK: Final = 60_000
_FAMOUS_RANK: Final = 6_000
_NAME_RANK: Final = 40_000
_RARITY: Final = 0.33  # how much ten times rarer weighs against a slip
_IN_DOCUMENT: Final = 0.6
CONTRACTIONS: Final = {
    full.replace("'", "").lower(): full
    for full in (
        "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't shouldn't "
        "wasn't weren't won't wouldn't I'm I've it'll it's let's she'll that's there's they'll "
        "they're they've we've what's who's you'll you're you've he's she's here's"
    ).split()
}
_FIRST_CHOICE: Final = (0.25, 0.12, 0.05)  # what an engine's first three suggestions are worth


class Candidate(Struct, frozen=True, order=True):
    """A word that may have been meant: `cost` weighs slip and rarity, `slip` the slip alone."""

    cost: float
    slip: float
    text: str


def candidates(
    word: str,
    suggestions: Iterable[Sequence[str]],
    lists: Lists,
    evidence: Evidence | None,
    house: House = NOBODY,
) -> list[Candidate]:
    """What may have been meant, best first. `suggestions` are those of each engine, in order."""
    bonus: dict[str, float] = {}
    for engine in suggestions:
        for place, text in enumerate(engine):
            worth = _FIRST_CHOICE[place] if place < len(_FIRST_CHOICE) else 0.0
            bonus[text] = bonus.get(text, 0.0) + worth
    if word.lower() in CONTRACTIONS:
        bonus[_cased(CONTRACTIONS[word.lower()], word)] = 2.0
    for text in (*_edits(word.lower(), lists.rank), *_document_words(word, evidence)):
        bonus.setdefault(_cased(text, word), 0.0)
    if word[:1].isupper():
        for name in (*lists.near(word), *house.near(word)):
            bonus.setdefault(name, 0.0)
    found = []
    for text, worth in bonus.items():
        slip = distance(word, text)
        if text and text != word and slip < FAR:
            found.append(Candidate(slip + _rarity(text, lists, evidence) - worth, slip, text))
    return sorted(found)


def _cased(text: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _rarity(text: str, lists: Lists, evidence: Evidence | None) -> float:
    parts = [part for part in text.replace("-", " ").split() if part] or [text]
    cost = _RARITY * math.log10(max(_rank(part, lists) for part in parts) + 30)
    if len(parts) > 1:
        cost += 0.3
    if evidence is not None and (evidence.names[text] or evidence.lower[text]):
        cost -= _IN_DOCUMENT
    return cost


def _rank(text: str, lists: Lists) -> int:
    stem = text.removesuffix("'s").removesuffix("’s")
    ranks = [lists.rank.get(stem.lower(), _UNKNOWN_RANK)]
    if stem[:1].isupper():
        if stem in lists.famous:
            ranks.append(_FAMOUS_RANK)
        elif lists.knows(stem):
            ranks.append(_NAME_RANK)
    return min(ranks)


def alike(word: str, lists: Lists) -> Iterator[str]:
    """Listed words, in small letters, that an unknown name could be taken for in some place.

    Names, ordinary words and words of phrases; not the word itself.
    """
    small, most = word.lower(), heaviest(word)
    far = max(most + _LEAST, _LONGER)  # `distance` takes what is longer than its limit for far
    yield from (text for text in _edits(small, lists.small) if text != small)
    for text in lists.around(small):
        if text != small and distance(small, text, far) <= most:
            yield text


def _edits(word: str, known: Container[str]) -> Iterator[str]:
    """Known words one slip away."""
    if len(word) < 3:
        return
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        forms = [head + letter + tail for letter in _LETTERS]
        if tail:
            forms.append(head + tail[1:])
            forms += [head + letter + tail[1:] for letter in _LETTERS]
        if len(tail) > 1:
            forms.append(head + tail[1] + tail[0] + tail[2:])
        yield from (form for form in forms if form in known)


def _document_words(word: str, evidence: Evidence | None) -> Iterator[str]:
    """Words of the document of about the same length with the same letters but for one or two."""
    if evidence is None or len(word) < 4:
        return
    pool = evidence.names if word[:1].isupper() else evidence.lower
    for text, count in pool.items():
        if count > 1 and abs(len(text) - len(word)) < 3 and text.lower() != word.lower():
            yield text
