"""Totals, changes and conversions."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Run, Segment, Span
from copylint.kinds.arithmetic import (
    ChangeRule,
    DifferenceRule,
    MultipleRule,
    SharesRule,
    TotalRule,
)
from copylint.kinds.conversions import ConversionRule


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
        ("A jury of 12, seven men and four women, left.", [("jury of 12", "11")]),
        ("A jury of 12, seven men and five women, left.", []),
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
        ("Sales fell from 900 to 600, a drop of 40 percent.", [("33.3 percent",)]),
        ("It went from $1,000 to $1,155, a rise of 15.5%.", []),
        ("Turnout went from 61.5% to 62.5%, up 1%.", [("1 percentage point",)]),
        ("Turnout went from 61% to 64%, up 3 percentage points.", []),
        ("Fares rose 20%, from $40 to $60.", [("50%",)]),
        ("Fares rose by 50% to $60 from $40.", []),
        ("The rate rose 2% from 4% to 6%.", [("2 percentage points",)]),
    ],
)
def test_changes_are_worked_out(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(ChangeRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lies 10 miles (16 km) off.", []),
        ("It lies 10 miles (26 km) off.", [("16",)]),
        ("It is 2 miles (3 kilometers) and 100 feet (30 meters) on.", []),
        ("A 500 kg (1,100 pounds) bell and a 50 kg (60 pounds) clapper.", [("110",)]),
        ("It burned 1,000 acres (400 hectares).", []),
        ("She ran 5 miles (7 minutes a mile).", []),
        ("It was 95 degrees Fahrenheit (45 degrees Celsius).", [("35",)]),
        ("It was 32 F (0 C), then minus 40 C (minus 40 F) and -5C (23F).", []),
        ("It burned 500 hectares, or 2,100 acres, of heath.", [("1,200",)]),
        ("It holds 100 gallons (150 liters) and weighs 6 tonnes.", [("380",)]),
        ("A storm of 100 mph (160 kph) crossed 3 square miles (7.8 square kilometers).", []),
        ("It is 6 feet (1.8 m) deep and 2 m (6 feet 7 inches) wide.", []),
    ],
)
def test_conversions_allow_for_rounding(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(ConversionRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It doubled from 300 to 900.", [("tripled",)]),
        ("It doubled from 300 to 610 and tripled from 9% to 27%.", []),
        ("It halved, from 80 million to 60 million.", [("halved", "0.75")]),
        ("It doubled in a year from 5 million to 4 billion.", []),
    ],
)
def test_multiples_are_worked_out(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(MultipleRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of them 52% said yes, 41% said no and 14% slept.", [("107%",)]),
        ("Of them 52% said yes, 41% said no and 7% slept.", []),
        ("They could pick several: 52% yes, 41% no and 34% both.", []),
        ("Sales rose 40% in May, 50% in June and 60% in July.", []),
        ("Of them 33.4% sang, 33.4% danced and 33.4% slept.", []),
    ],
)
def test_shares_come_to_no_more_than_all(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(SharesRule, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She won by 200 votes, 5,400 to 5,100.", [("300",)]),
        ("She won by 300 votes, 5,400 to 5,100.", []),
        ("It passed 52-48, a margin of six.", [("4",)]),
        ("It passed 54-48, a margin of six.", []),
    ],
)
def test_margins_are_worked_out(text: str, found: list[tuple[str, ...]]) -> None:
    assert values(DifferenceRule, text) == found
