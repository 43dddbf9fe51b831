"""The kind `slip`: a surname that is a letter off the name of someone in the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from copylint.document import Document, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.figures import one_slip_apart
from copylint.kinds.mentions import NOT_PEOPLE, bodies, named_in_full
from copylint.kinds.numerals import opens_sentence

_NAME = kept(r"(?<![\p{L}’'-])\p{Lu}[\p{L}’'-]{3,}\p{Ll}(?<![’']s)(?![\p{L}-])")
_BEFORE = kept(r"(?:^|[^\p{L}’'.-])([\p{L}’'.-]+) \Z")
_AFTER = kept(r" (?:\p{Lu}|&)|-")
# What follows a name that opens a sentence; another word there may be no name at all.
_ACTS = kept(
    r"[’']s? |,? (?:who )?(?:said|says|told|added|wrote|was|is|has|had|did|will|would|could|may|"
    r"\w+ed|won|lost|came|went|took|left|made|gave|ran|led|spoke|began|became|held|met|put|saw) "
)
_SAYS = kept(r"[,”\"] said \Z|said \Z")
_SAID = kept(r",? (?:said|says|told|added|wrote|recalled|replied)\b")
# Before a place, a thing or someone else: "in Hall", "the Hall", "Dr. Hall".
_NOT_THE_PERSON = frozenset(
    """the a an in at near into outside inside across around mr mrs ms miss dr prof sir dame lord
    lady judge sgt capt lt col gen sen rep gov rev mr. mrs. ms. dr. prof. sgt. capt. lt. col. gen.
    sen. rep. gov. rev. st. st mount lake cape fort port""".split()
)


class _Seen(Struct):
    """One place where a name stands, with the word before it and whether it acts or speaks."""

    place: Place
    before: str
    opens: bool
    acts: bool
    speaks: bool
    joined: bool


@register
class SlipRule(Rule, frozen=True, kw_only=True):
    """A surname that stands once and is one letter off that of a person named in the article.

    The person is named in full somewhere, under either spelling; the rare name has no first name,
    title or article of its own. `known` are names that are right whatever they are near to (places,
    peoples). Headlines, captions, lists and quotations do not count. Message values: the name
    found, the name it is near to, how often that stands.
    """

    kind: ClassVar[str] = "slip"
    local: ClassVar[bool] = False

    known: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The names that are nearly another."""
        firsts = named_in_full(document)
        if not firsts:
            return
        seen = _names(document)
        for name, places in seen.items():
            if len(places) > 2 or name in self.known or name in NOT_PEOPLE:
                continue
            other = _meant(name, seen, firsts)
            if other and all(_may_be_meant(one, firsts.get(name)) for one in places):
                yield from (_hit(one.place, name, other, seen[other]) for one in places)


def _names(document: Document) -> dict[str, list[_Seen]]:
    found: dict[str, list[_Seen]] = {}
    small: set[str] = set()
    for index, segment in bodies(document):
        text = segment.text
        small.update(text.split())
        for match in _NAME.finditer(text):
            span = Span(*match.span())
            if "quotation" not in segment.marks_over(span):
                found.setdefault(match[0], []).append(_seen(text, index, span))
    return {name: places for name, places in found.items() if name.lower() not in small}


def _seen(text: str, index: int, span: Span) -> _Seen:
    before = _BEFORE.search(text, max(0, span.start - 20), span.start)
    return _Seen(
        Place(index, span),
        before[1] if before else "",
        opens_sentence(text, span.start),
        _ACTS.match(text, span.end) is not None,
        bool(_SAID.match(text, span.end) or _SAYS.search(text, 0, span.start)),
        _AFTER.match(text, span.end) is not None,
    )


def _meant(name: str, seen: dict[str, list[_Seen]], firsts: dict[str, set[str]]) -> str:
    """The name that a rarer one is a slip of; empty when there is none."""
    for other, places in seen.items():
        if other == name or other in NOT_PEOPLE or not (other in firsts or name in firsts):
            continue
        own = firsts.get(name, set())
        if own - firsts.get(other, own) or not one_slip_apart(name, other):
            continue
        if _outnumbers(places, seen[name], introduced=other in firsts):
            return other
    return ""


def _outnumbers(usual: list[_Seen], rare: list[_Seen], *, introduced: bool) -> bool:
    if len(rare) > 1:
        return len(usual) > 2 * len(rare)
    return len(usual) > 1 or (introduced and rare[0].speaks)


def _may_be_meant(one: _Seen, firsts: set[str] | None) -> bool:
    """True where a name can be that of the person, and of nobody and nothing else."""
    if one.joined or one.before.lower() in _NOT_THE_PERSON:
        return False
    if one.opens:
        return one.acts
    return not one.before[:1].isupper() or bool(firsts and one.before in firsts)


def _hit(place: Place, name: str, other: str, there: list[_Seen]) -> Hit:
    notes = tuple(
        Place(one.place.segment, one.place.span, f"'{other}' stands here") for one in there[:3]
    )
    values = (name, other, str(len(there)))
    return Hit(place.span, values, (other,), None, notes, place.segment, recase=False)
