"""Where a part of a block's text stands in the source."""

from __future__ import annotations

from collections.abc import Sequence

from copylint.parsers.vale_tokens import Run
from copylint.parsers.vale_values import ValeBlock


def place_of(first: int, end: int, block: ValeBlock, source: str) -> tuple[int, int]:
    """Where a part of a block's text stands in the source.

    What has no words (-1) stands at the start of its block's last line, as with Vale; that of an
    element at its first; that of a file or of plain text, which Vale does not place, at the file's.
    """
    runs = block.runs
    if not runs:
        return 0, 0
    if first < 0:
        if block.scope.startswith(("summary", "raw")) or block.scope.endswith(".txt"):
            return 0, 0
        if block.scope.startswith("doc."):
            start = source.rfind("\n", 0, runs[0].start) + 1
            return start, start
        last = len(block.text.rstrip()) - 1
        start = source.rfind("\n", 0, _source_of(runs, max(last, 0))[0]) + 1
        return start, start
    if len(runs) == 1 and not runs[0].at and end <= runs[0].length and first < end:
        run = runs[0]
        if run.length == run.end - run.start:
            return run.start + first, run.start + end
    start = _source_of(runs, first)[0]
    return start, _source_of(runs, end - 1)[1] if first < end else start


def _source_of(runs: Sequence[Run], at: int) -> tuple[int, int]:
    """The source of one character; of a separator, the place between what it parts."""
    last = runs[0].start
    for run_at, length, start, end in runs:
        if at < run_at:
            return last, last
        if at < run_at + length:
            if length == end - start:
                return start + at - run_at, start + at - run_at + 1
            return start, end
        last = end
    return last, last
