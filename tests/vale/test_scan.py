"""The scan finds every place where a match can begin: results are the same without it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from copylint.matching.starts import fold
from copylint.vale.config import Part, ValeConfig
from copylint.vale.definition import Definition
from copylint.vale.engine import Engine
from copylint.vale.setting import Setting
from copylint.vale.words import existence, substitution

PIECES = st.sampled_from(
    ["a", "in", "the", "tide", "Tide", "ti", "es", " ", ", ", "-", ".", "\\s", "\\d+", "\\w+",
     "[Tt]ide", "(?:in|on)", "(?:a|the) ", "e?", "\\b", "(?=t)", "(?i)", "é", "\\.", "[a-z]",
     "x{2,}", "^", "$"]
)  # fmt: skip
TOKENS = st.lists(PIECES, min_size=1, max_size=5).map("".join)
TEXTS = st.text(alphabet="aintheTIDEsx .,-1\n’éſK", max_size=60) | st.lists(
    st.sampled_from(["the tide ", "in a ", "Tides, ", "on 12 ", "xx.", "TIDE ", "é", "\n"]),
    max_size=12,
).map("".join)


@given(st.lists(TOKENS, min_size=1, max_size=4), TEXTS, st.booleans(), st.booleans())
def test_existence(tokens: list[str], text: str, ignorecase: bool, nonword: bool) -> None:
    keys = {"tokens": tokens, "ignorecase": ignorecase, "nonword": nonword}
    _same("existence", keys, text)


@given(st.dictionaries(TOKENS, st.just("other"), min_size=1, max_size=4), TEXTS, st.booleans())
def test_substitution(swap: dict[str, str], text: str, ignorecase: bool) -> None:
    _same("substitution", {"swap": swap, "ignorecase": ignorecase}, text)


def _same(kind: str, keys: dict[str, object], text: str) -> None:
    from copylint.errors import RuleError

    definition = Definition("D.R", kind, "m", "warning", ("text",), keys=keys)
    build = existence if kind == "existence" else substitution
    try:
        check = build(definition, Setting())
    except RuleError:
        return
    config = _config()
    places = []
    for one in (check, replace(check, starts=None, needs=())):
        found = Engine(config, Setting(), [one]).check("a.txt", text)
        places.append([(alert.start, alert.end) for alert in found if alert.end > alert.start])
    assert places[0] == places[1]


def _config() -> ValeConfig:
    from pathlib import Path

    return ValeConfig(Path(".vale.ini"), whole=Part("*", styles=["D"]))


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
