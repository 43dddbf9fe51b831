"""Style folders: which files are rules, what they say, and what they take from other rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from copylint.errors import RuleError
from copylint.vale.config import LEVELS, ValeConfig
from copylint.vale.definition import KINDS, Definition, define

_DEEPEST = 10
_BOOLEAN = {
    word: value
    for value in (True, False)
    for word in (str(value), str(value).lower(), str(value).upper())
}
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_INTEGER = re.compile(r"[-+]?(?:[0-9][0-9_]*|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d\d?:\d\d?(?:\.\d*)?"
    r"\s*(?:Z|[-+]\d{1,2}(?::?\d\d)?)?)?"
)


class RuleFile(Struct, frozen=True):
    """A rule's file: the rule's full name, its keys, and on which line each top key stands."""

    name: str
    path: Path
    keys: dict[str, Any]
    lines: dict[str, int]
    notices: tuple[str, ...] = ()


class Styles(Struct):
    """The rules of all styles that a configuration names, in order of name, and what is wrong."""

    rules: list[Definition] = field(default_factory=list)
    problems: list[RuleError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def load(config: ValeConfig) -> Styles:
    """Read every rule that can run. A rule that cannot be read is a problem and no more."""
    styles = Styles()
    found: dict[str, Path] = {}
    for style in config.based_on:
        if style != "Vale":
            _add_style(config, style, found, styles.problems)
    for name in config.checked:
        _add_rule(config, name, found)
    for name in sorted(found):
        styles.files.append(found[name])
        try:
            file = read_file(name, found[name])
            styles.notices += file.notices
            styles.rules.append(read_rule(config, file))
        except RuleError as error:
            styles.problems.append(error)
    return styles


def _add_style(
    config: ValeConfig, style: str, found: dict[str, Path], problems: list[RuleError]
) -> None:
    folders = [path / style for path in config.styles_paths if (path / style).is_dir()]
    if not folders:
        where = ", ".join(map(str, config.styles_paths)) or "no StylesPath"
        problems.append(
            RuleError(
                f"the style '{style}' is not there (looked in {where})",
                path=str(config.path),
                hint="Run 'vale sync' or correct BasedOnStyles.",
            )
        )
    for file in (file for folder in folders[:1] for file in rule_files(folder)):
        parts = file.relative_to(folders[0]).parts
        name = ".".join([style, *parts[:-1], parts[-1].split(".")[0]])
        if config.ever_runs(name):
            found.setdefault(name, file)


def rule_files(folder: Path) -> Iterator[Path]:
    """The files of a style folder that hold rules, in order of name."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if entry.name[0] not in "._":
                yield from rule_files(entry)
        elif entry.suffix == ".yml" and not entry.name.endswith(".test.yml"):
            yield entry


def _add_rule(config: ValeConfig, name: str, found: dict[str, Path]) -> None:
    style, _, rest = name.partition(".")
    if not rest or style == "Vale" or style in config.based_on:
        return
    if path := _find(config, name):
        found.setdefault(name, path)


def _find(config: ValeConfig, name: str) -> Path | None:
    parts = name.split(".")
    relative = Path(*parts[:-1], f"{parts[-1]}.yml")
    return next((p / relative for p in config.styles_paths if (p / relative).is_file()), None)


def read_rule(config: ValeConfig, file: RuleFile) -> Definition:
    """Read one rule. Raises RuleError with its file and line."""
    name, path = file.name, file.path
    try:
        keys = _flat(config, file, ())
        keys |= config.parameters.get(name, {})
        level = level_of(config, name, str(keys.get("level") or "warning"))
        return define(name, str(path), keys, level=level)
    except RuleError as error:
        if error.path:
            raise
        raise RuleError(
            error.message, path=str(path), line=line_of(error.message, file), hint=error.hint
        ) from error


def level_of(config: ValeConfig, name: str, own: str) -> str:
    """The level that `[*]` gives a rule or its style, else its own."""
    if own not in LEVELS:
        raise RuleError(f"'level' is '{own}'; it is one of {', '.join(LEVELS)}")
    levels = config.whole.levels
    return levels.get(name) or levels.get(name.partition(".")[0]) or own


def line_of(message: str, file: RuleFile) -> int:
    """The line of the last key that a message quotes, else the first."""
    quoted = re.findall(r"'([a-z]+)[+-]?'", message)
    return next((file.lines[key] for key in reversed(quoted) if key in file.lines), 1)


def _flat(config: ValeConfig, file: RuleFile, seen: tuple[str, ...]) -> dict[str, Any]:
    """A rule's keys laid over those of the rule it extends."""
    extends = file.keys.get("extends")
    if not isinstance(extends, str) or "." not in extends:
        for key in file.keys:
            if key[-1:] in "+-":
                raise RuleError(f"'{key}' needs a rule to extend", path=str(file.path), line=1)
        if extends is not None and extends not in KINDS:
            raise RuleError(f"'extends' is '{extends}'; it names a kind: {', '.join(KINDS)}")
        return file.keys
    if extends in seen or len(seen) >= _DEEPEST:
        raise RuleError(f"'extends' goes in a circle at '{extends}'")
    parent = None if extends.startswith("Vale.") else _find(config, extends)
    if parent is None:
        raise RuleError(f"'extends' names the rule '{extends}', which has no file")
    above = _flat(config, read_file(extends, parent), (*seen, extends))
    return _overlaid({k: v for k, v in above.items() if k != "tests"}, file.keys)


