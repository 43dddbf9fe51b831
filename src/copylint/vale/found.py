"""What a rule of Vale's finds, and what it is told of the text it looks at."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence

import regex
from msgspec import Struct, field

from copylint.matching.starts import Starts
from copylint.vale.definition import Definition
from copylint.vale.patterns import NONE, Excuses, Pattern


class Alert(Struct, frozen=True, gc=False):
    """A finding in a block: where in its text, what was read there, what to say and propose.

    `start` -1 stands for the block as a whole. `groups` are the captures of the word that matched.
    """

    start: int
    end: int
    words: str
    message: str
    suggestions: tuple[str, ...] = ()


class Memory(Struct):
    """What rules remember of a file while its blocks go by.

    Rules of several styles often share a pattern: what it matched last is kept by its source.
    """

    seen: set[str] = field(default_factory=set)
    excuses: Excuses = NONE
    _matches: dict[str, tuple[str, Sequence[int] | None, list[regex.Match[str]]]] = field(
        default_factory=dict
    )

    def matches(
        self, pattern: Pattern, text: str, places: Sequence[int] | None = None
    ) -> list[regex.Match[str]]:
        """Where a pattern matches in a text; `places` are where it may, if known."""
        known = self._matches.get(pattern.key)
        if known is not None and known[0] is text and known[1] == places:
            return known[2]
        found = pattern.at(text, places)
        self._matches[pattern.key] = (text, places, found)
        return found


class Text(Struct, frozen=True):
    """A block as a rule sees it. `counts` are its elements, for measures."""

    text: str
    folded: str
    counts: dict[str, int] | None = None


Run = Callable[[Text, Sequence[int] | None, Memory], list[Alert]]


class Kept:
    """A rule that is read when it is first run."""

    __slots__ = ("_data", "_run")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._run: Run | None = None

    def run(self) -> Run:
        """The rule itself."""
        if self._run is None:
            self._run = pickle.loads(self._data)
        assert self._run is not None
        return self._run

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        return self.run()(text, places, memory)

    def __getstate__(self) -> bytes:
        return self._data

    def __setstate__(self, data: bytes) -> None:
        self._data, self._run = data, None


class Check(Struct, frozen=True):
    """A rule ready to run. `starts` says where its matches can begin; None: it sees every block.

    `needs` are sets of folded strings, and `hint` a pattern over folded text: a block must hold one
    of each set, and a match of the hint. `local` says that an alert depends on its words alone.
    In a text of fewer characters than `shortest` there is nothing to find.
    """

    definition: Definition
    run: Run
    starts: Starts | None = None
    needs: tuple[frozenset[str], ...] = ()
    hint: str = ""
    local: bool = False
    shortest: int = 0


class Finding(Struct, frozen=True):
    """An alert at its place in the source, with the rule's definition and the level in force."""

    definition: Definition
    level: str
    start: int
    end: int
    alert: Alert
    scope: str
