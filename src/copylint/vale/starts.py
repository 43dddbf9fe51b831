"""How matches of a pattern begin: a set of strings of which each match starts with one.

Where such a set is known, a pattern need only be tried at the places where one of the strings
stands; all such places of all rules are found in one scan (see `scan`).
"""

from __future__ import annotations

import sys
from functools import cache
from typing import NamedTuple

from copylint.matching.dialect import Alt, Char, Edge, Few, Node, Other, Repeat, Seq

_LONGEST = 12
_MOST = 6000
_SHORTEST = 2


class Start(NamedTuple):
    """A folded string, and whether the pattern may go on with nothing but it known so far."""

    text: str
    whole: bool


class Starts(NamedTuple):
    """Folded strings that matches begin with; `bounded` when they stand at a word boundary."""

    texts: frozenset[str]
    bounded: bool


@cache
def _folding() -> dict[int, str]:
    """Characters whose case folding is another single character than their lower case."""
    table = {0x130: "i"}
    for code in range(128, sys.maxunicode + 1):
        char = chr(code)
        folded = char.casefold()
        if len(folded) == 1 and folded != char.lower():
            table[code] = folded
    return table


def fold(text: str) -> str:
    """The text without differences of case, of the same length."""
    if text.isascii():
        return text.lower()
    return text.translate(_folding()).lower().replace("ς", "σ")


def starts(tree: Node) -> Starts | None:
    """How matches of a pattern's tree begin, or None when that is too wide to look for."""
    found = _starts(tree)
    texts = frozenset(start.text for start in found)
    if any(_common(text) for text in texts) or len(texts) > _MOST:
        return None
    return Starts(_shortest(texts), _bounded(tree) and all(_wordlike(text) for text in texts))


def _wordlike(text: str) -> bool:
    return text[:1].isalnum() or text[:1] == "_"


def _common(text: str) -> bool:
    """Whether a string stands in nearly every text."""
    return len(text) < _SHORTEST and (not text or text.isalnum() or text in " \n\t,.*'\"-")


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """Without the strings that begin with another one."""
    return frozenset(
        text
        for text in texts
        if not any(text[:end] in texts for end in range(1, len(text)))
    )


def _bounded(node: Node) -> bool:
    """Whether each match begins at a word boundary."""
    if isinstance(node, Alt):
        return all(_bounded(branch) for branch in node.branches)
    if isinstance(node, Seq):
        for part in node.parts:
            if isinstance(part, Edge):
                if part.boundary:
                    return True
                continue
            return _bounded(part)
    return False


def _starts(node: Node) -> list[Start]:
    match node:
        case Char():
            return [Start(fold(node.text), True)]
        case Edge():
            return [Start("", True)]
        case Few():
            return [Start(fold(char.text), True) for char in node.chars]
        case Other():
            return [Start("", False)]
        case Repeat():
            return _repeated(node)
        case Alt():
            return [start for branch in node.branches for start in _starts(branch)]
        case Seq():
            return _sequence(node)


def _repeated(node: Repeat) -> list[Start]:
    inner = _starts(node.part)
    if node.high != 1:
        inner = [Start(start.text, False) for start in inner]
    if node.low == 0:
        return [Start("", True), *inner] if node.high != 0 else [Start("", True)]
    return inner


def _sequence(node: Seq) -> list[Start]:
    found = [Start("", True)]
    for part in node.parts:
        if not any(start.whole for start in found):
            break
        following = _starts(part)
        if len(following) == 1 and following[0] == ("", True):
            continue
        if len(found) * len(following) > _MOST:
            return [Start(start.text, False) for start in found]
        found = [joined for start in found for joined in _joined(start, following)]
    return found


def _joined(start: Start, following: list[Start]) -> list[Start]:
    if not start.whole:
        return [start]
    return [_clipped(start.text + one.text, one.whole) for one in following]


def _clipped(text: str, whole: bool) -> Start:
    return Start(text[:_LONGEST], False) if len(text) >= _LONGEST else Start(text, whole)
