"""Which blocks a rule sees, and which places in them."""

from __future__ import annotations

import pytest

from copylint.document import Mark, Span
from copylint.kinds.scopes import fitting, views_of
from tests.kinds.texts import segment

HEADING = ("text", "heading.h2", "headline")
PLAIN = ("text", "paragraph")


@pytest.mark.parametrize(
    ("selectors", "scopes", "seen"),
    [
        (("text",), HEADING, True),
        (("heading",), HEADING, True),
        (("heading",), PLAIN, False),
        (("h2.heading",), HEADING, True),
        (("text.heading.h2",), HEADING, True),
        (("text.heading.h1",), HEADING, False),
        (("~heading",), HEADING, False),
        (("~heading",), PLAIN, True),
        (("~heading.h1",), HEADING, True),
        (("~ heading",), HEADING, False),
        (("text & ~h2",), HEADING, False),
        (("text&headline",), HEADING, True),
        (("list", "h2"), HEADING, True),
        (("list", "table & h2"), HEADING, False),
        (("head",), HEADING, False),
        (("~link",), HEADING, True),
        (("link",), HEADING, True),
    ],
)
def test_blocks(selectors: tuple[str, ...], scopes: tuple[str, ...], seen: bool) -> None:
    assert bool(fitting(selectors, "block", scopes)) is seen


@pytest.mark.parametrize("apart", ["raw", "summary", "sentence"])
def test_some_texts_are_seen_only_by_name(apart: str) -> None:
    assert not fitting(("text",), "block", ("text", apart))
    assert not fitting(("~heading",), "block", ("text", apart))
    assert fitting((apart,), apart, ("text", apart))
    assert not fitting((f"~{apart}",), "block", ("text", apart))
    assert fitting((f"~{apart}",), "block", ("text",))


def test_views() -> None:
    assert views_of(("text", "heading & sentence", "raw")) == {"block", "sentence", "raw"}
    assert views_of(("~raw",)) == {"block"}
    assert views_of(("sentence.heading",)) == {"sentence"}


@pytest.mark.parametrize(
    ("selector", "spans"),
    [
        ("text", ["old", "red", "pier"]),
        ("link", ["red"]),
        ("~link", ["old", "pier"]),
        ("text & ~emphasis", ["old", "red"]),
        ("link & emphasis", []),
        ("~link & ~emphasis", ["old"]),
    ],
)
def test_inline_scopes_speak_of_the_match(selector: str, spans: list[str]) -> None:
    text = "old red pier"
    block = segment(text, marks=(Mark("link", Span(4, 7)), Mark("emphasis", Span(9, 12))))
    (one,) = fitting((selector,), "block", block.scopes)
    words = [Span(0, 3), Span(4, 7), Span(8, 12)]
    assert [span.of(text) for span in words if one.holds(block, span)] == spans


def test_a_mark_must_hold_all_of_a_match_but_may_spoil_it_in_part() -> None:
    block = segment("red pier", marks=(Mark("link", Span(0, 3)),))
    (wanted,) = fitting(("link",), "block", block.scopes)
    (denied,) = fitting(("~link",), "block", block.scopes)
    across = Span(0, 8)
    assert not wanted.holds(block, across)
    assert not denied.holds(block, across)


def test_a_block_may_have_an_inline_scopes_name() -> None:
    block = segment("red pier", "text", "code")
    (one,) = fitting(("code",), "code", block.scopes)
    assert one.holds(block, Span(0, 3))
