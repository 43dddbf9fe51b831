from __future__ import annotations

from pathlib import Path

import pytest

from copylint.errors import InputError, UsageError
from copylint.filters.git import Blobs, Changes, changed_since, merged, staged

from .repos import Repo, isolate

LONG = "".join(f"Paragraph {n} of the article stands here.\n\n" for n in range(20))


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    isolate(monkeypatch)
    return Repo(tmp_path / "articles")


def names(changes: Changes) -> list[str]:
    return sorted(str(change.path.relative_to(changes.top)) for change in changes.files)


def old_text(repo: Repo, changes: Changes, name: str) -> str:
    [change] = [change for change in changes.files if change.path == repo.folder / name]
    with Blobs(repo.folder) as blobs:
        return blobs.read(change.old).decode() if change.old else ""


def test_changed_staged_new_and_untracked_files_count(repo: Repo) -> None:
    repo.commit(a_md="one", b_md="two", c_md="three", gone_md="x")
    repo.write("a.md", "unstaged")
    repo.write("b.md", "staged")
    repo.write("new.md", "new")
    repo.git("add", "b.md", "new.md")
    repo.write("untracked.md", "new")
    repo.write(".gitignore", "ignored.md\n")
    repo.write("ignored.md", "x")
    (repo.folder / "gone.md").unlink()
    changes = changed_since("HEAD", repo.folder)
    assert names(changes) == [".gitignore", "a.md", "b.md", "new.md", "untracked.md"]
    assert old_text(repo, changes, "a.md") == "one"
    assert old_text(repo, changes, "new.md") == ""


def test_the_merge_base_counts_not_the_branch_tip(repo: Repo) -> None:
    repo.commit(a_md="one", b_md="two")
    repo.git("switch", "-q", "-c", "story")
    repo.commit(a_md="one changed")
    repo.git("switch", "-q", "main")
    repo.commit(b_md="two changed on main")
    repo.git("switch", "-q", "story")
    assert names(changed_since("main", repo.folder)) == ["a.md"]


def test_renames_are_followed(repo: Repo) -> None:
    repo.commit(a_md=LONG)
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", LONG + "More.\n")
    repo.git("add", "-A")
    for changes in (changed_since("HEAD", repo.folder), staged(repo.folder)):
        assert names(changes) == ["b.md"]
        assert old_text(repo, changes, "b.md") == LONG


def test_a_move_that_git_was_not_told_of_is_followed(repo: Repo) -> None:
    repo.commit(a_md=LONG, b_md="Something else stands here.\n")
    (repo.folder / "a.md").rename(repo.folder / "c.md")
    (repo.folder / "b.md").unlink()
    repo.write("c.md", LONG + "More.\n")
    repo.write("new.md", "All new words in this one.\n")
    changes = changed_since("HEAD", repo.folder)
    assert names(changes) == ["c.md", "new.md"]
    assert old_text(repo, changes, "c.md") == LONG
    assert old_text(repo, changes, "new.md") == ""


def test_a_file_taken_out_of_the_index_alone_is_still_the_old_one(repo: Repo) -> None:
    repo.commit(a_md=LONG)
    repo.git("rm", "-q", "--cached", "a.md")
    changes = changed_since("HEAD", repo.folder)
    assert names(changes) == ["a.md"]
    assert old_text(repo, changes, "a.md") == LONG


def test_staged_reads_the_index_not_the_file(repo: Repo) -> None:
    repo.commit(a_md="one")
    repo.write("a.md", "staged")
    repo.git("add", "a.md")
    repo.write("a.md", "later, not staged")
    repo.write("b.md", "not staged")
    changes = staged(repo.folder)
    assert names(changes) == ["a.md"]
    with Blobs(repo.folder) as blobs:
        assert blobs.read(changes.files[0].staged) == b"staged"
        assert blobs.read(changes.files[0].old) == b"one"


