"""Competing forms across an article."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Document, Mark, Run, Segment, Span
from copylint.kinds.base import Hit, RuleProblem
from copylint.kinds.mixture import MixtureRule


def document(*texts: str, marks: tuple[Mark, ...] = ()) -> Document:
    source, segments = "", []
    for text in texts:
        run = Run(Span(0, len(text)), Span(len(source), len(source) + len(text)))
        segments.append(Segment(text, ("text",), (run,), marks))
        source += text + "\n\n"
    return Document("a.txt", source, tuple(segments))


def found(doc: Document, **keys: Any) -> list[tuple[int, str, tuple[str, ...]]]:
    return [
        (hit.segment, hit.span.of(doc.segments[hit.segment].text), hit.suggestions)
        for hit in hits(doc, **keys)
    ]


def hits(doc: Document, **keys: Any) -> list[Hit]:
    return list(rule(**keys).find_all(doc))


def rule(**keys: Any) -> MixtureRule:
    return MixtureRule(name="consistency.test", extends="mixture", message="%s %s %s", **keys)


KEYS: dict[str, Any] = {
    "forms": {"sign": r"(\d+)%", "word": r"(\d+) percent"},
    "write": {"sign": "$1%", "word": "$1 percent"},
}


def test_the_rarer_form_is_reported_with_the_place_of_the_other() -> None:
    doc = document("Up 6 percent.", "Down 4%, then 5%.")
    assert found(doc, **KEYS) == [(0, "6 percent", ("6%",))]
    (hit,) = hits(doc, **KEYS)
    assert [(place.segment, place.span) for place in hit.related] == [(1, Span(5, 7))]
    assert hit.values == ("6%", "6 percent", "2 times")


def test_of_equals_the_later_is_reported() -> None:
    assert found(document("Up 3% or 4 percent."), **KEYS) == [(0, "4 percent", ("4%",))]


def test_quotations_do_not_count() -> None:
    quoted = document("It is “3%”, or 4 percent.", marks=(Mark("quotation", Span(6, 10)),))
    assert found(quoted, **KEYS) == []


def test_a_form_is_rewritten_in_its_context() -> None:
    keys: dict[str, Any] = {
        "forms": {"comma": r"(\d{2}),(\d{3})", "bare": r"(\d{2})(\d{3})(?= [a-z]+s\b)"},
        "write": {"comma": "$1,$2"},
    }
    doc = document("Of 10,000 pines and 12,500 limes 11300 elms died; file 88213.")
    assert found(doc, **keys) == [(0, "11300", ("11,300",))]


def test_a_template_for_no_form_is_a_mistake() -> None:
    with pytest.raises(RuleProblem, match="no form 'words'"):
        rule(forms={"word": "x"}, write={"words": "y"}).prepare()


def test_a_template_writes_small_letters_and_leaves_out_what_is_empty() -> None:
    keys: dict[str, Any] = {
        "forms": {"low": r"(\d+) (a|p)m", "high": r"(\d+) (A|P)M(?: on (\w+day))?"},
        "write": {"low": "$1 $_2m{ on $3}"},
        "ignorecase": False,
    }
    doc = document("At 5 pm and 6 pm, 7 PM on Monday and 8 AM.")
    assert found(doc, **keys) == [
        (0, "7 PM on Monday", ("7 pm on Monday",)),
        (0, "8 AM", ("8 am",)),
    ]


def test_only_forms_of_one_thing_compete_where_they_must_be_alike() -> None:
    doc = document("The U.N. met the UK.", "A UN van met a UN truck.")
    keys = {"forms": {"stops": r"(U)\.(N|K)\.", "bare": r"(U)(N|K)\b"}, "nonword": True}
    assert found(doc, **keys, alike=True) == [(0, "U.N.", ())]
