"""What a pattern is made of, for those who ask what it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Char:
    """One literal character; `fold` when case does not matter."""

    text: str
    fold: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A place and no character: `boundary` when a word cannot run across it.

    `ahead` is what must follow there.
    """

    boundary: bool
    ahead: Node | None = None


@dataclass(frozen=True, slots=True)
class Other:
    r"""One character of a set, or anything else unknown; `gap` when it cannot be a word's.

    `chars` is the set's body where it is `\\s` or `\\d` alone.
    """

    gap: bool = False
    chars: str = ""


@dataclass(frozen=True, slots=True)
class Few:
    """One character of a small set."""

    chars: tuple[Char, ...]


@dataclass(frozen=True, slots=True)
class Seq:
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alt:
    """One of several branches."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
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
