"""Where a run's output goes: standard output and files, each in its format, as it becomes known."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import tee
from pathlib import Path
from typing import IO

from msgspec import Struct, field

from copylint.cli.mishaps import unwritable
from copylint.issue import Report
from copylint.reporters import render
from copylint.reporters.base import Options, Summary

STDOUT = None


class Output(Struct, frozen=True):
    """One format and where it is written; `path` None is standard output."""

    format: str
    path: Path | None = STDOUT


class _Stream(Struct):
    """One output being written, and how many reports its reporter has taken so far."""

    file: IO[str]
    pieces: Iterator[str] = field(default_factory=lambda: iter(()))
    taken: int = 0

    def feed(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.taken += 1
            yield report


def write(
    outputs: list[Output],
    reports: Iterable[Report],
    summary: Callable[[], Summary],
    options: Options,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Write the reports to all outputs, hardly holding more than one report at a time.

    `before` is called before each piece. Raises UsageError for a file that cannot be written.
    """
    if not outputs:
        for _ in reports:
            before()
    with ExitStack() as stack:
        streams = [_Stream(_opened(output, stack)) for output in outputs]
        feeds = tee(reports, len(streams)) if len(streams) != 1 else (reports,)
        for output, stream, feed in zip(outputs, streams, feeds, strict=True):
            shown = options if output.path is STDOUT else _plain(options)
            stream.pieces = render(output.format, stream.feed(feed), summary, shown)
        _drain(streams, before)


def _drain(streams: list[_Stream], before: Callable[[], None]) -> None:
    """Let the stream that is furthest behind write its next piece, until all are at the end."""
    while streams:
        stream = min(streams, key=lambda each: each.taken)
        piece = next(stream.pieces, None)
        if piece is None:
            streams.remove(stream)
        else:
            before()
            stream.file.write(piece)


def _opened(output: Output, stack: ExitStack) -> IO[str]:
    if output.path is STDOUT:
        return sys.stdout
    try:
        file = output.path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise unwritable(output.path, error) from error
    return stack.enter_context(file)


def _plain(options: Options) -> Options:
    return Options(
        excerpts=options.excerpts, quiet=options.quiet, rules=options.rules, width=options.width
    )


def color_wanted(stream: IO[str]) -> bool:
    """True for a terminal that shows colours, unless NO_COLOR (no-color.org) says no."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def columns(stream: IO[str]) -> int:
    """The width to write for: the terminal's, at most 100, else 80."""
    if not stream.isatty():
        return 80
    return min(100, os.get_terminal_size(stream.fileno()).columns or 80)
