"""The kind `marks`: quotation marks and brackets that do not pair, nest or match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register

_DOUBLE = kept(r"[\"“”„]")
_BRACKET = kept(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
_INCH = kept(r"\d$")
_FEET = kept(r"\d[’'′] ?\d{1,2}$")
_OPENS = kept(r"(?:^|[\s(\[—–/-]|[‘'“\"])$")
_LIST_MARK = kept(r"(?:^|[\s(;,:])(?:[a-zA-Z]{1,2}|[ivxIVX]+|\d{1,3})$")
_WORD_BEFORE = kept(r"[\p{L}\p{N}’'-]+[.,!?…]*$")
_WORD_AFTER = kept(r"[\p{L}\p{N}’'-]+")
_STRAIGHT = {"mixed": kept('"'), "mixed-single": kept("'")}
_CURLY = {"mixed": kept("[“”]"), "mixed-single": kept("[‘’]")}
_LOOKED_FOR = {
    **dict.fromkeys(("unclosed", "stray", "nested"), '"“”„'),
    "unclosed-single": "'‘",
    "brackets": "()[]",
    "mixed": '"',
    "mixed-single": "'",
}
_LONGEST_QUOTATION = 600
# A single mark that opens a quotation: words follow, and it does not stand for lost letters.
_SINGLE_OPENS = kept(
    r"(?<=^|[,:] |"
    r"\b(?:said|says|asked|added|wrote|called|as|him|her|them|it|was|is|the|an?) )[‘'](?=\p{L})"
    r"(?!(?:em|til|tis|twas|cause|bout|round|n|neath|gainst)\b|\d)(?=\S+ \S+ \S+)"
)
_SINGLE_CLOSES = kept(r"[’'](?!\p{L})")
_SKIPPED = frozenset({"table", "raw", "code"})
_CURLED = kept("[“”]")


class _Mark(Struct, frozen=True):
    """A double quotation mark: where it stands, and whether it opens."""

    at: int
    opens: bool


@register
class MarksRule(Rule, frozen=True, kw_only=True):
    """Quotation marks and brackets.

    `check: unclosed` reports an opening mark that nothing closes (a quotation that goes on in the
    next paragraph is open by custom), `unclosed-single` the same of single marks, `stray` a closing
    mark without an opening one, `nested` an opening double mark inside double marks, `brackets`
    brackets that do not pair, `mixed` and `mixed-single` the rarer of straight and curly marks in
    one article, of two equals the later. Message values: the mark with the word beside it; for the
    mixtures the usual mark, the one found, and how often the usual one stands.
    """

    kind: ClassVar[str] = "marks"
    local: ClassVar[bool] = False

    check: Literal[
        "unclosed", "unclosed-single", "stray", "nested", "brackets", "mixed", "mixed-single"
    ]

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The marks of a document that are out of order."""
        if self.check in _STRAIGHT:
            yield from _mixed(document, self.check)
            return
        for index, segment in enumerate(document.segments):
            if self.sees(segment) and not _SKIPPED & set(segment.scopes):
                for span in self._spans(document, index):
                    yield Hit(span, (span.of(segment.text),), segment=index)

    def _spans(self, document: Document, index: int) -> Iterator[Span]:
        segment = document.segments[index]
        if self.check == "brackets":
            yield from _loose_brackets(segment)
            return
        if self.check == "unclosed-single":
            if not _goes_on(document, index, "'‘"):
                yield from _open_singles(segment)
            return
        found = _walks(document)[index]
        if self.check == "unclosed" and found.unclosed is not None:
            if not _goes_on(document, index):
                yield _with_word(segment.text, found.unclosed, opens=True)
        elif self.check == "stray" and found.stray is not None:
            if not _began_before(document, index):
                yield _with_word(segment.text, found.stray, opens=False)
        elif self.check == "nested" and found.nested is not None:
            yield _with_word(segment.text, found.nested, opens=True)

    def literals(self) -> tuple[str, ...]:
        """The marks that it is about; of two shapes the straight one."""
        return tuple(_LOOKED_FOR[self.check])


class _Walk(Struct, frozen=True):
    """What a walk along a block's double marks finds: the first of each fault, by offset."""

    unclosed: int | None
    stray: int | None
    nested: int | None


def _walks(document: Document) -> list[_Walk]:
    """What a walk along the double marks of each block finds."""
    return document.derived("double marks", lambda: list(map(_walk, document.segments)))


def _walk(segment: Segment) -> _Walk:
    stray = nested = opened = None
    marks = list(_doubles(segment))
    for number, mark in enumerate(marks):
        if mark.opens and opened is None:
            opened = mark.at
        elif mark.opens:
            closers = sum(not later.opens for later in marks[number:])
            nested = mark.at if nested is None and closers > 1 else nested
            opened = opened if closers > 1 else mark.at
        elif opened is not None:
            opened = None
        elif nested is None and stray is None:
            stray = mark.at
    return _Walk(opened, stray, nested)


