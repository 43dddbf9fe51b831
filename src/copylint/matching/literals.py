"""What a pattern needs: words or strings of which every match holds at least one.

Texts are compared folded (see `fold`), so that case never matters. A literal is `whole` when it
must stand as a complete run of the characters a-z, 0-9 and _; such are found by looking words up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import reduce
from typing import NamedTuple

from msgspec import Struct

from copylint.matching.dialect import read
from copylint.matching.nodes import Alt, Char, Edge, Few, Node, Other, Repeat, Seq

_DOTTED = str.maketrans({"İ": "i", "ı": "i"})
_FEW = 4  # repetitions that are followed
_MOST = 48  # strings that are followed through a pattern before it is cut in pieces
_RUN = re.compile(r"[a-z0-9_]+")
_EDGE = "\0"
_NOTHING = Seq(())
_LETTERS = 4  # of a word too common to be looked for where it is shortened
_SHORTENED = re.compile("[a-z0-9]['’][a-z]")  # "it's" is two words, both of them common
_EVERYWHERE = frozenset(
    "the and that for with was were his her from said have has had not but are this they who its "
    "will been about which their more when after would than a an of to in on is be it at by as or "
    "he".split()
)
_NEARLY_ALWAYS = frozenset("the and to of a in".split())
# How many passages of news in a hundred hold a word, and any string, of that many letters: the
# means over what our rules look for, in 1,700 passages (measured 2026-11-26).
_WHOLE = (8.5, 2.2, 1.0, 0.77, 0.46, 0.31, 0.22, 0.16, 0.09)
_INSIDE = (15, 10, 5, 2.5, 1.4, 1.0, 0.7, 0.6, 0.2)
_PLAIN = re.compile(r"[A-Za-z0-9_ '’,-]*[A-Za-z0-9_]")


class Literal(NamedTuple):
    """A folded string; `whole` when it must be a complete run of a-z, 0-9 and _."""

    text: str
    whole: bool = False


_ANY_DIGIT = frozenset(Literal(str(digit)) for digit in range(10))
Needs = frozenset[Literal] | None
Demands = tuple[frozenset[Literal], ...] | None


def fold(text: str) -> str:
    """The text without differences of case, character by character."""
    return text.casefold() if text.isascii() else text.translate(_DOTTED).casefold()


def words(folded: str) -> set[str]:
    """All complete runs of a-z, 0-9 and _ in a folded text."""
    return set(_RUN.findall(folded))


def needs(pattern: str, *, bounded: bool, ignorecase: bool = False) -> Needs:
    """The literals of which each match of a pattern holds one; None when there are none.

    `bounded` patterns stand between word boundaries. Raises PatternError.
    """
    if _PLAIN.fullmatch(pattern) and (not ignorecase or pattern.isascii()):
        edge = _EDGE if bounded else ""
        return _literals({f"{edge}{fold(pattern)}{edge}"})
    tree = read(pattern, ignorecase=ignorecase).tree
    return tree_needs(Seq((Edge(boundary=True), tree, Edge(boundary=True))) if bounded else tree)


def demands(pattern: str, *, bounded: bool, ignorecase: bool = False) -> Demands:
    """The sets of literals of each of which every match of a pattern holds one, the rarest first.

    What must stand beside a match counts too. None when nothing is known. Raises PatternError.
    """
    if _PLAIN.fullmatch(pattern) and (not ignorecase or pattern.isascii()):
        edge = _EDGE if bounded else ""
        text = f"{edge}{fold(pattern)}{edge}"
        alone = [run[0] for run in _RUN.finditer(text) if _stands_alone(text, run)]
        sets = [frozenset({Literal(word, whole=True)}) for word in dict.fromkeys(alone)]
        return ranked(sets or [_literals({text})])
    tree = read(pattern, ignorecase=ignorecase).tree
    edges = (Edge(boundary=True),) if bounded else ()
    return ranked(all_needs(Seq((*edges, tree, *edges))))


def ranked(sets: Iterable[Needs]) -> Demands:
    """Sets of literals, the rarest first; None when there is none."""
    known = {one for one in sets if one}
    return tuple(sorted(known, key=lambda one: (_frequency(one), sorted(one)))) or None


def union(sets: Iterable[Needs]) -> Needs:
    """What one of several patterns needs: None as soon as one needs nothing."""
    found: set[Literal] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found)


def tree_needs(tree: Node) -> Needs:
    """The literals of which each match of a pattern's tree holds one."""
    info = _info(tree)
    return _best([*info.required, *([_literals(info.exact)] if info.exact else [])])


def all_needs(tree: Node) -> list[frozenset[Literal]]:
    """Sets of literals of which each match of a pattern's tree holds one: of every set."""
    info = _info(tree)
    sets = [*info.required, *(_sets_of(info.exact) if info.exact else [])]
    return [one for one in sets if one]


