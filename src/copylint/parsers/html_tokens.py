"""HTML's tokens with their exact places, in time linear in the text whatever it holds.

The standard html.parser scans to the end of the text again for each tag or comment that never
ends; a newsroom's paste may hold thousands of those.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

import regex
from msgspec import Struct

from copylint.kept import kept

_TAG = r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
_REST = r"""
    | <!--(?P<comment>(?=-?>)|.*?)(?:--!?>|(?<=<!--)-?>|\Z)
    | <(?P<odd>[!?/])[^>]*+(?:>|\Z)
    | (?P<entity>&(?:\#[0-9]+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?)
"""
_STRICT = kept(
    rf"""{_TAG}(?P<attributes>(?:[^>"'=]|=\s*+"[^"]*+(?:"|\Z)|=\s*+'[^']*+(?:'|\Z)|["'=])*+)(?:>|\Z)
    {_REST}""",
    regex.VERBOSE | regex.DOTALL,
)
_LENIENT = kept(rf"{_TAG}(?P<attributes>[^<>]*+)>{_REST}", regex.VERBOSE | regex.DOTALL)
_ATTRIBUTE = kept(
    r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""",
)
ENTITY = kept(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")
RAW = {
    name: kept(rf"</{name}(?=[\s/>]|\Z)", regex.IGNORECASE)
    for name in ("script", "style", "iframe", "xmp", "noembed", "noframes")
}
"""Elements whose text is no markup and no copy, and where each ends."""


class Token(Struct, frozen=True):
    """A piece of HTML: text, entity, open, close, comment, markup, or raw for script and style.

    `value` is a tag's lower-case name, an entity's characters, a comment's text; `inner` is where
    a tag's attributes stand.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    inner: tuple[int, int] = (0, 0)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order and without gaps."""
    at = 0
    pattern = _STRICT
    endless: set[str] = set()
    while match := pattern.search(text, at):
        if pattern is _STRICT and match["name"] and not match[0].endswith(">"):
            pattern = _LENIENT  # a tag that never ends: from here on no quote hides a `>`
            continue
        if match.start() > at:
            yield Token("text", at, match.start())
        token = _token(match)
        yield token
        at = token.end
        if token.kind == "open" and token.value in RAW.keys() - endless:
            closing = RAW[token.value].search(text, at)
            if closing is None:
                endless.add(token.value)
            end = closing.start() if closing else at if closes_itself(token, text) else len(text)
            if end > at:
                yield Token("raw", at, end)
            at = end
    if at < len(text):
        yield Token("text", at, len(text))


def closes_itself(token: Token, text: str) -> bool:
    """True for `<script src=... />`: no end by the standard, but writers mean one."""
    return text.endswith("/>", token.start, token.end)


def _token(match: regex.Match[str]) -> Token:
    start, end = match.span()
    if match["name"]:
        kind = "close" if match["close"] else "open"
        return Token(kind, start, end, match["name"].lower(), match.span("attributes"))
    if match["comment"] is not None:
        return Token("comment", start, end, match["comment"])
    if match["entity"]:
        value = html.unescape(match[0])
        return Token("text" if value == match[0] else "entity", start, end, value)
    return Token("markup", start, end)


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Where the values of a tag's attributes stand; of two with one name the first counts."""
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        found.setdefault(match[1].lower(), match.span(group))
    return found