def _doubles(segment: Segment) -> Iterator[_Mark]:
    text, straight = segment.text, 0
    for match in _DOUBLE.finditer(text):
        at = match.start()
        if segment.within("code", Span(at, at + 1)):
            continue
        if match[0] != '"':
            yield _Mark(at, match[0] != "”")
        elif not _measured(text, at, straight % 2 == 1):
            straight += 1
            yield _Mark(at, _OPENS.search(text, 0, at) is not None and not _ends(text, at))


def _measured(text: str, at: int, inside: bool) -> bool:
    """True for inches and seconds; inside a quotation only behind feet or minutes are they sure."""
    return (_FEET if inside else _INCH).search(text, max(0, at - 8), at) is not None


def _ends(text: str, at: int) -> bool:
    return at + 1 >= len(text) or text[at + 1].isspace()


def _goes_on(document: Document, index: int, opening: str = '"“„') -> bool:
    """True when the next paragraph opens with a mark, as a long quotation's next one does."""
    after = document.segments[index + 1 : index + 2]
    return any(segment.text.lstrip().startswith(tuple(opening)) for segment in after)


def _open_singles(segment: Segment) -> Iterator[Span]:
    """The last opening single mark of a block, when no mark after it could close it."""
    starts = [match.start() for match in _SINGLE_OPENS.finditer(segment.text)][-1:]
    for at in starts:
        closed = _SINGLE_CLOSES.search(segment.text, at + 1) is not None
        if not closed and not segment.within("code", Span(at, at + 1)):
            yield _with_word(segment.text, at, opens=True)


def _began_before(document: Document, index: int) -> bool:
    """True when the paragraph before was left open and this one carries it on."""
    return index > 0 and _walks(document)[index - 1].unclosed is not None


def _with_word(text: str, at: int, *, opens: bool) -> Span:
    """The mark and the word it leans on."""
    if opens:
        word = _WORD_AFTER.match(text, at + 1)
        return Span(at, word.end() if word else at + 1)
    word = _WORD_BEFORE.search(text, 0, at)
    return Span(word.start() if word else at, at + 1)


def _loose_brackets(segment: Segment) -> Iterator[Span]:
    text, opened = segment.text, list[int]()
    for match in _BRACKET.finditer(text):
        at, mark = match.start(), match[0]
        if segment.within("code", Span(at, at + 1)):
            continue
        if mark not in _PAIRS:
            opened.append(at)
        elif opened and text[opened[-1]] == _PAIRS[mark]:
            opened.pop()
        elif not _LIST_MARK.search(text, 0, at) and text[max(0, at - 1) : at] not in ":;-=":
            yield _with_word(text, at, opens=False)
            return
    yield from (_with_word(text, at, opens=True) for at in opened[:1])


def _mixed(document: Document, check: str) -> Iterator[Hit]:
    straight = list(_places(document, _STRAIGHT[check]))
    curly = list(_places(document, _CURLY[check]))
    if not straight or not curly:
        return
    few, many = sorted((curly, straight), key=lambda places: (len(places), -_at(places[0])))
    usual = document.segments[many[0].segment].text[many[0].span.start]
    note = Place(many[0].segment, many[0].span, "the usual shape stands here")
    text = document.segments[few[0].segment].text
    span = _whole(few, text) if check == "mixed" else few[0].span
    seen = text[span.start]
    times = f"{len(many)} times" if len(many) > 1 else "once"
    lone = len(span) == 1 and check == "mixed"
    offered = _turned(text, span.start, usual) if lone else _reshaped(span.of(text), usual)
    yield Hit(span, (usual, seen, times), (offered,), None, (note,), few[0].segment, recase=False)


def _turned(text: str, at: int, usual: str) -> str:
    """A double mark in the usual shape: of curly ones the one that opens or closes here."""
    if usual == '"':
        return usual
    return "“" if _OPENS.search(text, 0, at) else "”"


def _at(place: Place) -> int:
    return place.segment * 10**6 + place.span.start


def _whole(places: list[Place], text: str) -> Span:
    """The first mark with its partner and what they enclose; the mark alone where none is near."""
    first = places[0]
    if _OPENS.search(text, 0, first.span.start) is None:
        return first.span
    for other in places[1:2]:
        near = other.span.start - first.span.start < _LONGEST_QUOTATION
        if other.segment == first.segment and near:
            return Span(first.span.start, other.span.end)
    return first.span


def _reshaped(text: str, usual: str) -> str:
    if usual in "\"'":
        return _CURLED.sub('"', text) if len(text) > 1 else usual
    return f"“{text[1:-1]}”" if len(text) > 1 else "’"


def _places(document: Document, marks: regex.Pattern[str]) -> Iterator[Place]:
    for index, segment in enumerate(document.segments):
        if _SKIPPED & set(segment.scopes):
            continue
        for match in marks.finditer(segment.text):
            at = match.start()
            measure = match[0] in "\"'" and _INCH.search(segment.text, max(0, at - 2), at)
            if not measure and not segment.within("code", Span(*match.span())):
                yield Place(index, Span(*match.span()))
