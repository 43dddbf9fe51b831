"""The hooks, as the real pre-commit installs and runs them in a repository of articles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.desks import ARTICLE, CLEAN, CONFIG, PACK, RULES
from tests.filters.repos import Repo
from tests.projects import ROOT, copied

pytestmark = pytest.mark.precommit

HOOKS = ("copylint", "copylint-fix", "copylint-all")


class Articles(Repo):
    """A repository whose commits go through a hook."""

    def use(self, hook: str, project: Repo, cache: Path) -> None:
        """Install one hook of the project here."""
        self.environment = {**os.environ, "PRE_COMMIT_HOME": str(cache), "SKIP": ""}
        self.write(
            ".pre-commit-config.yaml",
            f"repos: [{{repo: '{project.folder}', rev: {project.git('rev-parse', 'HEAD')}, "
            f"hooks: [{{id: {hook}}}]}}]\n",
        )
        self.write("copylint.yaml", CONFIG)
        self.write("house/pack.yaml", PACK)
        self.write("house/words.yaml", RULES)
        self.commit()
        self.pre_commit("install", "--install-hooks")

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def try_commit(self, *arguments: str) -> tuple[bool, str]:
        """Commit what is staged, with the hook; whether it went through, and what was said."""
        done = subprocess.run(
            ["git", "commit", "-m", "Edit", *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode == 0, done.stdout + done.stderr

    def stage(self, name: str, text: str) -> None:
        self.write(name, text)
        self.git("add", name)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where pre-commit keeps the hooks' environment: made once, with what it installs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Desk")
            patch.setenv(f"GIT_{role}_EMAIL", "desk@example.org")
        yield tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def project(place: Path) -> Repo:
    return copied(place / "project")


def articles(hook: str, folder: Path, project: Repo, place: Path) -> Articles:
    repo = Articles(folder / "articles")
    repo.use(hook, project, place / "cache")
    return repo


def test_the_manifest_is_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_new_errors_block_and_old_ones_do_not(tmp_path: Path, project: Repo, place: Path) -> None:
    repo = articles("copylint", tmp_path, project, place)
    repo.git("config", "core.hooksPath", "/dev/null")
    repo.commit(old_md=ARTICLE)
    repo.git("config", "--unset", "core.hooksPath")
    repo.stage("new.md", ARTICLE)
    went, said = repo.try_commit()
    assert not went
    assert "new.md\n  3:9  error  house.bridge" in said
    assert "Use 'bridge' instead of 'brigde'." in said
    repo.stage("new.md", CLEAN)
    went, said = repo.try_commit()
    assert went, said
    repo.stage("old.md", ARTICLE.replace("river was", "river, was"))
    went, said = repo.try_commit()
    assert went, said
    repo.stage("old.md", ARTICLE + "\nA second brigde.\n")
    assert not repo.try_commit("--amend")[0]


def test_only_what_is_staged_counts(tmp_path: Path, project: Repo, place: Path) -> None:
    repo = articles("copylint", tmp_path, project, place)
    repo.stage("a.md", CLEAN)
    repo.write("a.md", ARTICLE)
    went, said = repo.try_commit()
    assert went, said
    assert (repo.folder / "a.md").read_text() == ARTICLE
    repo.git("add", "a.md")
    repo.write("a.md", CLEAN)
    assert not repo.try_commit()[0]


def test_a_merge_passes_with_what_both_sides_had(
    tmp_path: Path, project: Repo, place: Path
) -> None:
    repo = articles("copylint", tmp_path, project, place)
    repo.git("switch", "-q", "-c", "story")
    repo.git("config", "core.hooksPath", "/dev/null")
    repo.commit(b_md=ARTICLE)
    repo.git("switch", "-q", "main")
    repo.commit(a_md=CLEAN)
    repo.git("config", "--unset", "core.hooksPath")
    repo.git("merge", "-q", "--no-commit", "--no-ff", "story")
    went, said = repo.try_commit()
    assert went, said


def test_the_fixing_hook_changes_the_file_and_fails_once(
    tmp_path: Path, project: Repo, place: Path
) -> None:
    repo = articles("copylint-fix", tmp_path, project, place)
    repo.stage("a.md", ARTICLE)
    went, said = repo.try_commit()
    assert not went
    assert "files were modified by this hook" in said
    assert (repo.folder / "a.md").read_text() == CLEAN
    repo.git("add", "a.md")
    went, said = repo.try_commit()
    assert went, said


def test_the_thorough_hook_blocks_on_old_errors_too(
    tmp_path: Path, project: Repo, place: Path
) -> None:
    repo = articles("copylint-all", tmp_path, project, place)
    repo.git("config", "core.hooksPath", "/dev/null")
    repo.commit(old_md=ARTICLE)
    repo.git("config", "--unset", "core.hooksPath")
    repo.stage("old.md", ARTICLE.replace("river was", "river, was"))
    went, said = repo.try_commit()
    assert not went
    assert "old.md\n  3:9  error" in said


def test_between_revisions_and_on_names_that_are_no_articles(
    tmp_path: Path, project: Repo, place: Path
) -> None:
    repo = articles("copylint", tmp_path, project, place)
    repo.git("config", "core.hooksPath", "/dev/null")
    first = repo.commit(a_md=CLEAN)
    repo.commit(a_md=ARTICLE, requirements_txt="brigde==1\n", x_py="brigde = 1\n")
    repo.git("config", "--unset", "core.hooksPath")
    done = repo.pre_commit("run", "--from-ref", first, "--to-ref", "HEAD")
    assert done.returncode == 1
    assert "a.md\n  3:9  error" in done.stdout
    assert "requirements" not in done.stdout
    assert repo.pre_commit("run", "--files", "requirements.txt", "x.py").returncode == 0
