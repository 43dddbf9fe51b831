"""From configuration files and command-line choices to Settings."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from copylint.config.profiles import (
    LANGUAGES,
    NONE,
    Profile,
    load_profile,
    merged,
    profile_names,
    profile_path,
    raise_all,
    resolve_packs,
)
from copylint.config.reader import Reader, did_you_mean
from copylint.config.tree import Node, has_table, read
from copylint.errors import ConfigError
from copylint.issue import Level
from copylint.settings import (
    Engine,
    LanguageToolSettings,
    Override,
    RuleLevel,
    Settings,
    matches,
)
from copylint.vale import CONFIG_NAMES, is_config

FILE_NAME = "copylint.yaml"
DEFAULT_PROFILE = "newsroom"
# Names that engines and filters make up as they go; their rules cannot be listed beforehand.
OPEN_PACKS = ("harper", "languagetool", "names", "copylint")
_KEYS = (
    "profile", "packs", "engine", "language", "words", "rules", "min-level", "fail-on", "exclude",
    "languagetool", "overrides",
)  # fmt: skip


class Choices(Struct, frozen=True):
    """What the command line chose; None and empty leave it to the configuration."""

    config: Path | None = None
    profile: str | None = None
    language: str | None = None
    as_of: datetime.date | None = None
    engine: Engine | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_level: Level | None = None
    fail_on: Level | None = None
    cache: bool = True


def find(folder: Path) -> Path | None:
    """The configuration in the nearest folder upward from `folder` (absolute), if there is one."""
    for place in (folder, *folder.parents):
        yaml, toml = place / FILE_NAME, place / "pyproject.toml"
        if yaml.is_file():
            return yaml
        if toml.is_file() and has_table(toml):
            return toml
        vale = next((path for name in CONFIG_NAMES if (path := place / name).is_file()), None)
        if vale:
            return vale
    return None


def resolve(config: Path | None, choices: Choices, cwd: Path) -> Settings:
    """The settings under a configuration file (None: the defaults) and the command line.

    Raises ConfigError, which tells every mistake with its file and line.
    """
    if config is None:
        return _choose(
            Settings(root=cwd), load_profile(choices.profile or DEFAULT_PROFILE, cwd), choices
        )
    if is_config(config):
        return _vale(config, choices, cwd)
    return _native(config, choices, cwd)


def _vale(config: Path, choices: Choices, cwd: Path) -> Settings:
    """A Vale configuration: its styles alone run unless the command line says otherwise."""
    if not config.is_file():
        raise ConfigError("there is no such file.", path=shown(config, cwd))
    settings = Settings(config.parent, config=config, engine=Engine.NONE, vale=config)
    return _choose(settings, load_profile(choices.profile or NONE, cwd), choices)


def _native(config: Path, choices: Choices, cwd: Path) -> Settings:
    reader = Reader(shown(config, cwd))
    entries = reader.table(read(config, reader.path), "the configuration", _KEYS)
    root = config.parent
    profile = _profile(reader, entries.get("profile"), root, choices, cwd)
    settings = Settings(
        root=root,
        config=config,
        packs=resolve_packs(reader, entries.get("packs"), root),
        engine=Engine(reader.choice(entries.get("engine"), "engine", tuple(Engine)) or "auto"),
        language=reader.choice(entries.get("language"), "language", LANGUAGES),
        words=_words(reader, entries.get("words"), root),
        rules=reader.levels(entries.get("rules")),
        min_level=reader.level(entries.get("min-level"), "min-level", Level.SUGGESTION),
        fail_on=reader.level(entries.get("fail-on"), "fail-on", Level.ERROR),
        exclude=tuple(text for text, _ in reader.texts(entries.get("exclude"), "exclude")),
        overrides=_overrides(reader, entries.get("overrides")),
        languagetool=_languagetool(reader, entries.get("languagetool"), root),
    )
    raise_all(reader.problems)
    return _choose(settings, profile, choices)


def _profile(reader: Reader, node: Node | None, root: Path, choices: Choices, cwd: Path) -> Profile:
    if choices.profile:
        return load_profile(choices.profile, cwd)
    name = reader.text(node, "profile") or DEFAULT_PROFILE
    if node is not None and name != NONE and profile_path(name, root) is None:
        reader.wrong(node, f"unknown profile '{name}'.", did_you_mean(name, profile_names()))
        return Profile()
    return load_profile(name, root)


def _words(reader: Reader, node: Node | None, root: Path) -> tuple[Path, ...]:
    found = []
    for name, item in reader.texts(node, "words"):
        if (root / name).is_file():
            found.append(root / name)
        else:
            reader.wrong(item, f"the word list '{name}' is not there.")
    return tuple(found)


def _overrides(reader: Reader, node: Node | None) -> tuple[Override, ...]:
    if node is None or node.value is None:
        return ()
    if not isinstance(node.value, list):
        reader.wrong(node, "'overrides' must be a list of entries with 'files' and 'rules'.")
        return ()
    found = []
    for item in node.value:
        entries = reader.table(item, "an override", ("files", "rules"))
        globs = [text for text, _ in reader.texts(entries.get("files"), "files")]
        if entries and not globs:
            reader.wrong(item, "an override needs 'files'.")
        rules = reader.levels(entries.get("rules"))
        found += [Override(glob, rules) for glob in globs]
    return tuple(found)


def _languagetool(reader: Reader, node: Node | None, root: Path) -> LanguageToolSettings:
    entries = reader.table(node, "'languagetool'", ("url", "allow-remote", "jars"))
    jars = reader.text(entries.get("jars"), "jars")
    return LanguageToolSettings(
        url=reader.text(entries.get("url"), "url"),
        allow_remote=reader.flag(entries.get("allow-remote"), "allow-remote") or False,
        jars=root / jars if jars else None,
    )


def _choose(settings: Settings, profile: Profile, choices: Choices) -> Settings:
    """The settings with the profile below them and the command line above."""
    return replace(
        settings,
        profile=profile.name,
        packs=merged(profile.packs, settings.packs),
        rules=profile.rules + settings.rules,
        language=choices.language or settings.language or profile.language,
        engine=choices.engine or settings.engine,
        as_of=choices.as_of,
        select=choices.select,
        ignore=choices.ignore,
        min_level=settings.min_level if choices.min_level is None else choices.min_level,
        fail_on=settings.fail_on if choices.fail_on is None else choices.fail_on,
        cache=choices.cache,
    )


def for_file(settings: Settings, path: Path) -> Settings:
    """The settings with the overrides that speak of a file (absolute path) applied."""
    rules: tuple[RuleLevel, ...] = ()
    for override in settings.overrides:
        if covers((override.files,), path, settings.root):
            rules += override.rules
    return replace(settings, rules=settings.rules + rules) if rules else settings


def covers(patterns: tuple[str, ...], path: Path, root: Path) -> bool:
    """True when patterns, as .gitignore writes them and relative to `root`, match a file."""
    if not patterns or not path.is_relative_to(root):
        return False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file(path.relative_to(root).as_posix())


def unknown_rules(settings: Settings, names: Iterable[str]) -> list[ConfigError]:
    """A mistake for each pattern that speaks of no rule, with where it stands."""
    names = frozenset(names)
    written = [(choice.pattern, choice.origin) for choice in settings.rules]
    written += [(c.pattern, c.origin) for o in settings.overrides for c in o.rules]
    written += [(pattern, "") for pattern in (*settings.select, *settings.ignore)]
    unknown = [(p, o) for p, o in written if not _speaks(p, names)]
    return [_unknown_rule(pattern, origin, names) for pattern, origin in unknown]


def _speaks(pattern: str, names: Iterable[str]) -> bool:
    pack = pattern.split(".")[0]
    return pack in OPEN_PACKS or any(matches(pattern, name) for name in names)


def _unknown_rule(pattern: str, origin: str, names: Iterable[str]) -> ConfigError:
    options = sorted({*names, *(name.split(".")[0] for name in names), *OPEN_PACKS})
    return ConfigError(
        f"unknown rule or pack '{pattern}'.",
        path=origin or None,
        hint=did_you_mean(pattern, options) or "`copylint rules list` shows all.",
    )


def shown(path: Path, cwd: Path) -> str:
    """A path for people: relative to the current folder when it lies below it."""
    relative = os.path.relpath(path, cwd)
    return str(path) if relative.startswith("..") else relative
