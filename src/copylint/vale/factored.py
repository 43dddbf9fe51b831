"""Lists of words in a pattern, written so that they are tried letter by letter.

What a pattern matches stays the same, the order of its alternatives too: only neighbours that begin
alike are put together.
"""

from __future__ import annotations

import re
from itertools import groupby

_UNIT = r"(?:[A-Za-z0-9_ ']|\\x[0-9a-f]{2})"
_UNITS = re.compile(_UNIT)
_LIST = re.compile(rf"(?<=[(|:])(?:{_UNIT}+\|){{3,}}{_UNIT}+(?=[|)])")
_CASED = re.compile(rf"\(\?i:({_UNIT}+)\)(?![*+?{{])")

Word = tuple[str, ...]


def factored(text: str) -> str:
    """A translated pattern with its lists of words factored."""
    return _LIST.sub(lambda found: _alternatives(_split(found[0])), text)


def uncased(text: str) -> str:
    """A pattern that minds no case anywhere, without the marks that say so of each word."""
    return _CASED.sub(r"\1", text)


def _split(words: str) -> list[Word]:
    return [tuple(_UNITS.findall(word)) for word in words.split("|")]


def _alternatives(words: list[Word]) -> str:
    """Words, those that begin alike and stand together as one branch."""
    return "|".join(_branch(list(group)) for _, group in groupby(words, key=lambda word: word[:1]))


def _branch(words: list[Word]) -> str:
    if len(words) == 1 or not words[0]:
        return "|".join("".join(word) for word in words)
    return f"{words[0][0]}(?:{_alternatives([word[1:] for word in words])})"
