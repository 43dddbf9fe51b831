"""What checks found, kept between runs: SQLite in the user's cache folder, mode 0600.

No article text can be read from the file. A segment is known by a hash under a random key of the
cache's own, and what was found in it (messages and suggestions repeat its words) is enciphered
with a key that takes the segment itself to compute. The check sum in each entry also makes sure
that a damaged one is never believed. All failures mean "not known": the engine is asked again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from hmac import compare_digest
from pathlib import Path
from typing import Final

import msgspec

from copylint import folders
from copylint.document import Segment, Span
from copylint.issue import Category
from copylint.proofreaders.base import Finding

_VERSION: Final = 1
_LIMIT: Final = 64_000_000  # bytes; some 300,000 segments
_BUSY_SECONDS: Final = 5.0
_LOOKUP, _SECRET, _CHECK = 16, 32, 8  # bytes of an entry's name, key and check sum
_PUTS_BETWEEN_LOOKS: Final = 200
_DAY = 86_400
_BROKEN: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_SCHEMA: Final = """
    create table if not exists secret (id integer primary key check (id = 0), key blob not null);
    create table if not exists findings
        (name blob primary key, day integer not null, value blob not null) without rowid;
    create index if not exists by_day on findings (day);
"""

Hash = hashlib.blake2b
Key = tuple[bytes, bytes]
Row = tuple[int, int, str, str, str, list[str], str]
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(list[Row]).decode


class Cache:
    """The findings of earlier runs. Safe with parallel processes, not with threads.

    `path` None keeps nothing. Nothing here raises: a cache that cannot be used knows nothing.
    """

    def __init__(self, path: Path | None, limit: int = _LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._puts = 0
        self._today = int(time.time() // _DAY)
        self._used: set[bytes] = set()
        self._secret = b""
        self._db: sqlite3.Connection | None = None
        if path is not None:
            self._open(path)

    def get(
        self, fingerprint: str, language: str, segments: Sequence[Segment]
    ) -> list[list[Finding] | None]:
        """What an engine with this fingerprint found in each segment; None where not known."""
        base = self._base(f"{fingerprint}\0{language}")
        found = self._read([_key(base, _shape(segment), segment.text) for segment in segments])
        return [None if plain is None else _findings(plain) for plain in found]

    def put(
        self,
        fingerprint: str,
        language: str,
        segments: Sequence[Segment],
        findings: Sequence[Sequence[Finding]],
    ) -> None:
        """Remember what an engine found in each segment."""
        base = self._base(f"{fingerprint}\0{language}")
        keys = [_key(base, _shape(segment), segment.text) for segment in segments]
        plains = [_ENCODE([_row(finding) for finding in found]) for found in findings]
        self._write(zip(keys, plains, strict=True))

    def recall(self, fingerprint: str, text: str) -> bytes | None:
        """What was kept for a whole text; None when nothing was."""
        return self._read([_key(self._base(fingerprint), "", text)])[0]

    def keep(self, fingerprint: str, text: str, content: bytes) -> None:
        """Keep something for a whole text."""
        self._write([(_key(self._base(fingerprint), "", text), content)])

    def close(self) -> None:
        """Note what was of use, drop the oldest when there is too much, and let the file go."""
        if self._db is None:
            return
        try:
            with self._db:
                self._db.executemany(
                    "update findings set day = ? where name = ?",
                    [(self._today, name) for name in self._used],
                )
            self._keep_small()
        except sqlite3.Error as error:
            self._mend(error)
        self._shut()

    def _base(self, fingerprint: str) -> Hash:
        base = hashlib.blake2b(key=self._secret, digest_size=_LOOKUP + _SECRET)
        base.update(f"{fingerprint}\0".encode())
        return base

    def _read(self, keys: Sequence[Key]) -> list[bytes | None]:
        try:
            values = self._values([name for name, _ in keys])
        except sqlite3.Error as error:
            self._mend(error)
            values = {}
        return [_opened(values.get(name), secret) for name, secret in keys]

    def _write(self, entries: Iterable[tuple[Key, bytes]]) -> None:
        if self._db is None:
            return
        rows = [(name, self._today, _sealed(plain, secret)) for (name, secret), plain in entries]
        try:
            with self._db:
                self._db.executemany("insert or replace into findings values (?, ?, ?)", rows)
            self._puts += 1
            if self._puts % _PUTS_BETWEEN_LOOKS == 0:
                self._keep_small()
        except sqlite3.Error as error:
            self._mend(error)

    def _values(self, names: list[bytes]) -> dict[bytes, bytes]:
        if self._db is None:
            return {}
        values: dict[bytes, bytes] = {}
        query = "select day, value from findings where name = ?"
        for name in names:
            for day, value in self._db.execute(query, (name,)):
                values[name] = value
                if day != self._today:
                    self._used.add(name)
        return values

    def _open(self, path: Path, again: bool = True) -> None:
        try:
            folders.private(path.parent)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            path.chmod(0o600)
            self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS)
            self._prepare(self._db)
        except OSError:
            self._shut()
        except sqlite3.Error as error:
            self._shut()
            if again and _is_broken(error):
                _remove(path)
                self._open(path, again=False)

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("pragma user_version").fetchone()[0]
        if version not in {0, _VERSION}:
            raise sqlite3.DatabaseError("made by another version")
        if version == 0:
            db.execute("pragma journal_mode = wal").fetchone()
            db.executescript(f"begin immediate; {_SCHEMA} pragma user_version = {_VERSION}; commit")
        db.execute("pragma synchronous = normal")
        self._secret = self._make_secret(db)

    def _make_secret(self, db: sqlite3.Connection) -> bytes:
        query = "select key from secret"
        row = db.execute(query).fetchone()
        if row is None:
            with db:
                db.execute("insert or ignore into secret values (0, ?)", [os.urandom(_SECRET)])
            row = db.execute(query).fetchone()
        if not isinstance(row[0], bytes) or len(row[0]) != _SECRET:
            raise sqlite3.DatabaseError("the key is damaged")
        return row[0]

    def _keep_small(self) -> None:
        if self._db is None or self._size(self._db) <= self._limit:
            return
        with self._db:
            self._db.execute(
                "delete from findings where name in (select name from findings order by day"
                " limit (select count(*) / 2 + 1 from findings))"
            )
        self._db.execute("vacuum")
        self._db.execute("pragma wal_checkpoint(truncate)").fetchone()

    def _size(self, db: sqlite3.Connection) -> int:
        pages = int(db.execute("pragma page_count").fetchone()[0])
        return pages * int(db.execute("pragma page_size").fetchone()[0])

    def _mend(self, error: sqlite3.Error) -> None:
        """Make a broken file anew; do without one that is busy, full or not ours to write."""
        self._shut()
        self._used.clear()
        if self._path is not None and _is_broken(error):
            _remove(self._path)
            self._open(self._path, again=False)

    def _shut(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def default_path() -> Path:
    """Where the cache is, or would be."""
    return folders.cache() / "findings.sqlite3"


def _is_broken(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return isinstance(error, sqlite3.DatabaseError) and code & 0xFF in _BROKEN


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError:
            return


def _shape(segment: Segment) -> str:
    """What a proofreader may look at beside the text."""
    return repr((segment.scopes, segment.marks or ""))


def _key(base: Hash, shape: str, text: str) -> Key:
    """A text's name in the file, and the key that only the text gives."""
    each = base.copy()
    data = text.encode("utf-8", "surrogatepass")
    each.update(f"{len(data)}{shape}\0".encode("utf-8", "surrogatepass") + data)
    digest = each.digest()
    return digest[:_LOOKUP], digest[_LOOKUP:]


