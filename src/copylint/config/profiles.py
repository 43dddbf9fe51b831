"""Profiles: what a house style switches on. Each is a YAML file that may inherit another."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import Struct

from copylint import __version__, folders
from copylint.config.reader import Reader, did_you_mean
from copylint.config.tree import Node, read
from copylint.errors import ConfigError, ConfigErrors
from copylint.rulepack import builtin_packs, builtin_rules, is_rule_file
from copylint.settings import RuleLevel

NONE = "none"
LANGUAGES = ("en", "en-US", "en-GB", "en-AU", "en-CA", "en-IN", "en-NZ", "en-ZA")
_KEYS = ("inherit", "description", "language", "packs", "rules")


class Profile(Struct, frozen=True):
    """A profile with all that it inherits."""

    name: str = NONE
    language: str | None = None
    packs: tuple[str, ...] = ()
    rules: tuple[RuleLevel, ...] = ()


def profile_names() -> tuple[str, ...]:
    """The built-in profiles."""
    folder = builtin_rules() / "profiles"
    return (*sorted(path.stem for path in folder.glob("*.yaml")), NONE)


@cache
def pack_names() -> tuple[str, ...]:
    """The built-in packs."""
    return tuple(builtin_packs())


def profile_path(name: str, base: Path) -> Path | None:
    """The file of a profile: a path when it looks like one, else a built-in name."""
    if name.endswith((".yaml", ".yml")):
        path = base / name
    else:
        path = builtin_rules() / "profiles" / f"{name}.yaml"
    return path if path.is_file() else None


def load_profile(name: str, base: Path) -> Profile:
    """The profile `name`, a built-in one or a path from `base`, merged with all it inherits.

    Raises ConfigError for a name that is unknown or a file with mistakes.
    """
    if name in _shipped():
        return _shipped()[name]
    return _load(name, base, ())


@cache
def _shipped() -> dict[str, Profile]:
    """The built-in profiles, remembered in the user's cache so that no start reads YAML."""
    import msgspec

    files = sorted((builtin_rules() / "profiles").glob("*.yaml"))
    facts = ((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    kept = folders.cache() / "profiles.json"
    stamp = f"{__version__} {list(facts)}"
    try:
        known = msgspec.json.decode(kept.read_bytes(), type=tuple[str, dict[str, Profile]])
    except (OSError, msgspec.DecodeError):
        known = ("", {})
    if known[0] != stamp:
        known = (stamp, {file.stem: _load(file.stem, file.parent, ()) for file in files})
        _remember(kept, msgspec.json.encode(known).decode())
    return known[1]


def _remember(kept: Path, text: str) -> None:
    with suppress(OSError):
        folders.private(kept.parent)
        folders.write_private(kept, text)


def _load(name: str, base: Path, above: tuple[Path, ...]) -> Profile:
    if name == NONE:
        return Profile()
    path = profile_path(name, base)
    if path is None:
        raise ConfigError(f"unknown profile '{name}'.", hint=did_you_mean(name, profile_names()))
    if path.resolve() in above:
        raise ConfigError(f"the profile '{name}' inherits itself.", path=str(path))
    return _read(name, path, (*above, path.resolve()))


def _read(name: str, path: Path, above: tuple[Path, ...]) -> Profile:
    reader = Reader(str(path))
    entries = reader.table(read(path, str(path)), "a profile", _KEYS)
    parent = _parent(reader, entries.get("inherit"), path, above)
    language = reader.choice(entries.get("language"), "language", LANGUAGES)
    packs = resolve_packs(reader, entries.get("packs"), path.parent)
    rules = reader.levels(entries.get("rules"))
    raise_all(reader.problems)
    return Profile(
        name, language or parent.language, merged(parent.packs, packs), parent.rules + rules
    )


def _parent(reader: Reader, node: Node | None, path: Path, above: tuple[Path, ...]) -> Profile:
    name = reader.text(node, "inherit")
    if node is None or name is None:
        return Profile()
    if name != NONE and profile_path(name, path.parent) is None:
        reader.wrong(node, f"unknown profile '{name}'.", did_you_mean(name, profile_names()))
        return Profile()
    return _load(name, path.parent, above)


def resolve_packs(reader: Reader, node: Node | None, base: Path) -> tuple[str, ...]:
    """The packs of a list: built-in names as they are, folders as absolute paths."""
    found = []
    for name, item in reader.texts(node, "packs"):
        if name in pack_names():
            found.append(name)
        elif (base / name).is_dir():
            found.append(str((base / name).resolve()))
            if not holds_rules(base / name):
                hint = (
                    "Rules stand in .yaml files or in style.csv; 'copylint rules new' drafts one."
                )
                reader.wrong(item, f"the folder '{name}' holds no rules.", hint)
        else:
            hint = did_you_mean(name, pack_names())
            reader.wrong(item, f"'{name}' is neither a built-in pack nor a folder.", hint)
    return tuple(found)


def holds_rules(folder: Path) -> bool:
    """True for a pack of ours or a style of Vale's."""
    return any(map(is_rule_file, folder.rglob("*")))


def merged(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """Both lists, each entry once, in order."""
    return tuple(dict.fromkeys([*first, *second]))


def raise_all(problems: list[ConfigError]) -> None:
    """Raise one ConfigError that tells all the problems, a line each, if there are any."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise ConfigErrors(sorted(problems, key=lambda problem: problem.line or 0))
