"""Typed reading of a configuration tree; mistakes are collected, so that all are told at once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from copylint.config.tree import Node
from copylint.errors import ConfigError
from copylint.issue import Level
from copylint.settings import RuleLevel

_FEW = 12
LEVELS = ("off", "suggestion", "warning", "error")


def did_you_mean(word: str, options: Sequence[str]) -> str:
    """The next step after an unknown name: the nearest one, else all when they are few."""
    from copylint.rulepack.mistakes import nearest

    known = f"Known are: {', '.join(options)}." if len(options) <= _FEW else ""
    return nearest(word, options) or known


class Reader(Struct, frozen=True):
    """Reads one file's tree. `path` is how messages call the file."""

    path: str
    problems: list[ConfigError] = field(default_factory=list)

    def wrong(self, node: Node, message: str, hint: str | None = None) -> None:
        """Note a mistake at a node."""
        error = ConfigError(message, path=self.path, line=node.line, hint=hint or None)
        self.problems.append(error)

    def table(self, node: Node | None, name: str, known: Sequence[str] = ()) -> dict[str, Node]:
        """A mapping's entries; keys outside `known` (when given) are mistakes and left out."""
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.wrong(node, f"{name} must be a list of 'key: value' entries.")
            return {}
        for key, entry in node.value.items():
            if known and key not in known:
                self.wrong(entry, f"unknown key '{key}' in {name}.", did_you_mean(key, known))
        return {key: entry for key, entry in node.value.items() if not known or key in known}

    def text(self, node: Node | None, name: str) -> str | None:
        """A text, or None when there is none."""
        if node is None or node.value is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value
        self.wrong(node, f"'{name}' must be a text.")
        return None

    def texts(self, node: Node | None, name: str) -> list[tuple[str, Node]]:
        """The texts of a list, each with its node; one text alone counts as a list of one."""
        if node is None or node.value is None:
            return []
        items = node.value if isinstance(node.value, list) else [node]
        pairs = [(self.text(item, name), item) for item in items]
        return [(text, item) for text, item in pairs if text is not None]

    def flag(self, node: Node | None, name: str) -> bool | None:
        """True or false, or None when it is not set."""
        if node is None or node.value is None or isinstance(node.value, bool):
            return None if node is None or node.value is None else node.value is True
        self.wrong(node, f"'{name}' must be true or false.")
        return None

    def choice(self, node: Node | None, name: str, options: Sequence[str]) -> str | None:
        """One of `options`, whatever its capitals, or None when it is not set or unknown."""
        if node is not None and node.value is False and "off" in options:
            return "off"
        if node is not None and isinstance(node.value, int | float | list | dict):
            self.wrong(node, f"'{name}' must be one of {', '.join(options)}.")
            return None
        text = self.text(node, name)
        for option in options:
            if text is not None and option.lower() == text.lower():
                return option
        if text is not None and node is not None:
            self.wrong(node, f"'{text}' is not a value of '{name}'.", did_you_mean(text, options))
        return None

    def level(self, node: Node | None, name: str, default: Level) -> Level:
        """A level that cannot be off."""
        label = self.choice(node, name, LEVELS[1:])
        return Level.of(label) if label else default

    def levels(self, node: Node | None) -> tuple[RuleLevel, ...]:
        """The entries of a `rules` table, in order."""
        found = []
        for pattern, entry in self.table(node, "'rules'").items():
            label = self.choice(entry, pattern, LEVELS)
            if label:
                level = None if label == "off" else Level.of(label)
                found.append(RuleLevel(pattern, level, f"{self.path}:{entry.line}"))
        return tuple(found)
