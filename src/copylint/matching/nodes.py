"""What a pattern is made of, for those who ask what it needs."""

from __future__ import annotations

from msgspec import Struct


class Char(Struct, frozen=True):
    """One literal character; `fold` when case does not matter."""

    text: str
    fold: bool


class Edge(Struct, frozen=True):
    """A place and no character: `boundary` when a word cannot run across it.

    `ahead` is what must follow there, `behind` what must come before; `clear` when no ASCII letter
    or figure may.
    """

    boundary: bool
    ahead: Node | None = None
    behind: Node | None = None
    clear: bool = False


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


Node = Char | Edge | Other | Few | Seq | Alt | Repeat
