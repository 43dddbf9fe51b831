"""TOML front matter: its values, and where its texts are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from copylint.kept import kept

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\\\r\n]*"|'[^'\r\n]*')"""
_PATH = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = kept(
    rf"^[ \t]*+(?:\[\[?[ \t]*(?P<table>{_PATH})[ \t]*\]\]?|(?P<key>{_PATH})[ \t]*=[ \t]*"
    r"""(?P<quotes>\"{3}|'{3}|"|')?)""",
    regex.MULTILINE,
)
_NAME = kept(_KEY)
_ENDS = {
    '"': kept(r'(?:[^"\\\n]|\\.)*+(?=")'),
    "'": kept(r"[^'\n]*+(?=')"),
    '"""': kept(r'(?:[^"\\]|\\.|"(?!""))*+(?=""")', regex.DOTALL),
    "'''": kept(r"(?:[^']|'(?!''))*+(?=''')"),
}


class Text(NamedTuple):
    """A string in TOML: the keys that lead to it, where it stands without its quotation marks."""

    keys: tuple[str, ...]
    start: int
    end: int
    escapes: bool


def texts(source: str, start: int, end: int) -> Iterator[Text]:
    """The strings that are values of keys, in order; `source` has LF at the end of lines."""
    table: tuple[str, ...] = ()
    while match := _LINE.search(source, start, end):
        start = match.end()
        if match["table"]:
            table = _names(match["table"])
        elif quotes := match["quotes"]:
            body = _ENDS[quotes].match(source, start, end)
            if body:
                first = body.start() + (len(quotes) == 3 and source[start : start + 1] == "\n")
                yield Text((*table, *_names(match["key"])), first, body.end(), '"' in quotes)
                start = body.end() + len(quotes)


def _names(path: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in _NAME.findall(path))
