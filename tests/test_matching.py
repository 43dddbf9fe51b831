"""The dialect of patterns, and the prefilter that must never lose a match."""

from __future__ import annotations

import datetime
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint import parsers
from copylint.kinds.existence import Existence
from copylint.kinds.substitution import Substitution
from copylint.matching import (
    Literal,
    Part,
    PatternError,
    Prefilter,
    anchors,
    compiled,
    demands,
    first_matches,
    fold,
    matches,
    needs,
    verify,
)
from copylint.ruleset import RuleSet

ATOMS = (
    "a",
    "b",
    "K",
    "ſ",
    "é",
    "İ",
    "ß",
    "ab",
    "ba",
    "a.",
    r"\w",
    r"\d",
    "[ab]",
    "[^a]",
    "b[’']s",
    "[03-5]",
    " ",
    "-",
)
WRAPS = (
    *("{}", "{}?", "{}+", "{}*", "(?:{})", "(?:{}|b)", "(?i){}", r"\b{}"),
    *(
        "(?=a){}",
        "(?<!b){}",
        "{}(?=a)",
        "(?<=b|ab){}",
        "(?:(?<=a)b)?{}",
        "(?:(?=ab){}|b)",
        "(?<=a ){}",
        r"(?<![\w-]){}",
        r"(?<=\b[ab] ){}(?= |-)",
        r"(?<!b |\w){}(?![\w-])",
        *("(?:{} )?", "(?: {})?", "(?:{} )+", "(?:{}[ -]| )", "(?:a|{})(?:-| b)?"),
    ),
)
pieces = st.builds(
    lambda wrap, atom: wrap.format(atom), st.sampled_from(WRAPS), st.sampled_from(ATOMS)
)
patterns = st.lists(pieces, min_size=1, max_size=5).map("".join)
texts = st.text(alphabet="abABkK\u212aſéÉİıßﬁs 14-.’", max_size=40)


def usable(pattern: str, *, ignorecase: bool) -> bool:
    try:
        compiled(pattern, ignorecase=ignorecase)
    except PatternError:
        return False
    return True


@given(patterns, texts, st.booleans())
def test_every_match_holds_a_literal_that_was_promised(
    pattern: str, text: str, ignorecase: bool
) -> None:
    if not usable(pattern, ignorecase=ignorecase):
        return
    promised = needs(pattern, bounded=False, ignorecase=ignorecase)
    prefilter = Prefilter.build(
        [(promised,) if promised else None, demands(pattern, bounded=False, ignorecase=ignorecase)]
    )
    if any(matches(compiled(pattern, ignorecase=ignorecase), text)):
        assert prefilter.candidates(text) == [0, 1]


@given(st.lists(patterns, min_size=1, max_size=6), texts, st.booleans(), st.booleans())
def test_rules_find_the_same_with_and_without_the_prefilter(
    tokens: list[str], text: str, ignorecase: bool, nonword: bool
) -> None:
    keys: dict[str, Any] = {"message": "'%s'", "ignorecase": ignorecase, "nonword": nonword}
    rules = [
        Existence(name=f"p.r{number}", extends="existence", tokens=(token,), **keys)
        for number, token in enumerate(tokens)
        if token.strip() and usable(token, ignorecase=ignorecase)
    ]
    document = parsers.parse("a.txt", text)
    ruleset = RuleSet.of(rules)
    day = datetime.date(2026, 1, 1)
    found = [ruleset.check(document, today=day, prefilter=each).issues for each in (True, False)]
    assert found[0] == found[1]


@given(texts)
def test_folding_is_by_character(text: str) -> None:
    assert fold(text) == "".join(fold(char) for char in text)