class _Info(Struct, frozen=True):
    """All strings a part can match (None: too many), and sets of which each match holds one."""

    exact: set[str] | None
    required: list[Needs]


def _info(node: Node) -> _Info:
    match node:
        case Char():
            return _Info(_char(node), [])
        case Edge():
            beside = [tree_needs(one) for one in (node.ahead, node.behind) if one is not None]
            return _Info({_EDGE if _is_edge(node) else ""}, beside)
        case Few():
            found = [_char(char) for char in node.chars]
            one = None if None in found else set().union(*(item for item in found if item))
            return _Info(one, [])
        case Other():
            return _other(node)
        case Repeat():
            return _repeat(node)
        case Alt():
            return _either([_info(branch) for branch in node.branches])
        case Seq():
            return _sequence(_with_edges(list(_flat(node.parts))))


def _other(node: Other) -> _Info:
    """Figures, where a set has nothing else: of all ten one is only told to be needed."""
    if len(node.digits) == len(_ANY_DIGIT):
        return _Info(None, [_ANY_DIGIT])
    return _Info(set(node.digits) or None, [])


def _char(char: Char) -> set[str] | None:
    return {fold(char.text)} if _is_certain(char) else None


def _is_certain(char: Char) -> bool:
    """False for a letter that may be told in other letters, or that folding makes an ASCII one."""
    return char.text.isascii() or not (char.fold or _RUN.search(fold(char.text)))


def _either(infos: Sequence[_Info]) -> _Info:
    exact = [info.exact for info in infos]
    if all(one is not None for one in exact):
        joined = set().union(*(one for one in exact if one is not None))
        if len(joined) <= _MOST:
            return _Info(joined, [])
    each = [_best([*i.required, *([_literals(i.exact)] if i.exact else [])]) for i in infos]
    return _Info(None, [union(each)])


def _repeat(node: Repeat) -> _Info:
    inner = _info(node.part)
    if inner.exact is not None and node.high is not None and node.high <= 2:
        strings = [_times(inner.exact, count) for count in range(node.low, node.high + 1)]
        joined = set().union(*strings)
        if len(joined) <= _MOST:
            return _Info(joined, inner.required if node.low else [])
    if node.low == 0:
        return _Info(None, [])
    least = _times(inner.exact, min(node.low, _FEW)) if inner.exact else set()
    return _Info(None, [*inner.required, *([_literals(least)] if 0 < len(least) <= _MOST else [])])


def _times(strings: set[str], count: int) -> set[str]:
    def longer(found: set[str], _: int) -> set[str]:
        return {a + b for a in found for b in strings} if len(found) <= _MOST else found

    return reduce(longer, range(count), {""})


def _flat(parts: Iterable[Node]) -> Iterator[Node]:
    """The parts of a sequence, and those of the sequences (groups) inside it, in order."""
    for part in parts:
        if isinstance(part, Seq):
            yield from _flat(part.parts)
        else:
            yield part


def _with_edges(parts: Sequence[Node]) -> list[Node]:
    """The parts with the boundaries between them, which are handed down to alternatives."""
    found: list[Node] = []
    for index, part in enumerate(parts):
        if not isinstance(part, (Alt, Repeat)):
            found.append(part)
            continue
        before = _edges(reversed(parts[:index]), -1) or _edges(parts[index:], 0)
        after = _edges(reversed(parts[: index + 1]), -1) or _edges(parts[index + 1 :], 0)
        if isinstance(part, Alt):
            part = Alt(tuple(Seq((*before, branch, *after)) for branch in part.branches))
        found += (*before, part, *after)
    return found


def _edges(parts: Iterable[Node], end: int) -> tuple[Edge, ...]:
    """A boundary, where the nearest of some parts begin (`end` 0) or end (-1) with one."""
    for part in parts:
        if isinstance(part, Repeat) and not part.low and _bounded(part.part, end):
            continue
        if _bounded(part, end):
            return (Edge(boundary=True),)
        if not isinstance(part, Edge):
            break
    return ()


def opens_apart(node: Node) -> bool:
    """True when no letter or figure of ASCII stands before what a part matches."""
    if isinstance(node, Alt):
        return all(opens_apart(branch) for branch in node.branches)
    if isinstance(node, Seq):
        for part in node.parts:
            if not isinstance(part, Edge):
                return opens_apart(part)
            if part.clear or part.boundary or (part.behind and _bounded(part.behind, -1)):
                return True
    return False


def _is_edge(edge: Edge) -> bool:
    """True where no word runs across: a boundary, or a gap before or behind it."""
    if edge.boundary or edge.clear or edge.closed:
        return True
    behind = edge.behind is not None and _bounded(edge.behind, -1)
    return behind or (edge.ahead is not None and _bounded(edge.ahead, 0))


