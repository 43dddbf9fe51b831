"""The value that configuration ends in: everything a run needs to know, and nothing of files."""

from __future__ import annotations

import datetime
import enum
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from copylint.issue import Level

DISMISSALS = "copylint-dismissals.jsonl"  # beside the configuration


class Engine(enum.StrEnum):
    """Which proofreaders run; `auto` takes what is there, the others are required."""

    AUTO = "auto"
    HARPER = "harper"
    LANGUAGETOOL = "languagetool"
    BOTH = "both"
    NONE = "none"


class LanguageToolSettings(Struct, frozen=True):
    """Where LanguageTool answers. `url` None: the server that copylint manages on this machine."""

    url: str | None = None
    allow_remote: bool = False
    jars: Path | None = None


class RuleLevel(Struct, frozen=True):
    """A level for a rule, a pack or a glob of rule names; `level` None switches it off.

    `origin` says where it was written (`copylint.yaml:7`), for messages.
    """

    pattern: str
    level: Level | None
    origin: str = ""


class Override(Struct, frozen=True):
    """Rule levels for the files that match a glob (relative to the configuration's folder)."""

    files: str
    rules: tuple[RuleLevel, ...]


class Settings(Struct, frozen=True):
    """All choices of a run for the files under one configuration.

    `root` is the folder that relative paths and globs start from. Later `rules` win over earlier.
    """

    root: Path
    config: Path | None = None
    profile: str = "newsroom"
    packs: tuple[str, ...] = ()
    engine: Engine = Engine.AUTO
    language: str | None = None
    words: tuple[Path, ...] = ()
    rules: tuple[RuleLevel, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_level: Level = Level.SUGGESTION
    fail_on: Level = Level.ERROR
    exclude: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    as_of: datetime.date | None = None
    languagetool: LanguageToolSettings = LanguageToolSettings()
    cache: bool = True
    vale: Path | None = None


def matches(pattern: str, rule: str) -> bool:
    """True when a pattern (a rule, a pack or a glob) speaks of a rule.

    Case counts, as in file names: `Google.Quotes` and `google.quotes` are two rules.
    """
    if pattern == rule or rule.startswith(f"{pattern}."):
        return True
    return any(sign in pattern for sign in "*?[") and fnmatchcase(rule, pattern)


def level_for(settings: Settings, rule: str, own: Level | None) -> Level | None:
    """The level in force for a rule whose own level is `own`; None when it is off.

    A rule that is selected by its full name runs even where the configuration has it off.
    """
    level = own
    for choice in settings.rules:
        if matches(choice.pattern, rule):
            level = choice.level
    if any(matches(pattern, rule) for pattern in settings.ignore):
        return None
    if settings.select and not any(matches(pattern, rule) for pattern in settings.select):
        return None
    return own if level is None and rule in settings.select else level