def _overlaid(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    found = dict(parent)
    for key, value in child.items():
        base = key.rstrip("+-")
        if base != key:
            if base in child:
                raise RuleError(f"'{base}' is both replaced and edited")
            found[base] = _edited(found.get(base), value, key)
        elif key != "extends":
            found[key] = value
    return found


def _edited(parent: Any, value: Any, key: str) -> Any:
    adds = key.endswith("+")
    if isinstance(parent, list) and isinstance(value, list):
        return [*parent, *value] if adds else _without(parent, value, key)
    if isinstance(parent, dict) and adds and isinstance(value, dict):
        return parent | value
    if isinstance(parent, dict) and not adds and isinstance(value, list):
        return {k: parent[k] for k in _without(list(parent), value, key)}
    raise RuleError(f"'{key}' cannot edit what the rule that is extended has there")


def _without(entries: list[Any], removed: Iterable[Any], key: str) -> list[Any]:
    left = list(entries)
    for entry in removed:
        if entry not in left:
            raise RuleError(f"'{key}' takes away '{entry}', which is not there")
        left.remove(entry)
    return left


def read_file(name: str, path: Path) -> RuleFile:
    """Read a rule's YAML. Raises RuleError with the line that is wrong."""
    try:
        node = _composed(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", path=str(path)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise RuleError(f"is not YAML: {problem}", path=str(path), line=line) from error
    if not isinstance(node, yaml.MappingNode):
        raise RuleError("is not a rule: it has no keys", path=str(path), line=1)
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    for key, _ in _repeated(node):
        line = key.start_mark.line + 1
        raise RuleError(f"the key '{key.value}' stands twice", path=str(path), line=line)
    notices = tuple(_notice(path, key, value) for key, value in node.value if _repeats(value))
    return RuleFile(name, path, {str(k): v for k, v in plain(node).items()}, lines, notices)


def _composed(source: str) -> yaml.Node | None:
    r"""The YAML of a rule; `\'` in double quotes is an apostrophe, as Vale's reader has it."""
    while True:
        try:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            return yaml.compose(source, Loader=loader)
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.index if error.problem_mark else 0
            place = source.find("\\'", max(0, at - 2))
            if "escape" not in str(error.problem) or not at - 2 <= place <= at:
                raise
            source = f"{source[:place]}{source[place + 1 :]}"


def _notice(path: Path, key: yaml.Node, value: yaml.Node) -> str:
    again, first = next(found for node in _mappings(value) for found in _repeated(node))
    return (
        f"{path}:{again.start_mark.line + 1}: '{again.value}' stands twice under '{key.value}' "
        f"(before on line {first}): nothing is read there, by Vale neither; keep one of them"
    )


def _mappings(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """A node and those in it that are mappings."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _repeated(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, int]]:
    """The keys of a mapping that stand there again, and the line of the first."""
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in lines:
                yield key, lines[key.value]
            lines.setdefault(key.value, key.start_mark.line + 1)


def _repeats(node: yaml.Node) -> bool:
    return any(True for one in _mappings(node) for _ in _repeated(one))


def plain(node: yaml.Node) -> Any:
    """The value of a YAML node by the core schema: `yes` and `off` are strings.

    A mapping in which a key stands twice is left out with what holds it, as Vale does.
    """
    if isinstance(node, yaml.MappingNode):
        kept = ((key, value) for key, value in node.value if not _unread(value))
        return {plain(key): plain(value) for key, value in kept}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value if not _unread(item)]
    return scalar(node.value, node.style) if isinstance(node, yaml.ScalarNode) else None


def _unread(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and any(True for _ in _repeated(node))


def scalar(value: str, style: str | None) -> Any:
    """The value of a YAML scalar; a quoted or block scalar is a string."""
    if style:
        return value
    if value in _NULL:
        return None
    if value in _BOOLEAN:
        return _BOOLEAN[value]
    if _INTEGER.fullmatch(value):
        return _integer(value.replace("_", ""))
    if _FLOAT.fullmatch(value):
        return float(value)
    return value


def _integer(digits: str) -> int:
    prefix = digits.lstrip("+-")[:2].lower()
    return int(digits, 0 if prefix in ("0x", "0o", "0b") else 10)


def is_string(value: str, style: str | None) -> bool:
    """Whether YAML reads a scalar as a string: no number, date, truth value or nothing."""
    if style:
        return True
    return isinstance(scalar(value, None), str) and not _DATE.fullmatch(value)
