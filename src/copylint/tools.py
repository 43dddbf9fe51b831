"""What checking needs and what is costly to make: configurations, rule sets and proofreaders.

Made when first needed, kept for the run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct, field

from copylint import config, kept
from copylint import vale as styles
from copylint.config import Choices
from copylint.config.profiles import merged, pack_names, raise_all
from copylint.document import Document
from copylint.engines import Engines, refuse_elsewhere
from copylint.errors import ConfigError
from copylint.kinds.base import Rule
from copylint.memory import Memory
from copylint.rulepack import Loaded, load
from copylint.ruleset import LevelOf, RuleSet
from copylint.settings import DISMISSALS, Settings, level_for

if TYPE_CHECKING:
    from copylint.vale.store import ValeRules

Told = Callable[[str], None]


def _silent(_: str) -> None:
    return


class Tools(Struct):
    """A run's costly things. `trace` is told what is used; a with-block closes the engines.

    `rule_seconds` gets the time of each rule where it is not None.
    """

    choices: Choices = field(default_factory=Choices)
    cwd: Path = field(default_factory=Path.cwd)
    trace: Told = _silent
    engines: Engines = field(default_factory=Engines)
    memory: Memory = field(default_factory=Memory)
    ahead: dict[tuple[str, str], Document] = field(default_factory=dict)
    bugs: list[Exception] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    rule_seconds: dict[str, float] | None = None
    _configs: dict[Path, Path | None] = field(default_factory=dict)
    _settings: dict[Path | None, Settings | ConfigError] = field(default_factory=dict)
    _loaded: dict[tuple[str, ...], Loaded] = field(default_factory=dict)
    _native: dict[tuple[tuple[str, ...], Path], Loaded] = field(default_factory=dict)
    _vale: dict[tuple[Path | None, tuple[str, ...]], ValeRules | None] = field(default_factory=dict)
    _dismissed: dict[Path, frozenset[str]] = field(default_factory=dict)
    _levels: dict[Settings, LevelOf] = field(default_factory=dict)
    _seen: set[object] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for loaded in self._loaded.values():
            loaded.learn()
        kept.learn()
        self.engines.close()

    def renew(self) -> None:
        """Begin a run: what failed in an earlier one may be well, and files may have changed."""
        self.engines.renew()
        self.memory.renew()

    def first_time(self, thing: object) -> bool:
        """True the first time it is asked about a thing: for what is to be told once."""
        first = thing not in self._seen
        self._seen.add(thing)
        return first

    def config_of(self, folder: Path) -> Path | None:
        """The configuration file in force for the files of a folder (absolute)."""
        if self.choices.config is not None:
            return self.choices.config
        if folder not in self._configs:
            self._configs[folder] = config.find(folder)
        return self._configs[folder]

    def settings(self, file: Path) -> Settings:
        """The settings in force for a file (absolute path). Raises ConfigError, each time."""
        path = self.config_of(file.parent)
        if path not in self._settings:
            self._settings[path] = self._resolved(path)
        found = self._settings[path]
        if isinstance(found, ConfigError):
            raise found
        return config.for_file(found, file)

    def _resolved(self, path: Path | None) -> Settings | ConfigError:
        try:
            settings = config.resolve(path, self.choices, self.cwd)
            self.vale(settings)
            self._refuse_unknown(settings)
            refuse_elsewhere(settings)
        except ConfigError as error:
            return error
        self.trace(f"configuration: {path or 'none found; the defaults hold'}")
        self.trace(f"profile: {settings.profile}; packs: {', '.join(settings.packs) or 'none'}")
        self.trace(f"engine: {settings.engine}; language: {settings.language or 'either'}")
        return settings

    def _refuse_unknown(self, settings: Settings) -> None:
        """Raise for a level, `--select` or `--ignore` that speaks of no rule there is."""
        if config.unknown_rules(settings, self.rule_names(settings)):
            everything = self._load(merged(pack_names(), settings.packs), settings.root)
            raise_all(config.unknown_rules(settings, _names(everything)))

    def rule_names(self, settings: Settings) -> list[str]:
        """The names of the rules of the settings' packs."""
        vale = self.vale(settings)
        return [*_names(self.loaded(settings)), *(styles.names(vale) if vale else ())]

    def vale(self, settings: Settings) -> ValeRules | None:
        """The rules of the settings' .vale.ini and Vale style folders, if there are such.

        Raises ConfigError for a .vale.ini that cannot be used.
        """
        key = (settings.vale, settings.packs)
        if key not in self._vale:
            packs = [settings.root / pack for pack in settings.packs]
            self._vale[key] = styles.for_settings(settings.vale, packs)
        return self._vale[key]

    def loaded(self, settings: Settings) -> Loaded:
        """The rules of the settings' packs, and the rules that cannot be used."""
        key = settings.packs, settings.root
        if key not in self._native:
            native = (pack for pack in settings.packs if not styles.is_style(settings.root / pack))
            self._native[key] = self._load(tuple(native), settings.root)
        return self._native[key]

    def _load(self, packs: tuple[str, ...], root: Path) -> Loaded:
        if packs not in self._loaded:
            self._loaded[packs] = load(packs, root)
        return self._loaded[packs]

    def levels(self, settings: Settings) -> LevelOf:
        """What tells the level in force for a rule; each is asked for once."""
        if settings not in self._levels:
            self._levels[settings] = cache(partial(level_for, settings))
        return self._levels[settings]

    def rules(self, settings: Settings) -> RuleSet:
        """The rule set of the settings' packs."""
        return self.loaded(settings).ruleset

    def rule(self, name: str) -> Rule | None:
        """A rule of any pack that was loaded in this run."""
        rules = (loaded.ruleset.named(name) for loaded in self._loaded.values())
        return next((rule for rule in rules if rule is not None), None)

    def all_rule_names(self) -> list[str]:
        """The names of all rules that were loaded in this run."""
        return list(dict.fromkeys(n for loaded in self._loaded.values() for n in _names(loaded)))

    def forget(self) -> None:
        """Read configurations, rules and dismissals anew; the engines stay as they are."""
        for known in (
            self._configs,
            self._settings,
            self._loaded,
            self._native,
            self._vale,
            self._dismissed,
            self._levels,
            self._seen,
        ):
            known.clear()

    def dismissed(self, settings: Settings) -> frozenset[str]:
        """The fingerprints of the false alarms recorded beside the configuration.

        Raises ConfigError for a record that cannot be read, the first time; then there are none.
        """
        if settings.root not in self._dismissed:
            self._dismissed[settings.root] = frozenset()
            self._dismissed[settings.root] = _recorded(settings.root / DISMISSALS)
        return self._dismissed[settings.root]


def _recorded(path: Path) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    from copylint.filters import dismissals

    return frozenset(one.fingerprint for one in dismissals.read(path))


def _names(loaded: Loaded) -> list[str]:
    return [entry.name for entry in loaded.ruleset.entries]
