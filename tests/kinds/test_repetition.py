"""The same thing twice in a row."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import Action, RuleProblem
from copylint.kinds.repetition import Repetition
from tests.kinds.texts import found, hits


def rule(**keys: Any) -> Repetition:
    given: dict[str, Any] = {"tokens": (r"[^\s]+",), "message": "%s", **keys}
    return Repetition(name="a.b", extends="repetition", **given)


@pytest.mark.parametrize(
    ("keys", "text", "spans"),
    [
        ({}, "The tide the tide tide rose.", ["tide tide"]),
        ({}, "Tide tide rose.", []),
        ({"ignorecase": True}, "Tide tide rose.", ["Tide tide"]),
        ({}, "Row 7 7 or a-b a-b now", ["7 7", "a-b a-b"]),
        ({"alpha": True}, "Row 7 7 or a-b a-b or go go now.", ["go go"]),
        ({}, "tide tide tide", ["tide tide", "tide tide"]),
        ({"max": 1}, "tide tide tide", ["tide tide"]),
        ({"max": 1}, "tide tide tide tide", ["tide tide"]),
        ({"max": 1}, "go go and row row", ["row row"]),
        ({"exceptions": ("go",)}, "go go and row row", ["row row"]),
        ({"tokens": (r"\bx\w", r"\by\w")}, "xa then xa, ya xa", ["xa then xa"]),
    ],
)
def test_what_follows_its_like(keys: dict[str, Any], text: str, spans: list[str]) -> None:
    assert found(rule(**keys), text) == spans


def test_a_new_sentence_may_begin_as_the_last_one_ended() -> None:
    made = rule(tokens=(r"\w+",))
    assert found(made, "They swam. Swam they did.") == []
    assert found(rule(tokens=(r"\w+",), ignorecase=True), "They swam. Swam they did.") == []


def test_it_offers_to_keep_one_unless_an_action_says_more() -> None:
    assert hits(rule(), "row row")[0].suggestions == ("row",)
    edit = Action("edit", ("truncate", " ", "upper"))
    assert hits(rule(action=edit), "row row")[0].suggestions == ("ROW",)


def test_a_rule_without_tokens() -> None:
    with pytest.raises(RuleProblem):
        rule(tokens=()).prepare()
