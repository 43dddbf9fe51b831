"""`copylint baseline`: record known issues, so that only new ones are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from copylint.cli.findings import Findings, choices, findings_options, save
from copylint.cli.mishaps import ISSUES, say
from copylint.discovery import Target
from copylint.filters.baseline import Baseline, path_hash, read, written
from copylint.issue import Report
from copylint.reporters.base import plural
from copylint.tools import Tools

FILE_NAME = "copylint-baseline.txt"


@click.command()
@findings_options
@click.option(
    "--file", "--baseline", "file", default=FILE_NAME, show_default=True,
    type=click.Path(path_type=Path, dir_okay=False), help="The baseline to write.",
)  # fmt: skip
@click.option("--prune", is_flag=True, help="Only take out entries whose issue is gone.")
@click.option(
    "--no-growth", is_flag=True, help="Write nothing; exit 1 when entries would be added."
)
def baseline(
    paths: tuple[str, ...],
    config: str | None,
    profile: str | None,
    engine: str | None,
    file: Path,
    prune: bool,
    no_growth: bool,
) -> int:
    """Record the issues of PATHS as known. Without PATHS: the current folder.

    The file holds hashes only, no text; `copylint check --baseline FILE` reads it.
    """
    old = read(file) if prune or no_growth else Baseline(file.resolve().parent, Counter())
    with Tools(choices(config, profile, engine)) as tools:
        findings = Findings(paths, tools, ours=file)
        found = list(findings)
    entries = _entries(old, found)
    if no_growth:
        return max(findings.status, _growth(old, entries, file))
    if prune and findings.status:
        say(f"{file}: nothing is taken out, since not all files could be checked.")
        return findings.status
    if prune:
        whole = not paths and old.folder.is_relative_to(Path.cwd().resolve())
        entries = pruned(old, entries, [target.real for target, _ in found], whole=whole)
    save(file, written(entries))
    files = len({entry.split()[0] for entry in entries})
    gone = f"; {len(list(old.entries.elements())) - len(entries)} taken out" if prune else ""
    click.echo(f"{file}: {plural(len(entries), 'known issue')} in {plural(files, 'file')}{gone}.")
    return findings.status


def _growth(old: Baseline, entries: list[str], file: Path) -> int:
    """Say how many issues the baseline does not know; 1 when there are any."""
    new = (Counter(entries) - old.entries).total()
    click.echo(f"{file}: {plural(new, 'issue')} not known.")
    return ISSUES if new else 0


def _entries(known: Baseline, found: Iterable[tuple[Target, Report]]) -> list[str]:
    return [
        entry
        for target, report in found
        for entry in known.of(report.document, report.issues, target.real)
    ]


def pruned(old: Baseline, found: list[str], checked: Iterable[Path], *, whole: bool) -> list[str]:
    """The old entries that still have their issue; with `whole` unchecked files are gone ones."""
    kept = old.entries & Counter(found)
    if not whole:
        hashes = {path_hash(old.folder, real) for real in checked}
        kept += Counter(
            {entry: count for entry, count in old.entries.items() if entry.split()[0] not in hashes}
        )
    return list(kept.elements())
