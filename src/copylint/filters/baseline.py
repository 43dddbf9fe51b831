"""Known issues of a whole repository, kept in one file: hashes only, one sorted line each.

A line is the hash of a file's path (relative to the baseline's folder, with `/`) and an issue's
fingerprint. Line moves and edits elsewhere keep an entry; one entry accounts for one issue.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from copylint.document import Document
from copylint.errors import ConfigError
from copylint.filters.known import Split
from copylint.issue import Issue, fingerprints
from copylint.kept import kept

VERSION = 1
_HEADER = f"# copylint baseline {VERSION}"
_FIRST = kept(r"# copylint baseline (\d+)\Z")
_ENTRY = kept(r"[0-9a-f]{12} [0-9a-f]{20}\Z")
_AGAIN = "Write it again with 'copylint baseline'."


class Baseline(Struct, frozen=True):
    """The entries of a baseline file; `folder` is where its paths start, `lines` where each is."""

    folder: Path
    entries: Counter[str]
    lines: Mapping[str, int] = field(default_factory=dict)

    def split(self, document: Document, issues: Sequence[Issue], real: Path) -> Split:
        """The issues that no entry accounts for, and the others. `real` is the file's place."""
        left = Counter(self.entries)
        new: list[Issue] = []
        known: list[Issue] = []
        for issue, entry in zip(issues, self.of(document, issues, real), strict=True):
            (known if left[entry] > 0 else new).append(issue)
            left[entry] -= 1
        return Split(tuple(new), tuple(known))

    def of(self, document: Document, issues: Sequence[Issue], real: Path) -> list[str]:
        """The entries of a file's issues, in their order."""
        path = path_hash(self.folder, real)
        return [f"{path} {fingerprint}" for fingerprint in fingerprints(document, issues)]

    def stale(self, found: Iterable[str], checked: Iterable[Path]) -> list[tuple[str, Path]]:
        """Entries that no issue found accounts for any more, each with its file, a checked one."""
        paths = {path_hash(self.folder, real): real for real in checked}
        left = self.entries - Counter(found)
        gone = sorted(entry for entry in left.elements() if entry.split()[0] in paths)
        return [(entry, paths[entry.split()[0]]) for entry in gone]


def path_hash(folder: Path, real: Path) -> str:
    """The hash that stands for a file in the entries."""
    relative = os.path.relpath(real, folder).replace(os.sep, "/")
    data = relative.encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=6).hexdigest()


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigError for a missing, foreign or broken one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise ConfigError(
            "there is no such baseline.", path=str(path), hint="Write one with 'copylint baseline'."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not a copylint baseline.", path=str(path), hint=_AGAIN) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}.", path=str(path)) from error
    first = _FIRST.match(lines[0]) if lines else None
    if first is None:
        raise ConfigError("is not a copylint baseline.", path=str(path), line=1, hint=_AGAIN)
    if int(first[1]) != VERSION:
        message = f"has version {first[1]}; this copylint reads version {VERSION}."
        raise ConfigError(message, path=str(path), line=1, hint=_AGAIN)
    entries = list(_entries(path, lines))
    places = {entry: number for number, entry in reversed(entries)}
    return Baseline(path.resolve().parent, Counter(entry for _, entry in entries), places)


def _entries(path: Path, lines: list[str]) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("#") or not line.strip():
            continue
        if not _ENTRY.match(line):
            hint = f"A merge conflict? {_AGAIN}"
            raise ConfigError(
                "is not an entry of a baseline.", path=str(path), line=number, hint=hint
            )
        yield number, line


def written(entries: Iterable[str]) -> str:
    """The text of a baseline file."""
    return "\n".join([_HEADER, *sorted(entries)]) + "\n"
