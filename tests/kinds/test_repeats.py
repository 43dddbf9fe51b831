"""Repetition across an article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint import parsers
from copylint.kinds.repeats import EchoRule


def found(check: str, text: str, **keys: Any) -> list[str]:
    rule: Any = EchoRule
    rule = rule(name="r.r", extends="echo", message="%s", check=check, **keys)
    document = parsers.parse("a.md", text)
    return [hit.span.of(document.segments[hit.segment].text) for hit in rule.find_all(document)]


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("But it froze. But he rowed. But she swam.", ["But"]),
        ("But it froze. He rowed. But she swam. But they sank.", []),
        ("The dean sang. The dean ate. The dean slept. The dean woke.", ["The dean"]),
        ("The dean sang. The cook ate. The abbot slept.", []),
        ("“But no. But yes. But why,” he said.", []),
    ],
)
def test_the_third_like_opening_in_a_row(text: str, openings: list[str]) -> None:
    assert found("openings", text, times=3, least=2, connectors=("but",)) == openings


def test_a_headline_and_its_paragraph() -> None:
    text = "# Owls return to the mill\n\nOwls return to the barn.\n\n## Where the owls nest\n\n"
    text += "Where the owls nest is known.\n"
    assert found("heading", text, least=4) == ["Owls return to the", "Where the owls nest"]
    assert found("heading", text, least=5) == []


def test_a_sentence_that_stood_before() -> None:
    text = "Nine barns burned down. It rained.\n\nNine barns burned\ndown. It rained."
    assert found("sentence", text, least=4) == ["Nine barns burned down."]


def test_a_phrase_too_often_names_aside() -> None:
    text = (
        "The sale of old ships fell. A sale of old ships. No sale of old ships. Red Sea Fund. " * 2
    )
    assert found("phrase", text, times=5, least=4) == ["sale of old ships"]


@pytest.mark.parametrize("check", ["openings", "sentence", "phrase"])
def test_sentences_are_found_only_where_words_return(
    check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: str) -> Any:
        raise AssertionError("looked for sentences")

    monkeypatch.setattr("copylint.kinds.repeats.sentences", never)
    keys = {"times": 2, "least": 3}
    assert found(check, "Ferries run late. Trams do not. Buses stop at the old quay.", **keys) == []
    with pytest.raises(AssertionError, match="looked"):
        found(check, "The old quay shut. The old quay shut. The old quay shut.", **keys)


PIECES = (
    "The dean/sang/the mill/fell./But/it froze?/Dr. Ames/“No,”/he said./(See/it.)/U.S./\n\n/-/"
    "said:/The co-op’s/it’s—no/’s/-and"
)
copy = st.lists(st.sampled_from(PIECES.split("/")), min_size=3, max_size=24).map(" ".join)


@given(copy, st.sampled_from([("openings", 2), ("sentence", 3), ("phrase", 2)]))
def test_nothing_is_lost_by_looking_before_splitting(text: str, check: tuple[str, int]) -> None:
    keys: dict[str, Any] = {"least": check[1], "times": 2, "connectors": ("but",)}
    quick = found(check[0], text, **keys)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(EchoRule, "_may_repeat", lambda *_: True)
        assert found(check[0], text, **keys) == quick