def _sealed(plain: bytes, secret: bytes) -> bytes:
    return _check_sum(plain, secret) + _cipher(plain, secret)


def _opened(value: object, secret: bytes) -> bytes | None:
    """What an entry holds; None for one that is missing or damaged."""
    if not isinstance(value, bytes):
        return None
    check, plain = value[:_CHECK], _cipher(value[_CHECK:], secret)
    return plain if compare_digest(check, _check_sum(plain, secret)) else None


def _findings(plain: bytes) -> list[Finding]:
    return [_finding(row) for row in _DECODE(plain)]


def _check_sum(plain: bytes, secret: bytes) -> bytes:
    return hashlib.blake2b(plain, key=secret, digest_size=_CHECK).digest()


def _cipher(data: bytes, secret: bytes) -> bytes:
    """The data under a key stream of its length; the same again gives it back."""
    stream = hashlib.shake_256(secret).digest(len(data))
    mixed = int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")
    return mixed.to_bytes(len(data), "big")


def _row(finding: Finding) -> Row:
    span, texts = finding.span, list(finding.suggestions)
    message, category = finding.message, finding.category.value
    return span.start, span.end, finding.rule, message, category, texts, finding.url


def _finding(row: Row) -> Finding:
    start, end, rule, message, category, texts, url = row
    return Finding(Span(start, end), rule, message, Category(category), tuple(texts), url)
