"""Compiled rules on disk, so that a start reads only the rules that can match.

A file holds an index, then each rule on its own.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import regex
from msgspec import Struct, field

from copylint import __version__, shelf
from copylint.errors import RuleError
from copylint.kinds.base import Rule
from copylint.rulepack.written import Written
from copylint.ruleset import Entry, RuleSet


class Loaded(Struct, frozen=True):
    """A rule set, and every mistake in the files it was read from.

    `key` is what it is stored under; `blobs` are the stored rules, each with what it has derived;
    `derived` says how much that was for the rules that were loaded from there.
    """

    ruleset: RuleSet
    problems: tuple[RuleError, ...] = ()
    key: str = ""
    blobs: tuple[bytes, ...] = ()
    derived: dict[int, int] = field(default_factory=dict)

    def learn(self) -> None:
        """Store what the run's rules compiled, so that the next one need not."""
        blobs = list(self.blobs)
        for number, rule in self.ruleset.used():
            if len(vars(rule)) > self._stored(number):
                blobs[number] = _blob(rule)
        if tuple(blobs) != self.blobs:
            write(Loaded(self.ruleset, self.problems, self.key, tuple(blobs)))

    def _stored(self, number: int) -> int:
        known = self.derived.get(number)
        return len(pickle.loads(self.blobs[number])[1]) if known is None else known


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


def _code_stamp() -> int:
    """The newest of our own modules: a change of a kind makes compiled rules stale."""
    package = Path(__file__).parent.parent
    parts = ("kinds", "matching", "ruleset", "rulepack")
    modules = (file for part in parts for file in (package / part).glob("*.py"))
    return max((module.stat().st_mtime_ns for module in modules), default=0)


def build(key: str, rules: Sequence[Written], problems: Sequence[RuleError]) -> Loaded:
    """A rule set of rules just read."""
    entries = tuple(Entry.of(one.rule, one.path, one.line) for one in rules)
    blobs = tuple(_blob(one.rule) for one in rules)
    ruleset = RuleSet.made_of(entries, [one.rule for one in rules])
    return Loaded(ruleset, tuple(problems), key, blobs)


def _blob(rule: Rule) -> bytes:
    return pickle.dumps((rule, vars(rule)), protocol=5)


def read(key: str) -> Loaded | None:
    """The stored rule set of that key, or None when there is none that can be trusted."""
    payload = shelf.read(key)
    if payload is None:
        return None
    entries, firsts, prefilter, blobs, problems = pickle.loads(payload)
    seen: dict[int, int] = {}
    ruleset = RuleSet(entries, firsts, prefilter, _loader(blobs, seen))
    return Loaded(ruleset, problems, key, blobs, seen)


def _loader(blobs: Sequence[bytes], seen: dict[int, int]) -> Callable[[int], Rule]:
    def load(number: int) -> Rule:
        rule, derived = pickle.loads(blobs[number])
        seen[number] = len(derived)
        vars(rule).update(derived)
        return rule  # type: ignore[no-any-return]

    return load


def write(loaded: Loaded) -> None:
    """Store a compiled rule set; a folder that cannot be written to only costs time."""
    rules = loaded.ruleset
    index = (rules.entries, rules.firsts, rules.prefilter, loaded.blobs, loaded.problems)
    shelf.write(loaded.key, pickle.dumps(index, protocol=5))
