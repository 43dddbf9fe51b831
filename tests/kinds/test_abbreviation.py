"""Initials and the place that tells what they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Document, Run, Segment, Span
from copylint.kinds.abbreviation import AbbreviationRule


def document(*texts: str, scopes: tuple[str, ...] = ("text",)) -> Document:
    source, segments = "", []
    for text in texts:
        run = Run(Span(0, len(text)), Span(len(source), len(source) + len(text)))
        segments.append(Segment(text, scopes, (run,)))
        source += text + "\n\n"
    return Document("a.txt", source, tuple(segments))


def found(check: str, *texts: str, **keys: Any) -> list[tuple[int, int]]:
    rule: Any = AbbreviationRule
    rule = rule(name="a.b", extends="abbreviation", message="%s", check=check, **keys)
    return [(hit.segment, hit.span.start) for hit in rule.find_all(document(*texts))]


def test_the_first_use_is_reported_where_nothing_tells() -> None:
    assert found("undefined", "A QRZT van.", "The QRZT left.") == [(0, 2)]
    assert found("undefined", "A QRZT van.", known=("QRZT",)) == []


@pytest.mark.parametrize(
    "told",
    [
        "The Quiet River Zone Trust (QRZT) met.",
        "The river trust (QRZT) met.",
        "QRZT (Quiet River Zone Trust) met.",
        "The trust, known as QRZT, met.",
        "The Quiet River Zone Trust, or QRZT, met.",
        "The QRZT, the Quiet River Zone Trust, met.",
        "The Quiet River Zone Trust met.",
    ],
)
def test_the_ways_to_tell(told: str) -> None:
    assert found("undefined", told, "The QRZT left.") == []
    assert found("twice", told) == []


@pytest.mark.parametrize(
    "text",
    [
        "Louis XIV and Part VII",
        "A 5-GHZ Wi-Fi",
        "SHUT FOR THE SUMMER",
        "see file.QRZT.txt",
        "@QRZT",
    ],
)
def test_what_only_looks_like_initials(text: str) -> None:
    assert found("undefined", text, known=("GHZ",)) == []


def test_late_twice_and_unused_point_to_the_place_to_mend() -> None:
    told = "The river trust (QRZT) met."
    assert found("late", "The QRZT left.", told) == [(0, 4)]
    assert found("twice", told, told) == [(1, 17)]
    assert found("unused", told) == [(0, 17)]
    assert found("unused", told, "The QRZT left.") == []
