"""Votes held against the number of those who have one."""

from __future__ import annotations

import pytest

from copylint.kinds.votes import VotesRule
from tests.kinds.texts import hits


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The nine-member court ruled 6-4 for the mill.", [("6-4", "10", "nine")]),
        ("The 12-seat council voted 7 to 6, a clerk said.", [("7 to 6", "13", "12")]),
        ("The seven-member board met. It voted 5-3 to sell.", [("5-3", "8", "seven")]),
        ("The 12-member council passed it 7-4, with two abstentions.", [("7-4", "13", "12")]),
        ("The plan passed 8-5 in the 12-member council.", [("8-5", "13", "12")]),
        ("Of the 20 members, 11 voted for and 12 against.", [("11 voted for and 12", "23", "20")]),
        ("The nine-member court ruled 5-3; one judge was ill.", []),
        ("The 12-member panel sent it to the Senate, which voted 52-48.", []),
        ("The five-member band won 8-2 at chess.", []),
        ("The nine-member crew voted to row. Leeds won 6-4.", []),
        ("The 12-member council voted 7-5 to ban 9-10 clubs.", []),
    ],
)
def test_no_more_vote_than_are_members(text: str, values: list[object]) -> None:
    rule = VotesRule(name="p.p", extends="votes", message="%s %s %s")
    assert [hit.values for hit in hits(rule, text)] == values
