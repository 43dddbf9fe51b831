"""The options of `copylint check`, and the values they become."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from copylint.config.profiles import LANGUAGES
from copylint.reporters import FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])

ENGINES = ("auto", "harper", "languagetool", "both", "none")
LEVELS = ("suggestion", "warning", "error")


class Options(Struct, frozen=True):
    """What the command line said, as it said it."""

    config: str | None
    profile: str | None
    language: str | None
    as_of: datetime.datetime | None
    engine: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_level: str | None
    fail_on: str | None
    output_format: str
    output: tuple[tuple[str, Path], ...]
    output_file: Path | None
    excerpts: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    changed_since: str | None
    staged: bool
    baseline: Path | None
    no_growth: bool
    stdin_filename: str | None
    files_from: str | None
    jobs: int
    cache: bool
    statistics: bool
    watch: bool
    quiet: bool
    verbose: bool
    show_settings: bool


def _names(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Comma-separated names, given once or several times."""
    return tuple(name.strip() for part in value for name in part.split(",") if name.strip())


def _outputs(
    _: click.Context, __: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    found = []
    for given in value:
        name, sign, path = given.partition("=")
        if not sign or not path or name not in FORMATS:
            raise click.BadParameter(
                f"'{given}' is not FORMAT=FILE; formats: {', '.join(FORMATS)}."
            )
        found.append((name, Path(path)))
    return tuple(found)


_OPTIONS = (
    click.option("--config", metavar="FILE", help="Use this configuration for all files."),
    click.option("--profile", metavar="NAME", help="newsroom, ap, uk, none or a path."),
    click.option("--language", type=click.Choice(LANGUAGES, case_sensitive=False), metavar="TAG",
                 help="en-US, en-GB, ...; en: either."),
    click.option(
        "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
        help="Judge dated rules as on this day (2027-01-31).",
    ),
    click.option(
        "--engine", type=click.Choice(ENGINES),
        help="Proofreaders: auto takes what is there, the others are required.",
    ),
    click.option("--select", multiple=True, callback=_names, metavar="R,..",
                 help="Only these rules, packs or globs."),
    click.option("--ignore", multiple=True, callback=_names, metavar="R,..",
                 help="Not these rules, packs or globs."),
    click.option("--min-level", type=click.Choice(LEVELS), help="Hide what is below."),
    click.option("--fail-on", type=click.Choice(LEVELS),
                 help="Exit 1 at or above; error unless the configuration says otherwise."),
    click.option("--output-format", type=click.Choice(FORMATS), default="text", show_default=True),
    click.option("--output", multiple=True, callback=_outputs, metavar="FORMAT=FILE",
                 help="Write this format to a file as well; repeatable."),
    click.option("--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help="Write the output here instead of standard output."),
    click.option("--excerpts/--no-excerpts", default=True, help="Article text in the output."),
    click.option("--fix", is_flag=True, help="Apply safe fixes."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the unsafe ones too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing."),
    click.option("--changed-since", metavar="REV", help="Only findings that are new since REV."),
    click.option("--staged", is_flag=True, help="Check what is staged for what is new."),
    click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
                 help="Report only what this file does not know."),
    click.option("--no-growth", is_flag=True,
                 help="With --baseline: fail on any new issue, whatever its level."),
    click.option("--stdin-filename", metavar="FILE",
                 help="What to call standard input, '-'; its suffix says how to read it."),
    click.option("--files-from", metavar="FILE", help="Paths to check, one a line; '-': stdin."),
    click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N",
                 help="Files checked at once; 0, the default: what pays."),
    click.option("--cache/--no-cache", default=True, help="Keep what proofreaders found."),
    click.option("--statistics", is_flag=True, help="Rules by count, and the time they took."),
    click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
    click.option("-q", "--quiet", is_flag=True, help="Issues only."),
    click.option("-v", "--verbose", is_flag=True,
                 help="Say which configuration, packs and engines are used; time them."),
    click.option("--show-settings", is_flag=True, help="Print the settings in force and stop."),
)  # fmt: skip


def check_options(command: Command) -> Command:
    """Decorator: all options of `check`, in the order of the table."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
