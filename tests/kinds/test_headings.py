"""The case of subheads against the other headings."""

from __future__ import annotations

import pytest

from copylint.kinds.headings import HeadingsRule
from copylint.parsers import parse

RULE = HeadingsRule(name="headlines.test", extends="headings", message="%s %s")


def found(*headings: str, body: str = "Rangers saw two in Ghent.") -> list[tuple[str, str]]:
    source = "".join(
        f"{'#' if index == 0 else '##'} {heading}\n\n{body}\n\n"
        for index, heading in enumerate(headings)
    )
    document = parse("a.md", source)
    return [
        (hit.span.of(document.segments[hit.segment].text), hit.suggestions[0])
        for hit in RULE.find_all(document)
    ]


def test_one_title_among_sentences() -> None:
    assert found("Otters swim home", "Who Will Pay The Bill", "Where the otters sleep") == [
        ("Who Will Pay The Bill", "Who will pay the bill")
    ]


def test_one_sentence_among_titles() -> None:
    assert found("Otters Swim Home", "Who Will Pay", "Where the otters sleep") == [
        ("Where the otters sleep", "Where the Otters Sleep")
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("Otters Swim Home", "Who will pay", "Where the otters sleep"),
        ("Otters swim home", "Who Will Pay Now"),
        ("Otters swim home", "What Ghent wants", "Who pays in May"),
        ("Otters swim home", "NASA and UNESCO", "Who pays the bill"),
        (),
    ],
)
def test_silent(headings: tuple[str, ...]) -> None:
    assert found(*headings) == []


def test_names_and_openings_keep_their_capitals() -> None:
    assert found("Otters swim home", "Now: How Ghent Will Pay In May", "Where they sleep now") == [
        ("Now: How Ghent Will Pay In May", "Now: How Ghent will pay in May")
    ]
