"""The kind `headings`: the case of subheads, held against the other headings of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.casing import title

Case = Literal["title", "sentence"]

_POSSESSIVE = kept(r"[’']s?$")
_WORD = kept(r"\p{L}[\p{L}\p{N}’'.-]*")
_INSIDE = kept(r"(?<=[\p{L}\p{N},;’'”)] )\p{Lu}[\p{L}’'-]*")
_OPENS = kept(r"[:?!.—–] +[“\"‘']?$")
_FEWEST = 3  # headings: two of the usual case, and one that differs
_SMALL = frozenset(
    "a an and as at but by for from if in into is it its nor of off on onto or out over per so than"
    " that the then to up via vs with yet be are was were".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december".split()
)


class _Heading(Struct, frozen=True):
    place: int
    text: str
    case: Case | None
    sub: bool


@register
class HeadingsRule(Rule, frozen=True, kw_only=True):
    """Subheads in another case than most headings of the article.

    A heading is in title case when at least three quarters of its longer words, the first and
    names aside, open with a capital, in sentence case when at most two fifths do; one with fewer
    than `least` such words is in neither. Names are words that the text shows with a capital
    inside a sentence, and days and months. The rarer case is reported, where the other stands at
    least twice. Message values: the heading in the usual case, the heading.
    """

    kind: ClassVar[str] = "headings"
    local: ClassVar[bool] = False

    least: int = 2

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each subhead whose case is the rarer one."""
        found = [
            (n, segment) for n, segment in enumerate(document.segments) if _is_heading(segment)
        ]
        if len(found) < _FEWEST:
            return
        names = _names(document)
        headings = [self._heading(index, segment, names) for index, segment in found]
        counts = {case: sum(h.case == case for h in headings) for case in ("title", "sentence")}
        usual: Case = "title" if counts["title"] > counts["sentence"] else "sentence"
        rarer = min(counts.values())
        if counts[usual] < 2 or counts[usual] == rarer:
            return
        first = next(heading for heading in headings if heading.case == usual)
        for heading in headings:
            if heading.sub and heading.case not in (None, usual):
                yield _hit(heading, first, _recased(heading.text, usual, names))

    def _heading(self, index: int, segment: Segment, names: frozenset[str]) -> _Heading:
        words = [word for word in _told(segment.text) if not _is_name(word, names)]
        capitals = sum(word[0].isupper() for word in words)
        case: Case | None = None
        if len(words) >= self.least:
            share = capitals / len(words)
            case = "title" if share >= 0.75 else "sentence" if share <= 0.4 else None
        return _Heading(index, segment.text, case, not _is_main(segment))


def _hit(heading: _Heading, first: _Heading, wanted: str) -> Hit:
    return Hit(
        Span(0, len(heading.text)),
        values=(wanted, heading.text),
        suggestions=(wanted,),
        related=(Place(first.place, Span(0, len(first.text)), f"'{first.text}' stands here"),),
        segment=heading.place,
        recase=False,
    )


def _is_main(segment: Segment) -> bool:
    return bool({"headline", "heading.h1"} & set(segment.scopes))


def _is_heading(segment: Segment) -> bool:
    return _is_main(segment) or bool(
        [scope for scope in segment.scopes if scope == "subhead" or scope.startswith("heading")]
    )


def _names(document: Document) -> frozenset[str]:
    """Words that the running text shows with a capital inside a sentence."""
    return _CALENDAR | {
        _bare(match[0])
        for segment in document.segments
        if not _is_heading(segment)
        for match in _INSIDE.finditer(segment.text)
    }


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.rstrip(".")).casefold()


def _is_name(word: str, names: frozenset[str]) -> bool:
    return _bare(word) in names or any(char.isupper() for char in word[1:]) or word == "I"


def _told(text: str) -> list[str]:
    """The words whose case tells: neither the first, nor after a colon, nor small ones."""
    return [
        match[0]
        for match in _WORD.finditer(text)
        if match.start() > 0
        and not _OPENS.search(text[: match.start()])
        and match[0].casefold() not in _SMALL
        and text[: match.start()].strip("“\"‘'( ")
    ]


def _recased(text: str, usual: Case, names: frozenset[str]) -> str:
    if usual == "title":
        return title(text, "AP")
    out, at = [], 0
    for match in _WORD.finditer(text):
        word, before = match[0], text[: match.start()]
        keep = not before.strip("“\"‘'( ") or _OPENS.search(before) or _is_name(word, names)
        out += [text[at : match.start()], word if keep else word[0].lower() + word[1:]]
        at = match.end()
    return "".join([*out, text[at:]])
