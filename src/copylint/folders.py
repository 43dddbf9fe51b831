"""The user's own folders: where copylint keeps what it installs, remembers and runs.

XDG folders on Linux and the BSDs (XDG Base Directory Specification 0.8, whose variables are
honoured on every system), `Library` on macOS, `%LOCALAPPDATA%` on Windows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_XDG = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
_MAC = {"cache": "Library/Caches", "data": "Library/Application Support", "state": "Library/Logs"}


def cache() -> Path:
    """What can be made again at any time; need not exist yet."""
    return _folder("cache")


def data() -> Path:
    """What was installed; need not exist yet."""
    return _folder("data")


def state() -> Path:
    """What is running now, and its logs; need not exist yet."""
    return _folder("state")


def private(folder: Path) -> Path:
    """Make a folder that only its owner may read, with its parents. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(path: Path, text: str) -> None:
    """Put a file with mode 0600 in place in one step. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    part.replace(path)


def _folder(kind: str) -> Path:
    variable, default = _XDG[kind]
    chosen = os.environ.get(variable, "")
    if Path(chosen).is_absolute():
        return Path(chosen) / "copylint"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "copylint" / kind
    if sys.platform == "darwin":
        return Path.home() / _MAC[kind] / "copylint"
    return Path.home() / default / "copylint"
