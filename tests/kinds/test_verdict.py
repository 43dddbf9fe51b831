"""A headline that says more than its text."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import RuleProblem
from copylint.kinds.verdict import VerdictRule
from copylint.parsers import parse


def rule(**keys: Any) -> VerdictRule:
    given: dict[str, Any] = {
        "claim": r"\bthief\b",
        "when": r"\bcharged with\b",
        "unless_body": r"\bconvicted\b",
    }
    return VerdictRule(name="caution.test", extends="verdict", message="%s %s", **(given | keys))


def found(head: str, *body: str) -> list[tuple[str, ...]]:
    document = parse("a.md", f"# {head}\n\n" + "\n\n".join(body) + "\n")
    return [hit.values for hit in rule().find_all(document)]


def test_charged_below_thief_above() -> None:
    assert found("Bell thief in court", "A man charged with theft wept.") == [
        ("charged with", "thief")
    ]


def test_points_to_the_text() -> None:
    document = parse("a.md", "# Thief held\n\nRain fell.\n\nHe was charged with theft.\n")
    (hit,) = rule().find_all(document)
    assert hit.related[0].span.of(document.segments[hit.related[0].segment].text) == "charged with"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Bell thief in court", ("A man charged with theft wept.", "He was convicted in May.")),
        ("Bell thief in court", ("A man wept.",)),
        ("Man held over bell", ("A man charged with theft is a thief, she said.",)),
        ("“A thief,” says abbot", ("A man charged with theft wept.",)),
    ],
)
def test_silent(head: str, body: tuple[str, ...]) -> None:
    assert found(head, *body) == []


def test_a_broken_pattern_names_its_key() -> None:
    with pytest.raises(RuleProblem) as caught:
        rule(claim="(").prepare()
    assert caught.value.where == ("claim",)
