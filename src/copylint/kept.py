"""Patterns kept as code: our own, compiled when first used, and those of stored rules.

Compiling them takes far longer than checking an article; taking up their code does not. The code
of our own patterns comes with an installed copylint; elsewhere it is kept in the user's cache.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, cast

import regex

from copylint import __version__, shelf

Key = tuple[str, int]

_METHODS = "search match fullmatch finditer findall split sub subn".split()
_registered: list[Key] = []
_made: dict[Key, regex.Pattern[str]] = {}
_new: set[Key] = set()
_stored: dict[Key, bytes] | None = None


class _Later:
    """Stands for a pattern until it is used; then its methods are the pattern's own."""

    def __init__(self, key: Key | None, code: bytes = b"") -> None:
        self._key = key
        self._code = code

    def __getattr__(self, name: str) -> Any:
        pattern = pickle.loads(self._code) if self._key is None else _compiled(self._key)
        for method in _METHODS:
            vars(self)[method] = getattr(pattern, method)
        return getattr(pattern, name)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (kept, self._key) if self._key is not None else (thawing, (self._code,))


class Cold(bytes):
    """Something in a stored rule that is taken up only when the rule asks for it."""

    @classmethod
    def of(cls, value: object) -> Cold:
        """The value, put away."""
        return cls(pickle.dumps(value, protocol=5))

    def warmed(self) -> Any:
        """The value again."""
        return pickle.loads(self)


def kept(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """One of our own patterns. Raises `regex.error` when it is first used."""
    key = (pattern, int(flags))
    _registered.append(key)
    return cast("regex.Pattern[str]", _Later(key))


def frozen(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    """The pattern as its code, which is taken up when it is first used."""
    return pattern if isinstance(pattern, _Later) else thawing(pickle.dumps(pattern, protocol=5))


def thawing(code: bytes) -> regex.Pattern[str]:
    """The pattern of that code, pickled, which is taken up when it is first used."""
    return cast("regex.Pattern[str]", _Later(None, code))


def learn() -> None:
    """Store what was compiled in this run, so that the next one need not."""
    if _new:
        shelf.write(_name(), pickle.dumps({**_known(), **_codes(_new)}, protocol=5))
        _new.clear()


def ship(folder: Path) -> None:
    """Compile all patterns of the modules imported so far, for an installation."""
    for key in _registered:
        _compiled(key)
    shelf.ship(folder, _name(), pickle.dumps(_codes(set(_registered)), protocol=5))


def _codes(keys: set[Key]) -> dict[Key, bytes]:
    return {key: pickle.dumps(_made[key], protocol=5) for key in keys}


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
        payloads = (shelf.shipped(_name()), shelf.read(_name()))
        _stored = {}
        for payload in payloads:
            _stored |= pickle.loads(payload) if payload else {}
    return _stored


def _name() -> str:
    """Another `regex` package or copylint stores other code."""
    return f"patterns-{__version__}-{regex.__version__}"
