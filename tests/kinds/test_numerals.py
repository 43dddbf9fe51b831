"""Numbers as words and figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Run, Segment, Span
from copylint.kinds.numerals import NumeralRule, numerals, opens_sentence, spell_out, value_of


def rewritten(text: str, **keys: Any) -> list[tuple[str, tuple[str, ...]]]:
    rule = NumeralRule(name="numbers.test", extends="numeral", message="Write '%s'.", **keys)
    run = Run(Span(0, len(text)), Span(0, len(text)))
    hits = rule.find(Segment(text, ("text",), (run,)))
    return [(hit.span.of(text), hit.suggestions) for hit in hits]


@given(st.integers(0, 99))
def test_words_and_values_agree(value: int) -> None:
    assert value_of(spell_out(value)) == value
    assert [numeral.value for numeral in numerals(f"about {spell_out(value)} boats", "words")] == [
        value
    ]


@given(st.integers(0, 10**12))
def test_figures_are_read_with_and_without_commas(value: int) -> None:
    for shown in (str(value), f"{value:,}"):
        assert [found.value for found in numerals(f"some {shown} boats", "figures")] == [value]


@pytest.mark.parametrize(
    "text",
    ["3.5 km", "$40", "7-2", "9/11", "5:30", "40%", "Boeing-737", "B2", "4x4", "#12", "1.2.3"],
)
def test_parts_of_other_things_are_no_numbers(text: str) -> None:
    assert list(numerals(f"with {text} in it", "figures")) == []


def test_small_figures_become_words_in_fitting_company() -> None:
    keys: dict[str, Any] = {
        "form": "figures", "write": "words", "min": 2, "max": 9,
        "after": r" [a-z]+s\b", "not_before": r"[Cc]hapter ",
    }  # fmt: skip
    assert rewritten("She owns 3 boats and 12 oars.", **keys) == [("3", ("three",))]
    assert rewritten("See chapter 3 notes for 5 miles.", **keys) == [("5", ("five",))]
    assert rewritten("It is 4 percent or 3.5 litres.", **keys) == []


@pytest.mark.parametrize(
    ("figure", "words"),
    [("99", "Ninety-nine"), ("120", "One hundred twenty"), ("903", "Nine hundred three")],
)
def test_hundreds_open_a_sentence_in_words(figure: str, words: str) -> None:
    keys: dict[str, Any] = {"form": "figures", "write": "words", "at": "start", "after": " [a-z]"}
    assert rewritten(f"It rained. {figure} people left.", **keys) == [(figure, (words,))]


def test_large_words_become_figures_but_not_at_the_start() -> None:
    keys: dict[str, Any] = {"form": "words", "write": "figures", "min": 10, "after": " "}
    assert rewritten("Nearly twenty-five boats sank.", **keys) == [("twenty-five", ("25",))]
    assert rewritten("Twelve boats sank. Eleven swam.", **keys) == []
    assert rewritten("A ninety-day wait for fifteen-year-olds.", **keys) == []


def test_hundreds_and_thousands_in_words_are_one_number() -> None:
    keys: dict[str, Any] = {"form": "words", "write": "figures", "min": 10, "after": " "}
    assert rewritten("Some two hundred men left.", **keys) == [("two hundred", ("200",))]
    assert rewritten("Nearly three thousand five hundred came.", **keys) == [
        ("three thousand five hundred", ("3,500",))
    ]
    assert rewritten("About one hundred and six sank.", **keys) == [
        ("one hundred and six", ("106",))
    ]


def test_thousands_take_a_comma() -> None:
    keys: dict[str, Any] = {"form": "figures", "write": "separated", "min": 10000}
    assert rewritten("It cost 16000 euros, not 16,500.", **keys) == [("16000", ("16,000",))]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Ten", True),
        ("He left. Ten", True),
        ("“Go!” (Ten", True),
        ("by Ten", False),
        ("a, Ten", False),
        ("on Dec. Ten", False),
        ("No. Ten", False),
    ],
)
def test_what_opens_a_sentence(text: str, opens: bool) -> None:
    assert opens_sentence(text, text.index("Ten")) is opens
