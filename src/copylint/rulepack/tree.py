"""YAML as plain values whose every key knows its line.

Scalars stay as they are written (`yes`, `off`, `5:30` are words); what they mean is the schema's to
say, so that a list wants a list and a date a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from copylint.errors import RuleError

if TYPE_CHECKING:
    import yaml

Value: TypeAlias = "str | dict[str, Value] | list[Value] | None"


def compose(text: str, path: str) -> yaml.Node | None:
    """The nodes of a YAML text. Raises RuleError with the line of the mistake."""
    import yaml

    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else None
        hint = "Put values that hold ': ', '#' or quotation marks in quotes."
        raise RuleError(f"is not YAML: {problem}.", path=path, line=line, hint=hint) from None
    except RecursionError:
        raise RuleError("is nested too deeply.", path=path, line=1) from None


def value_of(node: yaml.Node, path: str) -> Value:
    """The plain value of a node. Raises RuleError for a key that stands twice or is no word."""
    kind = node.id  # type: ignore[attr-defined]
    if kind == "scalar":
        empty = not node.style and node.value in ("", "~", "null")  # type: ignore[attr-defined]
        return None if empty else str(node.value)
    if kind == "sequence":
        return [value_of(item, path) for item in node.value]
    values: dict[str, Value] = {}
    for key, below in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, str):
            raise RuleError("a key must be a word.", path=path, line=line)
        if key.value in values:
            raise RuleError(
                f"'{key.value}' stands here twice.", path=path, line=line, hint="Keep one of them."
            )
        values[key.value] = value_of(below, path)
    return values


def line_of(node: yaml.Node, where: Sequence[str | int]) -> int:
    """The line of the entry that `where` leads to, or of the last step that exists."""
    line: int = node.start_mark.line + 1
    for step in where:
        found = _below(node, step)
        if found is None:
            break
        node, line = found
    return line


def _below(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    kind = node.id  # type: ignore[attr-defined]
    if kind == "mapping":
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if kind == "sequence" and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None
