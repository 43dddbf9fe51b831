"""Documents that were checked before, with everything unchanged that their check depends on.

A document that something failed on is checked again. What is remembered lies enciphered in the
cache, like all else there.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from copylint import rulepack
from copylint.document import Document
from copylint.engines import Engines
from copylint.issue import Failure, Issue
from copylint.settings import Settings


class Outcome(Struct, frozen=True):
    """What rules and engines found in a document, before anything was held back.

    `engines` are those that answered.
    """

    issues: tuple[Issue, ...]
    engines: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    cached: bool = False


_ENCODE: Final = msgspec.msgpack.Encoder().encode
_DECODE: Final = msgspec.msgpack.Decoder(Outcome).decode


class Memory(Struct):
    """What earlier runs made of documents, under the settings and the engines of this one."""

    _bases: dict[Settings, str] = field(default_factory=dict)
    _stamps: dict[Path, str] = field(default_factory=dict)

    def renew(self) -> None:
        """Look anew at the files that outcomes depend on."""
        self._bases.clear()
        self._stamps.clear()

    def recall(self, document: Document, settings: Settings, engines: Engines) -> Outcome | None:
        """What was found in the very same document, if all else is the same too."""
        base = self._base(settings, engines)
        kept = base and engines.cache(settings).recall(base, _text(document))
        if not kept:
            return None
        try:
            return replace(_DECODE(kept), cached=True)
        except msgspec.MsgspecError:
            return None

    def keep(
        self, document: Document, outcome: Outcome, settings: Settings, engines: Engines
    ) -> None:
        """Remember an outcome in which nothing failed and all engines answered."""
        base = self._base(settings, engines)
        if base and not outcome.failures and engines.complete(outcome.engines, settings):
            engines.cache(settings).keep(base, _text(document), _ENCODE(outcome))

    def _base(self, settings: Settings, engines: Engines) -> str:
        """What the outcome depends on beside the document; empty when nothing may be remembered.

        Vale's styles may lie anywhere, so what they say is not.
        """
        if not settings.cache or settings.vale:
            return ""
        if settings not in self._bases:
            asked = engines.fingerprint(settings)
            self._bases[settings] = "" if asked is None else self._fingerprint(settings, asked)
        return self._bases[settings]

    def _fingerprint(self, settings: Settings, engines: str) -> str:
        """Changes with the settings, the day, our own code and rules, and every file named."""
        day = settings.as_of or datetime.date.today()
        parts = [repr(replace(settings, cache=True)), engines, str(day)]
        own = [Path(__file__).parent, rulepack.builtin_rules()]
        parts += [self._stamp(path) for path in (*own, *_named(settings))]
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()

    def _stamp(self, path: Path) -> str:
        if path not in self._stamps:
            self._stamps[path] = repr(sorted(_files(path)))
        return self._stamps[path]


def _named(settings: Settings) -> Iterable[Path]:
    """The files and folders that the settings name."""
    packs = (settings.root / pack for pack in settings.packs)
    return (*settings.words, *(pack for pack in packs if pack.exists()))


def _files(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each file under a path, its size and the time of its last change."""
    if not path.is_dir():
        seen = path.stat() if path.exists() else None
        yield str(path), seen.st_size if seen else -1, seen.st_mtime_ns if seen else -1
        return
    for entry in os.scandir(path):
        if entry.is_dir():
            yield from () if entry.name == "__pycache__" else _files(Path(entry.path))
        else:
            seen = entry.stat()
            yield entry.path, seen.st_size, seen.st_mtime_ns


def _text(document: Document) -> str:
    return f"{document.path}\0{document.source}"
