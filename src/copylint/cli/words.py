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
        for word in filter(_is_word, _read(path)):
            click.echo(word)


@words.command("add")
@click.argument("new", nargs=-1, required=True, metavar="WORD...")
@click.option("--file", "file", type=click.Path(path_type=Path), help="The list to add to.")
def add_command(new: tuple[str, ...], file: Path | None) -> None:
    """Add words or names to the first list of the configuration, or to words.txt.

    A word goes where the order of the list has it, in a list without order to its end; one that
    the list has is not added again.
    """
    path = file or next((one for one in _lists() if one.suffix == ".txt"), Path(_FILE))
    lines = _read(path) if path.exists() else []
    given = _checked(new, path)
    added = [word for word in given if word not in lines]
    if added:
        _write(path, _with(lines, added))
    click.echo(f"{_shown(path)}: {len(added)} added, {len(given) - len(added)} known already.")
    if not file and not _lists():
        click.echo(f"Next: name it in copylint.yaml: `words: [{path.name}]`.")


def _checked(new: tuple[str, ...], path: Path) -> list[str]:
    """The words without blanks around them, each once. Raises UsageError."""
    from copylint.errors import UsageError

    if path.suffix != ".txt":
        hint = "Name a .txt list with --file, or edit the table by hand."
        raise UsageError("is no list of words, one a line.", path=str(path), hint=hint)
    given = list(dict.fromkeys(word for each in new if (word := " ".join(each.split()))))
    for word in given:
        if not _is_word(word):
            raise UsageError(f"'{word}' would be a comment in a list.", hint="Leave out the '#'.")
    return given


def _lists() -> tuple[Path, ...]:
    """The lists of the configuration for the current folder."""
    from copylint.config import Choices, find, resolve

    config = find(Path.cwd())
    return resolve(config, Choices(), Path.cwd()).words if config else ()


def _read(path: Path) -> list[str]:
    """The lines of a list, comments among them. Raises ConfigError."""
    from copylint.errors import ConfigError

    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}.", path=str(path)) from None


def _with(lines: list[str], added: list[str]) -> list[str]:
    """The lines with new words, each before the first that comes after it."""
    known = list(filter(_is_word, lines))
    if known != sorted(known, key=_order):
        return [*lines, *added]
    for word in sorted(added, key=_order):
        after = (
            at for at, line in enumerate(lines) if _is_word(line) and _order(line) > _order(word)
        )
        lines.insert(next(after, len(lines)), word)
    return lines


def _write(path: Path, lines: list[str]) -> None:
    """Put the list in place in one step. Raises UsageError."""
    from copylint.cli.mishaps import unwritable

    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text("\n".join(lines) + "\n", "utf-8")
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


def _is_word(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _order(word: str) -> tuple[str, str]:
    return word.casefold(), word
