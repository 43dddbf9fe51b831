"""How often something may stand in a block."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import RuleProblem
from copylint.kinds.occurrence import Occurrence
from tests.kinds.texts import hits


def told(text: str, **keys: Any) -> list[tuple[int, tuple[str, ...]]]:
    made = Occurrence(name="a.b", extends="occurrence", message="%s", **keys)
    return [(hit.span.start, hit.values) for hit in hits(made, text)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"token": "ebb", "max": 2}, [(2, ("3", "ebb"))]),
        ({"token": "ebb", "max": 3}, []),
        ({"token": "ebb", "min": 3}, []),
        ({"token": "ebb", "min": 4}, [(2, ("3", "ebb"))]),
        ({"token": r"\bebb\b", "max": 1}, [(2, ("2", "ebb"))]),
        ({"token": "ebb|flow", "max": 3, "ignorecase": True}, [(2, ("4", "ebb"))]),
        ({"token": "flood", "min": 1}, [(0, ("0", "A"))]),
        ({"token": "flood", "min": 1, "max": 2}, [(0, ("0", "A"))]),
    ],
)
def test_one_hit_for_a_block_out_of_bounds(
    keys: dict[str, Any], expected: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert told("A ebb, an ebb, ebbs, a FLOW.", **keys) == expected


def test_it_points_at_words_and_not_at_masked_code() -> None:
    assert told("*** and rope", token=r"\S+", max=1) == [(4, ("3", "and"))]
    assert told("*** ***", token=r"\S+", max=1) == []
    assert told("", token="x", min=1) == []
    assert told("  ", token="x", min=1) == []


def test_a_rule_needs_a_bound() -> None:
    with pytest.raises(RuleProblem):
        told("x", token="x")
