"""Numbers that announce a list."""

from __future__ import annotations

import pytest

from copylint.document import Run, Segment, Span
from copylint.kinds.counting import CountRule


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    rule = CountRule(name="contradiction.test", extends="count", message="%s, %s")
    segment = Segment(text, ("text",), (Run(Span(0, len(text)), Span(0, len(text))),))
    return [(hit.span.of(text), hit.values) for hit in rule.find(segment)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He sailed three rivers: the Po and the Adda.", ("three rivers", "two")),
        ("She coached in three countries: Peru and Chile.", ("three countries", "two")),
        ("Two sisters, Ana, Eva and Ida, run it.", ("two sisters", "three")),
        ("The 4 ports — Gdynia, Riga and Turku — closed.", ("four ports", "three")),
        ("It has two aims: food, water and shelter.", ("two aims", "three")),
        ("She wrote two plays: “Salt,” “Ash” and “Ida”.", ("two plays", "three")),
    ],
)
def test_a_closed_list_of_another_length_is_reported(text: str, values: tuple[str, ...]) -> None:
    assert [hit[1] for hit in found(text)] == [values]


@pytest.mark.parametrize(
    "text",
    [
        "She coached in two countries: Peru and Chile.",
        "In two weeks, Ana, Eva and Ida will sail.",
        "Five people: a couple and their three children.",
        "They toured three cities: New York, Washington, D.C., and Boston.",
        "Two rivals: Johnson and Johnson and Bayer.",
        "The house has two rooms: the first, low and dark, was a stable; the other is new.",
        "Three teams, including Lyon and Metz, withdrew.",
        "It shut two ports: Vis, in the south, and Split, where sheds burned.",
        "She wrote three plays, “Salt,” “Ash” and “Ida”.",
        "There are four ways: ask, beg, or, when nothing else helps, steal and run.",
        "It has three members: a baker, a miller who once ran for mayor and a retired smith.",
    ],
)
def test_open_or_doubtful_lists_are_left_alone(text: str) -> None:
    assert found(text) == []
