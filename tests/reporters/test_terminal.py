from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from copylint.document import Span
from copylint.issue import Report
from copylint.reporters.base import Options
from copylint.reporters.terminal import excerpt
from copylint.reporters.visible import visible, width

from .samples import document, hostile_report, issue, plain_report, written


def lines(source: str, words: str, columns: int = 80) -> list[str]:
    start = source.index(words)
    return list(excerpt(source, Span(start, start + len(words)), Options(width=columns)))


def test_text_names_place_level_rule_fix_and_related(snapshot: SnapshotAssertion) -> None:
    assert written("text", plain_report()) == snapshot


def test_a_file_without_issues_is_not_listed() -> None:
    assert written("text", Report(document("All is well.\n"))) == (
        "1 file, 3 words: 0 errors, 0 warnings, 0 suggestions; "
        "0 suppressed, 0 not checked, 0 failed (0.5 s)\n"
    )


def test_a_byte_order_mark_is_not_shown() -> None:
    assert lines("\ufeffThe brigde fell.\n", "brigde")[0] == "    | The brigde fell."
    assert lines("\ufeffThe brigde fell.\n", "\ufeff")[0] == "    | \\ufeffThe brigde fell."


def test_colour_only_when_asked() -> None:
    assert "\x1b" not in written("text", plain_report())
    assert "\x1b[1;31merror\x1b[0m" in written("text", plain_report(), options=Options(color=True))


def test_hostile_text_is_shown_not_obeyed(snapshot: SnapshotAssertion) -> None:
    output = written("text", hostile_report())
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "\r" not in output
    assert "\\x1b[31mred" in output
    assert output == snapshot


def test_no_excerpts_leaves_article_text_out() -> None:
    output = written("text", plain_report(), options=Options(excerpts=False))
    assert "recieved" not in output
    assert "Dockers" not in output
    assert "3:9" in output


def underlined(shown: list[str]) -> str:
    """What stands over the carets, column by column."""
    text, under = shown
    first, last = under.index("^"), under.rindex("^")
    cells = [char for char in text for _ in range(width(char))]
    return "".join(cells[first : last + 1])


@pytest.mark.parametrize(
    ("source", "words", "seen"),
    [
        ("The brigde is shut.", "brigde", "brigde"),
        ("\tThe brigde\tis shut.", "brigde", "brigde"),
        ("東京で brigde is shut.", "brigde", "brigde"),
        ("\U0001f6a2\U0001f6a2 brigde", "brigde", "brigde"),
        ("\x1b[2J brigde", "brigde", "brigde"),
        ("\ufeffThe brigde", "brigde", "brigde"),
        ("x 東京 y", "東京", "東東京京"),
    ],
)
def test_the_underline_stands_under_the_place(source: str, words: str, seen: str) -> None:
    assert underlined(lines(source, words)) == seen


def test_combining_marks_take_no_column() -> None:
    shown = lines("Cafe\u0301 brigde", "brigde")
    assert shown[1].index("^") == len("    | Café ")


def test_a_place_over_several_lines_shows_its_first() -> None:
    shown = lines("one two\nthree four", "two\nthree")
    assert shown == ["    | one two", "    |     ^^^"]


def test_a_long_line_is_cut_on_both_sides() -> None:
    source = "alpha " * 500 + "brigde " + "omega " * 500
    text, under = lines(source, "brigde")
    assert width(text) <= 80
    assert text.startswith("    | …")
    assert text.endswith("…")
    assert underlined([text, under]) == "brigde"


def test_an_empty_place_and_the_end_of_the_text_have_one_caret() -> None:
    assert list(excerpt("ab", Span(2, 2), Options())) == ["    | ab", "    |   ^"]
    assert list(excerpt("", Span(0, 0), Options())) == ["    |", "    | ^"]


@given(st.text(max_size=300), st.data())
def test_an_excerpt_always_fits_and_never_holds_a_control(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    for line in excerpt(source, Span(start, end), Options()):
        assert width(line) <= 80
        assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in line)


@given(st.text())
def test_visible_text_holds_nothing_a_terminal_obeys(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert not any(char in shown for char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")


def test_quiet_leaves_the_summary_out() -> None:
    source = "a brigde"
    report = Report(document(source), (issue(source, "brigde"),))
    assert "1 file" not in written("text", report, options=Options(quiet=True))
