"""What is new in a file: against its old version in git, and against a baseline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from copylint.document import Document
from copylint.errors import InputError
from copylint.filters import known
from copylint.filters.baseline import Baseline
from copylint.filters.git import Blobs, Changed, Changes
from copylint.filters.known import Split
from copylint.issue import Issue
from copylint.parsers import decode, parse

Examine = Callable[[Document], Sequence[Issue]]


class Known(Protocol):
    """Tells the issues of a file that are new from those that are known."""

    def split(
        self, real: Path, document: Document, issues: Sequence[Issue], examine: Examine
    ) -> Split:
        """`real` is the file's absolute path; `examine` finds the issues of another version."""


class SinceRevision(Struct, frozen=True):
    """New is what the version of a file in git did not have; a file that is as it was has none."""

    files: Mapping[Path, Changed]
    blobs: Blobs

    @classmethod
    def of(cls, changes: Changes, blobs: Blobs) -> SinceRevision:
        """What is new since the base of these changes."""
        return cls({change.path: change for change in changes.files}, blobs)

    def split(
        self, real: Path, document: Document, issues: Sequence[Issue], examine: Examine
    ) -> Split:
        """All issues are new in a new file, and where the old version cannot be read."""
        change = self.files.get(real)
        if change is None:
            return Split((), tuple(issues))
        if not change.old or not issues:
            return Split(tuple(issues), ())
        old = old_document(change, self.blobs)
        if old is None:
            return Split(tuple(issues), ())
        return known.split(document, issues, old, examine(old))


def old_document(change: Changed, blobs: Blobs) -> Document | None:
    """The old version of a file, or None when there is none that can be read."""
    if not change.old:
        return None
    try:
        return parse(str(change.old_path or change.path), decode(blobs.read(change.old)).text)
    except InputError:
        return None


class SinceBaseline(Struct, frozen=True):
    """New is what a baseline does not know."""

    baseline: Baseline

    def split(
        self, real: Path, document: Document, issues: Sequence[Issue], examine: Examine
    ) -> Split:
        """As the baseline tells."""
        return self.baseline.split(document, issues, real)
