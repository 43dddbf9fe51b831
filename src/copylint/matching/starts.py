"""How matches of a pattern begin: a set of strings of which each match starts with one.

Where such a set is known, a pattern need only be tried at the places where one of the strings
stands; all such places of all rules are found in one scan (see `scan`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from copylint.matching.nodes import Alt, Char, Edge, Few, Node, Other, Repeat, Seq

_LONGEST = 12
_MOST = 6000
_SHORTEST = 2
_MOST_SKIPPED = 2


EDGE = "\0"  # in a start: a word cannot run on here


class Start(NamedTuple):
    """A folded string, and whether the pattern may go on with nothing but it known so far."""

    text: str
    whole: bool


class Starts(NamedTuple):
    """Folded strings that matches begin with; `bounded` when they stand at a word boundary.

    `skip` characters of any kind stand before them.
    """

    texts: frozenset[str]
    bounded: bool
    skip: int = 0


# Characters that compare equal to another single letter than their small form, all but Cherokee's.
_ODD = "\u0130µſ\u0345ςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛ\u1fbe"
_FOLDED = str.maketrans({char: char.casefold()[0] for char in _ODD})
UNUSUAL = re.compile(f"[{_ODD}\u13a0-\u13ff\uab70-\uabbf]")
_PLAIN = bytes.maketrans(
    b"\t\n\f\r123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"    000000000abcdefghijklmnopqrstuvwxyz"
)


def fold(text: str) -> str:
    """The text of the same length without differences of case, of digits and of white space."""
    if text.isascii():
        return text.encode("ascii").translate(_PLAIN).decode("ascii")
    plain = text.encode("utf-8", "surrogatepass").translate(_PLAIN)
    return _folded(plain.decode("utf-8", "surrogatepass"))


def _folded(text: str) -> str:
    if not UNUSUAL.search(text):
        return text.lower()
    folded = (char.casefold() if len(char.casefold()) == 1 else char for char in text)
    return "".join(folded).translate(_FOLDED).lower()


def starts(tree: Node) -> Starts | None:
    """How matches of a pattern's tree begin, or None when that is too wide to look for."""
    for skip in range(_MOST_SKIPPED + 1):
        rest = _after(tree, skip)
        if rest is None:
            return None
        texts = frozenset(map(_cleaned, _starts(rest)))
        if len(texts) <= _MOST and not any(_common(text) for text in texts):
            return Starts(_shortest(texts), not skip and _bounded(tree), skip)
    return None


def _after(node: Node, skip: int) -> Node | None:
    """What follows the first `skip` characters, where these are one each in every branch."""
    if not skip:
        return node
    if isinstance(node, Alt):
        branches = [_after(branch, skip) for branch in node.branches]
        kept = tuple(branch for branch in branches if branch is not None)
        return Alt(kept) if len(kept) == len(branches) else None
    if isinstance(node, Seq):
        parts = list(node.parts)
        while parts and isinstance(parts[0], Edge):
            parts.pop(0)
        if not parts:
            return None
        if isinstance(parts[0], (Char, Few, Other)):
            return _after(Seq(tuple(parts[1:])), skip - 1)
        if len(parts) == 1 or isinstance(parts[0], Alt):
            first = _after(parts[0], skip)
            return None if first is None else Seq((first, *parts[1:]))
    return None


def _common(text: str) -> bool:
    """Whether a string stands in nearly every text."""
    return len(text) < _SHORTEST and (not text or text.isalpha() or text == " ")


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """Without the strings that begin with another one."""
    return frozenset(
        text for text in texts if not any(text[:end] in texts for end in range(1, len(text)))
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
            if node.ahead is None:
                return [Start(EDGE if node.boundary else "", True)]
            return [Start(start.text, False) for start in _starts(node.ahead)]
        case Few():
            return [Start(fold(char.text), True) for char in node.chars]
        case Other():
            return _one_of(node.chars)
        case Repeat():
            return _repeated(node)
        case Alt():
            return [start for branch in node.branches for start in _starts(branch)]
        case Seq():
            return _sequence(node)


def _one_of(chars: str) -> list[Start]:
    """A set of characters that folding makes one."""
    folded = {r"\t\n\f\r ": " ", "0-9": "0"}.get(chars)
    return [Start(folded, True)] if folded else [Start("", False)]


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


def _cleaned(start: Start) -> str:
    """A start's text; of its edges one at the end stays, after a letter or figure."""
    text = start.text.replace(EDGE, "")
    last = start.text.rstrip(EDGE) != start.text and (text[-1:].isalnum() or text[-1:] == "_")
    return text + EDGE if last else text
