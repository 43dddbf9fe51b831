"""HTML as a stream of tokens, each text with the exact places it was read from.

Vale reads every format as HTML and its blocks follow from the stream: what is a tag, a comment or
text here follows the tokenizer of Go's x/net/html, which Vale uses (WHATWG's, without a tree).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009" + (
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^ \n\r\t\f/>]*)"
    r"(?P<attributes>(?:[^>\"'=]|=[ \n\r\t\f]*\"[^\"]*\"|=[ \n\r\t\f]*'[^']*'|[\"'=])*?)>",
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--(?:>|->|(?P<text>.*?)(?:--!?>|\Z))", re.DOTALL)
_ODD = re.compile(r"<[!?/](?P<text>[^>]*)(?:>|\Z)", re.DOTALL)
_MARKUP = re.compile(r"<(?=[A-Za-z!?/])")
_ATTRIBUTE = re.compile(
    r"(?P<key>=?[^ \n\r\t\f/>=]+)"
    r"(?:[ \n\r\t\f]*=[ \n\r\t\f]*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^ \n\r\t\f>]+)))?"
)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
)
_DECODED = frozenset(("textarea", "title"))


class Kind(IntEnum):
    """What a token is."""

    TEXT = 0
    START = 1
    END = 2
    VOID = 3
    COMMENT = 4


class Run(NamedTuple):
    """A piece of a token's or block's text: where it begins there, and its source.

    It is written in the source as it reads when both are of one length; a piece that only stands
    for something (an entity, a separator) is not.
    """

    at: int
    length: int
    start: int
    end: int


_run = tuple.__new__  # makes a Run of four numbers in a third of the time: there are many


class Token(NamedTuple):
    """A tag, text or comment. `name` is a tag's; `text` is a text's or a comment's."""

    kind: Kind
    name: str = ""
    text: str = ""
    attributes: dict[str, str] | None = None
    runs: Sequence[Run] = ()


def tokens(text: str, runs: Sequence[Run]) -> list[Token]:
    """The tokens of HTML whose characters come from `runs`."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        mark = _MARKUP.search(text, at)
        if mark is None:
            break
        token, end = _markup(text, mark.start(), runs)
        if mark.start() > at:
            found.append(decoded(text[at : mark.start()], cut(runs, at, mark.start())))
        if token is None:  # a tag that never ends: nothing is read from there on
            return found
        found.append(token)
        at = end
        if token.kind == Kind.START and token.name in _RAW:
            at = _raw(text, at, token.name, runs, found)
    if at < len(text):
        found.append(decoded(text[at:], cut(runs, at, len(text))))
    return found


def _markup(text: str, at: int, runs: Sequence[Run]) -> tuple[Token | None, int]:
    if text.startswith("<!--", at) and (match := _COMMENT.match(text, at)):
        comment = match["text"] or ""
        place = cut(runs, *match.span())
        return Token(Kind.COMMENT, text=comment, runs=place), match.end()
    if match := _TAG.match(text, at):
        return _tag(match, runs), match.end()
    if text[at + 1] in "!?/" and (match := _ODD.match(text, at)):
        return Token(Kind.COMMENT, text=match["text"], runs=cut(runs, *match.span())), match.end()
    return None, -1


def _tag(match: re.Match[str], runs: Sequence[Run]) -> Token:
    name = match["name"].lower()
    if match["close"]:
        return Token(Kind.END, name)
    inner = match["attributes"]
    kind = Kind.VOID if inner.endswith("/") else Kind.START
    if not inner.strip():
        return Token(kind, name)
    place = _alt_place(match, runs) if name == "img" else ()
    return Token(kind, name, attributes=_attributes(inner), runs=place)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match["a"] or match["b"] or match["c"] or ""
        found.setdefault(match["key"].lower(), html.unescape(value) if "&" in value else value)
    return found


def _alt_place(tag: re.Match[str], runs: Sequence[Run]) -> Sequence[Run]:
    """Where an image's alternative text is written."""
    start = tag.start("attributes")
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        if match["key"].lower() == "alt" and match.lastgroup in ("a", "b", "c"):
            low, high = match.span(match.lastgroup)
            return decoded(match[match.lastgroup], cut(runs, start + low, start + high)).runs
    return ()


def _raw(text: str, at: int, name: str, runs: Sequence[Run], found: list[Token]) -> int:
    """Read the text of an element that holds no markup; where it ends."""
    closing = re.compile(rf"</{name}(?=[ \n\r\t\f/>])", re.IGNORECASE).search(text, at)
    end = closing.start() if closing and name != "plaintext" else len(text)
    if end > at:
        place = cut(runs, at, end)
        inner = text[at:end]
        found.append(
            decoded(inner, place) if name in _DECODED else Token(Kind.TEXT, text=inner, runs=place)
        )
    return end


def decoded(text: str, runs: Sequence[Run]) -> Token:
    """A text token with its entities read; one entity becomes one run."""
    if "&" not in text:
        return Token(Kind.TEXT, text=text, runs=runs)
    return Token(Kind.TEXT, "", *_unescaped(text, runs))


def _unescaped(text: str, runs: Sequence[Run]) -> tuple[str, None, list[Run]]:
    pieces: list[str] = []
    made: list[Run] = []
    at = length = 0
    for match in _ENTITY.finditer(text):
        value = html.unescape(match[0])
        if value == match[0]:
            continue
        before = text[at : match.start()]
        made += shifted(cut(runs, at, match.start()), length)
        length += len(before)
        place = cut(runs, *match.span())
        start = place[0].start if place else 0
        end = start + 1 if value == "&" else place[-1].end if place else start
        made.append(Run(length, len(value), start, end))  # `&amp;` stands where its & does
        pieces += [before, value]
        length += len(value)
        at = match.end()
    made += shifted(cut(runs, at, len(text)), length)
    return "".join([*pieces, text[at:]]), None, made


def unescaped(text: str, runs: Sequence[Run]) -> tuple[str, Sequence[Run]]:
    """Text with entities read once more, as Vale does with every text."""
    if "&" not in text or html.unescape(text) == text:
        return text, runs
    plain, _, made = _unescaped(text, runs)
    return plain, made


def cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs of a part of a text, counted from the part's start."""
    if len(runs) == 1 and runs[0].at == 0 and runs[0].length == runs[0].end - runs[0].start:
        source = runs[0].start
        return [_run(Run, (0, end - start, source + start, source + end))]
    return [
        part
        for run in runs
        if run.at < end and start < run.at + run.length
        for part in (_part(run, start, end),)
    ]


def _part(run: Run, start: int, end: int) -> Run:
    low, high = max(run.at, start), min(run.at + run.length, end)
    if run.length != run.end - run.start:
        return Run(low - start, high - low, run.start, run.end)
    source = run.start + low - run.at
    return Run(low - start, high - low, source, source + high - low)


def shifted(runs: Sequence[Run], offset: int) -> list[Run]:
    """The same runs further on in a text."""
    return [_run(Run, (at + offset, length, start, end)) for at, length, start, end in runs]