def test_before_the_first_commit_all_is_new(repo: Repo) -> None:
    repo.write("a.md", "one")
    repo.git("add", "a.md")
    assert names(staged(repo.folder)) == ["a.md"]
    assert names(changed_since("HEAD", repo.folder)) == ["a.md"]
    with pytest.raises(UsageError, match="knows no revision 'main'"):
        changed_since("main", repo.folder)


def test_a_detached_head_is_as_good_as_a_branch(repo: Repo) -> None:
    first = repo.commit(a_md="one")
    repo.commit(a_md="two")
    repo.git("switch", "-q", "--detach", "HEAD")
    assert names(changed_since(first, repo.folder)) == ["a.md"]


@pytest.mark.parametrize("name", ['quo"te.md', "new\nline.md", "tab\t.md", "日本 ü.md", " lead.md"])
def test_any_name(repo: Repo, name: str) -> None:
    repo.commit(a_md="one")
    repo.write(name, "one")
    assert names(changed_since("HEAD", repo.folder)) == [name]
    repo.git("add", "-A")
    assert names(staged(repo.folder)) == [name]
    repo.commit()
    repo.write(name, "two")
    changes = changed_since("HEAD", repo.folder)
    assert old_text(repo, changes, name) == "one"


def test_a_folder_inside_the_repository_sees_all_of_it(repo: Repo) -> None:
    repo.commit(a_md="one")
    repo.write("desk/b.md", "two")
    repo.write("a.md", "changed")
    assert names(changed_since("HEAD", repo.folder / "desk")) == ["a.md", "desk/b.md"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "HEAD:a.md", "", "a b"])
def test_an_unknown_revision_is_named(repo: Repo, revision: str) -> None:
    repo.commit(a_md="one")
    with pytest.raises(UsageError, match=f"knows no revision '{revision}'"):
        changed_since(revision, repo.folder)


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match=r"not in a git repository\. Run copylint inside one"):
        staged(tmp_path)


def test_without_git_it_says_so(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not installed"):
        staged(repo.folder)


def test_a_shallow_clone_says_what_to_do(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit(a_md="one")
    repo.commit(a_md="two")
    repo.git("clone", "-q", "--depth=1", f"file://{repo.folder}", str(tmp_path / "clone"))
    with pytest.raises(UsageError, match="shallow clone: run 'git fetch --unshallow'"):
        changed_since(first, tmp_path / "clone")


def test_unrelated_histories_are_named(repo: Repo) -> None:
    repo.commit(a_md="one")
    repo.git("switch", "-q", "--orphan", "other")
    repo.commit(b_md="two")
    with pytest.raises(UsageError, match="'main' and HEAD have no common history"):
        changed_since("main", repo.folder)


def test_a_submodule_is_named_and_links_are_left_out(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.commit(b_md="two")
    repo.commit(a_md="one")
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), "sub")
    (repo.folder / "link.md").symlink_to("a.md")
    repo.git("add", "-A")
    changes = staged(repo.folder)
    assert names(changes) == [".gitmodules"]
    assert changes.submodules == (repo.folder / "sub",)


def test_during_a_merge_the_other_side_counts_as_old(repo: Repo) -> None:
    repo.commit(a_md="one", b_md="two")
    repo.git("switch", "-q", "-c", "story")
    repo.commit(b_md="two from the story")
    repo.git("switch", "-q", "main")
    repo.commit(a_md="one from main")
    assert merged(repo.folder, index=True) is None
    repo.git("merge", "-q", "--no-commit", "--no-ff", "story")
    assert names(staged(repo.folder)) == ["b.md"]
    for index in (True, False):
        other = merged(repo.folder, index=index)
        assert other is not None
        assert names(other) == ["a.md"]


def test_a_missing_object_is_an_error(repo: Repo) -> None:
    repo.commit(a_md="one")
    with Blobs(repo.folder) as blobs, pytest.raises(InputError, match="no object"):
        blobs.read("0" * 39 + "1")
    with Blobs(repo.folder) as unused:
        assert unused is not None
