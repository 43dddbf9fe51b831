"""What a run is about: its targets, and what tells their old issues from new ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from copylint.cli.mishaps import say
from copylint.discovery import Target
from copylint.document import Document
from copylint.issue import Issue
from copylint.reporters.base import plural
from copylint.reporters.visible import visible

if TYPE_CHECKING:
    from copylint.filters import baseline
    from copylint.filters.known import Split
    from copylint.novelty import Examine, Known


_MOST_STALE = 20  # entries named one by one


class Scope(Struct, frozen=True):
    """The files of a run, and what tells their old issues from new ones."""

    targets: Iterable[Target]
    known: tuple[Known, ...] = ()


class WatchedBaseline(Struct):
    """Knows what a baseline knows, and remembers what was found, to tell stale entries."""

    baseline: baseline.Baseline
    path: Path
    _found: dict[Path, list[str]] = field(default_factory=dict)

    def split(self, real: Path, document: Document, issues: Sequence[Issue], _: Examine) -> Split:
        """As the baseline tells."""
        self._found[real] = self.baseline.of(document, issues, real)
        return self.baseline.split(document, issues, real)

    def tell_stale(self) -> None:
        """Say which entries of the files checked have no issue any more."""
        found = [entry for entries in self._found.values() for entry in entries]
        stale = self.baseline.stale(found, self._found)
        for entry, real in stale[:_MOST_STALE]:
            file = visible(os.path.relpath(real))
            line = self.baseline.lines[entry]
            say(f"{self.path}:{line}: stale: {file} has this issue no more.")
        if stale:
            entries = "1 entry is" if len(stale) == 1 else f"{len(stale):,} entries are"
            say(f"{entries} stale in {self.path}: run 'copylint baseline --prune'.")


def tell_growth(new: int, path: Path) -> None:
    """Say how many issues a baseline that may not grow does not know."""
    say(f"{plural(new, 'issue')} not in {path}; with --no-growth each is one too many.")
