"""The kind `mention`: how an article names its people, in full once and by surname later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import regex
from msgspec import Struct, field

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.numerals import opens_sentence
from copylint.kinds.scopes import parts_of

PARTICLE = r"(?:(?:de|da|di|del|van|von|der|den|ter|bin|ibn|al|el|la|le|dos|du) )*"
_FULL = kept(
    rf"(?<![\p{{L}}’'-])(?P<first>\p{{Lu}}\p{{Ll}}+)(?: \p{{Lu}}\.)? "
    rf"(?P<last>{PARTICLE}(?:[OD]['’])?\p{{Lu}}[\p{{L}}’-]*\p{{Ll}})(?![\p{{L}}-]| \p{{Lu}})"
)
_SAYS = (
    r"(?:said|says|told|added|adds|wrote|writes|recalled|explained|testified|replied|denied|"
    r"argued|declined)"
)
# A lone name that speaks, or is told about as people are.
SPEAKS = kept(
    rf"(?<!\p{{Lu}}[\p{{L}}’-]* |\b(?:\p{{Lu}}|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Sgt|Capt|Lt|Col)\. )"
    rf"(?<!\b[Tt]he )\b(?P<name>\p{{Lu}}\p{{Ll}}[\p{{L}}-]+)"
    rf"(?:,? (?:who )?(?:also |later |then )?{_SAYS}\b|, \d\d,)"
)
QUOTED = kept(rf"[,”\"] {_SAYS} (?P<name>\p{{Lu}}\p{{Ll}}[\p{{L}}-]+)(?=[.,])")
_HE = kept(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
NOT_PEOPLE = frozenset(
    """United City Town Rovers Wanderers County Athletic Council Court House Party Street
    University Union Bank Airlines Airways Group Press News Times Post Office Institute Ministry
    Department Agency Board Committee Company Club Park School College Church Hospital Museum
    Street Road Avenue River Lake Island Islands Beach Bay Hills Valley Republic Kingdom States
    Korea Africa America Sudan Leone Guinea Zealand Lanka Arabia York Angeles Francisco Diego
    Vegas Orleans Jersey Mexico Hampshire Carolina Dakota Virginia Force Guard Police Navy Army
    League Cup Games Society Association Foundation Trust Center Centre Assembly Parliament
    Congress Senate Kong Delhi Aviv Petersburg Republicans Democrats Conservatives Officials
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Christmas Easter Ramadan""".split()
)
# Words that open a sentence before a name; none of them is a first name.
_SMALL = frozenset(
    """The An In At On To For From With By Of And But Or As If When While After Before Since Though
    Although That This These Those His Her Their Its Our Then Now Today Both Like Near Under Over
    About Against Between Among Until Because Not No Yes So Yet Only Even Former Old""".split()
)
_APART = frozenset(
    "table raw caption byline list blockquote front-matter headline heading deck subhead".split()
)
_FAR = 8  # paragraphs after which a reader may need the whole name again
_SILENT = kept(r"(?<=[aeiou])h(?![aeiou])|(?<=[bdfgklmnprst])e?$")
_TWICE = kept(r"(.)\1")


class Person(Struct):
    """What an article does with one surname."""

    firsts: set[str] = field(default_factory=set)
    full: list[Place] = field(default_factory=list)
    bare: list[Place] = field(default_factory=list)


@register
class MentionRule(Rule, frozen=True, kw_only=True):
    """People named in full again, or by surname without having been introduced.

    `check: again` reports a full name after the article has gone over to the surname, unless two
    people share it or many paragraphs lie between. `check: introduced` reports a surname that
    speaks and is "he" or "she" there, and never stands with a first name or a title; `known` are
    lone names that need none (places and firms that speak, people of one name). `check: spelt`
    reports the rarer, else the later, of two full names that sound alike ("Sofia", "Sophia").
    Headlines, captions, lists and quotations do not count. Message values: the words found, the
    surname; for `spelt` the usual spelling.
    """

    kind: ClassVar[str] = "mention"
    local: ClassVar[bool] = False

    check: Literal["again", "introduced", "spelt"]
    known: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The mentions that break the custom."""
        if self.check == "again":
            yield from _named_again(document)
        elif self.check == "spelt":
            yield from _spelt_otherwise(document)
        else:
            yield from self._strangers(document)

    def _strangers(self, document: Document) -> Iterator[Hit]:
        told: set[str] = set()
        for index, segment, spoken in _speakers(document):
            for match in (*spoken, *QUOTED.finditer(segment.text)):
                name, span = match["name"], Span(*match.span("name"))
                if name in told or name in self.known or name in NOT_PEOPLE:
                    continue
                if _is_stranger(document, segment, span):
                    told.add(name)
                    yield Hit(span, values=(name, name), segment=index)


def bodies(document: Document) -> list[tuple[int, Segment]]:
    """The paragraphs that run on: no heads, captions, lists, tables or quotations set apart."""

    def running() -> Iterator[tuple[int, Segment]]:
        for index, segment in enumerate(document.segments):
            if parts_of(segment.scopes).isdisjoint(_APART):
                yield index, segment

    return document.derived("bodies", lambda: list(running()))


