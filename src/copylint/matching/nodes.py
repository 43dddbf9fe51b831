"""What a pattern is made of, for those who ask what it needs."""

from __future__ import annotations

import re

from msgspec import Struct

_RANGE = re.compile("[0-9](?:-[0-9])?")
_FIGURES = re.compile(f"(?:{_RANGE.pattern})+")


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

    @classmethod
    def of(cls, look: str, part: Node, *, words: bool) -> Edge:
        """The place that a look-around tells of; `words` when its part is any letter or figure."""
        return cls(
            boundary=False,
            ahead=part if look == "(?=" else None,
            behind=part if look == "(?<=" else None,
            clear=words and look == "(?<!",
            closed=words and look == "(?!",
        )


class Other(Struct, frozen=True):
    r"""One character of a set, or anything else unknown; `gap` when it cannot be a word's.

    `chars` is the set's body, empty for one that is negated.
    """

    gap: bool = False
    chars: str = ""

    @property
    def digits(self) -> frozenset[str]:
        """The ASCII digits that it is one of; none where it may be something else."""
        if not _FIGURES.fullmatch(self.chars):
            return frozenset()
        ends = (each.split("-") for each in _RANGE.findall(self.chars))
        return frozenset(str(n) for each in ends for n in range(int(each[0]), int(each[-1]) + 1))


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
