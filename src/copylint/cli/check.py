"""`copylint check`: the run, from paths to output and exit status."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from copylint import __version__, linter
from copylint.cli import parallel
from copylint.cli.mending import Mending
from copylint.cli.mishaps import BUG, ERROR, ISSUES, mute, say, tell_bug
from copylint.cli.options import Options, check_options
from copylint.cli.output import Output, color_wanted, columns, write
from copylint.cli.progress import Bar, bar_wanted
from copylint.cli.ruleinfo import RuleInfos
from copylint.cli.scope import Scope, WatchedBaseline, tell_growth
from copylint.cli.sources import scope_of
from copylint.config import Choices
from copylint.discovery import Target
from copylint.engines import OK
from copylint.issue import Level, Report
from copylint.reporters import writer
from copylint.reporters.base import Options as ReportOptions
from copylint.reporters.base import Summary, Tally
from copylint.reporters.statistics import Statistics
from copylint.reporters.terminal import summary_line
from copylint.reporters.visible import visible
from copylint.settings import Engine
from copylint.tools import Tools


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=str, allow_dash=True))
@check_options
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check articles. Without PATHS: the current folder."""
    options = Options(**given)
    trace = say if options.verbose else lambda _: None
    with Tools(choices_of(options), trace=trace) as tools:
        tools.engines.warn = say
        if options.show_settings:
            from copylint.cli.showing import show_settings

            return show_settings(paths, tools)
        if options.watch:
            from copylint.cli.watching import watch

            return watch(paths, lambda: run(paths, options, tools), options, tools)
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
        cache=options.cache and not options.statistics,
    )


class Verdict(Struct):
    """The exit status as far as the reports have gone. With `no_growth` any issue blocks."""

    no_growth: bool = False
    blocking: bool = False
    failed: bool = False
    new: int = 0

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, judged when each is taken."""
        for report in reports:
            self.blocking |= report.blocking > 0
            self.failed |= bool(report.failures)
            self.new += sum(not issue.trial for issue in report.issues)
            yield report

    @property
    def status(self) -> int:
        """2 when something was not checked, else 1 when something blocks, else 0."""
        grown = self.no_growth and self.new > 0
        return ERROR if self.failed else ISSUES if self.blocking or grown else 0


def run(paths: tuple[str, ...], options: Options, tools: Tools) -> int:
    """Check what the command line names and write the reports; the exit status."""
    with ExitStack() as stack:
        return Run(options, tools, scope_of(paths, options, tools, stack)).status()


class Run:
    """One run over its targets: everything that watches the reports go by."""

    def __init__(self, options: Options, tools: Tools, scope: Scope) -> None:
        self._options, self._tools, self._known = options, tools, scope.known
        self._started = time.monotonic()
        self._targets = list(scope.targets)
        self._tally, self._statistics = Tally(), Statistics()
        self._verdict = Verdict(options.no_growth)
        self._bar = Bar(len(self._targets))
        self._mending = Mending(options.diff, next(filter(_is_stdin, self._targets), None))
        if options.statistics:
            tools.rule_seconds = {}

    def status(self) -> int:
        """Check, write, say what is left to say; the exit status."""
        try:
            self._write()
            sys.stdout.flush()
        except BrokenPipeError:
            mute()
        self._tell()
        return BUG if self._tools.bugs else self._verdict.status

    def _checked(self) -> Generator[Report, None, None]:
        return parallel.check_targets(
            self._targets, self._tools, self._plan(), self._options.jobs, self._writer()
        )

    def _watched(self, reports: Iterable[Report]) -> Iterable[Report]:
        for watcher in (self._verdict, self._tally, self._statistics):
            reports = watcher.watch(reports)
        if not self._main_output:
            reports = _failures_told(reports)
        wanted = bar_wanted(len(self._targets), quiet=self._options.quiet)
        return self._bar.watch(reports) if wanted else reports

    def _writer(self) -> parallel.Write | None:
        """What writes a report where it is made, if nobody else here asks for its issues."""
        outputs = self._outputs()
        if len(outputs) != 1 or self._options.no_growth or self._options.statistics:
            return None
        write = writer(outputs[0].format)
        options = report_options(self._options, self._tools)
        return None if write is None else lambda report: write(report, options)

    def _plan(self) -> linter.Plan:
        options = self._options
        return linter.Plan(
            known=self._known,
            fix=options.fix or options.diff,
            unsafe=options.unsafe_fixes,
            preview=options.diff,
            told=self._mending.tell,
        )

    def _write(self) -> None:
        options = report_options(self._options, self._tools)
        with closing(self._checked()) as checked:  # whatever happens, no process is left behind
            reports = self._watched(checked)
            write(self._outputs(), reports, self._summary, options, self._bar.clear)
        if self._options.fix and not self._options.diff:
            self._mending.finish(quiet=self._options.quiet)

    def _outputs(self) -> list[Output]:
        """The main output, then the others; a diff or mended text takes standard output alone."""
        options = self._options
        others = [Output(name, path) for name, path in options.output]
        main = [Output(options.output_format, options.output_file)] if self._main_output else []
        return [*main, *others]

    @property
    def _main_output(self) -> bool:
        options = self._options
        taken = options.diff or (options.fix and self._mending.stdin is not None)
        return not taken or options.output_file is not None

    def _summary(self) -> Summary:
        engines = self._tools.engines
        return self._tally.summary(
            engines=engines.status,
            versions={"copylint": __version__, **engines.versions},
            seconds=time.monotonic() - self._started,
        )

    def _tell(self) -> None:
        """What goes to standard error after the output."""
        options, engines = self._options, self._tools.engines
        for bug in self._tools.bugs:
            tell_bug(bug, verbose=options.verbose)
        if options.statistics:
            times = self._statistics.text(engines.seconds, self._tools.rule_seconds or {})
            click.echo(times, err=options.output_format != "text" or options.diff)
        if options.diff and not options.quiet:
            self._mending.finish(quiet=False)
            say(summary_line(self._summary()))
        if not options.quiet:
            tell_engines(self._tools)
            self._tell_baseline()

    def _tell_baseline(self) -> None:
        for known in self._known:
            if isinstance(known, WatchedBaseline):
                known.tell_stale()
                if self._options.no_growth and self._verdict.new:
                    tell_growth(self._verdict.new, known.path)


def _failures_told(reports: Iterable[Report]) -> Iterator[Report]:
    """The same reports, what failed in them told on standard error."""
    for report in reports:
        for failure in report.failures:
            say(f"{visible(report.document.path)}: {failure.source}: {visible(failure.message)}")
        yield report


def _is_stdin(target: Target) -> bool:
    return target.elsewhere


def report_options(options: Options, tools: Tools) -> ReportOptions:
    """How to write for where standard output goes."""
    return ReportOptions(
        color=color_wanted(sys.stdout),
        width=columns(sys.stdout),
        excerpts=options.excerpts,
        quiet=options.quiet,
        rules=RuleInfos(tools),
    )


def tell_engines(tools: Tools) -> None:
    """One line on each engine that `auto` had to do without, and on each rule not supported."""
    for notice in tools.notices:
        say(notice)
    for name, status in tools.engines.status.items():
        if status != OK:
            say(f"{name} {status}")
