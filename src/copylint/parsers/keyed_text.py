"""Where the texts of TOML and JSON front matter are written, and the keys that lead to them.

The text is known to be valid; a string is one piece, so that what stands in it is no syntax.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex
from msgspec import Struct

from copylint.document import Span
from copylint.kept import kept

_BASIC = r'"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_KEY = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_PATH = rf"{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*+"
_NAME = kept(_KEY)
_TABLE = rf"^[ \t]*+\[\[?[ \t]*+(?P<table>{_PATH})[ \t]*+\]|"
_TOML = rf"""\#[^\n]*+|(?P<key>{_PATH})[ \t]*+=
    |(?P<text>"{{3}}(?:[^"\\]|\\.|"(?!""))*+"{{3,5}}|'{{3}}(?:[^']|'(?!''))*+'{{3,5}}
    |{_BASIC}|{_LITERAL})|(?P<bracket>[][{{}}])"""
_JSON = rf"(?P<key>{_BASIC})\s*+:|(?P<text>{_BASIC})|(?P<bracket>[][{{}}])"


class Value(NamedTuple):
    """A string, or what stands between brackets: the keys that lead to it, where it stands.

    `depth` counts the brackets around it; `key` is where its own key is, `table` where the head of
    the table that it is in.
    """

    keys: tuple[str, ...]
    span: Span
    depth: int
    key: int
    table: int


class Text(NamedTuple):
    """A string: the keys that lead to it, where it stands without its quotation marks.

    `nested`: it stands between brackets.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    escapes: bool
    nested: bool


class Syntax(Struct, frozen=True):
    """How tokens are found at the outermost level and between brackets."""

    outer: regex.Pattern[str]
    inner: regex.Pattern[str]


_FLAGS = regex.VERBOSE | regex.DOTALL | regex.MULTILINE
TOML = Syntax(kept(_TABLE + _TOML, _FLAGS), kept(_TOML, _FLAGS))
JSON = Syntax(kept(_JSON, _FLAGS), kept(_JSON, _FLAGS))


def texts(syntax: Syntax, source: str, start: int, end: int) -> Iterator[Text]:
    """The strings that are values, in order; `source` has LF at the end of lines."""
    for value in values(syntax, source, start, end):
        if source[value.span.start] in "\"'":
            yield _text(value, source)


def values(syntax: Syntax, source: str, start: int, end: int) -> Iterator[Value]:
    """All strings and brackets that have a key, each where it ends."""
    around: list[Value] = []
    table: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    key = head = -1
    while match := (syntax.inner if around else syntax.outer).search(source, start, end):
        kind, written = match.lastgroup, match[0]
        at, start = match.start(), match.end()
        if kind == "table":
            table, head = _names(match["table"]), source.index("[", at)
        elif kind == "key":
            keys = (*(around[-1].keys if around else table), *_names(match["key"]))
            key = at
        elif kind == "text" and keys:
            yield Value(keys, Span(at, start), len(around), max(key, 0), head)
            key = start
        elif written in ("[", "{"):
            around.append(Value(keys, Span(at, at), len(around), max(key, 0), head))
        elif written in ("]", "}") and around:
            opened = around.pop()
            keys, key = opened.keys, start
            if keys:
                yield opened._replace(span=Span(opened.span.start, start))


def _text(value: Value, source: str) -> Text:
    start, end = value.span.start, value.span.end
    quote = source[start]
    width = 3 if end - start >= 6 and source.startswith(quote * 3, start) else 1
    first = start + width + (width == 3 and source[start + 3] == "\n")
    return Text(value.keys, first, end - width, quote == '"', value.depth > 0)


def _names(path: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in _NAME.findall(path))
