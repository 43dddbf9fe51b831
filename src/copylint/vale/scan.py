"""One scan of a text for the places where matches of many rules can begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from copylint.vale.starts import Starts


@dataclass(frozen=True, slots=True)
class Scan:
    """Strings that matches begin with, as one pattern, and which rules each belongs to.

    The longest string at a place is found; the rules of the strings that it begins with are
    listed with it.
    """

    bounded: regex.Pattern[str] | None
    anywhere: regex.Pattern[str] | None
    rules: Mapping[str, tuple[int, ...]]
    loose: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, starts: Iterable[tuple[int, Starts]]) -> Scan:
        """A scan for rules by number."""
        bounded: dict[str, set[int]] = {}
        loose: dict[str, set[int]] = {}
        for number, one in starts:
            table = bounded if one.bounded else loose
            for text in one.texts:
                table.setdefault(text, set()).add(number)
        return cls(
            _pattern(bounded, r"\b"), _pattern(loose, ""), _inherited(bounded), _inherited(loose)
        )

    def places(self, folded: str) -> dict[int, list[int]]:
        """For each rule that can match in a folded text, where its matches can begin."""
        found: dict[int, list[int]] = {}
        for pattern, table in ((self.bounded, self.rules), (self.anywhere, self.loose)):
            if pattern is None:
                continue
            for match in pattern.finditer(folded):
                at = match.start()
                for number in table[match[1]]:
                    if number in found:
                        found[number].append(at)
                    else:
                        found[number] = [at]
        return found


def _inherited(table: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    """Each string with the rules of all strings that it begins with."""
    return {
        text: tuple(sorted(set().union(*(table.get(text[:n], ()) for n in range(1, len(text) + 1)))))
        for text in table
    }


def _pattern(texts: Iterable[str], before: str) -> regex.Pattern[str] | None:
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for text in texts:
        node = tree
        for char in text:
            node = node.setdefault(char, {})
        node[""] = {}
    if not tree:
        return None
    return regex.compile(f"{before}(?=({_branches(tree)}))", regex.VERSION0, cache_pattern=False)


def _branches(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    branches = [_run(char, below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _run(char: str, below: dict[str, dict]) -> str:  # type: ignore[type-arg]
    return regex.escape(char, special_only=True) + _branches(below)