def _speakers(document: Document) -> list[tuple[int, Segment, list[regex.Match[str]]]]:
    """The paragraphs, each with its lone names that speak."""

    def found() -> Iterator[tuple[int, Segment, list[regex.Match[str]]]]:
        for index, segment in bodies(document):
            yield index, segment, list(SPEAKS.finditer(segment.text))

    return document.derived("speakers", lambda: list(found()))


def _is_stranger(document: Document, segment: Segment, span: Span) -> bool:
    """True for a lone name in mid-sentence, told of as he or she, that stands nowhere else."""
    text, name = segment.text, span.of(segment.text)
    if opens_sentence(text, span.start) or "quotation" in segment.marks_over(span):
        return False
    if not _HE.search(text, span.end, span.end + 120):
        return False
    introduced = regex.compile(
        rf"\p{{Lu}}[\p{{L}}.’-]* {PARTICLE}[“‘\"]?{name}\b|\b{name} \p{{Lu}}\p{{Ll}}|"
        rf"\b(?:the|a|an|of|in|at|near|from|to) {name}\b"
    )
    return not stands(document, introduced)


def stands(document: Document, pattern: regex.Pattern[str]) -> bool:
    """True when a pattern matches anywhere in an article, its title and its author included."""
    heads = str(document.metadata.get("title", "")), str(document.metadata.get("author", ""))
    return any(pattern.search(text) for text in (*heads, *(s.text for s in document.segments)))


def _named_again(document: Document) -> Iterator[Hit]:
    for surname, person in people_of(document).items():
        if len(person.firsts) != 1 or len(person.full) < 2 or not person.bare:
            continue
        first, start = person.full[0], order(person.bare[0])
        for place in person.full[1:]:
            if order(place) > start and not _long_ago(place, person):
                name = place.span.of(document.segments[place.segment].text)
                note = Place(first.segment, first.span, "the name stands here in full")
                yield Hit(
                    place.span, (name, surname), (surname,), None, (note,), place.segment, False
                )
                break


def order(place: Place) -> tuple[int, int]:
    """Where a place stands among others of its document."""
    return place.segment, place.span.start


def _long_ago(place: Place, person: Person) -> bool:
    before = [other for other in (*person.full, *person.bare) if order(other) < order(place)]
    return place.segment - max(other.segment for other in before) > _FAR


def people_of(document: Document) -> dict[str, Person]:
    """The people of an article by surname: first names, full mentions, lone ones that speak."""
    return document.derived("people", lambda: _people(document))


def _people(document: Document) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for index, segment in bodies(document):
        for match in _FULL.finditer(segment.text):
            surname = match["last"]
            span = Span(*match.span())
            if surname in NOT_PEOPLE or match["first"] in _SMALL:
                continue
            if "quotation" in segment.marks_over(span):
                continue
            person = people.setdefault(surname, Person())
            person.firsts.add(match["first"])
            person.full.append(Place(index, span))
    for index, _, spoken in _speakers(document) if people else ():
        for match in spoken:
            if match["name"] in people:
                people[match["name"]].bare.append(Place(index, Span(*match.span("name"))))
    return people


def _spelt_otherwise(document: Document) -> Iterator[Hit]:
    names: dict[str, list[Place]] = {}
    for surname, person in people_of(document).items():
        for place in person.full:
            name = place.span.of(document.segments[place.segment].text)
            names.setdefault(f"{name.split()[0]} {surname}", []).append(place)
    sounds: dict[str, dict[str, list[Place]]] = {}
    for name, places in names.items() if len(names) > 1 else ():
        sounds.setdefault(sound(name), {})[name] = places
    for spelt in sounds.values():
        usual, *others = sorted(spelt, key=lambda name: (-len(spelt[name]), order(spelt[name][0])))
        for other in others:
            yield from (_spelt_hit(place, other, usual, spelt[usual][0]) for place in spelt[other])


def _spelt_hit(place: Place, name: str, usual: str, there: Place) -> Hit:
    note = Place(there.segment, there.span, f"'{usual}' stands here")
    return Hit(place.span, (name, usual), (usual,), None, (note,), place.segment, False)


_ALIKE = (
    ("stephen", "steven"), ("shawn", "sean"), ("shaun", "sean"), ("neal", "neil"),
    ("laurence", "lawrence"), ("lindsay", "lindsey"), ("allen", "alan"), ("vladimir", "volodymyr"),
    ("alexand", "aleksand"), ("oleksand", "aleksand"), ("geo", "je"),
    ("ph", "f"), ("ck", "k"), ("ch", "k"), ("kh", "k"), ("c", "k"), ("q", "k"), ("th", "t"),
    ("ie", "i"), ("ij", "i"), ("ey", "i"), ("y", "i"), ("ee", "i"), ("w", "v"), ("z", "s"),
    ("sz", "s"), ("ou", "u"), ("oo", "u"), ("dh", "d"), ("gh", "g"),
)  # fmt: skip


def sound(name: str) -> str:
    """A name as it roughly sounds: equal for spellings that one person's name may take."""
    words = []
    for word in name.lower().replace("’", "").replace("-", " ").split():
        for written, heard in _ALIKE:
            word = word.replace(written, heard)
        word = _SILENT.sub("", word)
        words.append(_TWICE.sub(r"\1", word))
    return " ".join(words)
