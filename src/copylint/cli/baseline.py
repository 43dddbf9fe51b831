"""`copylint baseline`: record known issues, so that only new ones are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from copylint.cli.findings import choices, findings, findings_options
from copylint.discovery import Target
from copylint.filters.baseline import Baseline, path_hash, read, written
from copylint.issue import Report
from copylint.reporters.base import plural
from copylint.tools import Tools

FILE_NAME = "copylint-baseline.txt"


@click.command()
@findings_options
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False), default=FILE_NAME,
    show_default=True, help="The baseline to write.",
)  # fmt: skip
@click.option("--prune", is_flag=True, help="Only take out entries whose issue is gone.")
def baseline(
    paths: tuple[str, ...],
    config: str | None,
    profile: str | None,
    engine: str | None,
    file: Path,
    prune: bool,
) -> None:
    """Record the issues of PATHS as known. Without PATHS: the current folder.

    The file holds hashes only, no text; `copylint check --baseline FILE` reads it.
    """
    old = read(file) if prune else Baseline(file.resolve().parent, Counter())
    with Tools(choices(config, profile, engine)) as tools:
        found = list(findings(paths, tools))
    entries = _entries(old, found)
    if prune:
        entries = pruned(old, entries, [target.real for target, _ in found], whole=not paths)
    file.write_text(written(entries), "utf-8", newline="\n")
    files = len({entry.split()[0] for entry in entries})
    gone = f"; {len(list(old.entries.elements())) - len(entries)} taken out" if prune else ""
    click.echo(f"{file}: {plural(len(entries), 'known issue')} in {plural(files, 'file')}{gone}.")


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
