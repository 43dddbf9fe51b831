"""Facts held against each other: ages, tolls, years."""

from __future__ import annotations

import pytest

from copylint.kinds.base import RuleProblem
from copylint.kinds.facts import ElapsedRule, FactRule
from tests.kinds.texts import hits

AGES = FactRule(
    name="a.b", extends="fact", message="%s", facts=(r"(?P<key>[A-Z]\w+), (?P<value>\d\d)\b",)
)
YEARS = ElapsedRule(
    name="a.c",
    extends="elapsed",
    message="%s",
    spans=(r"(?P<length>\d+) years, from (?P<start>\d{4}) to (?P<end>\d{4})",),
)


@pytest.mark.parametrize(
    ("texts", "reported"),
    [
        (("Roth, 34, won.", "Roth, 43, left."), ["43"]),
        (("Roth, 43, won.", "Roth, 34, left.", "Roth, 34, slept."), ["43"]),
        (("Roth, 34, won.", "Kern, 43, left.", "Roth, 34, slept."), []),
    ],
)
def test_one_key_has_one_value(texts: tuple[str, ...], reported: list[str]) -> None:
    assert [hit.span.of(texts[hit.segment]) for hit in hits(AGES, *texts)] == reported


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("12 years, from 2001 to 2009", [("12", "8")]),
        ("9 years, from 2001 to 2009", []),
        ("8 years, from 2001 to 2009", []),
    ],
)
def test_years_are_counted(text: str, given: list[tuple[str, ...]]) -> None:
    assert [hit.values for hit in hits(YEARS, text)] == given


def test_a_fact_names_its_key_and_value() -> None:
    rule = FactRule(name="a.b", extends="fact", message="%s", facts=("age",))
    with pytest.raises(RuleProblem, match="'key' and 'value'"):
        rule.prepare()
