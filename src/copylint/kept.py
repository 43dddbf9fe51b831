"""Our own patterns: compiled when first used, and then kept on disk as code.

Compiling all of them takes longer than checking an article; taking up their code does not.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any, cast

import regex

from copylint import __version__, shelf

Key = tuple[str, int]

_METHODS = "search match fullmatch finditer findall split sub subn".split()
_made: dict[Key, regex.Pattern[str]] = {}
_new: set[Key] = set()
_stored: dict[Key, bytes] | None = None


class _Later:
    """Stands for a pattern until it is used; then its methods are the pattern's own."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def __getattr__(self, name: str) -> Any:
        pattern = _compiled(self._key)
        for method in _METHODS:
            vars(self)[method] = getattr(pattern, method)
        return getattr(pattern, name)

    def __reduce__(self) -> tuple[object, Key]:
        return kept, self._key


def kept(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The pattern in the `regex` package's dialect. Raises `regex.error` when it is first used."""
    return cast("regex.Pattern[str]", _Later((pattern, int(flags))))


def learn() -> None:
    """Store what was compiled in this run, so that the next one need not."""
    if _new:
        code = {key: pickle.dumps(_made[key], protocol=5) for key in _new}
        shelf.write(_name(), pickle.dumps({**_known(), **code}, protocol=5))
        _new.clear()


def _compiled(key: Key) -> regex.Pattern[str]:
    if key not in _made:
        code = _known().get(key)
        if code is None:
            _new.add(key)
        _made[key] = regex.compile(*key) if code is None else pickle.loads(code)
    return _made[key]


def _known() -> dict[Key, bytes]:
    global _stored
    if _stored is None:
        payload = shelf.read(_name())
        _stored = {} if payload is None else pickle.loads(payload)
    return _stored


def _name() -> str:
    """Other code is stored by another Python, `regex` package or copylint."""
    python = f"{sys.version_info.major}{sys.version_info.minor}"
    return f"patterns-{__version__}-{python}-{regex.__version__}"
