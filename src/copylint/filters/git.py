"""What git knows of changed files: their paths, old versions and staged content.

Paths pass as NUL-ended bytes, content by object name, so any file name is right. Nothing is
written: no lock, no index refresh.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from msgspec import Struct
from msgspec.structs import replace

from copylint.errors import InputError, UsageError

_SHALLOW = (
    "This is a shallow clone: run 'git fetch --unshallow', "
    "or set 'fetch-depth: 0' (GitHub) or 'GIT_DEPTH: 0' (GitLab)."
)
_FILE_MODES = frozenset({"100644", "100755"})
_SUBMODULE = "160000"
_DELETED = "000000"
_MOST_PAIRS = 2500  # of new and deleted files that are compared
_ALIKE = 0.5  # as git's own rename detection has it


class Changed(Struct, frozen=True):
    """A file that differs from the base. Paths are absolute; `staged` and `old` name blobs.

    `old_path` and `old` are empty for a new file; `staged` is set only when the index is read.
    """

    path: Path
    old_path: Path | None = None
    old: str = ""
    staged: str = ""


class Changes(Struct, frozen=True):
    """Changed files since `base`, and changed submodules, which are repositories of their own.

    `gone` are the files that were there and are deleted or renamed.
    """

    top: Path
    base: str
    files: tuple[Changed, ...]
    submodules: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()


def changed_since(revision: str, folder: Path) -> Changes:
    """What differs between the merge base of `revision` with HEAD and the working tree.

    New files that git does not ignore count too. Raises UsageError when the folder is in no
    repository, the revision is unknown or shares no history with HEAD.
    """
    top = _top(folder)
    base = _merge_base(revision, folder)
    found = list(_diff(top, folder, base))
    names = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", top)
    fresh = [Changed(_absolute(top, name)) for name in _split(names)]
    gone = [change for change, mode in found if mode == _DELETED and change.old]
    files = [change for change, mode in found if mode in _FILE_MODES]
    files += _moved(fresh, gone, folder)
    return Changes(top, base, tuple(files), _submodules(found), _gone(found))


def _moved(fresh: list[Changed], gone: list[Changed], folder: Path) -> Iterator[Changed]:
    """New files that git does not follow yet, each with the deleted one that it was, if any.

    That is the one most of whose words it has.
    """
    if not gone or len(fresh) * len(gone) > _MOST_PAIRS:
        yield from fresh
        return
    with Blobs(folder) as blobs:
        left = {change: _words(blobs.read(change.old)) for change in gone}
    for change in fresh:
        words = _words(change.path.read_bytes() if change.path.is_file() else b"")
        was = max(left, key=lambda old: _shared(words, left[old]), default=None)
        if was is not None and _shared(words, left[was]) >= _ALIKE:
            del left[was]
            yield replace(change, old_path=was.old_path, old=was.old)
        else:
            yield change


def _words(data: bytes) -> Counter[bytes]:
    return Counter(data.split())


def _shared(one: Counter[bytes], other: Counter[bytes]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0


def staged(folder: Path) -> Changes:
    """What the index holds that HEAD does not; before the first commit, all of the index.

    Raises UsageError when the folder is in no repository.
    """
    top = _top(folder)
    base = _commit("HEAD", folder) or _empty_tree(folder)
    found = list(_diff(top, folder, base, "--cached"))
    files = tuple(change for change, mode in found if mode in _FILE_MODES)
    return Changes(top, base, files, _submodules(found), _gone(found))


def merged(folder: Path, *, index: bool) -> Changes | None:
    """During a merge: what the index (or the working tree) holds that the merged branch does not.

    None when there is no merge under way.
    """
    other = _commit("MERGE_HEAD", folder)
    if not other:
        return None
    top = _top(folder)
    found = _diff(top, folder, other, *(["--cached"] if index else []))
    return Changes(top, other, tuple(change for change, mode in found if mode in _FILE_MODES))


class Blobs:
    """Reads the content of objects through one `git cat-file` process; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Blobs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.communicate()

    def read(self, name: str) -> bytes:
        """The content of a blob. Raises InputError when the object is not in the clone."""
        pipe = self._started()
        if pipe.stdin is None or pipe.stdout is None:
            raise InputError("git cat-file gave no pipes")
        pipe.stdin.write(name.encode() + b"\n")
        pipe.stdin.flush()
        header = pipe.stdout.readline().split()
        if len(header) != 3:
            raise InputError(f"git has no object {name} here.", hint=_SHALLOW)
        content = pipe.stdout.read(int(header[2]))
        pipe.stdout.read(1)
        return content

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=self._folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._process


