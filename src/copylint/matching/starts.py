"""How matches of a pattern begin: a set of strings of which each match starts with one.

Where such a set is known, a pattern need only be tried at the places where one of the strings
stands; all such places of all rules are found in one scan (see `scan`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from copylint.matching.nodes import Alt, Char, Edge, Few, Node, Other, Repeat, Seq

_LONGEST = 24
_MOST = 6000
_SHORTEST = 2
_MOST_SKIPPED = 2
_FIGURES = 4  # of a number that are looked at one by one


EDGE = "\0"  # in a start: a word cannot run on here
_WORD = re.compile(rf"\w+{EDGE}")


class Start(Struct, frozen=True):
    """A folded string, and whether the pattern may go on with nothing but it known so far."""

    text: str
    whole: bool


class Starts(Struct, frozen=True):
    """Folded strings that matches begin with; `bounded` when all stand at a word boundary.

    Where not all do, those that do begin with an edge. `skip` characters of any kind stand before
    them. Those of `whole` are all of a match.
    """

    texts: frozenset[str]
    bounded: bool
    skip: int = 0
    whole: frozenset[str] = frozenset()


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
        found = _starts(rest)
        bounded = not skip and _bounded(tree)
        edged = not skip and not bounded
        texts = frozenset(_cleaned(start, edged=edged) for start in found)
        if len(texts) <= _MOST and not any(_common(text.lstrip(EDGE)) for text in texts):
            whole = frozenset() if skip else _whole(found)
            return Starts(_shortest(texts), bounded, skip, whole)
    return None


def _whole(found: list[Start]) -> frozenset[str]:
    """The words that are a match and never the beginning of a longer one."""
    texts = {_cleaned(start) for start in found if start.whole and start.text.endswith(EDGE)}
    longer = {_cleaned(start) for start in found if not start.whole}
    return frozenset(text for text in texts - longer if _WORD.fullmatch(text))


def union(found: Sequence[Starts | None]) -> Starts | None:
    """How matches of one of several patterns begin, or None where that is not known of all."""
    texts: set[str] = set()
    for one in found:
        if one is None or one.skip:
            return None
        texts.update(EDGE + text if one.bounded else text for text in one.texts)
    return Starts(frozenset(texts), bounded=False) if texts else None


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
            return _one_of(node)
        case Repeat():
            return _repeated(node)
        case Alt():
            return [start for branch in node.branches for start in _starts(branch)]
        case Seq():
            return _sequence(node)


def _one_of(node: Other) -> list[Start]:
    """A set of characters that folding makes one."""
    folded = " " if node.chars == r"\t\n\f\r " else "0" if node.digits else None
    return [Start(folded, True)] if folded else [Start("", False)]


def _repeated(node: Repeat) -> list[Start]:
    inner = _starts(node.part)
    if inner == [Start("0", True)] and node.high != 1:
        return _figures(node.low, node.high)
    if node.high != 1:
        inner = [Start(start.text, False) for start in inner]
    if node.low == 0:
        return [Start("", True), *inner] if node.high != 0 else [Start("", True)]
    return inner


def _figures(low: int, high: int | None) -> list[Start]:
    """Each number of figures by itself, up to a few."""
    most = _FIGURES if high is None else min(high, _FIGURES)
    found = [Start("0" * count, True) for count in range(low, most + 1)]
    if high is None or high > _FIGURES:
        found.append(Start("0" * max(low, _FIGURES + 1), False))
    return found


def _sequence(node: Seq) -> list[Start]:
    found = [Start("", True)]
    for part in node.parts:
        if not any(start.whole for start in found):
            break
        following = _starts(part)
        if following == [Start("", True)]:
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


def _cleaned(start: Start, *, edged: bool = False) -> str:
    """A start's text; of its edges one at the end stays, after a letter or figure.

    One at the beginning stays too where it says something.
    """
    text = start.text.replace(EDGE, "")
    last = start.text.rstrip(EDGE) != start.text and (text[-1:].isalnum() or text[-1:] == "_")
    lead = EDGE if edged and start.text.startswith(EDGE) and text else ""
    return lead + text + EDGE if last else lead + text
