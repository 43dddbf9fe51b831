"""Configuration files as trees whose every entry knows its line, whatever they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from copylint.errors import ConfigError, RuleError
from copylint.kept import kept

if TYPE_CHECKING:
    import yaml

Keys: TypeAlias = tuple[str, ...]
Value: TypeAlias = "str | int | float | bool | dict[str, Node] | list[Node] | None"


class Node(Struct, frozen=True):
    """A value and the line (from 1) on which its entry begins."""

    value: Value
    line: int


def read(path: Path, shown: str) -> Node:
    """The tree of a YAML file, or of the `[tool.copylint]` table of a TOML file.

    `shown` is how messages call the file. Raises ConfigError with the line of the mistake.
    """
    text = _text(path, shown)
    return toml_tree(text, shown) if path.suffix == ".toml" else yaml_tree(text, shown)


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(f"cannot be read: {reason}.", path=shown) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            "is not UTF-8.", path=shown, line=line, hint="Save it as UTF-8."
        ) from None


def yaml_tree(text: str, shown: str) -> Node:
    """The tree of a YAML text. Plain scalars follow YAML 1.2: `off` and `no` are words."""
    from copylint.rulepack.tree import compose

    try:
        node = compose(text, shown)
        return _yaml_node(node, 1, shown, ()) if node else Node({}, 1)
    except RuleError as error:
        raise ConfigError(error.message, path=shown, line=error.line, hint=error.hint) from None
    except RecursionError:
        raise ConfigError("is nested too deeply.", path=shown, line=1) from None


def _yaml_node(node: yaml.Node, line: int, shown: str, above: tuple[yaml.Node, ...]) -> Node:
    import yaml

    if any(node is other for other in above):
        raise ConfigError("an alias stands inside what it refers to.", path=shown, line=line)
    above = (*above, node)
    if isinstance(node, yaml.MappingNode):
        return Node(_yaml_mapping(node, shown, above), line)
    if isinstance(node, yaml.SequenceNode):
        items = [_yaml_node(n, n.start_mark.line + 1, shown, above) for n in node.value]
        return Node(items, line)
    assert isinstance(node, yaml.ScalarNode)
    return Node(_scalar(node.value, plain=not node.style), line)


def _yaml_mapping(
    node: yaml.MappingNode, shown: str, above: tuple[yaml.Node, ...]
) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, str):
            raise ConfigError("a key must be a word.", path=shown, line=line)
        if key.value in entries:
            raise ConfigError(f"'{key.value}' stands here twice.", path=shown, line=line)
        entries[key.value] = _yaml_node(value, line, shown, above)
    return entries


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


def _scalar(text: str, *, plain: bool) -> Value:
    return _WORDS.get(text.lower(), text) if plain else text


def has_table(path: Path) -> bool:
    """True when a pyproject.toml has, or tries to have, a `[tool.copylint]` table."""
    try:
        return b"tool.copylint" in path.read_bytes()
    except OSError:
        return False


def toml_tree(text: str, shown: str) -> Node:
    """The tree of `[tool.copylint]` in a TOML text."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        message = f"is not TOML: {str(error).split(' (at ')[0]}."
        line = int(place[1]) if place else None
        raise ConfigError(message, path=shown, line=line) from None
    table = data.get("tool", {}).get("copylint")
    if not isinstance(table, dict):
        raise ConfigError("has no [tool.copylint] table.", path=shown)
    where = ("tool", "copylint")
    lines = dict(_toml_lines(text))
    return _toml_node(table, where, lines, lines.get(where, 1))


def _toml_node(
    value: Any, where: tuple[str, ...], lines: dict[tuple[str, ...], int], at: int
) -> Node:
    line = lines.get(where, at)
    if isinstance(value, dict):
        return Node({k: _toml_node(v, (*where, k), lines, line) for k, v in value.items()}, line)
    if isinstance(value, list):
        items = enumerate(value)
        return Node([_toml_node(v, (*where, str(i)), lines, line) for i, v in items], line)
    known = value is None or isinstance(value, str | int | float | bool)
    return Node(value if known else str(value), line)


_TABLE = kept(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_ENTRY = kept(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def _toml_lines(text: str) -> Iterator[tuple[Keys, int]]:
    """The line of each table and key, as well as a line-wise look can tell."""
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = _parts(found[2])
            if found[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            yield table, number
        elif entry := _ENTRY.match(line):
            yield (*table, *_parts(entry[1])), number


def _parts(dotted: str) -> tuple[str, ...]:
    found = re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", dotted)
    return tuple(next((part for part in parts if part), "") for parts in found)
