"""Words that lean on a date that is not there."""

from __future__ import annotations

import pytest

from copylint.kinds.undated import UndatedRule
from tests.kinds.texts import found_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The weir broke yesterday. It holds today.", ["yesterday"]),
        ("The weir broke.\n\nIt opens tomorrow, or else yesterday was wrong.", ["tomorrow"]),
        ("ROME, May 4 — The weir broke yesterday.", []),
        ("The weir broke yesterday. It was built on 3 June 1990.", []),
        ("“It broke yesterday,” she said.", []),
        ("---\ndate: 2024-05-06\n---\n\nThe weir broke yesterday.", []),
    ],
)
def test_the_first_word_is_found(text: str, found: list[str]) -> None:
    rule = UndatedRule(name="d.d", extends="undated", message="%s", words="yesterday|tomorrow")
    assert found_in(rule, text) == found
