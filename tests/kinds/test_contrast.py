"""Statements and headlines held against the rest of the article."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Document, Mark, Run, Segment, Span
from copylint.kinds.contrast import ContrastRule
from copylint.kinds.heads import HeadlineRule


def document(*blocks: tuple[str, str], marks: tuple[Mark, ...] = ()) -> Document:
    source, segments = "", []
    for scope, text in blocks:
        run = Run(Span(0, len(text)), Span(len(source), len(source) + len(text)))
        segments.append(Segment(text, ("text", scope), (run,), marks))
        source += text + "\n\n"
    return Document("a.txt", source, tuple(segments))


def contrast(doc: Document, **keys: Any) -> list[tuple[int, tuple[str, ...], int]]:
    patterns = {"first": r"open (\w+)", "second": r"shut (\w+)"}
    rule: Any = ContrastRule
    rule = rule(name="c.c", extends="contrast", message="%s", **patterns, **keys)
    return [(hit.segment, hit.values, hit.related[0].segment) for hit in rule.find_all(doc)]


def test_the_later_statement_is_reported_and_points_back() -> None:
    doc = document(("paragraph", "It is open Monday."), ("paragraph", "It is shut  Monday."))
    assert contrast(document(*[("paragraph", "open Monday"), ("paragraph", "shut Monday")])) == [
        (1, ("shut Monday", "open Monday"), 0)
    ]
    assert contrast(doc) == []
    assert contrast(document(("paragraph", "open Monday"), ("paragraph", "shut Friday"))) == []


def test_nearness_and_quotations() -> None:
    apart = document(("paragraph", "open Monday"), ("paragraph", "shut Monday"))
    assert contrast(apart, within="paragraph") == []
    quoted = document(
        ("paragraph", "open Monday, shut Monday"), marks=(Mark("quotation", Span(13, 24)),)
    )
    assert contrast(quoted) == []


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("Fire kills 14", "Twelve people died.", ["14"]),
        ("Fire kills 12", "Twelve people died.", []),
        ("Fund gets 5m", "It got 5 million euros.", []),
        ("Fund gets 5m", "It got 6 million euros.", ["5m"]),
        ("Fund gets 1,500", "It got 1500 euros.", []),
    ],
)
def test_headline_numbers_must_stand_in_the_body(head: str, body: str, found: list[str]) -> None:
    rule: Any = HeadlineRule
    rule = rule(
        name="c.h", extends="headline", message="%s", read="number",
        claim=r"\d[\d,]*(?:m\b)?", least=0,
    )  # fmt: skip
    doc = document(("headline", head), ("paragraph", body))
    assert [hit.values[0] for hit in rule.find_all(doc)] == found
