"""The block elements that are open around a block, and what selectors gather in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from copylint.parsers.vale_tokens import SPACES, Run, cut, shifted
from copylint.parsers.vale_values import ValeBlock


class Selection(Struct):
    """An element that selectors match, as its text is gathered."""

    names: list[str]
    blocks: list[ValeBlock] = field(default_factory=list)
    metrics: dict[str, int] = field(default_factory=dict)

    def block(self, suffix: str) -> ValeBlock | None:
        """All its text as one block; None where it has none."""
        whole = joined(self.blocks)
        body = whole.text.strip(SPACES)
        if not body:
            return None
        start = len(whole.text) - len(whole.text.lstrip(SPACES))
        runs = cut(whole.runs, start, start + len(body))
        return ValeBlock(body, f"doc.{'.'.join(self.names)}{suffix}", runs, metrics=self.metrics)


class _Open(NamedTuple):
    tag: str
    classes: str
    selection: Selection | None


class Enclosing:
    """The open elements, the selections among them, and all that were ever opened by name."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.selections: list[Selection] = []
        self.seen: set[str] = set()

    def enter(self, tag: str, classes: str, marks: list[str]) -> None:
        """An element opens."""
        selection = Selection(marks) if marks else None
        if selection:
            self.selections.append(selection)
            self.seen.update(marks)
        self.open.append(_Open(tag, classes, selection))

    def leave(self, tag: str) -> Selection | None:
        """The innermost element of a name closes; what was gathered in it, if anything is."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].tag == tag:
                selection = self.open.pop(index).selection
                if selection:
                    self.selections.pop()
                return selection
        return None

    def classes(self) -> Iterator[str]:
        """The classes of each element, from the outside."""
        return (one.classes for one in self.open if one.classes)

    def within(self, marks: Sequence[str]) -> str:
        """The selectors that match elements around a block, and its own, as a part of a scope."""
        if not (marks or self.selections):
            return ""
        around = (one.selection.names for one in self.open if one.selection)
        names = dict.fromkeys(name for names in (*around, marks) for name in names)
        return f".in.{'.in.'.join(names)}" if names else ""

    def gather(self, text: str, runs: Sequence[Run]) -> None:
        """Add a block's text to every selection."""
        for selection in self.selections:
            selection.blocks.append(ValeBlock(text, "", runs))

    def meter(self, name: str, counts: dict[str, int]) -> None:
        """Count an element, in the file and in every selection."""
        for metrics in (counts, *(one.metrics for one in self.selections)):
            metrics[name] = metrics.get(name, 0) + 1


def joined(blocks: Sequence[ValeBlock]) -> ValeBlock:
    """Blocks as one, with an empty line after each."""
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for block in blocks:
        pieces += [block.text, "\n\n"]
        runs += shifted(block.runs, length)
        length += len(block.text) + 2
    return ValeBlock("".join(pieces), "", runs)
