"""Vale's rules as built, kept on disk: a start reads them again only when a file has changed."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from copylint import shelf
from copylint.errors import RuleError
from copylint.rulepack import store
from copylint.vale.config import ValeConfig
from copylint.vale.engine import Engine
from copylint.vale.found import Check, Kept

_COMMON = ("text", "paragraph.text", "text.heading.h2", "text.list", "raw", "summary")


class ValeRules(Struct, frozen=True):
    """Vale's rules, ready. `problems` are those that cannot be used, `unsupported` notices.

    `key` changes with all that the rules are made of.
    """

    engine: Engine
    problems: tuple[RuleError, ...] = ()
    unsupported: tuple[str, ...] = ()
    key: str = ""


def load(config: ValeConfig) -> ValeRules:
    """The rules of a configuration: from disk if nothing changed, else built and kept."""
    key = store.key_of(_files(config), (str(config), _code_stamp()))
    kept = shelf.read(key)
    if kept is not None:
        rules: ValeRules = pickle.loads(kept)
        return rules
    rules = replace(_build(config), key=key)
    shelf.write(key, pickle.dumps(rules, protocol=5))
    return rules


def _build(config: ValeConfig) -> ValeRules:
    from copylint.vale import styles
    from copylint.vale.build import build

    built = build(config, styles.load(config))
    checks = [_kept(check) for check in built.checks]
    engine = Engine(config, built.setting, checks)
    for suffix in (".md", ".html"):
        plan = engine.plan(f"x{suffix}")
        for scope in _COMMON:
            plan.fitting(f"{scope}{suffix}")
    return ValeRules(engine, tuple(built.problems), (*config.notices, *built.unsupported))


def _kept(check: Check) -> Check:
    return replace(check, run=Kept(pickle.dumps(check.run, protocol=5)))


def _files(config: ValeConfig) -> Iterator[Path]:
    """All files that the rules are made of, word lists among them."""
    if config.path.is_file():
        yield config.path
    styles_in_use = {*config.based_on, *(name.partition(".")[0] for name in config.checked)}
    for path in config.styles_paths:
        if not path.is_dir():
            continue
        yield from sorted(file for file in path.iterdir() if file.is_file())
        for name in sorted({*styles_in_use, "config", ".vale-config"}):
            yield from sorted(file for file in (path / name).rglob("*") if file.is_file())


def _code_stamp() -> str:
    """The newest of the modules that rules are built by."""
    package = Path(__file__).parent
    modules = [*package.glob("*.py"), *(package.parent / "parsers").glob("vale_*.py")]
    return str(max(module.stat().st_mtime_ns for module in modules))
