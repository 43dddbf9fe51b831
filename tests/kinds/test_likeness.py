"""How like two spellings are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.kinds.likeness import distance, nearly

words = st.text("abc", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("Kuleba", "Kuleba", 0), ("Kuleba", "Kulbea", 1), ("Kuleba", "Kulebba", 1), ("abc", "xyz", 3)],
)
def test_distance_counts_letters(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


@given(words, words, st.sampled_from([1, 2]))
def test_nearly_is_told_by_the_distance(one: str, other: str, most: int) -> None:
    allowed = 1 if min(len(one), len(other)) < 7 or one[0] != other[0] else most
    opens = one.startswith(other) or other.startswith(one)
    assert nearly(one, other, most) is (not opens and 0 < distance(one, other) <= allowed)


@given(words, st.integers(0, 8), st.sampled_from("abc"))
def test_a_letter_changed_anywhere_is_nearly_the_same(word: str, at: int, letter: str) -> None:
    changed = word[:at] + letter + word[at + 1 :]
    if changed != word and len(changed) == len(word):
        assert nearly(word, changed)
