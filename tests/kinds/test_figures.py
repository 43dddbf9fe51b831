"""Heads and captions against the body; look-alike letters; lists below their number."""

from __future__ import annotations

import pytest

from copylint.kinds.base import Rule
from copylint.kinds.counting import ItemsRule
from copylint.kinds.doubled import Doubled
from copylint.kinds.figures import DifferingFigureRule, DifferingNameRule
from copylint.kinds.lookalikes import LookalikeRule
from copylint.kinds.years import DifferingYearRule
from copylint.parsers import parse
from tests.kinds.texts import segment


def found(rule: Rule, text: str) -> list[tuple[str, ...]]:
    document = parse("a.md", text)
    return [hit.values for hit in rule.find_all(document)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("# Ferry sinks, killing 31\n\nA ferry sank, killing 13 people.", [("31", "13")]),
        ("# Quake of magnitude 6.8\n\nA magnitude 6.2 quake hit.", [("6.8", "6.2")]),
        ("# 9,000 homes dark\n\nSome 7,000 homes here and 2,000 homes there.", []),
        ("# More than 30 killed\n\nA ferry sank and killed 31.", []),
        ("# Ferry sinks, killing 31\n\nIt sailed at 13 knots.", []),
    ],
)
def test_figures_of_the_head_are_those_of_the_body(text: str, values: list[object]) -> None:
    rule = DifferingFigureRule(name="a.b", extends="differing-figure", message="%s %s")
    assert found(rule, text) == values


def test_what_title_and_headline_say_alike_is_told_once() -> None:
    head = "Ferry sinks, killing 31"
    document = parse("a.md", f"---\ntitle: {head}\n---\n\n# {head}\n\nIt killed 13 people.\n")
    rule = DifferingFigureRule(name="a.b", extends="differing-figure", message="%s %s")
    (hit,) = rule.find_all(document)
    assert [document.segments[place.segment].text for place in hit.related] == [
        "It killed 13 people.",
        head,
    ]


CAPTION = "![Divers leave the Leyte harbor on May 4, {}.](x.jpg)\n\n"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (CAPTION.format(2019) + "Divers left Leyte on May 4, 2020.", [("2019", "2020")]),
        (CAPTION.format(2019) + "Divers came to Leyte on May 9, 2020.", []),
        (CAPTION.format(2019) + "Divers left Leyte on May 4, 2020, as in 2019.", []),
        ("![Divers at sea in 2019.](x.jpg)\n\nDivers left Leyte in 2020.", []),
        ("![File: divers leave Leyte harbor in 2019.](x.jpg)\n\nDivers left Leyte in 2020.", []),
        (
            "![Divers left the Leyte harbor in 2019.](x.jpg)\n\nDivers left Leyte harbor in 2020.",
            [("2019", "2020")],
        ),
    ],
)
def test_years_of_captions_are_those_of_the_body(text: str, values: list[object]) -> None:
    rule = DifferingYearRule(name="a.b", extends="differing-year", message="%s %s")
    assert found(rule, text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("# Costa wins\n\nThe race went to Teresa Kosta.", [("Costa", "Kosta")]),
        ("# Georgia votes\n\nVoters in Georgian cities queued.", []),
        ("# General Services Wins Big\n\nThe Federal Services won.", []),
    ],
)
def test_names_of_the_head_are_those_of_the_body(text: str, values: list[object]) -> None:
    rule = DifferingNameRule(name="a.b", extends="differing-name", message="%s %s")
    assert found(rule, text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It takes two things:\n\n- time\n- money\n- luck\n", [("two things", "3")]),
        ("It takes two things:\n\n- time\n  - nights\n- money\n", []),
        ("It took two years:\n\n- time\n- money\n- luck\n", []),
    ],
)
def test_lists_are_as_long_as_announced(text: str, values: list[object]) -> None:
    assert found(ItemsRule(name="a.b", extends="items", message="%s %s"), text) == values


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A n\u0430tional park.", ["national"]),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 is Moscow.", []),
        ("An \u03b1-helix and 5 \u03bcm.", []),
    ],
)
def test_letters_of_another_script_are_seen(text: str, wanted: list[str]) -> None:
    rule = LookalikeRule(name="a.b", extends="lookalike", message="%s %s")
    assert [hit.suggestions[0] for hit in rule.find(segment(text))] == wanted


def test_a_long_run_of_one_word_is_cut_in_the_message() -> None:
    rule = Doubled(name="a.b", extends="doubled", message="%s %s")
    (hit,) = rule.find(segment("river " * 5000))
    assert len(hit.values[1]) < 64
    assert hit.values[1].endswith("river ...")
