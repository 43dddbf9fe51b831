"""The kind `twin`: one person's surname, spelt in two ways in one article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

import regex

from copylint.document import Document, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.likeness import nearly
from copylint.kinds.mentions import (
    NOT_PEOPLE,
    PARTICLE,
    QUOTED,
    Person,
    bodies,
    order,
    people_of,
    sound,
    stands,
)

_CAPITAL = kept(r"(?<![\p{L}’'-])(?:[OD]['’])?\p{Lu}[\p{L}-]{4,}")
_COURTESY = frozenset("Mr Mrs Ms Miss Dr Sir Dame".split())
# A lone name that does what people do, or has what people have.
_LONE = kept(
    rf"(?<!\p{{Lu}}[\p{{L}}’-]* |\b(?i:the|an?|of|in|at|near|from|de|van|von|al|el) )"
    rf"(?<!\b(?!(?:Mr|Mrs|Ms|Dr)\b)\p{{Lu}}\p{{Ll}}{{0,3}}\. {PARTICLE})"
    rf"(?<![\p{{L}}’'-])(?P<name>(?:[OD]['’]\p{{Lu}}|\p{{Lu}})\p{{Ll}}[\p{{L}}-]{{3,}})"
    r"(?=,? (?:who |also |later |then |now |never |still |has |had )*"
    r"(?:said|says|told|tells|added|wrote|was|is|had|has|did|does|will|would|could|can|may|won|"
    r"lost|took|made|left|came|went|ran|led|held|scored|became|began|thinks|wants|[a-z]{3,}ed)\b"
    r"|[’']s\b|, \d\d,)"
)
_TITLED = kept(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?P<name>{PARTICLE}\p{{Lu}}[\p{{L}}-]{{4,}})"
    r"(?![\p{L}-]| \p{Lu})"
)
_OPENERS = (
    "And But Or So Yet Then When While After Before If As Since Because Although Though For Now "
    "Later Still Today Meanwhile However That Once Until Like"
).split()
_FEMININE = frozenset("aeioy")  # Kowalski, Kowalska


@register
class TwinRule(Rule, frozen=True, kw_only=True):
    """A surname that almost is that of a person whom the article names in full.

    That is one that stands alone, behind a courtesy title or behind a first name that the other has
    too ("Ida Lindqvist", then "Lindquist said"); the rarer spelling, else the later, is reported.
    A name with a first name of its own is another person's; so is a feminine form. `known` are lone
    names that are no people. Message values: the spelling found, the usual one.
    """

    kind: ClassVar[str] = "twin"
    local: ClassVar[bool] = False

    known: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The surnames that another spelling outnumbers."""
        people = people_of(document)
        if not people or not _any_near(document, people):
            return
        named = _named(document, people)
        for name in named:
            others = [other for other in people if _one_person(name, other, named)]
            if len(others) != 1 or name in self.known or _stands_apart(document, name, named):
                continue
            usual, rare = sorted((name, others[0]), key=_rank(named))
            yield from _hits(usual, rare, named)


def _any_near(document: Document, people: dict[str, Person]) -> bool:
    """False where no word with a capital is like one of the surnames: most articles."""
    words = {word for _, each in bodies(document) for word in _CAPITAL.findall(each.text)}
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word)
    return any(
        " " in name or any(_near(word, name) for word in by_letter.get(name[0], ()))
        for name in people
    )


def _named(document: Document, people: dict[str, Person]) -> dict[str, Person]:
    """The people of an article, with all those who only stand by their surname."""
    named = {name: Person(set(person.firsts), list(person.full)) for name, person in people.items()}
    for index, segment in bodies(document):
        for pattern in (_LONE, QUOTED, _TITLED):
            for match in pattern.finditer(segment.text):
                span = Span(*match.span("name"))
                if match["name"] not in NOT_PEOPLE and "quotation" not in segment.marks_over(span):
                    places = named.setdefault(match["name"], Person()).bare
                    place = Place(index, span)
                    if place not in places:
                        places.append(place)
    return named


def _one_person(name: str, other: str, named: dict[str, Person]) -> bool:
    """True when the name must be the other, known one, misspelt."""
    if not _near(name, other):
        return False
    here, there = named[name], named[other]
    if here.full and (sound(name) == sound(other) or _rank(named)(name) < _rank(named)(other)):
        return False
    return here.firsts <= there.firsts


def _near(name: str, other: str) -> bool:
    if min(len(name), len(other)) < 5 or name[0] != other[0]:
        return False
    if name[:-1] == other[:-1] and {name[-1], other[-1]} <= _FEMININE:
        return False
    return nearly(name.casefold(), other.casefold(), most=1)


def _rank(named: dict[str, Person]) -> Callable[[str], tuple[int, tuple[int, int]]]:
    """The key that puts the more frequent of two names first, of equals the earlier."""

    def rank(name: str) -> tuple[int, tuple[int, int]]:
        places = (*named[name].full, *named[name].bare)
        return -len(places), min(map(order, places))

    return rank


def _stands_apart(document: Document, name: str, named: dict[str, Person]) -> bool:
    """True for a name that stands anywhere as a place's does, or with a name of its own."""
    usual = "|".join((*_COURTESY, *_OPENERS, *map(regex.escape, named[name].firsts)))
    plain = regex.escape(name)
    apart = regex.compile(
        rf"\b(?!(?:{usual})\b)\p{{Lu}}(?:[\p{{L}}’-]*|\p{{Ll}}{{0,3}}\.) "
        rf"{PARTICLE}[“‘\"]?{plain}\b|"
        rf"\b{plain} \p{{Lu}}\p{{Ll}}|\b(?:the|an?|of|in|at|near|from) {plain}\b"
    )
    return stands(document, apart)


def _hits(usual: str, name: str, named: dict[str, Person]) -> Iterator[Hit]:
    """Every place of the rarer name, pointing to the usual one."""
    there = min((*named[usual].full, *named[usual].bare), key=order)
    note = Place(there.segment, there.span, f"'{usual}' stands here")
    for place in sorted((*named[name].full, *named[name].bare), key=order):
        span = Span(place.span.end - len(name), place.span.end)
        yield Hit(span, (name, usual), (usual,), None, (note,), place.segment, recase=False)
