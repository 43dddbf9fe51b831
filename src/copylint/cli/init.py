"""`copylint init`: a first copylint.yaml, with every choice named and explained."""

from __future__ import annotations

from pathlib import Path

import click

from copylint.cli.mishaps import unwritable
from copylint.cli.options import ENGINES
from copylint.config import DEFAULT_PROFILE, FILE_NAME
from copylint.config.profiles import load_profile
from copylint.errors import UsageError

_TEXT = """\
# copylint's configuration, for the files in this folder and below. Paths are relative to it.

# House style: newsroom (guide-neutral), ap, uk, none, or the path of a profile of your own.
profile: {profile}

# Proofreaders: auto (Harper, and LanguageTool where it is installed), harper, languagetool, both
# or none. Name one to have the same result on every machine.
engine: {engine}

# The kind of English; the profile sets it unless this does: en-US, en-GB, en-AU, en-CA, ...
# language: en-US

# More rules: built-in packs by name, folders of your own, Vale styles.
# packs: [rules/house]

# Names and words of the house, one a line in a .txt file; `copylint words add` keeps them.
# words: [words.txt]

# Levels of rules and packs: off, suggestion, warning or error. `copylint rules list` shows all.
# rules:
#   attribution: suggestion

# The level that fails a run.
fail-on: error

# Not checked, written as in .gitignore.
# exclude: [drafts/]

# Other levels for some files.
# overrides:
#   - files: "opinion/**"
#     rules: {{attribution: off}}
"""


@click.command()
@click.option("--profile", default=DEFAULT_PROFILE, show_default=True, metavar="NAME")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True)
def init(profile: str, engine: str) -> None:
    """Write a commented copylint.yaml into the current folder; never over another."""
    load_profile(profile, Path.cwd())
    try:
        with Path(FILE_NAME).open("x", encoding="utf-8") as file:
            file.write(_TEXT.format(profile=profile, engine=engine))
    except FileExistsError:
        hint = "Edit it, or move it away first."
        raise UsageError("is there already.", path=FILE_NAME, hint=hint) from None
    except OSError as error:
        raise unwritable(FILE_NAME, error) from error
    click.echo(f"Wrote {FILE_NAME}. Next: copylint check")
