from __future__ import annotations

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from copylint.issue import Failure, Report
from copylint.reporters.base import Options
from copylint.reporters.markdown import MOST

from .samples import document, hostile_report, issue, plain_report, written

GFM = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_GFM


def test_as_written(snapshot: SnapshotAssertion) -> None:
    assert written("markdown", plain_report()) == snapshot


def test_hostile_text_is_only_text(snapshot: SnapshotAssertion) -> None:
    output = written("markdown", hostile_report())
    html = pyromark.html(output, options=GFM)
    assert not any(tag in html for tag in ("<script", "<b>", "<!--", "<code", "<a ", "javascript"))
    assert not any(char in output for char in "\x1b\r\u202e\u2066")
    assert output == snapshot


@pytest.mark.parametrize(
    "text",
    ["@desk", "https://x.example/", "www.x.example", ":smile:", "#12", "[a](b)", "a|b", "$x$"],
)
def test_no_mention_link_or_emoji(text: str) -> None:
    output = written("markdown", Report(document(text), failures=(Failure("x", text),)))
    assert text not in output


@given(st.text(max_size=40))
def test_any_text_keeps_the_table_whole(text: str) -> None:
    report = Report(document("x"), (issue("x", "x", message=text),), failures=(Failure("f", text),))
    html = pyromark.html(written("markdown", report), options=GFM)
    assert html.count("<td>") == 8


def test_a_long_list_is_cut_and_says_so() -> None:
    many = Report(document("x"), (issue("x", "x"),) * (MOST + 7))
    output = written("markdown", many)
    assert output.count("core.misspelling") == MOST
    assert output.endswith("\n7 more are not listed here.\n")


def test_no_excerpts_leaves_article_text_out() -> None:
    output = written("markdown", plain_report(), options=Options(excerpts=False))
    assert "recieved" not in output
