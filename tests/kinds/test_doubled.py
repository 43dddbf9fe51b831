"""Words written twice."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.doubled import Doubled
from tests.kinds.texts import found, hits


def rule(**keys: Any) -> Doubled:
    given = {"small": ("the", "of", "is", "a"), **keys}
    return Doubled(name="a.b", extends="doubled", message="%s %s", **given)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Rain fell on the the pier.", ["the the"]),
        ("The the pier is is wet.", ["The the", "is is"]),
        ("It was\nwas wet wet wet.", ["was\nwas", "wet wet wet"]),
        ("a a rope, after World War I I left, x x", ["a a"]),
        ("The The pier.", ["The The"]),
        ("Walla Walla and Duran Duran met Boutros Boutros-Ghali.", []),
        ("THE THE played.", []),
        ("One-on-on one, so-so so, don't t, 3 3.", []),
        ("That is it. It is that.", []),
        ("He had had enough.", ["had had"]),
        ("Tide, tide.", []),
    ],
)
def test_words(text: str, twice: list[str]) -> None:
    assert found(rule(), text) == twice


def test_only_and_allow() -> None:
    assert found(rule(allow=("had", "that")), "He had had that that row row.") == ["row row"]
    assert found(rule(only=("had",)), "He had had that that.") == ["had had"]


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("The end of the of the pier.", ["of the of the"]),
        ("He is out is out.", ["is out is out"]),
        ("They rowed on rowed on.", []),
        ("The the the the pier.", ["The the the the"]),
        ("Again and again and so on.", []),
    ],
)
def test_phrases_with_a_small_word(text: str, twice: list[str]) -> None:
    assert found(rule(phrases=True), text) == twice


def test_the_first_is_kept() -> None:
    (hit,) = hits(rule(), "The the pier.")
    assert (hit.suggestions, hit.values) == (("The",), ("The", "The the"))
