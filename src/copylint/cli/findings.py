"""Findings for commands that keep or count them: the files named, checked with few options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from copylint import linter
from copylint.cli.mishaps import ERROR, say, unwritable
from copylint.cli.options import ENGINES
from copylint.cli.sources import excluder
from copylint.config import Choices
from copylint.discovery import Target, discover
from copylint.issue import Report
from copylint.reporters.visible import visible
from copylint.settings import Engine
from copylint.tools import Tools

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=str)),
    click.option("--config", metavar="FILE", help="Use this configuration for all files."),
    click.option("--profile", metavar="NAME", help="newsroom, ap, uk, none or a path."),
    click.option("--engine", type=click.Choice(ENGINES), help="Which proofreaders run."),
)


def findings_options(command: Command) -> Command:
    """Decorator: PATHS and the options that decide what is found."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choices(config: str | None, profile: str | None, engine: str | None) -> Choices:
    """What these options choose of the settings."""
    return Choices(
        config=Path(config).absolute() if config else None,
        profile=profile,
        engine=Engine(engine) if engine else None,
    )


class Findings:
    """The files of the paths (none: the current folder) that could be checked, with their reports.

    What could not be checked is told on standard error; then `status` is 2 at the end. `ours` is
    a file that is no article.
    """

    def __init__(self, paths: Iterable[str], tools: Tools, ours: Path | None = None) -> None:
        self.status = 0
        self._paths, self._tools = [*paths] or ["."], tools
        self._ours = ours.resolve() if ours else None

    def __iter__(self) -> Iterator[tuple[Target, Report]]:
        for target in discover(self._paths, excluder(self._tools)):
            if target.real == self._ours:
                continue
            for report in linter.check_targets([target], self._tools):
                for failure in report.failures:
                    say(f"{visible(report.document.path)}: {failure.source}: {failure.message}")
                    self.status = ERROR
                if report.document.segments or report.issues:
                    yield target, report


def save(path: Path, text: str) -> None:
    """Write a file. Raises UsageError when that cannot be."""
    try:
        path.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise unwritable(path, error) from error
