"""The listed words that an unknown name could be taken for."""

from __future__ import annotations

from itertools import product

import pytest

from copylint.filters.names_context import allowed, heaviest
from copylint.filters.names_distance import distance
from copylint.filters.names_lists import lists
from copylint.filters.spelling import alike


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Goverment", "government"),
        ("Govenrmnet", "government"),
        ("Untied", "united"),
        ("Gemrany", "germany"),
        ("Fermany", "germany"),
        ("Septmeber", "september"),
        ("Zelenksy", "zelensky"),
        ("PARLAIMENT", "parliament"),
        ("Metropol", "metropolis"),
    ],
)
def test_a_slip_is_like_what_was_meant(word: str, meant: str) -> None:
    assert meant in set(alike(word, lists()))


@pytest.mark.parametrize("word", ["Katherinator", "Balikpapan", "Smotrich", "Mukherjee"])
def test_a_foreign_name_is_like_nothing(word: str) -> None:
    assert list(alike(word, lists())) == []


@pytest.mark.parametrize("word", ["Zelensky", "Germany", "Government", "Monday"])
def test_a_word_is_not_like_itself(word: str) -> None:
    assert word.lower() not in set(alike(word, lists()))


def test_nothing_alike_is_too_far_for_a_warning() -> None:
    for word in ("Strukov", "Kherson", "Baerbock", "Otaku"):
        found = set(alike(word, lists()))
        assert all(
            distance(word, each) <= heaviest(word) or _one_edit(word.lower(), each)
            for each in found
        )


def test_longer_words_may_be_further_off() -> None:
    words = ("Kyiv", "Paris", "Berlin", "Ukraine", "Washington")
    assert all(heaviest(a) <= heaviest(b) for a, b in product(words, words) if len(a) < len(b))
    assert all(heaviest(word) > allowed(word) for word in words)


def _one_edit(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1:
        return False
    if len(word) != len(other):
        short, long = sorted((word, other), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    unequal = [at for at in range(len(word)) if word[at] != other[at]]
    return len(unequal) == 1 or sorted(word) == sorted(other)
