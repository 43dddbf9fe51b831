"""Which blocks a rule sees, and where they stand in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.vale.view import Reading, view
from tests.vale.conftest import Desk

RULE = "extends: existence\nmessage: \"'%s'\"\ntokens: [tide]\nscope: {scope}\n"
TEXT = """---
title: A tide
date: 2026-01-02
---

# One tide

Two tide and *three tide* in [four tide](http://a.b/c) and `five tide`.

> Six tide

- Seven tide

| Eight tide |
|---|
| Nine tide |

![Ten tide](a.png)

```
Eleven tide
```
"""


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        ("heading", {6}),
        ("heading.h1", {6}),
        ("list", {12}),
        ("blockquote", {10}),
        ("table.header", {14}),
        ("table.cell", {16}),
        ("text.attr.alt", {18}),
        ("link", {8}),
        ("emphasis", {8}),
        ("text.frontmatter.title", {2}),
        ("'~heading & ~list'", {2, 8, 10, 14, 16, 18}),
        ("raw", {2, 6, 8, 10, 12, 14, 16, 18, 21}),
        ("text", {2, 6, 8, 10, 12, 14, 16, 18}),
        ("[heading, list]", {6, 12}),
    ],
)
def test_scopes(desk: Desk, scope: str, lines: set[int]) -> None:
    desk.rule("Tide", RULE.replace("{scope}", scope))
    found = desk.check(TEXT)
    assert {TEXT.count("\n", 0, one.start) + 1 for one in found} == lines
    assert all(TEXT[one.start : one.end] == "tide" for one in found)


def test_code_is_masked(desk: Desk) -> None:
    desk.rule("Any", "extends: existence\nmessage: \"'%s'\"\nnonword: true\ntokens: ['use \\*+']\n")
    (found,) = desk.check("Please use `tool` now.")
    assert found.alert.words == "use ****"


def test_a_link_can_be_left_out(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "'text & ~link'"))
    assert len(desk.check("A tide and [a tide](u).")) == 1


def test_html_is_read_as_it_is(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    text = '<p class="x">A <b>tide</b> &amp; tide</p><pre>tide</pre><script>tide</script>'
    assert [one.start for one in desk.check(text, "a.html")] == [18, 33]


def test_plain_text_has_no_markup(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    assert len(desk.check("# tide\n\n`tide`\n", "a.txt")) == 2


@pytest.mark.parametrize("comment", ["vale off", "vale Desk.Tide = NO", "vale Desk = NO"])
def test_comments_switch_rules_off(desk: Desk, comment: str) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    on = comment.replace("off", "on").replace("NO", "YES")
    text = f"tide\n\n<!-- {comment} -->\n\ntide\n\n<!-- {on} -->\n\ntide\n"
    assert [text.count("\n", 0, one.start) + 1 for one in desk.check(text)] == [1, 9]


def test_line_ends_and_entities_keep_their_places(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    text = "\ufeffOne\r\nwe&rsquo;ll tide\r\n\r\ntide &eacute; tide\r\n"
    assert desk.found(text) == ["tide", "tide", "tide"]


def test_ignored_passages(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    desk.configure(
        "[*.md]\nBasedOnStyles = Desk\nTokenIgnores = (\\{tide\\})\n"
        "BlockIgnores = (?s) *(:::.*?:::)\n"
    )
    assert desk.found("A {tide} and tide.\n\n::: tide\n:::\n\ntide\n") == ["tide", "tide"]


def test_a_pattern_without_a_group_hides_its_match(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    desk.configure("[*.md]\nBasedOnStyles = Desk\nTokenIgnores = \\{tide\\}\n")
    assert [one.start for one in desk.check("A {tide} and tide.\n")] == [13]


def test_an_indented_html_block_keeps_its_places(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "text"))
    text = "Low\n\n  <dl>\n  <dd>The tide.</dd>\n  </dl>\n\n- a\n\n    <p>tide</p>\n"
    assert desk.found(text) == ["tide", "tide"]


@pytest.mark.parametrize("scope", ["''", "[]"])
def test_an_empty_scope_sees_nothing(desk: Desk, scope: str) -> None:
    desk.rule("Tide", RULE.replace("{scope}", scope))
    assert desk.found("The tide.\n") == []


def test_a_sentence_is_no_paragraph(desk: Desk) -> None:
    desk.rule("Tide", RULE.replace("{scope}", "paragraph & sentence"))
    desk.rule("Ebb", RULE.replace("{scope}", "'~paragraph'"))
    assert [one.definition.name for one in desk.check("The tide.\n")] == ["Desk.Ebb"]


def test_a_footnote_mark_has_the_place_of_its_number(desk: Desk) -> None:
    desk.rule("One", "extends: existence\nmessage: \"%s\"\ntokens: ['1']\n")
    assert [one.start for one in desk.check("The tide[^1].\n\n[^1]: Low.\n")] == [10]


def test_the_arrow_of_a_footnote_is_not_found(desk: Desk) -> None:
    desk.rule("Arrow", "extends: existence\nmessage: \"%s\"\nnonword: true\ntokens: ['↩']\n")
    assert desk.check("The tide[^1].\n\n[^1]: Low.\n") == []


MARKUP = st.lists(
    st.sampled_from(
        ["tide ", "*tide*", "`x`", "\n", "\n\n", "> ", "- ", "# ", "[a](b)", "&amp;", "é",
         "<b>", "</b>", "\n\n  <div>\n", "  <dd>", "</dd>\n",
         "| a |\n|---|\n", "<!-- x -->", "\r\n", "😀", "$x$", "http://a.b ", "\\*", "    "]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(MARKUP, st.sampled_from([".md", ".html", ".txt"]))
def test_every_run_leads_to_its_source(text: str, format_: str) -> None:
    reading = Reading(format_, sentences=True, paragraphs=True)
    for block in view(f"a{format_}", text, reading).blocks:
        at = 0
        for run in block.runs:
            assert at <= run.at <= len(block.text)
            assert 0 <= run.start <= run.end <= len(text)
            piece = block.text[run.at : run.at + run.length]
            if run.length == run.end - run.start and set(piece) != {"*"}:
                plain = text[run.start : run.end].replace("\r", "\n")
                same = piece.split() == plain.split()  # a separator may be a line break
                assert same or "*" in piece or "&" in text
            at = run.at + run.length


@given(MARKUP)
def test_the_view_is_a_document(text: str) -> None:
    document = view("a.md", text, Reading(".md")).document()
    for segment in document.segments:
        assert "".join(run.text.of(segment.text) for run in segment.runs) == segment.text


def blocks(text: str, config: str, desk: Desk) -> list[str]:
    """The texts that a rule sees under a configuration."""
    desk.configure(f"{config}\n")
    desk.rule("All", "extends: existence\nmessage: '%s'\nnonword: true\nraw: ['(?s)^.+$']\n")
    return desk.messages(text)


def test_a_tilde_within_a_word_strikes_through() -> None:
    found = view("a.md", "H~2~O, x~y, H\\~2~", Reading(".md")).blocks[0]
    assert found.text == "H~2~O, x~y, H~2~"
    assert view("a.md", "H~2~O and 1~2", Reading(".md")).blocks[0].text == "H 2O and 1~2"


def test_a_block_of_mathematics_ends_where_it_is_closed(desk: Desk) -> None:
    text = "One.\n\n$$\na\n$$\nTwo.\n"
    assert blocks(text, "[*]\nBasedOnStyles = Desk", desk) == ["One.", "Two."]


def test_front_matter_is_read_where_code_is(desk: Desk) -> None:
    text = "---\nweight: 5\n---\n\nBody.\n\n```\nmake\n```\n"
    assert blocks(text, "[*]\nBasedOnStyles = Desk", desk) == ["Body."]
    config = "SkippedScopes = script, pre, code\n[*]\nBasedOnStyles = Desk"
    assert blocks(text, config, desk) == ["weight: 5", "Body.", "make"]


def test_words_in_html_stand_in_place_beside_what_is_ignored(desk: Desk) -> None:
    desk.configure("[*.md]\nBasedOnStyles = Desk\nTokenIgnores = (pier)\n")
    desk.rule("Words", "extends: existence\nmessage: '%s'\ntokens: [tide, ebb]\n")
    assert desk.found("<div>\nA pier, a tide <b>and ebb</b>\n</div>") == ["tide", "ebb"]
    assert desk.found("A pier\r\n\r\n<p>tide</p><p>ebb</p>") == ["tide", "ebb"]


def test_a_link_with_code_in_its_address_is_not_masked(desk: Desk) -> None:
    desk.configure("[*.md]\nBasedOnStyles = Desk\nTokenIgnores = (tide)\n")
    desk.rule("Words", "extends: existence\nmessage: '%s'\ntokens: [tide]\n")
    assert desk.found("See <https://a.org/tide> there.") == ["tide"]