def _diff(top: str | Path, folder: Path, base: str, *extra: str) -> Iterator[tuple[Changed, str]]:
    """Changed files with their new mode, deleted ones among them."""
    output = _git(
        folder, "diff", *extra, "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff",
        "--no-relative", "--no-color", "--ignore-submodules=dirty", base, "--",
    )  # fmt: skip
    fields = iter(_split(output))
    for field in fields:
        old_mode, mode, old, new, status = field[1:].decode().split(" ")
        first = _absolute(top, next(fields))
        path = _absolute(top, next(fields)) if status[0] in "RC" else first
        was = old_mode in _FILE_MODES
        cached = new if "--cached" in extra else ""
        yield Changed(path, first if was else None, old if was else "", cached), mode


def _submodules(found: list[tuple[Changed, str]]) -> tuple[Path, ...]:
    return tuple(change.path for change, mode in found if mode == _SUBMODULE)


def _gone(found: list[tuple[Changed, str]]) -> tuple[Path, ...]:
    moved = [(change, mode == _DELETED or change.old_path != change.path) for change, mode in found]
    return tuple(change.old_path for change, away in moved if away and change.old_path)


def _empty_tree(folder: Path) -> str:
    """The name of a tree that holds nothing, in the kind of names that the repository has."""
    return _git(folder, "hash-object", "-t", "tree", os.devnull).decode().strip()


def _merge_base(revision: str, folder: Path) -> str:
    commit = _commit(revision, folder)
    if not commit:
        if revision == "HEAD":  # nothing is committed yet: everything is new
            return _empty_tree(folder)
        hint = (
            _SHALLOW if _is_shallow(folder) else "See 'git branch --all' for the names there are."
        )
        raise UsageError(f"git knows no revision '{revision}'.", hint=hint)
    if revision == "HEAD":
        return commit
    if not _commit("HEAD", folder):
        raise UsageError(
            "nothing is committed on this branch yet.", hint="Commit first, or use --staged."
        )
    code, base, _ = _try(folder, "merge-base", commit, "HEAD")
    if code == 0:
        return base.decode().strip()
    hint = _SHALLOW if _is_shallow(folder) else "Name a revision this branch started from."
    raise UsageError(f"'{revision}' and HEAD have no common history.", hint=hint)


def _commit(revision: str, folder: Path) -> str:
    """The commit a revision names, or nothing."""
    if revision.startswith("-"):
        return ""
    code, output, _ = _try(folder, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
    return output.decode().strip() if code == 0 else ""


def _is_shallow(folder: Path) -> bool:
    return _try(folder, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"


def _top(folder: Path) -> Path:
    """The folder of the repository. Raises UsageError when there is none."""
    code, output, error = _try(folder, "rev-parse", "--show-toplevel")
    if code == 0:
        return Path(os.fsdecode(output.removesuffix(b"\n")))
    if "not a git repository" in error:
        hint = "Run copylint inside one, or leave out --changed-since and --staged."
        raise UsageError(f"{folder} is not in a git repository.", hint=hint)
    raise UsageError(f"git cannot read the repository: {error}")


def _absolute(top: str | Path, name: bytes) -> Path:
    return Path(top) / os.fsdecode(name)


def _split(output: bytes) -> list[bytes]:
    return [part for part in output.split(b"\0") if part]


def _git(folder: Path, *arguments: str | Path) -> bytes:
    code, output, error = _try(folder, *arguments)
    if code:
        raise UsageError(f"git {arguments[0]} failed: {error}")
    return output


def _try(folder: Path, *arguments: str | Path) -> tuple[int, bytes, str]:
    """Exit status, output and error text of a git command. Raises UsageError without git."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=_environment(), capture_output=True, check=False
        )
    except FileNotFoundError as error:
        hint = "Install git, or leave out --changed-since and --staged."
        raise UsageError("git is not installed.", hint=hint) from error
    return done.returncode, done.stdout, done.stderr.decode(errors="replace").strip()


def _environment() -> dict[str, str]:
    """Ours, in English, without locks; in a hook git has set its own folder and index."""
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}
