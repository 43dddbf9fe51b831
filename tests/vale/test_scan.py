"""The scan finds every place where a match can begin: results are the same without it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

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
    for one in (check, replace(check, starts=None, needs=(), hint="")):
        found = Engine(config, Setting(), [one]).check("a.txt", text)
        places.append([(alert.start, alert.end) for alert in found if alert.end > alert.start])
    assert places[0] == places[1]


def _config() -> ValeConfig:
    from pathlib import Path

    return ValeConfig(Path(".vale.ini"), whole=Part("*", styles=["D"]))


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


SCOPES = st.sampled_from(["text", "sentence", "heading", "~link"])
LINES = st.sampled_from(
    ["# The tide", "in the tide. The Tides, on 12 days. A tide!", "- we [the tide](a) ebb", "we we",
     "> the tide’s in, a tide and on.", "<!-- vale off -->", "<!-- vale on -->", "the tid\u0301e"]
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(["the tide", "in the tide", "Tides", "we we"]), max_size=2)


@given(
    st.lists(
        TOKENS | st.sampled_from(["we", "tide", "the tide", "tides?"]), min_size=1, max_size=4
    ),
    st.lists(LINES, max_size=6).map("\n\n".join),
    SCOPES,
    PHRASES,
    st.booleans(),
)
def test_rules_find_the_same_in_a_document_without_the_scan(
    tokens: list[str], text: str, scope: str, exceptions: list[str], ignorecase: bool
) -> None:
    from copylint.errors import RuleError

    keys = {"tokens": tokens, "ignorecase": ignorecase, "exceptions": exceptions}
    definition = Definition("D.R", "existence", "'%s'", "warning", (scope,), keys=keys)
    try:
        check = existence(definition, Setting())
    except RuleError:
        return
    bare = replace(check, starts=None, needs=(), hint="")
    found = [Engine(_config(), Setting(), [one]).check("a.md", text) for one in (check, bare)]
    spoken = [
        [(one.start, one.end, one.alert.message, one.scope) for one in each if one.end > one.start]
        for each in found
    ]
    assert spoken[0] == spoken[1]


def test_long_texts_are_looked_through_by_a_pattern() -> None:
    keys = {"tokens": ["tide", "in the long run", "ebb(?:s|ed)?"], "ignorecase": True}
    definition = Definition("D.R", "existence", "'%s'", "warning", ("text",), keys=keys)
    check = existence(definition, Setting())
    text = "\n\n".join(f"The Tide {number} ebbed in the long run; tides." for number in range(4000))
    found = Engine(_config(), Setting(), [check]).check("a.md", text)
    words = [text[one.start : one.end] for one in found]
    assert words == ["Tide", "ebbed", "in the long run"] * 4000
