"""Competing forms across an article."""

from __future__ import annotations

from typing import Any

from copylint.document import Document, Mark, Run, Segment, Span
from copylint.kinds.base import Hit
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
    rule = MixtureRule(name="consistency.test", extends="mixture", message="%s %s %s", **keys)
    return list(rule.find_all(doc))


PAIRS = {"colour": "color", "grey": "gray"}


def test_the_rarer_word_is_reported_with_the_place_of_the_other() -> None:
    doc = document("A grey sea.", "Gray sky, gray sand.", "Its color faded.")
    assert found(doc, pairs=PAIRS) == [(0, "grey", ("gray",))]
    (hit,) = hits(doc, pairs=PAIRS)
    assert [(place.segment, place.span) for place in hit.related] == [(1, Span(0, 4))]
    assert hit.values == ("gray", "grey", "2 times")


def test_of_equals_the_later_is_reported() -> None:
    assert found(document("Its colour was a better color."), pairs=PAIRS) == [
        (0, "color", ("colour",))
    ]


def test_names_and_quotations_do_not_count() -> None:
    doc = document("The Gray Wolf inn is grey.")
    assert found(doc, pairs=PAIRS) == []
    quoted = document("It was “gray” and grey.", marks=(Mark("quotation", Span(7, 13)),))
    assert found(quoted, pairs=PAIRS) == []


def test_forms_are_rewritten_by_template() -> None:
    keys = {
        "forms": {"sign": r"(\d+)%", "word": r"(\d+) percent"},
        "write": {"sign": "$1%", "word": "$1 percent"},
    }
    doc = document("Up 4% and 5%.", "Then 6 percent.")
    assert found(doc, **keys) == [(1, "6 percent", ("6%",))]
