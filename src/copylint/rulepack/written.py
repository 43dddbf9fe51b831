"""A rule and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from copylint.errors import RuleError

if TYPE_CHECKING:
    from copylint.kinds.base import Rule


@dataclass(frozen=True, slots=True)
class Written:
    """A rule, the file it is written in as messages call it, and the line (from 1)."""

    rule: Rule
    path: str
    line: int


Result: TypeAlias = "Written | RuleError"
