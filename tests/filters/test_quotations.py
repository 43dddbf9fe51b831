from __future__ import annotations

import pytest

from copylint.document import Span
from copylint.filters.quotations import by_hand
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.parsers import parse


@pytest.mark.parametrize(
    ("source", "words", "safety"),
    [
        ("She said: “Teh end.”\n", "Teh", Safety.MANUAL),
        ("Teh end, she said: “Now.”\n", "Teh", Safety.SAFE),
        ("> Teh end.\n", "Teh", Safety.MANUAL),
        ("She said ‘yes’ to teh end.\n", "teh", Safety.SAFE),
    ],
)
def test_only_a_person_mends_quoted_words(source: str, words: str, safety: Safety) -> None:
    span = Span(source.index(words), source.index(words) + len(words))
    fix = Fix((Edit(span, "The"),), Safety.SAFE)
    issue = Issue("core.x", "Seen.", span, Category.SPELLING, Level.ERROR, (fix, fix))
    [after] = by_hand(parse("a.md", source), [issue])
    assert [one.safety for one in after.fixes] == [safety, safety]
    assert after.level is Level.ERROR
