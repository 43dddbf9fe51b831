"""What every match of a pattern holds, as a smaller pattern that is quickly looked for.

A hint is read by the standard library's `re` over folded text; it begins with something definite.
It finds a place in every text that the pattern matches in, and in some others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from copylint.matching.nodes import Alt, Char, Edge, Few, Node, Other, Repeat, Seq
from copylint.matching.starts import fold

_SETS = {
    "A-Za-z0-9_": "[a-z0_]",
    r"\t\n\f\r ": " ",
    "0-9": "0",
    "A-Z": "[a-z]",
    "a-z": "[a-z]",
    "A-Za-z": "[a-z]",
    "a-zA-Z": "[a-z]",
    "a-z0-9": "[a-z0]",
    "A-Z0-9": "[a-z0]",
    "a-zA-Z0-9": "[a-z0]",
    "A-Za-z0-9": "[a-z0]",
}
_TIMES = 3  # repetitions that are written out
_LONGEST = 12  # pieces of a hint
_LEAST = 2.0


class Piece(Struct, frozen=True):
    """A part of a hint: how much it tells, whether it begins definitely, whether it has an end."""

    text: str
    weight: float = 0.0
    definite: bool = False
    endless: bool = False


Pieces = list[Piece | None]  # None: anything may stand there


def hint(tree: Node) -> str:
    """A pattern of which every match of a tree holds a match; "" where none tells enough."""
    best = _best(tree)
    return best.text if best and best.weight >= _LEAST else ""


def _best(node: Node) -> Piece | None:
    """The part of a tree that tells most."""
    parts = _flat(node)
    if len(parts) == 1 and isinstance(parts[0], Alt):
        return _either([_best(branch) for branch in parts[0].branches])
    pieces = [piece for part in parts for piece in _pieces(part)]
    runs = (list(run) for known, run in groupby(pieces, key=bool) if known)
    found = [_joined(run[at:]) for run in runs for at in range(len(run)) if _starts(run[at])]
    inner = [_best(part) for part in parts if isinstance(part, Alt) and len(parts) > 1]
    return max((one for one in [*found, *inner] if one), key=lambda one: one.weight, default=None)


def _starts(piece: Piece | None) -> bool:
    return piece is not None and piece.definite


def _flat(node: Node) -> list[Node]:
    """The parts of a sequence, without groups around them or places between them."""
    if isinstance(node, Seq):
        return [one for part in node.parts for one in _flat(part)]
    return [] if isinstance(node, Edge) else [node]


def _joined(pieces: Iterable[Piece | None]) -> Piece:
    kept = [piece for piece in pieces if piece][:_LONGEST]
    weight = kept[0].weight + sum(piece.weight for piece in kept)
    text = "".join(piece.text for piece in kept)
    return Piece(text, weight, definite=True, endless=any(piece.endless for piece in kept))


def _either(branches: list[Piece | None]) -> Piece | None:
    known = [branch for branch in branches if branch]
    if not known or len(known) < len(branches):
        return None
    weight = min(branch.weight for branch in known)
    return Piece(f"(?:{'|'.join(branch.text for branch in known)})", weight, definite=True)


def _pieces(node: Node) -> Pieces:
    match node:
        case Char():
            return [_char(fold(node.text))]
        case Edge():
            return []
        case Few():
            return [_few({fold(char.text) for char in node.chars})]
        case Other():
            known = _SETS.get(node.chars)
            return [Piece(known, 0.0) if known else None]
        case Repeat():
            return _repeated(node)
        case Alt():
            return [_alternatives([_pieces(branch) for branch in node.branches])]
        case Seq():
            return [piece for part in node.parts for piece in _pieces(part)]


def _char(char: str) -> Piece:
    weight = 0.5 if char == " " else 1.0 if char.isalnum() else 2.0
    return Piece(re.escape(char), weight, definite=char != " ")


def _few(chars: set[str]) -> Piece:
    rare = not any(char.isalnum() or char == " " for char in chars)
    text = "".join(re.escape(char) for char in sorted(chars))
    return Piece(f"[{text}]", 1.5 if rare else 0.25, definite=rare)


def _alternatives(branches: list[Pieces]) -> Piece | None:
    if any(piece is None for pieces in branches for piece in pieces):
        return None
    known = [[piece for piece in pieces if piece] for pieces in branches]
    text = "|".join("".join(piece.text for piece in pieces) for pieces in known)
    weight = min(sum(piece.weight for piece in pieces) for pieces in known)
    definite = all(pieces and pieces[0].definite for pieces in known)
    endless = any(piece.endless for pieces in known for piece in pieces)
    return Piece(f"(?:{text})", weight, definite=definite, endless=endless)


def _repeated(node: Repeat) -> Pieces:
    inner = _pieces(node.part)
    low, high = node.low, node.high
    simple = [piece for piece in inner if piece is not None and not piece.endless]
    if len(simple) == len(inner) and (low == 0 or len(inner) == 1):
        text = "".join(piece.text for piece in simple)
        weight = low * sum(piece.weight for piece in simple)
        definite = low > 0 and simple[0].definite
        times = f"{{{low},{'' if high is None else high}}}"
        return [Piece(f"(?:{text}){times}", weight, definite, endless=high is None or high > 1)]
    if low == 0:
        return [None]
    written = inner * min(low, _TIMES)
    return written if low == high and low <= _TIMES else [None, *written]
