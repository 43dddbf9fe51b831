"""What Vale's rules found in a file before, while the file, the rules and the levels are the same.

It lies in the cache of findings, enciphered like all else there.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache

import msgspec

from copylint.cache import Cache
from copylint.document import Document
from copylint.issue import Issue, Level, stamp
from copylint.settings import Settings
from copylint.vale import rules as module
from copylint.vale.store import ValeRules

_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(tuple[Issue, ...]).decode
_FAST = 1  # zlib's level: messages repeat themselves, so that the least effort does


def check(
    rules: ValeRules,
    document: Document,
    settings: Settings,
    level_of: Callable[[str, Level], Level | None],
    cache: Cache,
) -> tuple[Issue, ...]:
    """The issues of a document, with their fingerprints."""
    if not (settings.cache and rules.key):
        return tuple(stamp(document, module.check(rules, document, level_of)))
    base, text = _base(rules.key, settings), f"{document.path}\0{document.source}"
    known = _known(cache.recall(base, text))
    if known is not None:
        return known
    found = tuple(stamp(document, module.check(rules, document, level_of)))
    cache.keep(base, text, zlib.compress(_ENCODE(found), _FAST))
    return found


@lru_cache(maxsize=64)
def _base(key: str, settings: Settings) -> str:
    return f"vale\0{key}\0{settings!r}"


def _known(kept: bytes | None) -> tuple[Issue, ...] | None:
    if kept is None:
        return None
    try:
        return _DECODE(zlib.decompress(kept))
    except (zlib.error, msgspec.MsgspecError):
        return None
