"""What is new, as the command line tells it, in real repositories."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.filters.repos import Repo

from .desks import ARTICLE, CLEAN, Desk, desk_in


def test_old_findings_are_counted_and_do_not_block(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE)
    assert desk.check("a.md") == 1
    desk.write("a.md", ARTICLE.replace("river was", "river, was"))
    assert desk.check("--changed-since", "HEAD") == 0
    assert desk.found == []
    assert desk.json["summary"]["known"] == 1
    assert desk.json["summary"]["files"] == 1


def test_a_second_occurrence_blocks(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE)
    desk.write("a.md", ARTICLE + "\nNobody knows when the brigde will open again.\n")
    assert desk.check("--changed-since", "HEAD") == 1
    assert desk.found == [("a.md", "brigde")]
    assert desk.json["issues"][0]["line"] == 7


def test_an_edit_that_contradicts_an_unchanged_line_is_caught(desk: Desk) -> None:
    first = "They organise the fair in May.\n\nIt is a large one, the mayor said.\n"
    desk.commit(a_md=first)
    desk.write("a.md", first + "\nOthers organize the dance.\n")
    assert desk.check("--changed-since", "HEAD") == 1
    assert desk.found


def test_only_changed_files_are_checked(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE, b_md=ARTICLE)
    desk.write("c.md", ARTICLE)
    assert desk.check("--changed-since", "HEAD") == 1
    assert desk.found == [("c.md", "brigde")]
    assert desk.json["summary"]["files"] == 1
    assert desk.check("--changed-since", "HEAD", "a.md") == 0


def test_a_renamed_file_keeps_its_old_findings(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE)
    desk.git("mv", "a.md", "b.md")
    assert desk.check("--changed-since", "HEAD") == 0
    assert desk.check("--staged") == 0
    assert desk.json["summary"]["known"] == 1


def test_a_deleted_file_is_no_error(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE)
    (desk.folder / "a.md").unlink()
    assert desk.check("--changed-since", "HEAD") == 0
    desk.git("add", "-A")
    assert desk.check("--staged") == 0


@pytest.mark.parametrize("option", [("--staged",), ("--changed-since", "HEAD")])
def test_a_named_file_that_never_was_is_an_error(desk: Desk, option: tuple[str, ...]) -> None:
    desk.commit(a_md=ARTICLE, b_md=CLEAN)
    desk.git("mv", "a.md", "moved.md")
    desk.git("rm", "-q", "b.md")
    assert desk.check(*option, "a.md", "b.md", ".") == 0
    assert desk.check(*option, "a.md", "b.md", "c.md") == 2
    (failure,) = desk.json["failures"]
    assert (failure["path"], failure["message"]) == ("c.md", "There is no such file or folder.")


def test_paths_in_two_repositories(desk: Desk, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.write("a.md", ARTICLE)
    desk.write("a.md", ARTICLE)
    assert desk.check("--changed-since", "HEAD", "a.md", "../other/a.md") == 2
    assert desk.found == [("a.md", "brigde")]
    (failure,) = desk.json["failures"]
    assert failure["path"] == "../other/a.md"
    assert "run copylint there" in failure["message"]


def test_a_repository_of_the_newer_object_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    repo = tmp_path / "newer"
    desk.git("init", "-q", "--object-format=sha256", str(repo))
    (repo / "a.md").write_text(ARTICLE)
    (repo / "copylint.yaml").write_text(
        f"profile: none\nengine: none\npacks: [{desk.folder}/house]\n"
    )
    desk.git("-C", str(repo), "add", "-A")
    for option in (["--staged"], ["--changed-since", "HEAD"]):
        assert desk.check(*option, str(repo)) == 1
        assert len(desk.found) == 1


def test_staged_judges_the_index(desk: Desk) -> None:
    desk.commit(a_md=CLEAN)
    desk.write("a.md", CLEAN + "\nThe brigde is shut.\n")
    assert desk.check("--staged") == 0
    desk.git("add", "a.md")
    desk.write("a.md", CLEAN)
    assert desk.check("--staged") == 1
    assert desk.found == [("a.md", "brigde")]


def test_staged_reads_a_file_that_is_gone_from_the_folder(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.git("add", "a.md")
    (desk.folder / "a.md").unlink()
    assert desk.check("--staged") == 1


def test_a_merge_does_not_bring_back_what_the_other_branch_had(desk: Desk) -> None:
    desk.commit(a_md=CLEAN)
    desk.git("switch", "-q", "-c", "story")
    desk.commit(b_md=ARTICLE)
    desk.git("switch", "-q", "main")
    desk.commit(a_md=CLEAN + "\nMore.\n")
    desk.git("merge", "-q", "--no-commit", "--no-ff", "story")
    assert desk.check("--staged") == 0
    desk.write("b.md", ARTICLE + "\nThe toll brigde too.\n")
    desk.git("add", "b.md")
    assert desk.check("--staged") == 1
    assert len(desk.found) == 1


def test_before_the_first_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_in(tmp_path, monkeypatch, capsys)
    desk.git("switch", "-q", "--orphan", "fresh")
    desk.write("a.md", ARTICLE)
    desk.write("copylint.yaml", "profile: none\nengine: none\npacks: [core]\n")
    desk.git("add", "-A")
    assert desk.check("--staged") in (0, 1)
    assert desk.check("--changed-since", "main") == 2
    assert "nothing is committed on this branch yet" in desk.err


@pytest.mark.parametrize("name", ['quo"te.md', "new\nline.md", "a:b.md", "日本.md"])
def test_any_file_name(desk: Desk, name: str) -> None:
    desk.write(name, ARTICLE)
    assert desk.check("--changed-since", "HEAD") == 1
    assert desk.found == [(name, "brigde")]
    desk.git("add", "-A")
    assert desk.check("--staged") == 1
    desk.commit()
    assert desk.check("--changed-since", "HEAD") == 0


@pytest.mark.parametrize("options", [("--changed-since", "nowhere"), ("--changed-since", "--all")])
def test_an_unknown_revision(desk: Desk, options: tuple[str, ...]) -> None:
    assert desk.check(*options) == 2
    assert "knows no revision" in desk.err
    assert desk.out == ""


def test_outside_a_repository(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    desk.folder = tmp_path / "plain"
    for options in (("--staged",), ("--changed-since", "HEAD")):
        assert desk.check(*options) == 2
        assert "not in a git repository" in desk.err


def test_a_detached_head(desk: Desk) -> None:
    first = desk.commit(a_md=ARTICLE)
    desk.commit(a_md=ARTICLE + "\nMore.\n")
    desk.git("switch", "-q", "--detach")
    assert desk.check("--changed-since", first) == 0


def test_a_shallow_clone_is_told_what_to_do(desk: Desk, tmp_path: Path) -> None:
    first = desk.commit(a_md=ARTICLE)
    desk.commit(a_md=CLEAN)
    desk.git("clone", "-q", "--depth=1", f"file://{desk.folder}", str(tmp_path / "clone"))
    desk.folder = tmp_path / "clone"
    assert desk.check("--changed-since", first) == 2
    assert "shallow clone" in desk.err
    assert "git fetch --unshallow" in desk.err


def test_a_changed_submodule_is_named(desk: Desk, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.commit(b_md=ARTICLE)
    allowed = ("-c", "protocol.file.allow=always")
    desk.git(*allowed, "submodule", "add", "-q", str(other.folder), "wire")
    assert desk.check("--staged") == 0
    assert "wire" in desk.err
    assert "submodule" in desk.err


def test_in_a_folder_of_the_repository(desk: Desk) -> None:
    desk.write("news/a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.folder = desk.folder / "news"
    assert desk.check("--changed-since", "HEAD") == 1
    assert desk.found == [("a.md", "brigde")]


def test_a_plain_git_hook_sees_what_will_be_committed(desk: Desk) -> None:
    desk.commit(a_md=CLEAN, b_md=CLEAN)
    hook = desk.write(
        ".git/hooks/pre-commit", f'#!/bin/sh\nexec "{sys.executable}" -m copylint check --staged\n'
    )
    hook.chmod(0o755)
    desk.write("a.md", ARTICLE)
    desk.write("b.md", CLEAN + "\nMore.\n")
    desk.git("commit", "-q", "-m", "Only b", "b.md")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        desk.git("commit", "-q", "-a", "-m", "All")
    assert b"a.md\n  3:9  error  house.bridge" in refused.value.stdout + refused.value.stderr
    desk.git("add", "a.md")
    desk.write("c.md", CLEAN)
    desk.git("add", "c.md")
    desk.git("commit", "-q", "-m", "Only c", "c.md")
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("commit", "-q", "--amend", "-m", "With a")


@pytest.mark.parametrize("option", ["--staged", "--changed-since=HEAD"])
def test_many_files_at_once(desk: Desk, option: str) -> None:
    desk.commit(**{f"old{n}_md": ARTICLE for n in range(30)})
    for n in range(30):
        desk.write(f"old{n}.md", ARTICLE + f"\nA brigde of number {n} is planned.\n")
    desk.git("add", "-A")
    assert desk.check(option, "--jobs", "2") == 1
    assert len(desk.found) == 30
    assert desk.json["summary"]["known"] == 30
    assert desk.run("baseline") == 0
    assert desk.check("--baseline", "copylint-baseline.txt", "--jobs", "2") == 0
    assert "stale" not in desk.err


def test_excluded_and_ignored_files_stay_out(desk: Desk) -> None:
    desk.write("copylint.yaml", "profile: none\nengine: none\npacks: [house]\nexclude: [drafts/]\n")
    desk.commit()
    desk.write("drafts/a.md", ARTICLE)
    assert desk.check("--changed-since", "HEAD") == 0
    desk.git("add", "-A")
    assert desk.check("--staged") == 0
    assert desk.found == []


def test_a_hook_run_by_pre_commit_between_two_revisions(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.commit(a_md=CLEAN)
    desk.commit(a_md=ARTICLE)
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", first)
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")
    assert desk.check("--staged", "a.md") == 1
