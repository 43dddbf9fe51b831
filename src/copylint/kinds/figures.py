"""Kinds that hold head and caption against the body: `differing-figure` and `differing-name`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.calendar import MONTHS
from copylint.kinds.heads import (
    amount,
    in_title_case,
    is_body,
    is_display,
    is_picture_text,
    told_once,
)
from copylint.kinds.likeness import nearly

_FIGURE = kept(
    r"(?<![\w.,/:-])(?<!\b(?i:part|chapter|section|phase|day|week|no\.|number|page|version) )"
    r"(?P<unit>[$£€]?)(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    r"(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))"
    r"(?:[ -]?(?P<size>thousand|million|billion|trillion|m|bn))?"
    r"(?P<share>%| percent\b| per cent\b)?(?![\w/:-]|\.\d|,\d)"
)
_HEDGED = kept(
    r"\b(?:than|over|nearly|almost|about|around|some|least|most|up to|roughly|close to|under|"
    r"approximately|estimated|between|from) $",
    regex.IGNORECASE,
)
_WORD = kept(r"[\p{L}’'-]+")
_BREAK = kept(r"[.;:!?]")
_PAUSE = kept(r"[.;:!?,)]")
_ENDING = kept(r"(?:ing|ed|es|s|e)$")
_SMALL = frozenset(
    "a an and as at be been by for from has have he her his in into is it its more new of off on "
    "or other others out she that the their them they this to up was were which who will with "
    "about least than over nearly almost some another after before when while people person men "
    "women year years day days week weeks month months hour hours time times percent first".split()
)
_MONTHS = frozenset((*map(str.lower, MONTHS), "sept"))
# Words that a headline and its text use for one another.
_ALIKE = {
    word: group[0]
    for group in (
        ("dead", "die", "died", "dies", "dying", "kill", "killed", "kills", "killing", "death",
         "deaths", "lives", "victims"),
        ("hurt", "injured", "injures", "injuring", "injuries", "wounded", "wounds", "wounding"),
        ("home", "homes", "house", "houses", "households"),
        ("job", "jobs", "workers", "employees", "staff", "posts", "positions"),
        ("jailed", "jail", "prison", "sentenced", "sentence", "imprisoned"),
        ("fire", "fined", "fine", "fines"),
    )
    for word in group
}  # fmt: skip


class _Figure(Struct, frozen=True):
    place: Place
    worth: float
    unit: str
    about: frozenset[str]
    hedged: bool
    text: str


@register
class DifferingFigureRule(Rule, frozen=True, kw_only=True):
    """A figure of a headline, deck, title or caption that the body gives otherwise.

    Two figures speak of one thing when a word of weight beside them is the same ("killing 31",
    "killed 13 people"). A figure that the body holds anywhere, or that two of its figures add up
    to, is let pass; so is a rounded one. Message values: the figure, the body's figure.
    """

    kind: ClassVar[str] = "differing-figure"
    local: ClassVar[bool] = False

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The figures of the heads and captions that differ."""
        segments = list(enumerate(document.segments))
        tops = [one for one in segments if is_display(one[1])]
        heads = [figure for one in tops for figure in _figures(*one)]
        if not heads:
            return
        bodies = [one for one in segments if one not in tops and is_body(one[1])]
        body = [figure for one in bodies for figure in _figures(*one)]
        worths = {figure.worth for figure in body}
        sums = (
            {one + other for one, other in combinations(worths, 2)} if len(worths) < 80 else set()
        )
        differing = (figure for figure in heads if figure.worth not in worths | sums)
        yield from told_once(document, (hit for figure in differing for hit in _told(figure, body)))


def _told(figure: _Figure, body: list[_Figure]) -> Iterator[Hit]:
    """The hit, if the body has one other figure of the same thing."""
    rivals = [
        other for other in body
        if other.unit == figure.unit and other.about & figure.about
    ]  # fmt: skip
    best = max((len(other.about & figure.about) for other in rivals), default=0)
    rivals = [other for other in rivals if len(other.about & figure.about) == best]
    if len({other.worth for other in rivals}) != 1 or _rounded(figure, rivals[0]):
        return
    rival = rivals[0]
    note = Place(rival.place.segment, rival.place.span, f"'{rival.text}' stands here")
    yield Hit(
        figure.place.span,
        values=(figure.text, rival.text),
        suggestions=(rival.text,),
        related=(note,),
        segment=figure.place.segment,
        recase=False,
    )


