"""Patterns: their dialect, what they need, and the one scan that says which rules can match."""

from __future__ import annotations

from copylint.matching.alternatives import first_matches
from copylint.matching.dialect import (
    TIME_LIMIT,
    PatternError,
    compiled,
    matches,
    read,
    verify,
)
from copylint.matching.literals import Literal, Needs, fold, needs, union, words
from copylint.matching.prefilter import Prefilter

__all__ = [
    "TIME_LIMIT",
    "Literal",
    "Needs",
    "PatternError",
    "Prefilter",
    "compiled",
    "first_matches",
    "fold",
    "matches",
    "needs",
    "read",
    "union",
    "verify",
    "words",
]
