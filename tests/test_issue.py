"""Levels, fixes at an issue's own span, and fingerprints."""

from __future__ import annotations

import pytest

from copylint.document import Span
from copylint.issue import Category, Edit, Fix, Issue, Level, rewrite


def issue(span: Span, *fixes: Fix) -> Issue:
    return Issue("core.test", "Seen.", span, Category.STYLE, Level.WARNING, fixes)


def test_levels_compare_and_read_as_words() -> None:
    assert Level.SUGGESTION < Level.WARNING < Level.ERROR
    assert [Level.of(level.label) for level in Level] == list(Level)
    with pytest.raises(ValueError, match="not a level: 'fatal'"):
        Level.of("fatal")


def test_a_suggestion_is_the_whole_span_after_the_fix() -> None:
    source = "They met in Oslo, Norway on Monday."
    comma = Fix((Edit(Span(24, 24), ","),))
    assert issue(Span(12, 24), comma).suggestions(source) == ("Oslo, Norway,",)


def test_edits_apply_in_the_order_of_the_source() -> None:
    source = "from 5-9 May"
    fix = Fix((Edit(Span(6, 7), " to "), Edit(Span(0, 4), "From")))
    assert rewrite(fix, Span(0, 8), source) == "From 5 to 9"


def test_a_fix_that_reaches_outside_is_no_suggestion() -> None:
    outside = Fix((Edit(Span(0, 9), "x"),))
    assert issue(Span(0, 4), outside).suggestions("four words stand here") == ()