@pytest.mark.parametrize(
    ("pattern", "ignorecase", "text", "found"),
    [
        (r"\w+", False, "naïve", ["na", "ve"]),  # words of the dialect are ASCII
        (r"\bé", False, "é", ["é"]),  # borders are not
        ("(?i)ab|cd", False, "AB CD", ["AB", "CD"]),  # a flag holds for what follows
        ("(?-i:Rio) (?:de)", True, "Rio DE rio de", ["Rio DE"]),
        ("ab{2}c?", True, "ABB abbC", ["ABB", "abbC"]),
        ("k", True, "kK\u212a", ["k", "K", "\u212a"]),
        ("ß", True, "SS ß", ["ß"]),
        ("x$", False, "x\nx", ["x"]),
        (r"(?<=\bthe )cat", False, "the cat, a cat", ["cat"]),
    ],
)
def test_the_dialect(pattern: str, ignorecase: bool, text: str, found: list[str]) -> None:
    assert [match[0] for match in matches(compiled(pattern, ignorecase=ignorecase), text)] == found


@pytest.mark.parametrize("pattern", ["(", "a)", "*a", "[a", r"a\ ".rstrip(), "(?<n"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compiled(pattern)


def test_a_swap_of_many_keys_is_the_same_as_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    swap = {f"wrong{number}": f"right{number}" for number in range(200)}
    rule = Substitution(name="p.s", extends="substitution", message="'%s' '%s'", swap=swap)
    text = "A wrong7 and a wrong199, not wrong200."
    day = datetime.date(2026, 1, 1)
    issues = RuleSet.of([rule]).check(parsers.parse("a.txt", text), today=day).issues
    assert [issue.span.of(text) for issue in issues] == ["wrong7", "wrong199"]


@given(
    st.lists(
        st.sampled_from([r"a", r"ab", r"b+", r"(?i)AB", r"\bca\b", r"a(?=b)", r"(?<=c)a"]),
        min_size=1,
        max_size=5,
    ),
    st.text("abc ", max_size=20),
)
def test_patterns_one_by_one_match_as_one_alternation(patterns: list[str], text: str) -> None:
    joined = compiled("|".join(f"({each})" for each in patterns))
    parts = [Part(compiled(each), anchors(each, bounded=False)) for each in patterns]
    one_by_one = first_matches(parts, text)
    assert [(number, match.span()) for number, match in one_by_one] == [
        ((match.lastindex or 0) - 1, match.span()) for match in matches(joined, text)
    ]


@given(st.text(alphabet=r"ab1A .*+?()[]{}|\^$-0,i:=!<>'wWdsbPpLk_é", max_size=16))
def test_what_reading_lets_pass_can_be_compiled(pattern: str) -> None:
    try:
        verify(pattern)
    except PatternError:
        return
    compiled(pattern)
    compiled(pattern, ignorecase=True)


@given(st.text(alphabet="abK 1ſé?+", max_size=12), texts)
def test_case_is_ignored_in_runs_as_in_single_characters(pattern: str, text: str) -> None:
    if usable(pattern, ignorecase=True):
        apart = "".join(f"(?:{char})" if char.isalnum() else char for char in pattern)
        one, other = (compiled(each, ignorecase=True) for each in (pattern, apart))
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]


@given(st.lists(st.text("ab -ß’[", min_size=1, max_size=4), min_size=1, max_size=8), texts)
def test_strings_are_found_wherever_they_stand(literals: list[str], text: str) -> None:
    wanted = [frozenset({Literal(fold(literal))}) for literal in literals]
    prefilter = pickle.loads(pickle.dumps(Prefilter.build((one,) for one in wanted)))
    standing = [n for n, literal in enumerate(literals) if fold(literal) in fold(text)]
    assert prefilter.candidates(text) == standing


@given(patterns, texts, st.booleans(), st.booleans())
def test_a_pattern_is_found_by_its_anchors_wherever_it_matches(
    pattern: str, text: str, ignorecase: bool, bounded: bool
) -> None:
    if not usable(pattern, ignorecase=ignorecase):
        return
    made = compiled(f"\\b(?:{pattern})\\b" if bounded else pattern, ignorecase=ignorecase)
    known = anchors(pattern, bounded=bounded, ignorecase=ignorecase)
    found = [match.span() for _, match in first_matches([Part(made, known)], text)]
    assert found == [match.span() for _, match in first_matches([Part(made)], text)]
