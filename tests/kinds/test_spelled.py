"""Numbers in words, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.kinds.spelled import cardinal, to_digits, to_words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("13", "thirteen"),
        ("40", "forty"),
        ("-7", "minus seven"),
        ("101", "one hundred one"),
        ("1012", "one thousand twelve"),
        ("2000340", "two million three hundred forty"),
        ("1st", "first"),
        ("12th", "twelfth"),
        ("30th", "thirtieth"),
        ("92nd", "ninety-second"),
        ("111th", "one hundred eleventh"),
        ("2000000th", "two millionth"),
    ],
)
def test_there_and_back(digits: str, words: str) -> None:
    assert to_words(digits) == words
    assert to_digits(words) == digits


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_comes_back(number: int) -> None:
    assert to_digits(cardinal(number)) == str(number)


@given(st.integers(0, 10**9))
def test_every_ordinal_comes_back(number: int) -> None:
    words = to_words(f"{number}th")
    assert to_words(to_digits(words)) == words


@pytest.mark.parametrize("text", ["", "pier", "4.5", "first second", "1e3", "minus", "one pier"])
def test_anything_else_stays(text: str) -> None:
    assert to_words(text) == text
    assert to_digits(text) == text


def test_commas_case_and_and() -> None:
    assert to_words("1,200") == "one thousand two hundred"
    assert to_digits("Two Hundred and Six") == "206"
