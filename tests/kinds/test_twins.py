"""A surname spelt two ways."""

from __future__ import annotations

import pytest

from copylint.kinds.twins import TwinRule
from tests.kinds.texts import found_in


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Ida Lindqvist sang. Lindquist said so. Lindqvist left.", ["Lindquist"]),
        ("Ida Lindqvist sang. “No,” Lindquist said. Lindquist’s bus left.", ["Lindqvist"]),
        ("Ida Lindqvist sang. Lindqvist wept. Ida Lindquist left.", ["Lindquist"]),
        ("Ida Lindqvist sang. Mrs. Lindquist wept. Lindqvist left.", ["Lindquist"]),
        ("Ida Lindqvist and Ann Lindquist sang. Lindquist wept.", []),
        ("Ann Turley sang. Turkey said no. Turley wept.", []),
        ("Ann Turner sang. She came from Turnor. Turnor has a mill. Turner left.", []),
        ("Jan Kowalski sang. Kowalska wept. Kowalski left.", []),
        ("Ann Bell sang. Ball wept.", []),
    ],
)
def test_one_surname_has_one_spelling(text: str, spans: list[str]) -> None:
    rule = TwinRule(name="p.p", extends="twin", message="%s %s", known=("Turkey",))
    assert found_in(rule, text) == spans
