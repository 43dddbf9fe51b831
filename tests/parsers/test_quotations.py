from __future__ import annotations

import pytest

from copylint.parsers import parse
from copylint.parsers.quotations import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We wait," she said. "Still."', ['"We wait,"', '"Still."']),
        ("\u201cWe wait,\u201d she said.", ["\u201cWe wait,\u201d"]),
        (
            "\u2018It\u2019s the miners\u2019 bus,\u2019 he said.",
            ["\u2018It\u2019s the miners\u2019 bus,\u2019"],
        ),
        ("'The miners' bus left,' he said of the '70s.", ["'The miners' bus left,'"]),
        ("The miners' bus and the drivers' van", []),
        ("Rock 'n' roll ruled the '80s, 'twas said.", []),
        ("'I was workin' all night,' he said.", ["'I was workin' all night,'"]),
        ("A so-called 'night shift' ended.", ["'night shift'"]),
        ('He is 6\'2" tall and owns a 12" record.', []),
        (
            "\u201cShe said \u2018no\u2019 to me,\u201d he said.",
            ["\u201cShe said \u2018no\u2019 to me,\u201d", "\u2018no\u2019"],
        ),
        ('"He said "stop" twice," she said.', ['"He said "stop" twice,"', '"stop"']),
        ("The word \u201cone people\u201c stood there.", ["\u201cone people\u201c"]),
        ("\u201cGo,\u2019\u2019 he said.", ["\u201cGo,\u2019\u2019"]),
        ("\u201eJa\u201c und \u00aboui\u00bb", ["\u201eJa\u201c", "\u00aboui\u00bb"]),
        ('He called it "a bad day. Then he left.', ['"a bad day.']),
        ('He called it bad" and left. "Now," he said.', ['"Now,"']),
        ('(\u201cOne\u201d) and "two"\u2014"three"', ["\u201cOne\u201d", '"two"', '"three"']),
        ("O'Neill's and D'Arcy's don't.", []),
    ],
)
def test_quotations_of_one_paragraph(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find([text])[0]] == expected


@pytest.mark.parametrize("mark", ['"', "\u201c", "'", "\u2018"])
def test_speech_goes_on_over_paragraphs(mark: str) -> None:
    close = {"\u201c": "\u201d", "\u2018": "\u2019"}.get(mark, mark)
    first, second = f"{mark}We lost the barn.", f"{mark}We still have the land,{close} he said."
    found = find([first, second, "Nobody else spoke."])
    assert found == [[(0, len(first))], [(0, len(second) - len(" he said."))], []]


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    document = parse("a.txt", 'She said "we go. They stayed.\n\nThe rest is copy.\n')
    first, second = document.segments
    assert [mark.span.of(first.text) for mark in first.marks] == ['"we go.']
    assert not second.marks


def test_markup_does_not_hide_speech() -> None:
    (segment,) = parse("a.md", 'He said, "We *never* [left](http://a.example)."\n').segments
    speech = next(mark for mark in segment.marks if mark.scope == "quotation")
    assert speech.span.of(segment.text) == '"We never left."'
