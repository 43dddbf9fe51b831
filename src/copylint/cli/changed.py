"""What --changed-since and --staged mean for a run: its targets and what is known of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from copylint.cli.mishaps import say
from copylint.cli.scope import Scope
from copylint.discovery import PASSED_OVER, SUFFIXES, Target, discover
from copylint.errors import UsageError
from copylint.filters import git
from copylint.novelty import Known, SinceRevision

Excluded = Callable[[Path, bool], bool]


def scope_of_changes(
    named: Sequence[str],
    excluded: Excluded,
    stack: ExitStack,
    *,
    since: str | None,
    staged: bool,
) -> Scope:
    """The changed files under the named paths. Raises UsageError where git cannot tell.

    Where pre-commit runs between two revisions (`--from-ref`), nothing is staged and nothing
    differs from HEAD: then its first revision is what the files are compared with.
    """
    if since is not None and staged:
        raise UsageError("--changed-since and --staged exclude each other.")
    revision = since
    if staged or since == "HEAD":
        revision = os.environ.get("PRE_COMMIT_FROM_REF") or since
    folder = _folder(named)
    changes = git.staged(folder) if revision is None else git.changed_since(revision, folder)
    for submodule in changes.submodules:
        say(f"{submodule} is a submodule that changed: run copylint inside it.")
    blobs = stack.enter_context(git.Blobs(folder))
    known: list[Known] = [SinceRevision.of(changes, blobs)]
    if revision in (None, "HEAD") and (other := git.merged(folder, index=revision is None)):
        known.append(SinceRevision.of(other, blobs))
    targets = _targets(changes, named, excluded, blobs)
    return Scope(list(targets), tuple(known))


def _folder(named: Sequence[str]) -> Path:
    """Where git is asked: where the first path is, but in a hook where git started it."""
    if not named or "GIT_DIR" in os.environ or "GIT_INDEX_FILE" in os.environ:
        return Path.cwd()
    first = Path(named[0]).absolute()
    while not first.is_dir():
        first = first.parent
    return first


def _targets(
    changes: git.Changes, named: Sequence[str], excluded: Excluded, blobs: git.Blobs
) -> Iterator[Target]:
    """The changed articles that a named path holds, called as the caller would."""
    seen: set[Path] = set()
    for name in named or ["."]:
        real = Path(os.path.realpath(name))
        for change in changes.files:
            if change.path in seen or not change.path.is_relative_to(real):
                continue
            if not _is_article(change.path, real):
                continue
            seen.add(change.path)
            path = _called(name, change.path, real)
            if not _left_out(path, change.path, excluded):
                yield _target(path, change, blobs)
        if problem := _problem(name, real, changes):
            yield Target(name, real, problem)


def _problem(name: str, real: Path, changes: git.Changes) -> str:
    """Why git has nothing to tell of a named path, if that is not for want of changes."""
    if not real.is_relative_to(changes.top.resolve()) and not changes.top.is_relative_to(real):
        return f"It is outside the repository {changes.top}: run copylint there."
    known = (*changes.gone, *(change.path for change in changes.files))
    if os.path.lexists(name) or any(path.is_relative_to(real) for path in known):
        return ""
    return "There is no such file or folder."


def _is_article(path: Path, named: Path) -> bool:
    """A file that a walk from the named path would meet."""
    below = path.relative_to(named).parts
    hidden = any(part.startswith(".") or part in PASSED_OVER for part in below)
    return not hidden and path.suffix.lower() in SUFFIXES


def _called(name: str, path: Path, real: Path) -> str:
    if path == real:
        return name
    relative = str(path.relative_to(real))
    return relative if name == "." else os.path.join(name, relative)  # noqa: PTH118 - as written


def _left_out(path: str, real: Path, excluded: Excluded) -> bool:
    """What configuration and ignore files leave out, asked of the folders above it as well."""
    if not real.exists():
        return excluded(real, False)
    return not any(target.real == real for target in discover([path], excluded))


def _target(path: str, change: git.Changed, blobs: git.Blobs) -> Target:
    if not change.staged:
        return Target(path, change.path)
    return Target(path, change.path, data=lambda: blobs.read(change.staged))
