"""Scopes: which blocks a rule looks at, and which fragments it asks for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

INLINE = frozenset(("link", "strong", "emphasis", "code"))
_SIZED = frozenset(("raw", "summary", "doc"))


class Selector(NamedTuple):
    """One part of a scope: the names a block must have, or must not."""

    names: frozenset[str]
    negated: bool


@lru_cache(maxsize=4096)
def selectors(scope: str) -> tuple[Selector, ...]:
    """The parts of a scope, which all must hold."""
    parts = _split(scope)
    return tuple(_selector(part.strip(), alone=len(parts) == 1) for part in parts)


def _split(scope: str) -> list[str]:
    """A scope at its `&`, but not within brackets or quotation marks."""
    parts, depth, quote, start = [], 0, "", 0
    for at, char in enumerate(scope):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif char == "&" and not depth:
            parts.append(scope[start:at])
            start = at + 1
    return [*parts, scope[start:]]


def _selector(part: str, *, alone: bool) -> Selector:
    negated = part.startswith("~")
    if (inner := _inner(part)) is not None:
        kind = "doc" if alone and not negated else "in"
        return Selector(frozenset((kind, _name(inner))), negated)
    names = (name.strip() for name in part.removeprefix("~").split("."))
    return Selector(frozenset(names), negated)


def _inner(part: str) -> str | None:
    """The CSS selector of a part `doc(...)`; None for another part."""
    term = part.removeprefix("~")
    return term[4:-1] if term.startswith("doc(") and term.endswith(")") else None


def _name(selector: str) -> str:
    """What a CSS selector is called in the scope of a block."""
    return f"{zlib.crc32(selector.encode()):08x}"


def documented(scopes: Iterable[str]) -> dict[str, str]:
    """The CSS selectors in scopes, each under what it is called in the scope of a block."""
    parts = (part.strip() for scope in scopes for part in _split(scope))
    return {_name(inner): inner for part in parts if (inner := _inner(part)) is not None}


@lru_cache(maxsize=65536)
def matches(scopes: tuple[str, ...], block: str) -> bool:
    """Whether a rule with these scopes looks at a block of that scope."""
    parts = frozenset(block.split("."))
    fragment = block.startswith("sentence.")
    return any(
        _holds(selectors(scope), parts)
        for scope in scopes
        if not fragment or _names_sentence(scope)
    )


def _names_sentence(scope: str) -> bool:
    return any("sentence" in one.names and not one.negated for one in selectors(scope))


def _holds(wanted: tuple[Selector, ...], parts: frozenset[str]) -> bool:
    for names, negated in wanted:
        if not negated:
            if not names <= parts:
                return False
        elif names <= parts or parts & _SIZED:
            return False
    return True


@lru_cache(maxsize=4096)
def denies(scopes: tuple[str, ...], name: str) -> bool:
    """Whether a scope shuts out the blocks that have a name."""
    found = (one for scope in scopes for one in selectors(scope))
    return any(one.negated and name in one.names for one in found)


@lru_cache(maxsize=4096)
def excluded(scopes: tuple[str, ...]) -> frozenset[str]:
    """The inline scopes whose text is blanked for a rule."""
    return frozenset(
        name
        for scope in scopes
        for one in selectors(scope)
        if one.negated and len(one.names) == 1
        for name in one.names & INLINE
    )


@lru_cache(maxsize=4096)
def asked(scopes: tuple[str, ...]) -> frozenset[str]:
    """The families of blocks that must be made for a rule."""
    found: set[str] = set()
    for scope in scopes:
        for part in (part.strip() for part in _split(scope)):
            if part.startswith("doc("):
                continue
            base = part.removeprefix("~")
            if not part.startswith("~"):
                found.add(base.split(".")[0])
            elif base in INLINE:
                found.add(base)
    return frozenset(found)
