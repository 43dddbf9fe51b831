"""What a pattern is made of, for those who ask what it needs."""

from __future__ import annotations

from msgspec import Struct


class Char(Struct, frozen=True):
    """One literal character; `fold` when case does not matter."""

    text: str
    fold: bool


class Edge(Struct, frozen=True):
    """A place and no character: `boundary` when a word cannot run across it.

    `ahead` is what must follow there, `behind` what must come before; no ASCII letter or figure
    may come before where it is `clear`, none may follow where it is `closed`.
    """

    boundary: bool
    ahead: Node | None = None
    behind: Node | None = None
    clear: bool = False
    closed: bool = False


class Other(Struct, frozen=True):
    r"""One character of a set, or anything else unknown; `gap` when it cannot be a word's.

    `chars` is the set's body where it is `\\s` or `\\d` alone.
    """

    gap: bool = False
    chars: str = ""


class Few(Struct, frozen=True):
    """One character of a small set."""

    chars: tuple[Char, ...]


class Seq(Struct, frozen=True):
    """Parts one after the other."""

    parts: tuple[Node, ...]


class Alt(Struct, frozen=True):
    """One of several branches."""

    branches: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """A part, `low` to `high` times (None: any number)."""

    part: Node
    low: int
    high: int | None

    @classmethod
    def of(cls, part: Node, quantifier: str) -> Repeat:
        """A part under a quantifier as it is written."""
        match quantifier[0]:
            case "*":
                return cls(part, 0, None)
            case "+":
                return cls(part, 1, None)
            case "?":
                return cls(part, 0, 1)
        low, comma, high = quantifier.rstrip("?")[1:-1].partition(",")
        return cls(part, int(low), int(high) if high else None if comma else int(low))


Node = Char | Edge | Other | Few | Seq | Alt | Repeat
