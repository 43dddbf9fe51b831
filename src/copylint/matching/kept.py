"""Our own large patterns, compiled once and kept with the compiled rules that need them.

Compiling some takes longer than a whole article; what `rulepack` stores of them is code alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import regex

Key = tuple[str, int]
Lookup = Callable[[Key], "regex.Pattern[str] | None"]


def _nothing(_: Key) -> None:
    return


_lookups: list[Lookup] = [_nothing]
_used: dict[Key, regex.Pattern[str]] = {}


def provide(lookup: Lookup) -> None:
    """Ask here first for the patterns that are wanted from now on."""
    _lookups.append(lookup)


def kept(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The compiled pattern, from what was stored where it is there."""
    key = (pattern, int(flags))
    if key not in _used:
        _used[key] = _lookups[-1](key) or regex.compile(pattern, flags)
    return _used[key]


def used() -> Mapping[Key, regex.Pattern[str]]:
    """The patterns that were wanted so far."""
    return _used
