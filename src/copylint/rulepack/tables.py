"""House editors' tables: each row of words.csv or style.csv is a substitution."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copylint.rulepack.reader import Result

TABLES = frozenset({"words.csv", "style.csv", "words.xlsx", "style.xlsx"})


def read_table(file: Path, shown: str, pack: str) -> Iterator[Result]:
    """The rules of a table, one a row, and its mistakes with their lines."""
    yield from ()
