from __future__ import annotations

import datetime

import pytest

from copylint.parsers import parse


def roles(path: str, text: str) -> list[tuple[str, str]]:
    return [(segment.scopes[-1], segment.text) for segment in parse(path, text).segments]


def omitted(path: str, text: str) -> list[tuple[str, str]]:
    return [(item.reason, item.span.of(text)) for item in parse(path, text).omissions]


ARTICLE = """Harbour Gazette

Truth before noon

Ferry firm cuts its last night service to the islands after a winter of losses

The last boat leaves on Friday. Nobody was told.

Islanders vow to fight

A petition drew 900 names in a day.

They will meet on Monday.
"""


def test_the_parts_of_a_plain_article() -> None:
    assert [role for role, _ in roles("a.txt", ARTICLE)] == [
        "headline",
        "lede",
        "subhead",
        "paragraph",
        "paragraph",
    ]
    assert omitted("a.txt", ARTICLE) == [
        ("furniture", "Harbour Gazette"),
        ("furniture", "Truth before noon"),
    ]


@pytest.mark.parametrize(
    "text", ["One sentence alone.", "First.\n\nSecond.", "a heading without a body", ""]
)
def test_texts_without_a_headline(text: str) -> None:
    assert "headline" not in [role for role, _ in roles("a.txt", text)]
    assert omitted("a.txt", text) == []


def test_byline_dateline_and_date() -> None:
    text = (
        "Ferry cut\n\nBy Ann Day and Bo Ek\n\nOct. 3, 2024\n\n"
        "OSLO, Norway (AP) \u2014 The boat left.\n"
    )
    document = parse("a.txt", text)
    assert [segment.scopes[-1] for segment in document.segments] == [
        "headline",
        "byline",
        "dateline",
        "lede",
    ]
    assert document.date == datetime.date(2024, 10, 3)
    assert [mark.scope for mark in document.segments[-1].marks] == ["dateline"]


@pytest.mark.parametrize(
    "notice",
    [
        "An earlier version of this article misspelled the mayor\u2019s name.",
        "Correction: A caption on Monday misstated the year.",
        "This article was amended on 3 May 2024 to correct a name.",
        "Editor\u2019s note: This story has been updated with a comment.",
        "A previous version of this story gave the wrong age.",
    ],
)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_correction_notices_are_not_copy(path: str, notice: str) -> None:
    text = f"The boat left.\n\n{notice}\n"
    assert ("furniture", notice) in omitted(path, text)


@pytest.mark.parametrize(
    "text",
    [
        "The correction came late, the editor said.",
        "An earlier version of the plan was dropped.",
        "This story has been told before.",
        "Share prices fell on Monday.",
        "Related firms lost money too.",
    ],
)
def test_copy_is_not_taken_for_furniture(text: str) -> None:
    assert omitted("a.txt", f"The boat left.\n\n{text}\n") == []


def test_wrapped_lines_are_one_paragraph_and_wide_lines_one_each() -> None:
    assert roles("a.txt", "The boat left\nat noon on\nFriday.") == [
        ("lede", "The boat left at noon on Friday.")
    ]
    wide = "The boat left at noon, " * 8 + "they said."
    assert [text for _, text in roles("a.txt", f"{wide}\n{wide}")] == [wide, wide]


def test_the_headings_of_markup() -> None:
    assert roles("a.md", "# Top\n\nOne.\n\n## Sub\n\n- item\n\n> quoted\n") == [
        ("headline", "Top"),
        ("lede", "One."),
        ("subhead", "Sub"),
        ("list", "item"),
        ("paragraph", "quoted"),
    ]


def test_passages_in_another_language_are_not_copy() -> None:
    french = "Le maire a dit que la ville est calme et que les bateaux sont dans le port."
    russian = "\u0413\u043e\u0440\u043e\u0434 \u0441\u043f\u043e\u043a\u043e\u0435\u043d."
    english = "The crew of Las Palmas de Gran Canaria spoke."
    text = f"The boat left.\n\n{french}\n\n{russian}\n\n{english}\n"
    assert omitted("a.txt", text) == [("foreign", french), ("foreign", russian)]


def test_the_lang_attribute() -> None:
    text = '<p>A <i lang="la">bona fide</i> buyer.</p><p lang="fr">Bon vent.</p>'
    document = parse("a.html", text)
    (segment,) = document.segments
    assert "foreign" in {mark.scope for mark in segment.marks}
    assert omitted("a.html", text) == [("foreign", "Bon vent.")]


def test_addresses_and_code_are_marked() -> None:
    text = "See `rm -rf x` at www.a.example/b, <https://c.example> or press@a.example."
    (segment,) = parse("a.md", text).segments
    code = [mark.span.of(segment.text) for mark in segment.marks if mark.scope == "code"]
    assert code == ["rm -rf x", "www.a.example/b", "https://c.example", "press@a.example"]