def _bounded(node: Node, end: int) -> bool:
    """True when all that a part matches has a gap or a boundary at an end: the first, or last."""
    if isinstance(node, Seq):
        return bool(node.parts) and _bounded(node.parts[end], end)
    if isinstance(node, Alt):
        return all(_bounded(branch, end) for branch in node.branches)
    if isinstance(node, Few):
        return all(_is_gap(char) for char in node.chars)
    if isinstance(node, Repeat):
        return node.low > 0 and _bounded(node.part, end)
    return _is_edge(node) if isinstance(node, Edge) else _is_gap(node)


def _is_gap(node: Node) -> bool:
    if isinstance(node, Repeat):
        return node.low > 0 and _is_gap(node.part)
    if isinstance(node, Char):
        return _RUN.search(fold(node.text)) is None
    return isinstance(node, Other) and node.gap


def _sequence(parts: Sequence[Node]) -> _Info:
    required: list[Needs] = []
    so_far: set[str] = {""}
    whole = True
    for part, info in _joined(parts):
        longer = _product(so_far, info.exact)
        if longer is not None:
            so_far = longer
            required += info.required
            continue
        edge = _EDGE if _is_gap(part) else ""
        required += [*_sets_of({text + edge for text in so_far}), *info.required]
        so_far = info.exact if info.exact is not None else {edge}
        whole = False
    if whole:
        return _Info(so_far, required)
    return _Info(None, [*required, *_sets_of(so_far)])


def _joined(parts: Sequence[Node]) -> Iterator[tuple[Node, _Info]]:
    """Each part with what it can match; characters side by side are taken as one string."""
    text = ""
    for part in parts:
        if isinstance(part, Char) and _is_certain(part):
            text += part.text
            continue
        if text:
            yield _NOTHING, _Info({fold(text)}, [])
            text = ""
        yield part, _info(part)
    if text:
        yield _NOTHING, _Info({fold(text)}, [])


def _product(left: set[str], right: set[str] | None) -> set[str] | None:
    if right is None or len(left) * len(right) > _MOST:
        return None
    return {a + b for a in left for b in right}


def _literals(strings: Iterable[str]) -> Needs:
    """A literal of each string, or None when one of the strings has none worth looking for."""
    found = {_literal(string) for string in strings}
    return None if None in found else frozenset(item for item in found if item)


def _sets_of(strings: Set[str]) -> list[Needs]:
    """A literal of each string; where all have several words, others of each as well."""
    further = zip(*(_words_alone(string)[1:] for string in strings), strict=False)
    each = [frozenset(Literal(word, whole=True) for word in words) for words in further]
    return [_literals(strings), *each]


def _words_alone(string: str) -> list[str]:
    """The complete runs of a-z, 0-9 and _ in a string, the rarest first."""
    padded = string if _EDGE not in string else string.replace(_EDGE + _EDGE, _EDGE)
    whole = (run[0] for run in _RUN.finditer(padded) if _stands_alone(padded, run))
    return sorted(dict.fromkeys(whole), key=_rarity, reverse=True)


def _literal(string: str) -> Literal | None:
    alone = _words_alone(string)
    text = string.replace(_EDGE, "")
    if alone and not _says_more(text, alone[0]):
        return Literal(alone[0], whole=True)
    if not text.strip() or (len(text) == 1 and text.isalnum()):
        return None
    return Literal(text)


def _says_more(text: str, word: str) -> bool:
    """True when a string is met so much more seldom than its rarest word that it is sought."""
    if _SHORTENED.search(text) and len(word) <= _LETTERS:
        return True
    return word in _EVERYWHERE and len(text.strip()) > len(word)


def _stands_alone(string: str, run: re.Match[str]) -> bool:
    return run.start() > 0 and run.end() < len(string)


def _best(sets: Iterable[Needs]) -> Needs:
    """The set that is found in the fewest texts, as far as lengths tell."""
    known = [one for one in sets if one]
    return min(known, key=_frequency, default=None)


def _frequency(literals: frozenset[Literal]) -> float:
    """How many passages in a hundred hold one of a set, as far as lengths tell."""
    return sum(map(_share, literals))


def _share(literal: Literal) -> float:
    text = literal.text.strip()
    if text in _EVERYWHERE:
        return 60 if text in _NEARLY_ALWAYS else 20
    if _RUN.search(text) is None:
        return 75 if text in (",", ".") else 5
    shares = _WHOLE if literal.whole else _INSIDE
    return shares[min(len(text), len(shares)) - 1]


def _rarity(text: str) -> int:
    """How seldom a string is met, as far as its length tells; nearly every text has some words."""
    return len(text) - 4 if text in _EVERYWHERE else len(text)
