"""One name spelt in two ways in a document: the rare spelling, with the frequent one to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from copylint.document import Segment, Span
from copylint.filters.names_distance import distance, letters
from copylint.filters.names_evidence import TITLES, Evidence, Word
from copylint.filters.names_lists import House, HouseName, Lists
from copylint.issue import Category, Edit, Fix, Issue, Level, Related, Safety

RULE: Final = "names.inconsistent"
HOUSE: Final = "names.house"
_SHORTEST: Final = 5
_ORDINARY: Final = 8_000  # the rank from which an ordinary word may be a slip of a name
_MOST_RELATED: Final = 3


def inconsistent(evidence: Evidence, lists: Lists, house: House) -> Iterator[Issue]:
    """Names that stand once, one slip away from a name that stands at least twice."""
    often = [(n, letters(n)) for n, c in evidence.inside.items() if c >= 2 and len(n) >= _SHORTEST]
    for word in evidence.words:
        name = word.text
        if not _rare(word, evidence, lists, house):
            continue
        bits = letters(name)
        for other, its_bits in often:
            if abs(len(other) - len(name)) > 1 or (bits ^ its_bits).bit_count() > 2:
                continue
            if other != name and _slip(name, other) and not _two_people(word, other, evidence):
                yield _issue(word, other, evidence)
                break


def asserted_names(evidence: Evidence, house: House) -> Iterator[Issue]:
    """Spellings that the house replaces by another, wherever they stand."""
    if not house.wrong:
        return
    pattern = _one_of(tuple(house.wrong))
    for segment in evidence.document.segments:
        for match in pattern.finditer(segment.text):
            row = house.wrong[match.group().casefold()]
            if match.group() != row.name and not segment.text.startswith(row.name, match.start()):
                yield _asserted(segment, Span(*match.span()), row)


@lru_cache(maxsize=8)
def _one_of(spellings: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _asserted(segment: Segment, span: Span, row: HouseName) -> Issue:
    source = segment.to_source(span)
    safety = Safety.UNSAFE if segment.is_verbatim(span) else Safety.MANUAL
    seen = span.of(segment.text)
    return Issue(
        rule=HOUSE,
        message=f"The house writes '{row.name}', not '{seen}'. {row.note}".strip(),
        span=source,
        category=Category.NAMES,
        level=Level.WARNING,
        fixes=(Fix((Edit(source, row.name),), safety),),
        scope=segment.scopes[-1] if segment.scopes else "text",
        engines=("rules",),
    )


def _rare(word: Word, evidence: Evidence, lists: Lists, house: House) -> bool:
    name = word.text
    if not word.capital or len(name) < _SHORTEST or "-" in name or name.isupper():
        return False
    if evidence.names[name] > 1 or name in lists.famous or name in house.words:
        return False
    if word.starts or evidence.titled(word.segment) or evidence.lower[name.lower()]:
        return False
    return lists.rank.get(name.lower(), _ORDINARY) >= _ORDINARY


def _slip(name: str, other: str) -> bool:
    if name.lower() == other.lower():
        return False
    short, long = sorted((name.lower(), other.lower()), key=len)
    if long.startswith(short):
        return False  # an ending: a plural, an adjective, a feminine
    return distance(name, other) <= (0.8 if len(name) <= 6 else 1.0)


def _two_people(word: Word, other: str, evidence: Evidence) -> bool:
    """True when the rare name has a first name or title of its own."""
    if not word.previous[:1].isupper() or word.starts:
        return word.previous.lower() in TITLES
    before = {w.previous for w in evidence.words if w.text == other}
    return word.previous not in before


def _issue(word: Word, other: str, evidence: Evidence) -> Issue:
    segment = evidence.document.segments[word.segment]
    span = segment.to_source(Span(word.span.start, word.span.start + len(word.text)))
    safety = Safety.UNSAFE if segment.is_verbatim(word.span) else Safety.MANUAL
    count = evidence.names[other]
    return Issue(
        rule=RULE,
        message=f"'{word.text}' stands once; the document has '{other}' {count} times.",
        span=span,
        category=Category.NAMES,
        level=Level.WARNING,
        fixes=(Fix((Edit(span, other),), safety),),
        related=tuple(islice(_places(other, evidence), _MOST_RELATED)),
        scope=segment.scopes[-1] if segment.scopes else "text",
        engines=("rules",),
    )


def _places(name: str, evidence: Evidence) -> Iterator[Related]:
    for word in evidence.words:
        if word.text == name:
            segment = evidence.document.segments[word.segment]
            yield Related(segment.to_source(word.span), f"'{name}' here")
