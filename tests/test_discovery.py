"""Which files a run is about: order, ignore files, names as written, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from copylint.discovery import Target, discover


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def written(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("Text.\n")


def found(*paths: str, excluded: str = "\0") -> list[Target]:
    return list(discover(paths, lambda path, _: path.name == excluded))


def names(*paths: str, excluded: str = "\0") -> list[str]:
    return [target.path for target in found(*paths, excluded=excluded) if target.supported]


def test_folders_take_articles_in_the_order_of_names() -> None:
    written("b.md", "a.MARKDOWN", "c/x.txt", "c/a.html", "d.htm", "photo.jpg", "copylint.yaml")
    assert names(".") == ["a.MARKDOWN", "b.md", "c/a.html", "c/x.txt", "d.htm"]
    assert [target.path for target in found(".") if not target.supported] == ["photo.jpg"]


def test_paths_are_as_the_caller_wrote_them(here: Path) -> None:
    written("in/a.md")
    assert names("./in") == ["./in/a.md"]
    assert names("in/../in/a.md") == ["in/../in/a.md"]
    assert names(str(here / "in")) == [str(here / "in" / "a.md")]


def test_a_file_named_twice_is_checked_once() -> None:
    written("in/a.md")
    assert names("in", "in/a.md", "./in/a.md") == ["in/a.md"]


def test_hidden_folders_and_packages_are_passed_over() -> None:
    written(".hidden/a.md", "node_modules/b.md", ".c.md", "d.md")
    assert names(".") == ["d.md"]
    assert names(".hidden") == [".hidden/a.md"]


def test_ignore_files_hold_for_named_paths_too() -> None:
    written("drafts/a.md", "drafts/deep/b.md", "keep.md", "old.md", "sub/old.md", "sub/new.md")
    Path(".gitignore").write_text("drafts/\nold.md\n")
    Path("sub/.gitignore").write_text("!old.md\nnew.md\n")
    assert names(".") == ["keep.md", "sub/old.md"]
    assert names("drafts", "drafts/a.md", "drafts/deep/b.md", "old.md") == []
    assert names("sub/old.md") == ["sub/old.md"]


def test_ignore_files_above_the_repository_do_not_count(here: Path) -> None:
    written("a.md")
    (here.parent / ".gitignore").write_text("*.md\n")
    assert names(".") == ["a.md"]


def test_exclude_is_asked_for_folders_and_named_files() -> None:
    written("drafts/a.md", "b.md")
    assert names(".", excluded="drafts") == ["b.md"]
    assert names("b.md", excluded="b.md") == []


def test_what_cannot_be_read_says_why(here: Path) -> None:
    written("notes.docx")
    os.mkfifo("pipe.md")
    told = [target.problem for target in found("gone.md", "notes.docx", "pipe.md", "nul\0.md")]
    assert told[0] == "There is no such file or folder."
    assert "No parser knows '.docx' files" in told[1]
    assert told[2] == "It is not a regular file."
    assert "cannot be read" in told[3]
    assert names(".") == []


def test_links_are_read_but_loops_are_not_followed(here: Path) -> None:
    written("in/a.md")
    Path("in/loop").symlink_to(here)
    Path("link.md").symlink_to("in/a.md")
    Path("dead.md").symlink_to("gone.md")
    targets = found(".")
    assert [target.path for target in targets] == ["dead.md", "in/a.md", "link.md"]
    assert "no such file" in targets[0].problem


def test_odd_names_survive() -> None:
    odd = ["new\nline.md", "sp ace.md", "ünï.md", "-dash.md"]
    written(*odd)
    assert sorted(names(".")) == sorted(odd)
