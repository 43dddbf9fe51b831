"""What was compiled, kept on disk between runs: each file private, checked, put in place at once.

A file holds a digest and then its payload. One that is not the user's own (mode 0600, in their
cache folder), or is damaged, counts as not there and is made anew. What an installation brings
along lies beside the code, and is trusted as the code is.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
from contextlib import suppress
from pathlib import Path

from copylint import folders

_DIGEST = 32
_KEEP = 24  # files kept on disk
_SHIPPED = Path(__file__).parent / "compiled"


def folder() -> Path:
    """The folder of what was compiled."""
    return folders.cache() / "rules"


def shipped(key: str) -> memoryview | None:
    """What came with the installation under a key, None for nothing; only what is used is read."""
    try:
        with (_SHIPPED / f"{key}.bin").open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # not there, or empty
        return None


def ship(package: Path, key: str, payload: bytes) -> None:
    """Lay a payload down in a package that is being built."""
    folder = package / _SHIPPED.name
    folder.mkdir(exist_ok=True)
    (folder / f"{key}.bin").write_bytes(payload)


def read(key: str) -> bytes | None:
    """What was written under a key, or None when there is nothing that can be trusted."""
    try:
        with (folder() / f"{key}.bin").open("rb") as file:
            seen = os.fstat(file.fileno())
            data = file.read()
    except OSError:
        return None
    foreign = hasattr(os, "getuid") and seen.st_uid != os.getuid()
    if foreign or seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return None
    payload = data[_DIGEST:]
    return payload if data[:_DIGEST] == _digest(payload) else None


def write(key: str, payload: bytes) -> None:
    """Put a payload under a key, in one step; where that cannot be, it only costs time."""
    import tempfile

    with suppress(OSError):
        folders.private(folder())
        handle, name = tempfile.mkstemp(dir=folder())
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(payload) + payload)
        Path(name).replace(folder() / f"{key}.bin")
        _tidy()


def _tidy() -> None:
    stored = sorted(folder().glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in stored[_KEEP:]:
        old.unlink(missing_ok=True)


def _digest(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_DIGEST).digest()
