"""People named in full again, and surnames without an introduction."""

from __future__ import annotations

from typing import Literal

import pytest

from copylint.kinds.mentions import MentionRule
from tests.kinds.texts import found_in


def found(check: Literal["again", "introduced", "spelt"], text: str) -> list[str]:
    rule = MentionRule(
        name="p.p", extends="mention", message="%s %s", check=check, known=("Moscow",)
    )
    return found_in(rule, text)


INTRODUCED = "Ann Bell runs the mill. “It is old,” Bell said.\n\n"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (INTRODUCED + "The town likes Ann Bell.", ["Ann Bell"]),
        (INTRODUCED + "Her son, Tom Bell, and Ann Bell row.", []),
        (INTRODUCED + "“I like Ann Bell,” he said.", []),
        (INTRODUCED + "A.\n\n" * 10 + "The town likes Ann Bell.", []),
        ("Ann Bell runs the mill. The town likes Ann Bell.", []),
        ("York City lost. City said no. York City won.", []),
    ],
)
def test_full_names_again(text: str, spans: list[str]) -> None:
    assert found("again", text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The mill will close, Bell said. She was tired.", ["Bell"]),
        ("The mill will close on Monday, Bell said. She was tired.", ["Bell"]),
        ("“It is shut,” said Bell. He left.", ["Bell"]),
        ("The mill will close, miller Ann Bell said. It is, Bell said, old. She left.", []),
        ("The mill will close, Mr. Bell said. It is, Bell said, old. He left.", []),
        ("The mill will close, Moscow said. He left.", []),
        ("The mill will close, Bell said. It was old.", []),
        ("They live in Bell. The mill, Bell said, is his.", []),
    ],
)
def test_surnames_without_introduction(text: str, spans: list[str]) -> None:
    assert found("introduced", text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Sofia Marin won. Sophia Marin lost. Sofia Marin wept.", ["Sophia Marin"]),
        ("Jon Hill won. John Hill lost.", ["John Hill"]),
        ("Geoff O'Dea won. Jeff O'Dea lost.", ["Jeff O'Dea"]),
        ("Stephen Hill won. Steven Hill lost.", ["Steven Hill"]),
        ("Sara Hill won. Sarah Hill lost.", ["Sarah Hill"]),
        ("Ann Kross won. Ann Cross lost; Ann Cross wept.", ["Ann Kross"]),
        ("Ann Hill won. Anna Hill lost.", []),
    ],
)
def test_names_that_sound_alike(text: str, spans: list[str]) -> None:
    assert found("spelt", text) == spans
