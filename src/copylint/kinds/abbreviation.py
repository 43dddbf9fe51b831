"""The kind `abbreviation`: initials and the place where an article says what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import ClassVar, Literal

import regex
from msgspec import Struct, field

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register

_INITIALS = r"[A-Z](?:&?[A-Z]){1,5}"
_ABBREVIATION = kept(
    rf"(?<![\w.&#@$/’'*-])(?P<initials>{_INITIALS})(?:s|[’']s)?(?![\w&/*-]|[’']\w{{2}}|\.\w)"
)
_ROMAN = kept(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})$")
_BEFORE_BRACKET = kept(r"[\w’'.&/-]+(?:[ ,]+[\w’'.&/-]+){0,11} ?$")
_AFTER = kept(
    r"(?:[’']s)? ?(?:\((?!\d)[^()]{4,90}\)|"
    r", (?:or |for |which stands for |short for )?(?:the )?\p{Lu}\w+(?: [\w’'-]+){1,7},)"
)
_CALLED = kept(
    r"\b(?:or|as|called|named|dubbed|abbreviated(?: to| as)?|acronym|initials|abbreviation)"
    r"(?: the)? [“\"‘']?$"
)
_LONGEST_CALL = 40  # characters of what _CALLED finds, and one before
_LETTERS = kept(r"\p{L}{2,}")
_PARTED = kept(r"[ -]")
_WORD = kept(r"[\p{L}][\w’'.]*")
_SMALL = frozenset(
    "of the and for in on to a an de la du des del et y und für & at by with".split()
)


class _Story(Struct):
    """What an article does with one abbreviation."""

    uses: list[Place] = field(default_factory=list)
    definitions: list[Place] = field(default_factory=list)
    headlines: list[Place] = field(default_factory=list)


@register
class AbbreviationRule(Rule, frozen=True, kw_only=True):
    """Initials that are not told, told late, told twice, or told and never used again.

    `known` need no gloss. An abbreviation is told by its words with the initials in brackets or
    after "or" or "known as", by the words in brackets after it, or by a name with these initials
    anywhere before it. Headlines may use what the body tells. Message values: the abbreviation.
    """

    kind: ClassVar[str] = "abbreviation"
    local: ClassVar[bool] = False

    check: Literal["undefined", "late", "twice", "unused"]
    known: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The abbreviations that the check reports, at the place to mend."""
        stories = document.derived("abbreviations", lambda: _stories(document))
        for initials, story in stories.items():
            if initials not in self._known:
                yield from self._judge(initials, story, document)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.known)

    def _judge(self, initials: str, story: _Story, document: Document) -> Iterator[Hit]:
        uses, told = story.uses, story.definitions
        if self.check == "undefined" and uses and not told:
            if not _spelt_out(initials, document, uses[0]):
                yield _hit(initials, uses[0])
        elif self.check == "late" and uses and told and _order(uses[0]) < _order(told[0]):
            if not _spelt_out(initials, document, uses[0]):
                yield _hit(initials, uses[0], told[0])
        elif self.check == "twice" and len(told) > 1:
            yield _hit(initials, told[1], told[0])
        elif self.check == "unused" and len(told) == 1 and not uses and not story.headlines:
            yield _hit(initials, told[0])


def _hit(initials: str, place: Place, other: Place | None = None) -> Hit:
    related = (Place(other.segment, other.span, f"{initials} is told here"),) if other else ()
    return Hit(place.span, values=(initials,), related=related, segment=place.segment)


def _order(place: Place) -> tuple[int, int]:
    return place.segment, place.span.start


def _stories(document: Document) -> dict[str, _Story]:
    stories: dict[str, _Story] = {}
    for index, segment in enumerate(document.segments):
        if set(segment.scopes) & {"dateline", "byline", "table", "raw"}:
            continue
        if not _ABBREVIATION.search(segment.text) or _shouts(segment):
            continue
        for match in _ABBREVIATION.finditer(segment.text):
            initials = match["initials"]
            if _ROMAN.match(initials) or segment.within("code", Span(*match.span())):
                continue
            _tell(stories.setdefault(initials, _Story()), index, segment, match)
    return stories


def _tell(story: _Story, index: int, segment: Segment, match: regex.Match[str]) -> None:
    place = Place(index, Span(*match.span("initials")))
    if _defines(segment.text, match):
        story.definitions.append(place)
    elif {"headline", "deck"} & set(segment.scopes) or "heading.h1" in segment.scopes:
        story.headlines.append(place)
    else:
        story.uses.append(place)


def _shouts(segment: Segment) -> bool:
    """A line all in capitals holds words, not initials."""
    words = _LETTERS.findall(segment.text)
    return len(words) > 1 and sum(word.isupper() for word in words) * 2 > len(words)


def _defines(text: str, match: regex.Match[str]) -> bool:
    before, after = text[: match.start()], match.end()
    bracketed = before.endswith(("(", "[")) and text[after : after + 1] in (")", "]", ",", ";")
    if bracketed:
        return _BEFORE_BRACKET.search(before[:-1]) is not None
    if _CALLED.search(before, max(0, len(before) - _LONGEST_CALL)):
        return True
    told = _AFTER.match(text, after)
    return told is not None and _fits(match["initials"], told[0], loose=True)


def _fits(initials: str, phrase: str, *, loose: bool = False) -> bool:
    """True when the initials of the phrase's words are these, small words left out or not."""
    words = _WORD.findall(phrase)
    letters = [part[0].upper() for word in words for part in word.split("-") if part]
    strong = [word[0].upper() for word in words if word.lower() not in _SMALL]
    wanted = initials.replace("&", "")
    if "".join(strong) == wanted or "".join(letters) == wanted:
        return True
    return loose and bool(strong) and wanted[0] in strong


def _spelt_out(initials: str, document: Document, before: Place) -> bool:
    """True when a name with these initials stands before the place."""
    wanted = initials.replace("&", "")
    here = document.segments[before.segment].text[: before.span.start]
    texts = [segment.text for segment in document.segments[: before.segment]]
    for text in (*texts, here):
        for phrase in _capital_runs(text):
            letters = "".join(word[0] for word in phrase if word.lower() not in _SMALL)
            if wanted in letters or wanted in "".join(word[0].upper() for word in phrase):
                return True
    return False


_RUN = kept(
    r"\p{Lu}[\w’'.]*"
    r"(?:[ -](?:(?:of|the|and|for|in|on|to|de|la|du|des|del|&) ){0,2}?\p{Lu}[\w’'.]*)+"
)


@lru_cache(maxsize=512)
def _capital_runs(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(word for word in _PARTED.split(run[0]) if word) for run in _RUN.finditer(text)
    )
