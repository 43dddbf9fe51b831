"""Totals, changes and conversions."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Run, Segment, Span
from copylint.kinds.arithmetic import ChangeRule, ConversionRule, TotalRule


def values(kind: Any, text: str) -> list[tuple[str, ...]]:
    rule = kind(name="contradiction.test", extends=kind.kind, message="%s %s")
    segment = Segment(text, ("text",), (Run(Span(0, len(text)), Span(0, len(text))),))
    return [hit.suggestions or hit.values for hit in rule.find(segment)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It hurt 12 people: seven women and four men.", [("12 people", "11")]),
        ("It hurt eleven people — seven women and four men — at dawn.", []),
        ("She sold 1,200 tickets, 900 online and 400 at the door.", [("1,200 tickets", "1,300")]),
        ("He has two boats, one sloop and one ketch.", []),
        ("They saw 20 birds, including 3 owls and 2 jays.", []),
    ],
)
def test_totals_are_added_up(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(TotalRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dues rose from 4% to 6%, up 2%.", [("2 percentage points",)]),
        ("Dues rose from 4% to 6%, up 50%.", []),
        ("Sales fell from 900 to 600, a drop of 33 percent.", []),
        ("Sales fell from 900 to 600, a drop of 40 percent.", [("40 percent", "33.3%")]),
        ("It went from $1,000 to $1,155, a rise of 15.5%.", []),
        ("Turnout went from 61.5% to 62.5%, up 1%.", [("1 percentage point",)]),
        ("Turnout went from 61% to 64%, up 3 percentage points.", []),
    ],
)
def test_changes_are_worked_out(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(ChangeRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lies 10 miles (16 km) off.", []),
        ("It lies 10 miles (26 km) off.", [("26", "16.1")]),
        ("It is 2 miles (3 kilometers) and 100 feet (30 meters) on.", []),
        ("A 500 kg (1,100 pounds) bell and a 50 kg (60 pounds) clapper.", [("60", "110")]),
        ("It burned 1,000 acres (400 hectares).", []),
        ("She ran 5 miles (7 minutes a mile).", []),
    ],
)
def test_conversions_allow_for_rounding(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(ConversionRule, text) == found
