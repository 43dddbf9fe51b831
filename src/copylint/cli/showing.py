"""`copylint check --show-settings`: the settings in force for the files of a path."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import fields

from copylint.issue import Level
from copylint.settings import Override, RuleLevel
from copylint.tools import Tools


def show_settings(paths: Sequence[str], tools: Tools) -> int:
    """Print the settings, as YAML, for each path (none: the current folder); status 0."""
    for path in paths or ["."]:
        real = Path(path).absolute()
        settings = tools.settings(real / "article.md" if real.is_dir() else real)
        click.echo(f"# {path}\n" + "\n".join(_lines(settings, "")))
    return 0


def _lines(value: object, indent: str) -> Iterator[str]:
    assert isinstance(value, Struct)
    for field in fields(value):
        inner = getattr(value, field.name)
        name = f"{indent}{field.name.replace('_', '-')}:"
        if isinstance(inner, tuple) and any(isinstance(item, Override) for item in inner):
            yield name
            for item in inner:
                yield f"{indent}  - files: {item.files}"
                yield f"{indent}    rules: {_plain(item.rules)}"
        elif isinstance(inner, Struct):
            yield name
            yield from _lines(inner, f"{indent}  ")
        else:
            yield f"{name} {_plain(inner)}"


def _plain(value: object) -> str:
    """A value as YAML would have it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Level):
        return value.label
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, RuleLevel):
        return f"{value.pattern}: {value.level.label if value.level is not None else 'off'}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        rules = any(isinstance(item, RuleLevel) for item in value)
        inner = ", ".join(map(_plain, value))
        return f"{{{inner}}}" if rules else f"[{inner}]"
    return str(value)
