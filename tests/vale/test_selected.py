"""Scopes that name elements by a CSS selector: `doc(...)`."""

from __future__ import annotations

import pytest

from tests.vale.conftest import Desk

RULE = "extends: existence\nmessage: \"'%s'\"\ntokens: ['tide\\w*']\nscope: {scope}\n"
TEXT = """tideless

# One tidea

Two *tideb* here.

## Fares tidec

- tided
- tidee

> tidef
"""


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("doc(h2)", []),  # Vale gathers only what blocks inside the element hold
        ("heading & doc(h2)", ["tidec"]),
        ("doc(section section)", ["tidec", "tided", "tidee", "tidef"]),
        ("'doc(section:has(> h2:contains(\"fares\")))'", ["tidec", "tided", "tidee", "tidef"]),
        ("'text & doc(section:contains(\"fares\")) & ~doc(section section)'", ["tidea", "tideb"]),
        ("list & doc(li:last-child)", ["tidee"]),
        ("text & ~doc(section)", ["tideless"]),
        ("'~doc(section)'", ["tideless"]),
        ("doc(em)", []),
        ("text & doc(em)", ["tideb"]),
        ("[heading & doc(h1), doc(blockquote)]", ["tidea", "tidef"]),
    ],
)
def test_a_scope_by_selector(desk: Desk, scope: str, found: list[str]) -> None:
    desk.rule("Here", RULE.format(scope=scope))
    assert desk.found(TEXT) == found


def test_an_element_that_is_missing_can_be_asked_for(desk: Desk) -> None:
    rule = "extends: occurrence\nmessage: 'No {0}.'\ntoken: '\\w+'\nmin: 1\nscope: doc({0})\n"
    desk.rule("Table", rule.format("table"))
    desk.rule("List", rule.format("li"))
    assert desk.messages(TEXT) == ["No table."]


def test_elements_are_measured_by_themselves(desk: Desk) -> None:
    desk.rule(
        "Many",
        "extends: metric\nmessage: '%s items'\nformula: list\ncondition: '> 1'\n"
        "scope: doc(section)\n",
    )
    found = desk.check(TEXT)
    assert [(one.alert.message, TEXT.count("\n", 0, one.start) + 1) for one in found] == [
        ("2.00 items", 3),
        ("2.00 items", 7),
    ]


def test_a_selector_that_cannot_be_read_is_told(desk: Desk) -> None:
    path = desk.rule("Bad", RULE.format(scope="'doc(h1, h2)'"))
    desk.rule("Good", RULE.format(scope="text"))
    built = desk.built()
    assert [(one.path, one.line) for one in built.problems] == [(str(path), 4)]
    assert [check.definition.name for check in built.checks] == ["Desk.Good"]