def _rounded(figure: _Figure, other: _Figure) -> bool:
    """True when the head's figure may stand for the body's."""
    gap = abs(figure.worth - other.worth) / max(other.worth, 1)
    loose = figure.hedged or other.hedged
    return gap <= (0.35 if loose else 0.05 if figure.worth > 20 and gap else 0.0)


def _figures(index: int, segment: Segment) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(segment.text):
        span = Span(*match.span())
        worth = amount(f"{match['figure']} {match['size'] or ''}".strip())
        if worth is None or segment.marks_over(span) & {"quotation", "code"}:
            continue
        before = segment.text[: match.start()]
        about = _about(before, segment.text[match.end() :])
        unit = match["unit"] or ("%" if match["share"] else "")
        hedged = _HEDGED.search(before) is not None
        yield _Figure(Place(index, span), worth, unit, about, hedged, match[0])


def _about(before: str, after: str) -> frozenset[str]:
    """The stems of the nearest words of weight beside a figure, in its own clause."""
    left = _BREAK.split(before)[-1]
    right = _PAUSE.split(after, maxsplit=1)[0]
    near = [*_WORD.findall(left)[-3:], *_WORD.findall(right)[:2]]
    return frozenset(_stem(word) for word in near if word.lower() not in _SMALL and len(word) > 2)


def weighty(text: str) -> frozenset[str]:
    """The stems of all words of weight in a text."""
    words = (word for word in _WORD.findall(text) if len(word) > 3)
    return frozenset(_stem(word) for word in words if word.lower() not in _SMALL | _MONTHS)


def _stem(word: str) -> str:
    plain = _bare(word.lower())
    return _ALIKE.get(plain) or _ENDING.sub("", plain) or plain


_CAPITAL = kept(r"(?<![\w’'-])\p{Lu}[\p{L}-]{3,}")
_INSIDE = kept(r"(?<=[\p{Ll}\p{N},;’'”)] )\p{Lu}[\p{L}-]{3,}")


@register
class DifferingNameRule(Rule, frozen=True, kw_only=True):
    """A name of a headline, deck, title or caption that the body spells otherwise.

    Only a name that the body does not hold, and almost does: a letter or two apart, neither a form
    of the other. Heads in title case are left alone. Message values: the name, the body's name.
    """

    kind: ClassVar[str] = "differing-name"
    local: ClassVar[bool] = False

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The names of the heads and captions that are nearly those of the body."""
        yield from told_once(document, self._differing(document))

    @staticmethod
    def _differing(document: Document) -> Iterator[Hit]:
        above = list(_names_above(document))
        known, names = _names_below(document) if above else (set(), {})
        for place, name in above:
            if _bare(name.casefold()) not in known:
                yield from _near_name(place, name, names)


def _names_above(document: Document) -> Iterator[tuple[Place, str]]:
    """The names of heads and captions."""
    for index, segment in enumerate(document.segments):
        if is_display(segment) and not in_title_case(segment.text):
            for match in _CAPITAL.finditer(segment.text):
                yield Place(index, Span(*match.span())), match[0]


def _names_below(document: Document) -> tuple[set[str], dict[str, Place]]:
    """All words of the body, and its names with the place of the first."""
    known: set[str] = set()
    names: dict[str, Place] = {}
    for index, segment in enumerate(document.segments):
        if is_body(segment) and not is_picture_text(segment):
            known.update(map(_bare, _WORD.findall(segment.text.casefold())))
            for match in _INSIDE.finditer(segment.text):
                names.setdefault(match[0], Place(index, Span(*match.span())))
    return known, names


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").rstrip("’'")


def _near_name(place: Place, name: str, names: dict[str, Place]) -> Iterator[Hit]:
    for other, where in names.items():
        if nearly(name.casefold(), other.casefold()):
            note = Place(where.segment, where.span, f"'{other}' stands here")
            yield Hit(
                place.span,
                values=(name, other),
                suggestions=(other,),
                related=(note,),
                segment=place.segment,
                recase=False,
            )
            return
