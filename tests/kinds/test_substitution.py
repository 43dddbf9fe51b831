"""One form for another."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import RuleProblem
from copylint.kinds.substitution import Substitution
from tests.kinds.texts import found, hits


def rule(swap: dict[str, str], **keys: Any) -> Substitution:
    given = {"name": "a.b", "extends": "substitution", "message": "'%s' not '%s'", **keys}
    return Substitution(swap=swap, **given)


def offered(made: Substitution, text: str) -> list[tuple[str, ...]]:
    return [hit.suggestions for hit in hits(made, text)]


def test_the_longest_key_goes_first_whatever_the_order() -> None:
    made = rule({"life": "a", "life boat": "b", "boats?": "c"})
    assert [(hit.values[1], hit.values[0]) for hit in hits(made, "life boat, boat, life")] == [
        ("life boat", "b"), ("boat", "c"), ("life", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "text", "first"),
    [
        (r"(\d+) o'clock", "$1:00", "at 7 o'clock", "7:00"),
        (r"(?P<n>\d+) bells", "${n} rings", "at 8 bells", "8 rings"),
        (r"(a)(b)?c", "$1-$2", "ac", "a-"),
        (r"[(]x(y)[)]", "$1", "a(xy)b", "y"),
        (r"lamp", "$9", "lamp", "$9"),
    ],
)
def test_groups_fill_the_value(key: str, value: str, text: str, first: str) -> None:
    made = rule({"other (one)": "$1", key: value}, nonword=True)
    assert hits(made, text)[0].values[0] == first


def test_what_is_right_already_is_left_alone() -> None:
    made = rule({"web ?site": "website"}, ignorecase=True)
    assert found(made, "website, web site, Website") == ["web site", "Website"]
    literal = rule({r"\w+our": "colour|favour"})
    assert found(literal, "colour, labour, favour") == ["labour"]


def test_several_forms() -> None:
    swap = {"begin at": "start|open", "pipe": r"a\|b"}
    first, second = hits(rule(swap), "begin at, pipe")
    assert (first.values, first.suggestions) == (
        ("start' or 'open", "begin at"),
        ("start", "open"),
    )
    assert second.suggestions == ("a|b",)


def test_exceptions_and_bounds() -> None:
    assert found(rule({"pier": "quay"}), "piers") == []
    assert found(rule({"pier": "quay"}, nonword=True), "piers") == ["pier"]
    made = rule({"pier": "quay"}, exceptions=("pier review",))
    assert found(made, "A Pier Review of a pier review, a pier.") == ["pier"]


def test_only_a_match_in_another_case_is_recased() -> None:
    made = rule({"hue": "tone", "Hues": "tones"}, ignorecase=True)
    assert [hit.recase for hit in hits(made, "hue Hue Hues")] == [False, True, False]


def test_a_case_switch_holds_for_its_own_key() -> None:
    assert found(rule({"(?i)hues": "tones", "red": "grey"}), "HUES, RED, red") == ["HUES", "red"]


@pytest.mark.parametrize("key", [r"(\w+) \1", r"(?<w>row) \k<w>"])
def test_a_key_may_refer_back(key: str) -> None:
    assert found(rule({"hue": "tone", key: "x"}), "a row row, hue") == ["row row", "hue"]


def test_a_rule_without_keys_or_with_a_broken_one() -> None:
    with pytest.raises(RuleProblem):
        rule({}).prepare()
    with pytest.raises(RuleProblem) as caught:
        rule({"(a": "b"}).prepare()
    assert caught.value.where == ("swap", "(a")


def test_a_list_stands_for_its_alternatives_wherever_it_is_named() -> None:
    lists = {"modal": "will|would", "obj": "the|an?"}
    made = rule({r"(?<=\b{modal} )loose(?= {obj} \w{2,})": "lose"}, lists=lists, nonword=True)
    assert offered(made, "They would loose a seat, and will loose the vote.") == [("lose",)] * 2
    assert offered(made, "The dogs will loose their grip on a loose end.") == []


def test_a_list_that_there_is_not_is_told_at_its_key() -> None:
    with pytest.raises(RuleProblem) as caught:
        rule({"{verb} loose": "lose"}, lists={"modal": "will"}).prepare()
    assert caught.value.where == ("swap", "{verb} loose")


def test_properties_of_characters_are_no_lists() -> None:
    made = rule({r"\p{Lu}{2} {modal}": "x"}, lists={"modal": "will"}, nonword=True)
    assert offered(made, "UN will") == [("x",)]


def test_what_can_go_is_said_to_go() -> None:
    (hit,) = hits(rule({"needless to say, ?": ""}, nonword=True), "It was, needless to say, late.")
    assert hit.message == "'%s' can go: nothing is lost without it."
    assert (hit.values, hit.suggestions) == (("needless to say, ",), ("",))
