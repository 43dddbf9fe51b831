"""The kind `marks`: quotation marks and brackets that do not pair, nest or match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register

_DOUBLE = kept(r"[\"“”„]")
_BRACKET = kept(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
_INCH = kept(r"\d$")
_OPENS = kept(r"(?:^|[\s(\[—–/-]|[‘'“\"])$")
_LIST_MARK = kept(r"(?:^|[\s(;,:])(?:[a-zA-Z]{1,2}|[ivxIVX]+|\d{1,3})$")
_WORD_BEFORE = kept(r"[\p{L}\p{N}’'-]+[.,!?…]*$")
_WORD_AFTER = kept(r"[\p{L}\p{N}’'-]+")
_STRAIGHT = {"double": '"', "single": "'"}
_CURLY = {"double": "“”", "single": "‘’"}
_SKIPPED = frozenset({"table", "raw", "code"})


class _Mark(NamedTuple):
    """A double quotation mark: where it stands, and whether it opens."""

    at: int
    opens: bool


@register
class MarksRule(Rule, frozen=True, kw_only=True):
    """Quotation marks and brackets.

    `check: unclosed` reports an opening mark that nothing closes (a quotation that goes on in the
    next paragraph is open by custom), `stray` a closing mark without an opening one, `nested` an
    opening double mark inside double marks, `brackets` brackets that do not pair, `mixed` the rarer
    of straight and curly marks in one article. Message values: the mark with the word beside it;
    for `mixed` the usual mark, the one found, and how often the usual one stands.
    """

    kind: ClassVar[str] = "marks"
    local: ClassVar[bool] = False

    check: Literal["unclosed", "stray", "nested", "brackets", "mixed"]

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The marks of a document that are out of order."""
        if self.check == "mixed":
            yield from _mixed(document)
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
        found = _walk(segment)
        if self.check == "unclosed" and found.unclosed is not None:
            if not _goes_on(document, index):
                yield _with_word(segment.text, found.unclosed, opens=True)
        elif self.check == "stray" and found.stray is not None:
            if not _began_before(document, index):
                yield _with_word(segment.text, found.stray, opens=False)
        elif self.check == "nested" and found.nested is not None:
            yield _with_word(segment.text, found.nested, opens=True)


class _Walk(NamedTuple):
    """What a walk along a block's double marks finds: the first of each fault, by offset."""

    unclosed: int | None
    stray: int | None
    nested: int | None


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
        elif straight % 2 or not _INCH.search(text, 0, at):  # else inches, or seconds
            straight += 1
            yield _Mark(at, _OPENS.search(text, 0, at) is not None and not _ends(text, at))


def _ends(text: str, at: int) -> bool:
    return at + 1 >= len(text) or text[at + 1].isspace()


def _goes_on(document: Document, index: int) -> bool:
    """True when the next paragraph opens with a mark, as a long quotation's next one does."""
    after = document.segments[index + 1 : index + 2]
    return any(segment.text.lstrip().startswith(('"', "“", "„")) for segment in after)


def _began_before(document: Document, index: int) -> bool:
    """True when the paragraph before was left open and this one carries it on."""
    return index > 0 and _walk(document.segments[index - 1]).unclosed is not None


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


def _mixed(document: Document) -> Iterator[Hit]:
    for size in ("double", "single"):
        straight = list(_places(document, _STRAIGHT[size]))
        curly = list(_places(document, _CURLY[size]))
        if not straight or not curly:
            continue
        few, many = sorted((curly, straight), key=len)
        usual = document.segments[many[0].segment].text[many[0].span.start]
        note = Place(many[0].segment, many[0].span, "the usual shape stands here")
        text = document.segments[few[0].segment].text[few[0].span.start]
        times = f"{len(many)} times" if len(many) > 1 else "once"
        yield Hit(few[0].span, (usual, text, times), related=(note,), segment=few[0].segment)


def _places(document: Document, marks: str) -> Iterator[Place]:
    for index, segment in enumerate(document.segments):
        if _SKIPPED & set(segment.scopes):
            continue
        for at, char in enumerate(segment.text):
            measure = char in "\"'" and _INCH.search(segment.text, 0, at)
            if char in marks and not measure and not segment.within("code", Span(at, at + 1)):
                yield Place(index, Span(at, at + 1))
