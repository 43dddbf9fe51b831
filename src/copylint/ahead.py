"""Compiles our own profiles' rules and all our patterns when copylint is built for installation.

    python -m copylint.ahead PACKAGE

lays them down in the package at that path, from where a start takes them up. Without them all is
compiled when it is first needed.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

import copylint
from copylint import kept, shelf
from copylint.config.profiles import load_profile, profile_names
from copylint.kinds.base import Rule
from copylint.rulepack import builtin_rules, find_pack, pack_files, read_packs, store
from copylint.ruleset.issues import kept_context

_WITH_PATTERNS = ("config", "filters", "kinds", "matching", "parsers", "reporters", "ruleset")


def main(package: Path) -> None:
    """Compile everything into a package."""
    import_all()
    for name in profile_names():
        packs = load_profile(name, package).packs
        if packs:
            ship(packs, package)
    kept.ship(package)


def import_all() -> None:
    """Import the modules that hold patterns."""
    for part in (*_WITH_PATTERNS, "issue", "language"):
        module = importlib.import_module(f"copylint.{part}")
        for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
            importlib.import_module(f"{module.__name__}.{found.name}")


def ship(packs: tuple[str, ...], package: Path) -> None:
    """Compile the rules of packs into a package."""
    found = [find_pack(name, package) for name in packs]
    rules, problems = read_packs(found)
    if problems:
        raise problems[0]
    for one in rules:
        compile_all(one.rule)
    files = [file for pack in found for file in pack_files(pack)]
    key = store.shipped_key(files, builtin_rules())
    shelf.ship(package, key, store.payload_of(store.build("", rules, ())))


def compile_all(rule: Rule) -> None:
    """Have a rule derive what running it needs."""
    rule.derive()
    kept_context(rule)


if __name__ == "__main__":
    assert copylint.__file__
    main(Path(sys.argv[1]))
