"""`copylint check`: the run, from paths to output and exit status."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from copylint import __version__, linter
from copylint.cli.mishaps import ERROR, ISSUES, mute, say
from copylint.cli.options import Options, check_options
from copylint.cli.output import Output, color_wanted, columns, write
from copylint.cli.progress import Bar, bar_wanted
from copylint.config import Choices, covers
from copylint.discovery import Target, discover
from copylint.errors import ConfigError, UsageError
from copylint.issue import Level, Report
from copylint.reporters.base import Options as ReportOptions
from copylint.reporters.base import Summary, Tally
from copylint.settings import Engine
from copylint.engines import OK
from copylint.tools import Tools


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=str, allow_dash=True))
@check_options
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check articles. Without PATHS: the current folder."""
    options = Options(**given)
    choices = choices_of(options)
    trace = say if options.verbose else lambda _: None
    with Tools(choices, trace=trace) as tools:
        return run(paths, options, tools)


def choices_of(options: Options) -> Choices:
    """What the command line chose of the settings."""
    return Choices(
        config=Path(options.config).absolute() if options.config else None,
        profile=options.profile,
        language=options.language,
        as_of=options.as_of.date() if options.as_of else None,
        engine=Engine(options.engine) if options.engine else None,
        select=options.select,
        ignore=options.ignore,
        min_level=Level.of(options.min_level) if options.min_level else None,
        fail_on=Level.of(options.fail_on) if options.fail_on else None,
        cache=options.cache,
    )


@dataclass
class Verdict:
    """The exit status as far as the reports have gone."""

    blocking: bool = False
    failed: bool = False

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, judged when each is taken."""
        for report in reports:
            self.blocking |= report.blocking > 0
            self.failed |= bool(report.failures)
            yield report

    @property
    def status(self) -> int:
        """2 when something was not checked, else 1 when something blocks, else 0."""
        return ERROR if self.failed else ISSUES if self.blocking else 0


def run(paths: tuple[str, ...], options: Options, tools: Tools) -> int:
    """Check what the command line names and write the reports; the exit status."""
    started = time.monotonic()
    targets = list(targets_of(paths, options, tools))
    tally, verdict, bar = Tally(), Verdict(), Bar(len(targets))
    reports = tally.watch(verdict.watch(linter.check_targets(targets, tools)))
    if bar_wanted(len(targets), quiet=options.quiet):
        reports = bar.watch(reports)

    def summary() -> Summary:
        seconds = time.monotonic() - started
        versions = {"copylint": __version__, **tools.engines.versions}
        return tally.summary(engines=tools.engines.status, versions=versions, seconds=seconds)

    try:
        write(outputs_of(options), reports, summary, report_options(options), bar.clear)
        sys.stdout.flush()
    except BrokenPipeError:
        mute()
    tell_engines(tools, options)
    return verdict.status


def outputs_of(options: Options) -> list[Output]:
    """The main output, then the others."""
    others = [Output(name, path) for name, path in options.output]
    return [Output(options.output_format, options.output_file), *others]


def report_options(options: Options) -> ReportOptions:
    """How to write for where standard output goes."""
    return ReportOptions(
        color=color_wanted(sys.stdout),
        width=columns(sys.stdout),
        excerpts=options.excerpts,
        quiet=options.quiet,
    )


def tell_engines(tools: Tools, options: Options) -> None:
    """One line on each engine that `auto` had to do without."""
    for name, status in tools.engines.status.items():
        if status != OK and not options.quiet:
            say(f"{name} {status}")


def targets_of(paths: tuple[str, ...], options: Options, tools: Tools) -> Iterator[Target]:
    """The files to check; `-` is standard input under the name --stdin-filename."""

    def excluded(path: Path, folder: bool) -> bool:
        try:
            settings = tools.settings(path)
        except ConfigError:
            return False
        return covers(settings.exclude, path, settings.root)

    named = (*paths, *listed(options.files_from)) if options.files_from else paths
    if options.files_from is None and not paths:
        named = (".",)
    if "-" in named:
        yield standard_input(options)
    yield from discover([path for path in named if path != "-"], excluded)


def standard_input(options: Options) -> Target:
    """What comes in on standard input, as the file that --stdin-filename says it is."""
    if not options.stdin_filename:
        raise UsageError(
            "'-' needs --stdin-filename.", hint="Its suffix says how to read the text."
        )
    name = options.stdin_filename
    return Target(name, Path(name).absolute(), data=sys.stdin.buffer.read())


def listed(source: str) -> list[str]:
    """The paths in a file, or on standard input for `-`, one a line."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}.", path=source) from error
    separator = b"\0" if b"\0" in data else b"\n"
    lines = (line.rstrip(b"\r") for line in data.split(separator))
    return [line.decode("utf-8", "surrogateescape") for line in lines if line]
