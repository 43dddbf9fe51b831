"""Spans, runs and the way back from prose to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Document, Mark, Run, Segment, Span

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(*sorted(pair)))


def entity_segment() -> tuple[str, Segment]:
    """Read `<p>Tea &amp; <b>to</b>ast\\r\\ntoday` as a parser would."""
    source = "<p>Tea &amp; <b>to</b>ast\r\ntoday"
    runs = (
        Run(Span(0, 4), Span(3, 7)),
        Run(Span(4, 5), Span(7, 12)),
        Run(Span(5, 6), Span(12, 13)),
        Run(Span(6, 8), Span(16, 18)),
        Run(Span(8, 11), Span(22, 25)),
        Run(Span(11, 12), Span(25, 27)),
        Run(Span(12, 17), Span(27, 32)),
    )
    return source, Segment("Tea & toast today", ("text", "paragraph"), runs)


def word(segment: Segment, text: str) -> Span:
    start = segment.text.index(text)
    return Span(start, start + len(text))


def test_a_span_ends_where_it_starts_or_later() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    with pytest.raises(ValueError, match="not a span"):
        Span(-1, 2)


@given(spans, spans)
def test_overlap_is_symmetric_and_containment_implies_it(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if len(other) and one.contains(other):
        assert one.overlaps(other)


@pytest.mark.parametrize(
    ("text", "in_source", "verbatim"),
    [
        ("Tea", "Tea", True),
        ("&", "&amp;", False),
        ("Tea & toast", "Tea &amp; <b>to</b>ast", False),
        ("to", "to", True),
        ("toast", "to</b>ast", False),
        ("ast today", "ast\r\ntoday", True),
        ("today", "today", True),
    ],
)
def test_prose_maps_to_its_whole_source(text: str, in_source: str, verbatim: bool) -> None:
    source, segment = entity_segment()
    span = word(segment, text)
    assert segment.to_source(span).of(source) == in_source
    assert segment.is_verbatim(span) is verbatim


def test_an_empty_span_is_an_insertion_point() -> None:
    source, segment = entity_segment()
    before = segment.to_source(Span(6, 6))
    assert (len(before), source[before.start :][:2]) == (0, "to")
    end = segment.to_source(Span(17, 17))
    assert (len(end), end.start) == (0, len(source))


def test_a_span_outside_the_text_is_refused() -> None:
    _, segment = entity_segment()
    with pytest.raises(ValueError, match="outside"):
        segment.to_source(Span(3, 18))


@given(st.data())
def test_mapping_keeps_order(data: st.DataObject) -> None:
    _, segment = entity_segment()
    ends = st.integers(0, len(segment.text))
    start, middle, end = sorted(data.draw(st.tuples(ends, ends, ends)))
    whole = segment.to_source(Span(start, end))
    if start < middle:
        assert whole.start == segment.to_source(Span(start, middle)).start
    if middle < end:
        assert whole.end == segment.to_source(Span(middle, end)).end


def test_marks_tell_what_a_span_touches_and_lies_within() -> None:
    marks = (Mark("link", Span(0, 5)), Mark("quotation", Span(4, 9)))
    segment = Segment("abcdefghij", ("text",), (Run(Span(0, 10), Span(0, 10)),), marks)
    assert segment.marks_over(Span(4, 6)) == {"link", "quotation"}
    assert segment.within("quotation", Span(5, 9))
    assert not segment.within("link", Span(4, 6))


@given(st.text(alphabet="a\r\n\ufeff😀é\u0301", max_size=60))
def test_positions_count_code_points_and_only_lf_ends_a_line(source: str) -> None:
    document = Document("x.txt", source, ())
    for offset in range(len(source) + 1):
        line, column = document.position(offset)
        before = source[:offset]
        assert line == before.count("\n") + 1
        assert column == offset - (before.rfind("\n") + 1) + 1
