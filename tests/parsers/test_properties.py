"""What holds for any text in any format: parsing ends, and every place is exact."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Document, Segment, Span
from copylint.parsers import parse

FORMATS = ("a.txt", "a.md", "a.html")
# What markup, line ends and quotations are made of.
PIECES = st.sampled_from(
    [
        *"\n\r\t \ufeff\u00ad\u200b\ufffc\u00a0*_`~#>-+=|![]()<>&;:\\/\"'{}%^.,?0aE",
        "\r\n",
        "\n\n",
        "  \n",
        "\u201c",
        "\u201d",
        "\u2019",
        "\u0301",
        "\U0001f469\u200d\U0001f467",
        "\u4e2d",
        "word",
        "Emptyed ",
        "don't",
        "&amp;",
        "&#69;",
        "&shy;",
        "&nbsp",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<td>",
        "<pre>",
        "<div lang=fr>",
        "</div>",
        "<script>",
        "</script>",
        "<img alt='a &lt; b' title=t>",
        "<!--",
        "-->",
        "<code>",
        "{{<",
        ">}}",
        "{%",
        "%}",
        "{{ x }}",
        "{: .a}",
        "---\n",
        "+++\n",
        "title: ",
        "title = ",
        "summary: >\n  ",
        "- ",
        "1. ",
        "> ",
        "| a | b |\n|---|---|\n",
        "[^1]: ",
        "[^1]",
        "[a](b 'c')",
        "![a](b)",
        "[r]: u 't'\n",
        "http://a.example/b",
        "```\n",
        "    ",
        "\\\n",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))


@pytest.mark.parametrize("path", FORMATS)
@given(TEXTS)
def test_every_text_is_read_to_exact_places(path: str, text: str) -> None:
    document = parse(path, text)
    assert document.source == text
    for segment in document.segments:
        check_runs(segment, text)
        check_marks(segment)
        check_places(segment, len(text))
    check_apart(document)


@pytest.mark.parametrize("path", FORMATS)
@given(TEXTS)
def test_omissions_and_comments_lie_in_the_text(path: str, text: str) -> None:
    document = parse(path, text)
    spans = [item.span for item in document.omissions]
    spans += [item.span for item in document.comments]
    assert all(span.end <= len(text) for span in spans)


@given(st.text(st.characters(exclude_characters="\r\n\t\f"), max_size=40))
def test_any_title_is_found_in_front_matter(title: str) -> None:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    document = parse("a.md", f'---\ntitle: "{escaped}"\n---\n')
    for segment in document.segments:
        check_runs(segment, document.source)


def check_runs(segment: Segment, source: str) -> None:
    """Runs cover the text in order; what reads as it is written is equal to its source."""
    assert segment.text
    assert segment.runs[0].text.start == 0
    assert segment.runs[-1].text.end == len(segment.text)
    for before, after in pairwise(segment.runs):
        assert before.text.end == after.text.start
        assert before.source.end <= after.source.start
    for run in segment.runs:
        assert len(run.text)
        written = run.source.of(source)
        if run.literal and run.text.of(segment.text) != " ":
            assert run.text.of(segment.text) == written


def check_marks(segment: Segment) -> None:
    for mark in segment.marks:
        assert len(mark.span)
        assert mark.span.end <= len(segment.text)


def check_places(segment: Segment, length: int) -> None:
    """Places rise with the text and stay in the source."""
    at = 0
    for offset in range(len(segment.text)):
        place = segment.to_source(Span(offset, offset + 1))
        assert at <= place.start < place.end <= length
        at = place.start


def check_apart(document: Document) -> None:
    """No character of the source is read twice."""
    spans = sorted(run.source for segment in document.segments for run in segment.runs)
    for before, after in pairwise(spans):
        assert before.end <= after.start
