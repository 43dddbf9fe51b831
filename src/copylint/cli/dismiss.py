"""`copylint dismiss`: record a false alarm, so that it is not shown again."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from copylint.cli.findings import Findings, choices, findings_options, save
from copylint.discovery import Target
from copylint.errors import UsageError
from copylint.filters.dismissals import Dismissal, read, written
from copylint.issue import Issue
from copylint.settings import DISMISSALS
from copylint.tools import Tools


@click.command()
@click.argument("fingerprint")
@findings_options
@click.option("--reason", required=True, metavar="TEXT", help="Why it is a false alarm.")
def dismiss(
    fingerprint: str,
    paths: tuple[str, ...],
    config: str | None,
    profile: str | None,
    engine: str | None,
    reason: str,
) -> None:
    """Record the issue with FINGERPRINT, somewhere in PATHS, as a false alarm.

    The record goes to copylint-dismissals.jsonl beside the configuration; commit that file.
    """
    with Tools(choices(config, profile, engine)) as tools:
        target, issue = _found(fingerprint, paths, tools)
        file = tools.settings(target.real).root / DISMISSALS
    path = os.path.relpath(target.real, file.parent).replace(os.sep, "/")
    today = datetime.date.today().isoformat()
    one = Dismissal(path, issue.rule, fingerprint, reason, today)
    save(file, written([*read(file), one]))
    click.echo(f"Dismissed {issue.rule} in {target.path}; recorded in {_shown(file)}.")


def _found(fingerprint: str, paths: tuple[str, ...], tools: Tools) -> tuple[Target, Issue]:
    for target, report in Findings(paths, tools):
        for issue in report.issues:
            if issue.fingerprint == fingerprint:
                return target, issue
    hint = "'copylint check --output-format json' lists fingerprints; name the file if need be."
    raise UsageError(f"no issue has the fingerprint '{fingerprint}' here.", hint=hint)


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
