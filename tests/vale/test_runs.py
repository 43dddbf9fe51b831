"""Whole runs with a .vale.ini: what is remembered of them, and several processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copylint.__main__ import main
from copylint.vale import rules
from tests.vale.conftest import Desk

RULE = "extends: existence\nmessage: \"No '%s'.\"\nlevel: error\ntokens: [foo, bar]\n"


@pytest.fixture
def articles(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    desk.rule("Words", RULE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk.root / "cache"))
    monkeypatch.chdir(desk.root)
    folder = desk.root / "docs"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.md").write_text(f"A foo and a *bar*, {number} times.\n" * 2)
    return folder


class Run:
    """Checks, and gives the issues."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> list[dict[str, Any]]:
        main(["check", "--config", ".vale.ini", "--output-format", "json", *arguments])
        found: list[dict[str, Any]] = json.loads(self.capsys.readouterr().out)["issues"]
        return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_what_is_remembered_is_not_looked_for_again(
    articles: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("docs/00.md")
    assert [issue["match"] for issue in first] == ["foo", "bar", "foo", "bar"]

    def fail(*_: object) -> None:
        raise AssertionError("looked for again")

    monkeypatch.setattr(rules, "check", fail)
    assert run("docs/00.md") == first


@pytest.mark.parametrize("changed", ["rule", "levels", "text"])
def test_what_changed_is_looked_for_again(
    articles: Path, run: Run, desk: Desk, changed: str
) -> None:
    assert len(run("docs/00.md")) == 4
    if changed == "rule":
        desk.rule("Words", RULE.replace("foo, bar", "foo"))
    elif changed == "levels":
        desk.configure("[*]\nBasedOnStyles = Desk\nDesk.Words = warning\n")
    else:
        (articles / "00.md").write_text("A foo.\n")
    found = run("docs/00.md")
    assert len(found) == {"rule": 2, "levels": 4, "text": 1}[changed]
    assert {issue["level"] for issue in found} == {"warning" if changed == "levels" else "error"}


def test_processes_find_the_same(articles: Path, run: Run) -> None:
    one = run("--jobs", "1", "--no-cache", "docs")
    many = run("--jobs", "3", "--no-cache", "docs")
    cold = run("--jobs", "2", "docs")
    warm = run("--jobs", "2", "docs")
    assert len(one) == 120
    assert one == many == cold == warm


def test_a_word_list_that_changed_is_read_again(articles: Path, run: Run, desk: Desk) -> None:
    accepted = desk.styles / "config" / "vocabularies" / "House" / "accept.txt"
    accepted.parent.mkdir(parents=True)
    accepted.write_text("nothing\n")
    desk.ini.write_text(
        "StylesPath = styles\nVocab = House\n[*]\nBasedOnStyles = Desk\nVale.Terms = NO\n"
    )
    assert len(run("docs/00.md")) == 4
    accepted.write_text("nothing\nbar\n")
    assert len(run("docs/00.md")) == 2


def test_another_kind_of_file_is_read_as_formats_says(desk: Desk, articles: Path, run: Run) -> None:
    (articles / "note.mdx").write_text("A *foo* here.\n")
    (articles / "note.rst").write_text("A foo here.\n")
    desk.configure("[formats]\nmdx = md\n\n[*]\nBasedOnStyles = Desk\n")
    found = run("docs/note.mdx", "docs/note.rst")
    assert [(issue["path"], issue["match"]) for issue in found] == [("docs/note.mdx", "foo")]
