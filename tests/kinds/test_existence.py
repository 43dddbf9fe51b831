"""Words that should not be there."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import Action, RuleProblem
from copylint.kinds.existence import Existence
from tests.kinds.texts import found, hits


def rule(*tokens: str, **keys: Any) -> Existence:
    return Existence(name="a.b", extends="existence", message="%s", tokens=tokens, **keys)


@pytest.mark.parametrize(
    ("tokens", "keys", "words"),
    [
        (("keel",), {}, ["keel"]),
        (("keel",), {"ignorecase": True}, ["keel", "KEEL"]),
        (("keel",), {"nonword": True}, ["keel", "keel"]),
        (("(?i)keel", "mast"), {}, ["keel", "MAST", "KEEL"]),
        (("mast", "(?i)keel"), {}, ["keel", "KEEL"]),
        (("(?:(?i)keel)", "mast"), {}, ["keel", "KEEL"]),
        (("keel", " ", ""), {}, ["keel"]),
        (("ke", "keel"), {"nonword": True}, ["ke", "ke"]),
    ],
)
def test_tokens(tokens: tuple[str, ...], keys: dict[str, Any], words: list[str]) -> None:
    assert found(rule(*tokens, **keys), "A keel, a MAST, a KEEL and keelboats.") == words


def test_a_token_that_ends_in_a_stop_wants_a_word_after_it() -> None:
    assert found(rule(r"etc\."), "Oars, etc. and etc.") == []
    assert found(rule(r"etc\."), "etc.tar") == ["etc."]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"raw": ("wet ",)}, ["wet dock"]),
        ({"raw": (" gate",), "append": True}, ["dock gate"]),
        ({"raw": ("w", "et (?=dock)"), "tokens": ()}, ["wet "]),
    ],
)
def test_raw_is_joined_and_stands_before_the_tokens_or_after(
    keys: dict[str, Any], words: list[str]
) -> None:
    made = Existence(name="a.b", extends="existence", message="%s", **{"tokens": ("dock",), **keys})
    assert found(made, "A wet dock, a dock gate, a dock.") == words


@pytest.mark.parametrize(
    ("exceptions", "words"),
    [
        ((), ["Night ferry", "day ferry"]),
        (("day",), ["Night ferry"]),
        (("night",), ["Night ferry", "day ferry"]),
        (("(?i)night",), ["day ferry"]),
        (("da",), ["Night ferry", "day ferry"]),
        (("A NIGHT FERRY",), ["day ferry"]),
    ],
)
def test_an_exception_excuses_what_holds_it_or_stands_inside_it(
    exceptions: tuple[str, ...], words: list[str]
) -> None:
    made = rule(r"\w+ ferry", exceptions=exceptions, nonword=True)
    assert found(made, "A Night ferry met a day ferry.") == words


def test_an_action_offers_the_groups_of_the_token_that_matched() -> None:
    action = Action("replace", ("$2 $1",))
    (hit,) = hits(rule("x(y)", r"(\w+), (\w+)y", action=action), "then red, grey")
    assert hit.suggestions == ("gre red",)
    assert hit.values == ("red, grey", "gre red")


def test_many_tokens_match_as_few_do() -> None:
    many = [f"word{number}" for number in range(60)]
    assert found(rule("tar", *many, "tarp"), "A tarp, word7, tar and word59.") == [
        "tarp", "word7", "tar", "word59",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tokens", "where"), [((), ()), (("ok", "(open"), ("tokens", 1)), ((" ",), ())]
)
def test_a_rule_that_cannot_look(tokens: tuple[str, ...], where: tuple[Any, ...]) -> None:
    with pytest.raises(RuleProblem) as caught:
        rule(*tokens).prepare()
    assert caught.value.where == where
