"""What a rule of Vale's finds, and what it is told of the text it looks at."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from copylint.vale.definition import Definition
from copylint.vale.patterns import NONE, Excuses
from copylint.vale.starts import Starts


class Alert(NamedTuple):
    """A finding in a block: where in its text, what was read there, what to say and propose.

    `start` -1 stands for the block as a whole. `groups` are the captures of the word that matched.
    """

    start: int
    end: int
    words: str
    message: str
    suggestions: tuple[str, ...] = ()


@dataclass(slots=True)
class Memory:
    """What rules remember of a file while its blocks go by."""

    seen: list[str] = field(default_factory=list)
    excuses: Excuses = NONE
    _found: dict[tuple[regex.Pattern[str], str], list[tuple[int, int]]] = field(
        default_factory=dict
    )
    _captured: dict[tuple[regex.Pattern[str], str], list[str]] = field(default_factory=dict)

    def spans(self, pattern: regex.Pattern[str], text: str) -> list[tuple[int, int]]:
        """Where a pattern matches; rules of several styles often share one."""
        key = (pattern, text)
        if key not in self._found:
            self._found[key] = [match.span() for match in pattern.finditer(text)]
        return self._found[key]

    def captures(self, pattern: regex.Pattern[str], text: str) -> list[str]:
        """What a pattern's groups captured in a text."""
        key = (pattern, text)
        if key not in self._captured:
            groups = (group for match in pattern.finditer(text) for group in match.groups())
            self._captured[key] = [group for group in groups if group]
        return self._captured[key]


class Text(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Check:
    """A rule ready to run. `starts` says where its matches can begin; None: it sees every block.

    `needs` are sets of folded strings; a block must hold one of each set.
    """

    definition: Definition
    run: Run
    starts: Starts | None = None
    needs: tuple[frozenset[str], ...] = ()
