"""Patterns: their dialect, what they need, and the one scan that says which rules can match."""

from __future__ import annotations

from copylint.matching.alternatives import first_matches
from copylint.matching.anchors import ANYHOW, Anchors, Part, anchors, words_of
from copylint.matching.dialect import (
    TIME_LIMIT,
    PatternError,
    compiled,
    matches,
    read,
    verify,
)
from copylint.matching.literals import (
    Demands,
    Literal,
    Needs,
    demands,
    fold,
    needs,
    ranked,
    union,
    words,
)
from copylint.matching.prefilter import Gate, Prefilter, Reading

__all__ = [
    "ANYHOW",
    "TIME_LIMIT",
    "Anchors",
    "Demands",
    "Gate",
    "Literal",
    "Needs",
    "Part",
    "PatternError",
    "Prefilter",
    "Reading",
    "anchors",
    "compiled",
    "demands",
    "first_matches",
    "fold",
    "matches",
    "needs",
    "ranked",
    "read",
    "union",
    "verify",
    "words",
    "words_of",
]
