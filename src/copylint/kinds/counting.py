"""The kinds `count` and `items`: a number announced and the list that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.numerals import spell_out, value_of
from copylint.matching import ANYHOW, Anchors, Literal, Part, first_matches

_NUMBER = r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])"
_NOUN = r"(?P<noun>(?:[a-z][\w’'-]* ){0,3}?(?:[a-z][\w’'-]*s|people|men|women|children))"
_NAME = (
    r"(?:\p{Lu}[\w.’'-]*(?: (?:\p{Lu}[\w.’'-]*|de|da|del|van|von|der|den|bin|al|of|the|la|le))*)"
)
_NAMES = rf"{_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME}"
_ANNOUNCED = rf"(?<![\w-]){_NUMBER} {_NOUN}"
_CLOSED = r"(?<![.])(?! (?:and|or|&) )"
_SMALL = tuple("two three four five six seven eight nine ten eleven twelve".split())
_AT_NUMBERS = Anchors(words=dict.fromkeys(_SMALL, ANYHOW), prefixes=("0",))
_NAMED = kept(
    rf"(?i:{_ANNOUNCED})(?:"
    rf": ?(?P<list>{_NAMES}){_CLOSED}(?=[.;,:!?)—–]| \p{{Ll}}|$)|"
    rf"(?P<aside>, | ?[—–] ?| - | \()(?P<list>{_NAMES}){_CLOSED}(?=[.;,!?)]| ?[—–]| - |$))"
)
_TITLE = r"(?:[“‘\"][^“”‘\"]{1,50}[”’\"])"
_TITLED = kept(rf"(?i:{_ANNOUNCED})[:,]? (?P<list>{_TITLE}(?:,? {_TITLE})*,? (?:and|&) {_TITLE})")
_ONE_TITLE = kept(_TITLE)
_LISTED = kept(rf"(?i:{_ANNOUNCED}): ?(?P<list>[^:;.!?()“”\"]+)(?=[.!?]|$)")
_NUMERAL = kept(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", regex.IGNORECASE)
_PAIRS = {"both": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5}
_AT_PAIRS = Anchors(dict.fromkeys((*_SMALL, "both", "a", "an"), ANYHOW), prefixes=("0",))
_DETERMINED = r"(?:the|an?) [^,.;:()—–“”\"]{2,40}"
_LOOSELY = (
    rf"(?<![\w-])(?:(?P<number>both) {_NOUN}|"
    rf"an? (?P<number>pair|duo|trio|quartet|quintet) of {_NOUN}|{_NUMBER} {_NOUN})"
)
_APART = kept(
    rf"(?i:{_LOOSELY})(?i:(?: (?!and |or |but )[^,.;:!?()“”\"]{{2,60}})?: ?"
    rf"(?P<list>[^:;.!?()“”\"]+)(?=[.!?]|$)|"
    rf", (?P<list>{_DETERMINED}(?:, {_DETERMINED})*,? and {_DETERMINED})(?=[,.;)]|$))"
)
_JOINT = kept(r",? (?:and|or|&) ")
_LONGEST_ITEM = 5
# What follows is a sample, a breakdown or a pair of pairs: its items need not be the number.
_OPEN_LIST = kept(
    r"\b(?:including|among|such as|mostly|mainly|like|e\.g|for example|not|both|between|each|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|several|many|some|others?|"
    r"more|rest|his|her|their|first|second|third|either|if|when|because|that|which|who|is|are|was|"
    r"were|has|have|had|will|would|can|could|\d+)\b",
    regex.IGNORECASE,
)
# Between commas stands what is said of the item before: "Vis, in the south, and Hvar".
_ASIDE = kept(r"(?:in|at|on|near|from|where|off|outside|south|north|east|west|once|now|then)\b")
# "In two weeks, Ann and Bo ..." counts time, not Ann and Bo.
_MEASURES = kept(
    r"\b(?:seconds|minutes|hours|days|nights|weeks|weekends|months|quarters|years|seasons|decades|"
    r"centuries|times|points|goals|games|matches|sets|rounds|laps|miles|meters|metres|kilometers|"
    r"kilometres|feet|yards|degrees|dollars|euros|pounds|percent|ways|steps|occasions|attempts)$"
)
_PART_OF_NAME = kept(
    r"(?:D\.C|Jr|Sr|Inc|Ltd|LLC|Co|Corp|N\.Y|Calif|Mass|Conn|Fla|Tex|Ill|Pa|Va|Md|Mich|Ont|Que)\.?$"
)


class Announced(Struct, frozen=True):
    """A number, the noun it counts, and the items that follow; `span` ends with the list."""

    span: Span
    number: int
    noun: str
    items: tuple[str, ...]


@lru_cache(maxsize=16)
def announced_lists(text: str) -> tuple[Announced, ...]:
    """Every closed list in a text that a number announces, by names or after a colon."""
    return tuple(_announced(text))


def _announced(text: str) -> Iterator[Announced]:
    ends: set[int] = set()
    for pattern, read in ((_NAMED, _split), (_LISTED, _items), (_TITLED, _titles)):
        for _, match in first_matches((Part(pattern, _AT_NUMBERS),), text):
            number, items = value_of(match["number"]), read(match["list"])
            if number is None or not items or match.start() in ends or _is_measure(match):
                continue
            ends.add(match.start())
            end = match.end("noun" if pattern is _TITLED else "list")  # titles stand in quotes
            yield Announced(Span(match.start(), end), number, match["noun"], items)


def _loose_lists(text: str) -> Iterator[Announced]:
    """The lists that stand further from their number, or are told by their articles."""
    loose = [match for _, match in first_matches((Part(_APART, _AT_PAIRS),), text)]
    strict = {found.span.start for found in announced_lists(text)} if loose else set()
    for match in loose:
        number = _PAIRS.get(match["number"].lower()) or value_of(match["number"])
        items = _items(match["list"]) if ":" in match[0] else _split(match["list"])
        if _NUMERAL.search(text, match.end("noun"), match.start("list")):
            continue
        if number and items and match.start() not in strict and not _MEASURES.search(match["noun"]):
            yield Announced(Span(match.start(), match.end("list")), number, match["noun"], items)


def _is_measure(match: regex.Match[str]) -> bool:
    return bool(match.groupdict().get("aside") and _MEASURES.search(match["noun"]))


def _items(text: str) -> tuple[str, ...]:
    if _OPEN_LIST.search(_short(text)):
        return ()
    items = _split(text)
    if any(_ASIDE.match(item) for item in items[1:]) and not _ASIDE.match(items[0]):
        return ()
    return items if all(len(item.split()) <= _LONGEST_ITEM for item in items[:-1]) else ()


def _titles(text: str) -> tuple[str, ...]:
    return tuple(_ONE_TITLE.findall(text))


def _short(text: str) -> str:
    """The list without what trails its last item, where clauses may follow."""
    joints = list(_JOINT.finditer(text))
    if not joints:
        return text
    return text[: joints[-1].end()] + " ".join(text[joints[-1].end() :].split()[:3])


def _split(text: str) -> tuple[str, ...]:
    """The items of `a, b and c`; none where the joints leave doubt."""
    joints = list(_JOINT.finditer(text))
    if len(joints) != 1:
        return ()
    head = [item.strip() for item in text[: joints[0].start()].split(",")]
    items = [item for item in (*head, text[joints[0].end() :].strip()) if item]
    return () if any(_PART_OF_NAME.match(item) for item in items[1:]) else tuple(items)


@register
class CountRule(Rule, frozen=True, kw_only=True):
    """A number that announces a list of another length ("three rivers: the Po and the Adda").

    Only closed lists are counted: names, or short items after a colon, joined by one "and" or
    "or". With `apart` those are counted that do not follow at once ("five dishes made the final: a
    stew ...") or have no names ("both events, the hurdles, ..."). Message values: the number
    announced with its noun, the number found.
    """

    kind: ClassVar[str] = "count"

    apart: bool = False

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The lists of a segment that are longer or shorter than announced."""
        for found in (_loose_lists if self.apart else announced_lists)(segment.text):
            if found.number != len(found.items):
                yield Hit(
                    found.span,
                    values=(f"{spell_out(found.number)} {found.noun}", spell_out(len(found.items))),
                    recase=False,
                )

    def literals(self) -> tuple[str, ...]:
        """What joins the last item to the list."""
        return (" and ", " or ", " & ")

    def also(self) -> tuple[frozenset[Literal], ...]:
        """The number, and what parts it from the list."""
        numbers = (*(str(number) for number in range(2, 13)), *map(spell_out, range(2, 13)))
        words = (*numbers, *_PAIRS) if self.apart else numbers
        parted = (":", ",") if self.apart else (":", ",", "(", "-", "—", "–")
        return (
            frozenset(Literal(word, whole=True) for word in words),
            frozenset(map(Literal, parted)),
        )


_PROMISED = kept(
    rf"(?<![\w-]|\p{{Lu}}\w* )(?i:{_NUMBER}) (?!of\b){_NOUN}(?: [^.:;!?\d]{{2,40}})?:$"
)


@register
class ItemsRule(Rule, frozen=True, kw_only=True):
    """A number before a colon, and a list of another length below it.

    Items of lists inside the list do not count. Message values: the number announced with its
    noun, the number found.
    """

    kind: ClassVar[str] = "items"
    local: ClassVar[bool] = False

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each announcement that its list does not keep."""
        for index, segment in enumerate(document.segments[:-1]):
            match = _PROMISED.search(segment.text) if "list" not in segment.scopes else None
            count = _items_below(document, index + 1) if match else 0
            if match is None or count < 2 or _MEASURES.search(match["noun"]):
                continue
            number = value_of(match["number"])
            if number is not None and number != count:
                shown = (f"{spell_out(number)} {match['noun']}", str(count))
                span = Span(match.start(), match.end("noun"))
                yield Hit(span, shown, segment=index, recase=False)

    def literals(self) -> tuple[str, ...]:
        """The colon that opens a list."""
        return (":",)


def _items_below(document: Document, start: int) -> int:
    """How many items the list at a segment has, at the depth of its first."""
    columns = []
    for segment in document.segments[start:]:
        if "list" not in segment.scopes:
            break
        columns.append(document.position(segment.runs[0].source.start).column)
    return sum(column == columns[0] for column in columns)
