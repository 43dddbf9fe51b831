"""Case taken over from a match, and lists of alternatives."""

from __future__ import annotations

import pytest

from copylint.kinds.wording import (
    in_words,
    listed,
    quoted_list,
    recase,
)


@pytest.mark.parametrize(
    ("suggestion", "match", "made"),
    [
        ("emptied", "Emptyed", "Emptied"),
        ("emptied", "EMPTYED", "EMPTIED"),
        ("emptied", "emptyed", "emptied"),
        ("Kyiv", "KIEV", "KYIV"),
        ("Kyiv", "kiev", "Kyiv"),
        ("iPad", "Ipad", "iPad"),
        ("9 p.m.", "9 PM", "9 p.m."),
        ("an", "A", "An"),
        ("quoted", "“Quotd", "quoted"),
    ],
)
def test_a_suggestion_takes_the_case_of_its_match(suggestion: str, match: str, made: str) -> None:
    assert recase(suggestion, match) == made


@pytest.mark.parametrize(
    ("options", "plain", "quoted", "words"),
    [
        ((), "", "", ""),
        (("a",), "a", "'a'", "a"),
        (("a", "b"), "a' or 'b", "'a' or 'b'", "'a' or 'b'"),
        (("a", "b", "c"), "a', 'b' or 'c", "'a', 'b', or 'c'", "'a', 'b', or 'c'"),
    ],
)
def test_lists(options: tuple[str, ...], plain: str, quoted: str, words: str) -> None:
    assert (listed(options), quoted_list(options), in_words(options)) == (plain, quoted, words)
