"""The case of a heading."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import Action
from copylint.kinds.capitalization import Capitalization
from tests.kinds.texts import hits


def wanted(text: str, **keys: Any) -> str | None:
    """What the heading should read, None where it is well."""
    made: Any = Capitalization
    given = {"name": "a.b", "extends": "capitalization", "message": "%s", **keys}
    found = hits(made(**given), text)
    assert all(hit.span.of(text) == text == hit.values[0] for hit in found)
    return found[0].values[1] if found else None


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ({"match": "$title"}, "Ferry Runs into the Old Pier", "Ferry Runs Into the Old Pier"),
        ({"match": "$title", "style": "Chicago"}, "Ferry Runs into the Old Pier", None),
        ({"match": "$title"}, "Ferry at the Pier", None),
        ({"match": "$title"}, "A ROPE ON the Pier", None),
        ({"match": "$title"}, "ferry hits pier", "Ferry Hits Pier"),
        ({"match": "$sentence"}, "Ferry hits pier", None),
        ({"match": "$sentence"}, "Ferry Hits Pier", "Ferry hits pier"),
        ({"match": "$sentence"}, "ferry hits pier at dawn", "Ferry hits pier at dawn"),
        ({"match": "$lower"}, "ferry hits pier", None),
        ({"match": "$lower"}, "ferry Hits pier", "ferry hits pier"),
        ({"match": "$upper"}, "FERRY 5", None),
        ({"match": "$upper"}, "FERRy 5", "FERRY 5"),
        ({"match": r"^\d+\. "}, "5. Ferry", None),
        ({"match": r"^\d+\. "}, "Ferry", r"^\d+\. "),
    ],
)
def test_cases(keys: dict[str, Any], text: str, expected: str | None) -> None:
    assert wanted(text, **{"threshold": 1.0, **keys}) == expected


@pytest.mark.parametrize(
    ("threshold", "well"), [(0.0, True), (0.8, True), (0.81, False), (1.0, False)]
)
def test_the_threshold_is_a_share_of_the_words(threshold: float, well: bool) -> None:
    text = "Ferry hits Pier at dawn"
    assert (wanted(text, match="$sentence", threshold=threshold) is None) is well


def test_the_first_word_of_a_sentence_must_be_right_at_any_threshold() -> None:
    assert wanted("ferry hits the old pier at dawn", match="$sentence", threshold=0.1) is not None


def test_exceptions_excuse_words_and_outside_the_word_cases_the_block() -> None:
    sentence = {"match": "$sentence", "threshold": 1.0}
    assert wanted("Ferry to Tide Bay", exceptions=("Tide Bay",), **sentence) is None
    assert wanted("Ferry to iPad shop", exceptions=("iPad",), **sentence) is None
    assert wanted("Ferry to Tide bay", exceptions=("Tide Bay",), **sentence) == "Ferry to tide bay"
    assert wanted("Ferry Mole", match="$lower", exceptions=("Mole",)) is None
    assert wanted("Ferry Moles", match="$lower", exceptions=("Mole",)) == "ferry moles"


def test_after_an_indicator_or_a_number_a_capital_follows() -> None:
    keys: dict[str, Any] = {"match": "$sentence", "threshold": 1.0}
    assert wanted("Harbour: Ferry sinks", **keys) == "Harbour: ferry sinks"
    assert wanted("Harbour: Ferry sinks", indicators=(":",), **keys) is None
    assert wanted("2. Ferry sinks", **keys) is None


def test_a_prefix_is_left_out() -> None:
    keys: dict[str, Any] = {"match": "$sentence", "threshold": 1.0}
    assert wanted("Step ONE: ferry hits pier", prefix=r"^Step \w+: ", **keys) is not None
    assert wanted("Step ONE: Ferry hits pier", prefix=r"^Step ONE: ", **keys) is None


def test_words_like_iphone_stay_as_they_are() -> None:
    assert wanted("The iPhone Sells on eBay", match="$title", threshold=1.0) is None
    assert wanted("iPhone sells on eBay", match="$sentence", threshold=1.0) is None
    assert wanted("the iPhone sells", match="$title") == "The iPhone Sells"


def test_no_words_at_all() -> None:
    assert wanted("— —", match="$title") is None
    assert wanted("", match="$title") is None


@pytest.mark.parametrize(
    ("keys", "offered"),
    [
        ({}, ("Ferry hits pier",)),
        ({"action": Action("edit", ("upper",))}, ("FERRY HITS PIER",)),
    ],
)
def test_what_is_offered(keys: dict[str, Any], offered: tuple[str, ...]) -> None:
    made: Any = Capitalization
    made = made(name="a.b", extends="capitalization", message="%s", match="$sentence", **keys)
    assert hits(made, "Ferry Hits Pier")[0].suggestions == offered
