"""Forms of one thing across an article: compounds, capitals, spellings."""

from __future__ import annotations

import pytest

from copylint.kinds.base import Rule
from copylint.kinds.capitals import CapitalsRule
from copylint.kinds.compounds import CompoundRule
from copylint.kinds.varieties import Varieties
from tests.kinds.texts import hits

COMPOUND = CompoundRule(
    name="a.b",
    extends="compound",
    message="%s %s %s",
    open=("health care",),
    apart=("resign",),
)
CAPITALS = CapitalsRule(
    name="a.c", extends="capitals", message="%s %s %s", nouns=("court", "reservoir", "council")
)
PAIRS = Varieties(
    name="a.d",
    extends="varieties",
    message="%s %s %s",
    either={"adviser": "advisor", "among": "amongst"},
    sides=False,
)


def found(rule: Rule, *texts: str) -> list[tuple[str, str]]:
    return [(hit.span.of(texts[hit.segment]), hit.suggestions[0]) for hit in hits(rule, *texts)]


@pytest.mark.parametrize(
    ("texts", "reported"),
    [
        (("A start-up, a start-up.", "A startup."), [("startup", "start-up")]),
        (("Two startups.", "A start-up, three startups."), [("start-up", "startup")]),
        (("Health care.", "A healthcare bill."), [("healthcare", "health care")]),
        (("Mercy Healthcare pays for health care.",), []),
        (("He will re-sign; she will resign.",), []),
        (("A startup will start up.",), []),
        (("See start-up.example and startup.",), []),
    ],
)
def test_a_compound_keeps_one_form(texts: tuple[str, ...], reported: list[tuple[str, str]]) -> None:
    assert found(COMPOUND, *texts) == reported


@pytest.mark.parametrize(
    ("texts", "reported"),
    [
        (
            ("In the Supreme Court.", "Of the supreme court, by the Supreme Court."),
            [("supreme court", "Supreme Court")],
        ),
        (
            ("At the Ash Valley Reservoir.", "Near Ash Valley reservoir."),
            [("Ash Valley reservoir", "Ash Valley Reservoir")],
        ),
        (("In the Supreme Court.", "A supreme court elsewhere."), []),
        (("By the City Council of Leeds.", "In the city council."), []),
        (("Of the Supreme Court.", "The Court rose; a court sat."), []),
    ],
)
def test_a_name_keeps_its_capitals(texts: tuple[str, ...], reported: list[tuple[str, str]]) -> None:
    assert found(CAPITALS, *texts) == reported


def test_pairs_stand_for_themselves_without_sides() -> None:
    texts = ("An adviser amongst an adviser.", "An advisor.")
    assert found(PAIRS, *texts) == [("advisor", "adviser")]
