"""The value that configuration ends in: everything a run needs to know, and nothing of files."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from pathlib import Path

from copylint.issue import Level


class Engine(enum.StrEnum):
    """Which proofreaders run; `auto` takes what is there, the others are required."""

    AUTO = "auto"
    HARPER = "harper"
    LANGUAGETOOL = "languagetool"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LanguageToolSettings:
    """Where LanguageTool answers. `url` None: the server that copylint manages on this machine."""

    url: str | None = None
    allow_remote: bool = False
    jars: Path | None = None


@dataclass(frozen=True, slots=True)
class RuleLevel:
    """A level for a rule, a pack or a glob of rule names; `level` None switches it off."""

    pattern: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class Override:
    """Rule levels for the files that match a glob (relative to the configuration's folder)."""

    files: str
    rules: tuple[RuleLevel, ...]


@dataclass(frozen=True, slots=True)
class Settings:
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
