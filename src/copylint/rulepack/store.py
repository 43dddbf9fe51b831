"""Compiled rules on disk, so that a start reads only the rules that can match.

A file holds an index and then each rule on its own. Those of our own profiles come with an
installed copylint; all others are kept in the user's cache.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import regex
from msgspec import Struct
from msgspec.structs import replace

from copylint import __version__, kept, shelf
from copylint.errors import RuleError
from copylint.kinds.base import Rule
from copylint.matching import Part
from copylint.rulepack.written import Written
from copylint.ruleset import Entry, RuleSet

_UNTOLD: dict[str, Any] = {"why": "", "source": (), "examples": ()}
_PATTERN = type(regex.compile(""))
_HEAD = 8  # bytes that tell the length of the index


class Loaded(Struct, frozen=True):
    """A rule set, and every mistake in the files it was read from.

    `key` is what it is stored under, empty for one that is not to be stored; `blobs` are the
    stored rules, each with what it has derived; `derived` says how much that was.
    """

    ruleset: RuleSet
    problems: tuple[RuleError, ...] = ()
    key: str = ""
    blobs: Sequence[bytes] = ()
    derived: tuple[int, ...] = ()

    def learn(self) -> None:
        """Store what the run's rules compiled, so that the next one need not."""
        used = dict(self.ruleset.used())
        if not self.key or all(len(vars(rule)) <= self.derived[n] for n, rule in used.items()):
            return
        blobs = [
            _running(used[n]) + _manual(blob) if n in used else blob
            for n, blob in enumerate(self.blobs)
        ]
        derived = [len(vars(used[n])) if n in used else d for n, d in enumerate(self.derived)]
        shelf.write(self.key, _payload(self.ruleset, self.problems, blobs, derived))


def key_of(files: Iterable[Path], extra: Iterable[str]) -> str:
    """Changes whenever the files, or what would be made of them, could differ."""
    digest = hashlib.blake2b(digest_size=16)
    own = (__version__, sys.version, regex.__version__, str(_code_stamp()))
    for text in (*own, *extra):
        digest.update(f"{text}\0".encode())
    for file in files:
        seen = file.stat()
        digest.update(f"{file}\0{seen.st_mtime_ns}\0{seen.st_size}\0".encode())
    return digest.hexdigest()


def shipped_key(files: Iterable[Path], base: Path) -> str:
    """The key of our own rules as they are installed: the same wherever that is."""
    sizes = (f"{file.relative_to(base).as_posix()}\0{file.stat().st_size}" for file in files)
    text = "\0".join((__version__, regex.__version__, *sizes))
    return f"rules-{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"


def _code_stamp() -> int:
    """The newest of our own modules: a change of a kind makes compiled rules stale."""
    package = Path(__file__).parent.parent
    parts = ("kinds", "matching", "ruleset", "rulepack")
    modules = (file for part in parts for file in (package / part).glob("*.py"))
    return max((module.stat().st_mtime_ns for module in modules), default=0)


def build(key: str, rules: Sequence[Written], problems: Sequence[RuleError]) -> Loaded:
    """A rule set of rules just read."""
    entries = tuple(Entry.of(one.rule, one.path, one.line) for one in rules)
    ruleset = RuleSet.made_of(entries, [one.rule for one in rules])
    blobs = tuple(_running(one.rule) + _told(one.rule) for one in rules)
    derived = tuple(len(vars(one.rule)) for one in rules)
    return Loaded(ruleset, tuple(problems), key, blobs, derived)


def write(loaded: Loaded) -> None:
    """Store a compiled rule set; a folder that cannot be written to only costs time."""
    shelf.write(loaded.key, payload_of(loaded))


def payload_of(loaded: Loaded) -> bytes:
    """A compiled rule set as it is stored."""
    return _payload(loaded.ruleset, loaded.problems, loaded.blobs, loaded.derived)


def read(key: str) -> Loaded | None:
    """The stored rule set of that key, or None when there is none that can be trusted."""
    payload = shelf.read(key)
    return None if payload is None else _loaded(payload, key)


def read_shipped(key: str) -> Loaded | None:
    """The rule set of that key that came with the installation, if there is one."""
    payload = shelf.shipped(key)
    return None if payload is None else _loaded(payload, "")


def _payload(
    rules: RuleSet, problems: Sequence[RuleError], blobs: Sequence[bytes], derived: Sequence[int]
) -> bytes:
    sizes = tuple(map(len, blobs))
    facts = (rules.entries, rules.firsts, rules.prefilter, tuple(problems), sizes, tuple(derived))
    index = pickle.dumps(facts, protocol=5)
    return b"".join((len(index).to_bytes(_HEAD, "big"), index, *blobs))


def _loaded(payload: bytes | memoryview, key: str) -> Loaded:
    start = _HEAD + int.from_bytes(payload[:_HEAD], "big")
    index = memoryview(payload)[_HEAD:start]
    entries, firsts, prefilter, problems, sizes, derived = pickle.loads(index)
    blobs = _Blobs(payload, start, sizes)
    ruleset = RuleSet(entries, firsts, prefilter, _loader(blobs), whole=_whole(blobs))
    return Loaded(ruleset, problems, key, blobs, derived)


class _Blobs(Sequence[bytes]):
    """The rules of a payload, each cut out when it is asked for."""

    def __init__(self, payload: bytes | memoryview, start: int, sizes: Sequence[int]) -> None:
        self._payload = memoryview(payload)
        self._starts = [start]
        for size in sizes:
            self._starts.append(self._starts[-1] + size)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: Any) -> Any:
        return self._payload[self._starts[number] : self._starts[number + 1]]


def _running(rule: Rule) -> bytes:
    """A rule with what it has derived; of many parts only those are taken up that are used."""
    derived = {
        name: _frozen(value, cold=not hasattr(type(rule), name))
        for name, value in vars(rule).items()
    }
    return pickle.dumps((replace(rule, **_UNTOLD), derived), protocol=5)


def _told(rule: Rule) -> bytes:
    """What running a rule does not need, stored behind it."""
    return pickle.dumps({name: getattr(rule, name) for name in _UNTOLD}, protocol=5)


def _manual(blob: bytes | memoryview) -> bytes:
    """What is stored behind a rule."""
    file = io.BytesIO(blob)
    pickle.load(file)
    return file.read()


def _frozen(value: object, *, cold: bool) -> object:
    """What a rule has derived, with patterns as code; `cold` parts are what it asks for by name."""
    if isinstance(value, Part):
        part = value._replace(pattern=kept.frozen(value.pattern))
        return kept.Cold.of(part) if cold else part
    return kept.frozen(value) if isinstance(value, _PATTERN) else value


def _whole(blobs: Sequence[bytes]) -> Callable[[int], Rule]:
    def load(number: int) -> Rule:
        rule, _ = pickle.loads(blobs[number])
        return replace(rule, **pickle.loads(_manual(blobs[number])))  # type: ignore[no-any-return]

    return load


def _loader(blobs: Sequence[bytes]) -> Callable[[int], Rule]:
    def load(number: int) -> Rule:
        rule, derived = pickle.loads(blobs[number])
        vars(rule).update(derived)
        return rule  # type: ignore[no-any-return]

    return load
