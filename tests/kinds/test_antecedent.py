"""Bare nouns after two bodies of one kind."""

from __future__ import annotations

import pytest

from copylint.kinds.antecedent import AntecedentRule
from tests.kinds.texts import found_in

HEADS = ("ministry", "union")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The health ministry paid, the tax ministry did not. The ministry sued.",
            ["The ministry"],
        ),
        (
            "The Ministry of Health paid; the tax ministry sued.\n\nThe ministry won.",
            ["The ministry"],
        ),
        ("The pilots’ union left. The nurses’ union stayed. Later the union split.", ["the union"]),
        ("The health ministry paid. The ministry sued.", []),
        ("The Health Ministry paid; the ministry of health sued. The ministry won.", []),
        ("The tax ministry sued.\n\nA b c.\n\nThe food ministry paid.\n\nThe ministry won.", []),
        ("The tax ministry sued, the food ministry paid. “The ministry won,” he said.", []),
        ("The tax ministry sued, the food ministry paid. The Ministry won.", []),
    ],
)
def test_bare_nouns(text: str, found: list[str]) -> None:
    rule = AntecedentRule(name="a.a", extends="antecedent", message="%s %s %s", heads=HEADS)
    assert found_in(rule, text) == found
