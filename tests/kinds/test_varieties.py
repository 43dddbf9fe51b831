"""Two ways of spelling in one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Document, Mark, Span
from copylint.kinds import varieties
from copylint.kinds.varieties import Varieties
from tests.kinds.texts import hits, segment

RULE = Varieties(
    name="a.b",
    extends="varieties",
    message="%s %s %s",
    either={
        "colour": "color", "grey": "gray", "harbour": "harbor", "organise": "organize",
        "tyre": "tire",
    },
    names=("British", "American"),
    proper=("Tyre",),
)  # fmt: skip


def found(*texts: str) -> list[str]:
    return [hit.span.of(texts[hit.segment]) for hit in hits(RULE, *texts)]


@pytest.mark.parametrize(
    ("texts", "reported"),
    [
        (("A colour.", "A color."), ["color"]),
        (("A color, a colour, colour.",), ["color"]),
        (("A harbour, a tyre.", "A gray wall."), ["gray"]),
        (("A harbor, a tire.", "A grey wall."), ["grey"]),
        (("A harbour.", "A gray wall."), []),
        (("A harbour, a tyre, to organize.",), []),
        (("To organise, to organize.",), ["organize"]),
        (("A harbour, a tyre.", "They met at Pearl Harbor."), []),
        (("A harbour, a tyre.", "Gray Walls sank."), []),
        (("A tire, a harbor.", "Tyre fell."), []),
        (("A harbour, a tyre.", "Gray walls sank."), ["Gray"]),
        (("A harbour, a tyre, grey-gray.",), []),
        (("Rain fell.",), []),
    ],
)
def test_the_variety_that_the_article_does_not_use(
    texts: tuple[str, ...], reported: list[str]
) -> None:
    assert found(*texts) == reported


def test_a_hit_says_what_it_stands_beside() -> None:
    (hit,) = hits(RULE, "A harbour, a tyre.", "Gray walls sank.")
    assert hit.values == ("grey", "Gray", "the British form 'harbour'")
    assert (hit.suggestions, hit.related[0].segment) == (("grey",), 0)


@pytest.mark.parametrize("scope", ["quotation", "code", "link"])
def test_other_peoples_words_do_not_count(scope: str) -> None:
    marked = segment("A gray wall.", marks=(Mark(scope, Span(2, 6)),))
    doc = Document("a.txt", "", (segment("A harbour, a tyre."), marked))
    assert list(RULE.find_all(doc)) == []


def test_a_block_quotation_does_not_count() -> None:
    quoted = segment("A gray wall.", "text", "blockquote")
    doc = Document("a.txt", "", (segment("A harbour, a tyre."), quoted))
    assert list(RULE.find_all(doc)) == []


TABLE = {"colour": "color", "co-op": "coop", "épée": "epee", "tyre": "tire"}
WORDS = st.sampled_from(
    ["colour", "color", "co-op", "coop", "Épée", "epee", "tyre", "TIRE", "цвет"]
)
JOINTS = st.sampled_from([" ", "-", "–", ". ", ", ", "’", "_", "7", "x"])


@given(st.lists(st.tuples(WORDS, JOINTS), max_size=12))
def test_words_are_found_by_their_letters_as_by_reading_all(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in pieces)
    rule = Varieties(name="a.b", extends="varieties", message="%s %s %s", either=TABLE)
    by_letters = hits(rule, text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Varieties, "_may_compete", lambda *_: True)
        patched.setattr(Varieties, "_matches", lambda _, text: varieties._WORD.finditer(text))
        assert hits(rule, text) == by_letters
