"""A planted word is found exactly once, at its exact place, in every position of every format."""

from __future__ import annotations

import codecs

import pytest

from copylint.document import Document, Span
from copylint.parsers import decode, parse

from .places import HTML, MARKDOWN, PLAIN, WORD, filled

LINE_ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 BOM": ("utf-8", codecs.BOM_UTF8),
    "UTF-16 LE": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 BE": ("utf-16-be", codecs.BOM_UTF16_BE),
}
CASES = [
    *(("a.txt", template) for template in PLAIN),
    *(("a.md", template) for template in MARKDOWN),
    *(("a.html", template) for template in HTML),
]


def found(document: Document) -> list[Span]:
    spans = []
    for segment in document.segments:
        at = segment.text.find(WORD)
        while at >= 0:
            word = Span(at, at + len(WORD))
            if "code" not in segment.marks_over(word):
                spans.append(segment.to_source(word))
            at = segment.text.find(WORD, at + 1)
    return spans


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("path", "template"), CASES)
def test_the_word_is_placed_exactly(path: str, template: str, encoding: str, line_end: str) -> None:
    text, start, end = filled(template)
    eol, (codec, bom) = LINE_ENDS[line_end], ENCODINGS[encoding]
    before, word = text[:start].replace("\n", eol), text[start:end].replace("\n", eol)
    after = text[end:].replace("\n", eol)
    decoded = decode(bom + (before + word + after).encode(codec))
    place = len(before) + bool(bom)
    assert found(parse(path, decoded.text)) == [Span(place, place + len(word))]


@pytest.mark.parametrize(("path", "template"), CASES)
def test_every_run_says_how_it_was_written(path: str, template: str) -> None:
    text = filled(template)[0]
    document = parse(path, text)
    for segment in document.segments:
        for run in segment.runs:
            if run.literal and run.source.of(text) not in ("\n", "\r"):
                assert run.text.of(segment.text) == run.source.of(text)
