"""Smaller and rewritten patterns: a hint is found where its pattern is, a list stays the same."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from copylint.matching import PatternError, read
from copylint.matching.starts import fold
from copylint.vale.factored import factored
from copylint.vale.hints import hint

PIECES = st.sampled_from(
    ["a", "in", "the", "tide", "Ti", " ", ", ", ",", "-", "!", "\\(s\\)", "\\s", "\\d+", "\\w+",
     "[^,]+", "[Tt]ide", "(?:in|on)", "(?:a|the) ", "e?", "(?:s|$)", "\\b", "(?=t)", "(?<!a)", "é",
     "\\.", "[!?]{2,}", "(?:[a-z]\\.){2,}", "(?:\\w+, )+", ".*", "(?:x|\\w+-)"]
)  # fmt: skip
PATTERNS = st.lists(
    st.lists(PIECES, min_size=1, max_size=6).map("".join), min_size=1, max_size=3
).map("|".join)
TEXTS = st.text(alphabet="aintheTIDEsx .,-1!?()\n’éſK", max_size=40) | st.lists(
    st.sampled_from(["the tide", "in a ", "Tides, ", "(s)", "a.b. ", "!?", "TIDE ", "é", "12"]),
    max_size=12,
).map("".join)
WORDS = st.lists(
    st.sampled_from(["a", "am", "an", "and", "beat", "beaten", "be", "in the", "in", "it's"]),
    min_size=4,
    max_size=9,
)


@given(PATTERNS, TEXTS)
def test_a_hint_is_found_wherever_its_pattern_is(pattern: str, text: str) -> None:
    try:
        found = read(pattern)
    except PatternError:
        return
    smaller = hint(found.tree)
    if smaller and regex.compile(found.text).search(text):
        assert re.search(smaller, fold(text))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b\w+\(s\)", r"\(s\)"),
        (r"(?:[^,]+,){1,}\s\w+\s(?:and|or)", ", (?:[a-z0_]){1,} (?:and|or)"),
        (r"\b(?:[A-Z]\.){3,}", r"\.[a-z]\.[a-z]\."),
        (r"\w+", ""),
        (r"(?:\w+nise|colour)", "(?:nise|colour)"),
    ],
)
def test_a_hint_begins_with_something_definite(pattern: str, expected: str) -> None:
    assert hint(read(pattern).tree).replace("\\ ", " ") == expected


@given(WORDS, TEXTS, st.booleans())
def test_a_list_of_words_matches_the_same_when_factored(
    words: list[str], text: str, bounded: bool
) -> None:
    body = f"(?:{'|'.join(words)})"
    pattern = rf"\b{body}\b" if bounded else body
    text = f"{text} {' '.join(reversed(words))}"
    plain = [match.span() for match in regex.finditer(pattern, text)]
    assert [match.span() for match in regex.finditer(factored(pattern), text)] == plain


def test_a_list_of_words_is_written_by_their_letters() -> None:
    assert factored("(?:beat|become|am|are)") == "(?:b(?:e(?:at|come))|a(?:m|re))"
    assert factored("(?:in|on)") == "(?:in|on)"
