"""A rule and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from copylint.errors import RuleError

if TYPE_CHECKING:
    from copylint.kinds.base import Rule


class Written(Struct, frozen=True):
    """A rule, the file it is written in as messages call it, and the line (from 1)."""

    rule: Rule
    path: str
    line: int


Result: TypeAlias = "Written | RuleError"
