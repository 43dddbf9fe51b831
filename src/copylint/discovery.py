"""Which files a run is about: named files and what lies in named folders, in a stable order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from copylint.errors import InputError

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm")
MOST_BYTES = 10_000_000  # of one file; a long novel has a tenth of that
PASSED_OVER = frozenset({"node_modules", "__pycache__"})
_NOT_COPY = frozenset({"copylint.yaml", "pyproject.toml", "copylint-baseline.txt"})


class Target(Struct, frozen=True):
    """A file of the run: its path as the caller wrote it, and its absolute path.

    `problem` says why it cannot be checked; without `supported` no parser knows it. `data` reads
    what to check where that is not what the file holds: standard input, or what is staged. What
    comes from `elsewhere`, from no file, can be written to none.
    """

    path: str
    real: Path
    problem: str = ""
    supported: bool = True
    data: Callable[[], bytes] | None = None
    elsewhere: bool = False


Excluded = Callable[[Path, bool], bool]


def discover(paths: Iterable[str], excluded: Excluded) -> Iterator[Target]:
    """The targets of named paths, each file once.

    `excluded(absolute path, is a folder)` is asked for the configuration's `exclude`; ignore
    files are read here. Folders are walked in the order of their names; links to folders inside
    them are not followed, so a loop of links cannot arise.
    """
    seen: set[Path] = set()
    for path in paths:
        for target in _named(path, excluded):
            if target.real not in seen:
                seen.add(target.real)
                yield target


def _named(path: str, excluded: Excluded) -> Iterator[Target]:
    real = _absolute(path)
    try:
        mode = real.stat().st_mode
    except (OSError, ValueError) as error:
        yield Target(path, real, _unreadable(error))
        return
    folder = stat.S_ISDIR(mode)
    if _left_out(real, folder, excluded) or _in_ignored_folder(real):
        return
    if folder:
        yield from _walk(path, real, excluded)
    else:
        yield _named_file(path, real, mode)


def _absolute(path: str) -> Path:
    """The path from the root without `..`; the last part stays, be it a link."""
    place = Path(path)
    return place.resolve() if place.name in ("", "..") else place.parent.resolve() / place.name


def _unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder."
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"It cannot be read: {reason}."


def _named_file(path: str, real: Path, mode: int) -> Target:
    if not stat.S_ISREG(mode):
        return Target(path, real, "It is not a regular file.")
    if real.suffix.lower() in SUFFIXES:
        return Target(path, real)
    known = ", ".join(SUFFIXES)
    message = f"No parser knows '{real.suffix or real.name}' files; copylint reads {known}."
    return Target(path, real, message, supported=False)


def _walk(path: str, real: Path, excluded: Excluded) -> Iterator[Target]:
    try:
        entries = sorted(os.scandir(real), key=lambda entry: entry.name)
    except OSError as error:
        yield Target(path, real, _unreadable(error))
        return
    for entry in entries:
        if not entry.name.startswith(".") and entry.name not in PASSED_OVER:
            yield from _entry(entry, _joined(path, entry.name), real / entry.name, excluded)


def _entry(entry: os.DirEntry[str], path: str, real: Path, excluded: Excluded) -> Iterator[Target]:
    folder = entry.is_dir(follow_symlinks=False)
    if _left_out(real, folder, excluded):
        return
    if folder:
        yield from _walk(path, real, excluded)
    elif entry.name in _NOT_COPY:
        return
    elif real.suffix.lower() in SUFFIXES:
        yield from _article(entry, path, real)
    elif entry.is_file():
        yield Target(path, real, supported=False)


def _article(entry: os.DirEntry[str], path: str, real: Path) -> Iterator[Target]:
    try:
        regular = stat.S_ISREG(entry.stat().st_mode)
    except OSError as error:
        yield Target(path, real, _unreadable(error))
        return
    if regular:
        yield Target(path, real)


def _joined(folder: str, name: str) -> str:
    return name if folder == "." else os.path.join(folder, name)  # noqa: PTH118 - as written


def _left_out(real: Path, folder: bool, excluded: Excluded) -> bool:
    return excluded(real, folder) or ignored(real, folder)


def ignored(path: Path, folder: bool) -> bool:
    """True when an ignore file of Git above `path` (absolute) leaves it out.

    The nearest file that speaks of it decides; files above the repository's top do not count.
    """
    for parent in path.parents:
        patterns = _ignore_file(parent)
        if (
            patterns
            and (verdict := patterns(path.relative_to(parent).as_posix(), folder)) is not None
        ):
            return verdict
        if _is_top(parent):
            break
    return False


def _in_ignored_folder(path: Path) -> bool:
    """True when a folder above a named path is ignored: nothing below it can be taken back."""
    for parent in path.parents:
        if _is_top(parent):
            return False
        if ignored(parent, True):
            return True
    return False


@cache
def _is_top(folder: Path) -> bool:
    return (folder / ".git").exists()


@cache
def _ignore_file(folder: Path) -> Callable[[str, bool], bool | None] | None:
    """What the ignore files of one folder say of a relative path; None: nothing at all."""
    lines = _lines(folder / ".gitignore")
    if _is_top(folder):
        lines = [*_lines(folder / ".git" / "info" / "exclude"), *lines]
    return matcher(lines) if lines else None


def matcher(lines: Iterable[str]) -> Callable[[str, bool], bool | None]:
    """Patterns as .gitignore writes them: True for ignored, False for taken back, None: silent."""
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(lines)

    def verdict(path: str, folder: bool) -> bool | None:
        return spec.check_file(f"{path}/" if folder else path).include

    return verdict


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []


def contents(target: Target) -> bytes:
    """The bytes of a target. Raises InputError when they cannot be read or are too many."""
    try:
        data = target.data() if target.data else _read(target.real)
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error
    if len(data) > MOST_BYTES:
        raise _too_large(len(data))
    return data


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _too_large(size)
    return path.read_bytes()


def _too_large(size: int) -> InputError:
    return InputError(
        f"It is too large for an article: {size:,} bytes; {MOST_BYTES:,} is the most."
    )
