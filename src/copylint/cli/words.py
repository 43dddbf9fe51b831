"""`copylint words`: the house's own words and names, in the lists that the configuration names."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = "words.txt"


@click.group()
def words() -> None:
    """Add to or list the house's own words and names."""


@words.command("list")
def list_command() -> None:
    """List the words of all lists that the configuration here names."""
    for path in _lists():
        for word in _read(path):
            click.echo(word)


@words.command("add")
@click.argument("new", nargs=-1, required=True, metavar="WORD...")
@click.option("--file", "file", type=click.Path(path_type=Path), help="The list to add to.")
def add_command(new: tuple[str, ...], file: Path | None) -> None:
    """Add words or names to the first list of the configuration, or to words.txt.

    The list is kept in order; a word that it has is not added again.
    """
    path = file or next((one for one in _lists() if one.suffix == ".txt"), Path(_FILE))
    known = _read(path) if path.exists() else []
    added = [
        word for word in dict.fromkeys(each.strip() for each in new) if word and word not in known
    ]
    if added:
        _write(path, [*known, *added])
    click.echo(f"{path}: {len(added)} added, {len(new) - len(added)} known already.")
    if not _lists():
        click.echo(f"Next: name it in copylint.yaml: `words: [{path.name}]`.")


def _lists() -> tuple[Path, ...]:
    """The lists of the configuration for the current folder."""
    from copylint.config import Choices, find, resolve

    config = find(Path.cwd())
    return resolve(config, Choices(), Path.cwd()).words if config else ()


def _read(path: Path) -> list[str]:
    """The lines of a list, comments among them. Raises ConfigError."""
    from copylint.errors import ConfigError

    try:
        return [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}.", path=str(path)) from None


def _write(path: Path, lines: list[str]) -> None:
    """Put the list in place in one step: comments first, then the words in order."""
    comments = [line for line in lines if line.startswith("#")]
    listed = sorted({line for line in lines if not line.startswith("#")}, key=_order)
    part = path.with_name(f".{path.name}.part")
    part.write_text("\n".join([*comments, *listed]) + "\n", "utf-8")
    part.replace(path)


def _order(word: str) -> tuple[str, str]:
    return word.casefold(), word
