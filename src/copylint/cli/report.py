"""`copylint report`: what the chief sub wants to know of a rule's life in the house."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import click

from copylint import novelty
from copylint.checking import check_document
from copylint.cli.findings import Findings, choices, findings_options, save
from copylint.discovery import Target
from copylint.document import Document
from copylint.filters import known
from copylint.filters.directives import directives
from copylint.filters.dismissals import Dismissal, read
from copylint.filters.git import Blobs, Changes, changed_since
from copylint.filters.suppressions import NOTICE_DAYS
from copylint.issue import Issue, Report, Safety
from copylint.reporters.rollout import FORMATS, Ending, Event, rollout
from copylint.settings import DISMISSALS, Settings
from copylint.tools import Tools


@click.command()
@findings_options
@click.option("--since", metavar="REV", help="Count as fixed what this revision had and is gone.")
@click.option("--format", "format_", type=click.Choice([*FORMATS]), default="text")
@click.option(
    "--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write here instead of to standard output.",
)  # fmt: skip
def report(
    paths: tuple[str, ...],
    config: str | None,
    profile: str | None,
    engine: str | None,
    since: str | None,
    format_: str,
    output_file: Path | None,
) -> int:
    """Count findings, fixes, dismissals and exceptions that end by rule, desk and author."""
    changes = changed_since(since, Path.cwd()) if since else None
    with Tools(choices(config, profile, engine)) as tools:
        count = Count(tools, changes)
        found = Findings(paths, tools)
        for target, one in found:
            count.add(target, one)
    output = FORMATS[format_](rollout(count.events, count.endings))
    if output_file is None:
        click.echo(output, nl=False)
    else:
        save(output_file, output)
    return found.status


class Count:
    """Takes reports and keeps what is to be counted of them."""

    def __init__(self, tools: Tools, changes: Changes | None) -> None:
        self.events: list[Event] = []
        self.endings: list[Ending] = []
        self._tools = tools
        self._changed = {change.path: change for change in changes.files} if changes else {}
        self._dismissals: dict[Path, tuple[Dismissal, ...]] = {}
        self._last = datetime.date.today() + datetime.timedelta(NOTICE_DAYS)

    def add(self, target: Target, found: Report) -> None:
        """Count one file."""
        settings = self._tools.settings(target.real)
        desk = desk_of(target.real, settings.root)
        for what, rule in self._counted(target, found, settings):
            self.events.append(Event(what, rule, desk, self._author(rule, settings)))

    def _counted(
        self, target: Target, found: Report, settings: Settings
    ) -> Iterator[tuple[str, str]]:
        for issue in found.issues:
            yield issue.level.label, issue.rule
            if issue.safety is Safety.SAFE:
                yield "fixable", issue.rule
        for issue in self._fixed(target, found, settings):
            yield "fixed", issue.rule
        for rule in self._dismissed(target, settings):
            yield "dismissed", rule
        for rule in self._ending(found.document):
            yield "ending", rule

    def _fixed(self, target: Target, found: Report, settings: Settings) -> tuple[Issue, ...]:
        """What the file's version in git had and the file has not."""
        change = self._changed.get(target.real)
        if change is None:
            return ()
        with Blobs(target.real.parent) as blobs:
            old = novelty.old_document(change, blobs)
        if old is None:
            return ()
        issues = check_document(old, settings, self._tools).issues
        return known.split(old, issues, found.document, found.issues).new

    def _dismissed(self, target: Target, settings: Settings) -> Iterator[str]:
        file = settings.root / DISMISSALS
        if file not in self._dismissals:
            self._dismissals[file] = read(file)
        path = os.path.relpath(target.real, settings.root).replace(os.sep, "/")
        return (one.rule for one in self._dismissals[file] if one.path == path)

    def _ending(self, document: Document) -> Iterator[str]:
        for one in directives(document):
            if one.until and one.until <= self._last:
                line = document.position(one.place.start).line
                rules = ", ".join(one.rules)
                self.endings.append(Ending(document.path, line, rules, one.until, one.reason))
                yield from one.rules

    def _author(self, rule: str, settings: Settings) -> str:
        """The rule's owner, else its pack."""
        found = self._tools.rules(settings).named(rule)
        return (found.owner if found else "") or rule.partition(".")[0]


def desk_of(file: Path, root: Path) -> str:
    """The folder of a file, counted from the configuration's."""
    relative = os.path.relpath(file.parent, root).replace(os.sep, "/")
    return "(top)" if relative == "." else relative
