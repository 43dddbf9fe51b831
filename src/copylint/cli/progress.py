"""A progress bar for long runs: on a terminal only, on standard error, gone when the run ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from copylint.issue import Report

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds before a bar appears


class Bar:
    """Counts reports as they pass. `clear` takes the bar away before something is written."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._started = time.monotonic()
        self._progress: Progress | None = None

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports; the bar moves with each."""
        for done, report in enumerate(reports, 1):
            if time.monotonic() - self._started > _PATIENCE and done < self._total:
                self._show(done)
            yield report
        self.clear()

    def clear(self) -> None:
        """Take the bar away until the next report."""
        if self._progress is not None:
            self._progress.stop()

    def _show(self, done: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        if self._progress is None:
            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            console = Console(file=sys.stderr)
            self._progress = Progress(
                *columns, console=console, transient=True, auto_refresh=False,
                redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._progress.add_task("", total=self._total)
        self._progress.update(self._progress.task_ids[0], completed=done)
        self._progress.start()
        self._progress.refresh()


def bar_wanted(total: int, *, quiet: bool) -> bool:
    """True on a terminal that no continuous integration reads, for more than one file."""
    return total > 1 and not quiet and sys.stderr.isatty() and not os.environ.get("CI")
