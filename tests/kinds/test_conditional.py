"""Where the first stands, the second must too."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.kinds.base import RuleProblem
from copylint.kinds.conditional import Conditional
from tests.kinds.texts import hits


def told(*texts: str, **keys: Any) -> list[tuple[int, str]]:
    given = {"first": r"\b([A-Z]{3,5})\b", "second": r"\(([A-Z]{3,5})\)", "message": "%s", **keys}
    made: Any = Conditional
    return [
        (hit.segment, hit.values[0])
        for hit in hits(made(name="a.b", extends="conditional", **given), *texts)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("The QRZ van.", "Quiet Zone (QRZ) QRZ."), [(0, "QRZ")]),
        (("Quiet Zone (QRZ).", "The QRZ van, the TLM van."), [(1, "TLM")]),
        (("The QRZ, or Quiet Zone (QRZ).",), []),
        (("QRZ and QRZ.",), [(0, "QRZ"), (0, "QRZ")]),
        (("Quiet (qrz) QRZ.",), [(0, "QRZ")]),
    ],
)
def test_what_a_group_captures_is_allowed_from_its_block_on(
    texts: tuple[str, ...], expected: list[tuple[int, str]]
) -> None:
    assert told(*texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("A toll, in euros.", "A toll."), [(1, "toll")]),
        (("In euros.", "A toll, a toll."), [(1, "toll"), (1, "toll")]),
    ],
)
def test_without_a_group_its_presence_allows_the_block(
    texts: tuple[str, ...], expected: list[tuple[int, str]]
) -> None:
    assert told(*texts, first="toll", second="(?:euros|pounds)") == expected


def test_exceptions_excuse_the_first() -> None:
    assert told("The QRZ and the TLM.", exceptions=("TLM",)) == [(0, "QRZ")]
    assert told("The QRZ and the TLM.", exceptions=("tlm", "QR")) == [(0, "QRZ"), (0, "TLM")]


def test_case_may_be_ignored() -> None:
    keys = {"first": "toll", "second": "euros", "ignorecase": True}
    assert told("A Toll.", "A toll in Euros.", **keys) == [(0, "Toll")]


@pytest.mark.parametrize("key", ["first", "second"])
def test_a_broken_pattern_names_its_key(key: str) -> None:
    with pytest.raises(RuleProblem) as caught:
        told("x", **{key: "(x"})
    assert caught.value.where == (key,)
