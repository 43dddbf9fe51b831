from __future__ import annotations

import datetime

import pytest

from copylint.parsers import parse


def test_values_date_and_language() -> None:
    values = "title: T\ndate: 2024-03-09T10:00:00Z\nlang: en-GB\nembargo: 17:30\ndraft: yes"
    text = f"---\n{values}\n---\nBody.\n"
    document = parse("a.md", text)
    assert document.date == datetime.date(2024, 3, 9)
    assert document.language == "en-GB"
    assert document.metadata["embargo"] == "17:30"
    assert document.metadata["draft"] == "yes"


def test_titles_and_decks_are_copy_and_slugs_are_not() -> None:
    values = "title: A title\nslug: a-slug\nsummary: A deck\nhero: {caption: A caption}"
    text = f"---\n{values}\n---\nBody.\n"
    assert [segment.scopes for segment in parse("a.md", text).segments] == [
        ("text", "front-matter.title", "headline"),
        ("text", "front-matter.summary", "deck"),
        ("text", "front-matter.hero.caption"),
        ("text", "paragraph", "lede"),
    ]


@pytest.mark.parametrize(
    "content", ['title: "open\nfoo: [', "title: a: b: c", "a: " + "[" * 3000, "title: \x07"]
)
def test_broken_front_matter_is_noted_and_the_article_still_read(content: str) -> None:
    document = parse("a.md", f"---\n{content}\n---\nBody here.\n")
    assert [segment.text for segment in document.segments] == ["Body here."]
    (omission,) = document.omissions
    assert omission.reason.startswith("front matter that is not YAML: line ")


@pytest.mark.parametrize("text", ["---\nJust prose.\n---\nMore.\n", "---\n\nA rule above.\n"])
def test_rules_that_are_not_front_matter_hide_nothing(text: str) -> None:
    document = parse("a.md", text)
    assert not document.omissions
    assert document.segments


def test_paragraphs_of_a_folded_value() -> None:
    text = "---\nsummary: >\n  One\n  two.\n\n  Three.\n---\n"
    assert [segment.text for segment in parse("a.md", text).segments] == ["One two.", "Three."]


def test_toml_that_is_broken() -> None:
    document = parse("a.md", "+++\ntitle = nope\n+++\nBody.\n")
    assert document.omissions[0].reason.startswith("front matter that is not TOML")
