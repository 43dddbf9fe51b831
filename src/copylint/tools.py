"""What checking needs and what is costly to make: configurations, rule sets and proofreaders.

Made when first needed, kept for the run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from copylint import config, proofreaders
from copylint.config import Choices
from copylint.config.profiles import merged, pack_names, raise_all
from copylint.document import Document
from copylint.errors import ConfigError, ProofreaderError
from copylint.issue import Failure, Issue
from copylint.proofreaders import Proofreader, to_issues
from copylint.rulepack import Loaded, load
from copylint.ruleset import RuleSet
from copylint.settings import Engine, Settings

OK = "ok"
_WANTED = {
    Engine.AUTO: ("harper", "languagetool"),
    Engine.BOTH: ("harper", "languagetool"),
    Engine.HARPER: ("harper",),
    Engine.LANGUAGETOOL: ("languagetool",),
    Engine.NONE: (),
}


@dataclass(frozen=True, slots=True)
class Unavailable:
    """An engine that cannot be had, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proofread:
    """What the engines found in a document, which of them answered, and which failed."""

    issues: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()
    names: tuple[str, ...] = ()
    cached: bool = False


@dataclass
class Tools:
    """A run's costly things. `trace` is told what is loaded; a with-block closes the engines."""

    choices: Choices = field(default_factory=Choices)
    cwd: Path = field(default_factory=Path.cwd)
    trace: Callable[[str], None] = lambda _: None
    _configs: dict[Path, Path | None] = field(default_factory=dict)
    _settings: dict[Path | None, Settings | ConfigError] = field(default_factory=dict)
    _loaded: dict[tuple[object, ...], Loaded] = field(default_factory=dict)
    _engines: dict[tuple[object, ...], Proofreader | Unavailable] = field(default_factory=dict)
    engines: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    bugs: list[Exception] = field(default_factory=list)
    _seen: set[object] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for engine in self._engines.values():
            if not isinstance(engine, Unavailable):
                engine.close()

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
            self._refuse_unknown(settings)
        except ConfigError as error:
            return error
        self.trace(f"configuration: {path or 'none found; the defaults hold'}")
        self.trace(f"profile: {settings.profile}; packs: {', '.join(settings.packs) or 'none'}")
        self.trace(f"engine: {settings.engine}; language: {settings.language or 'either'}")
        return settings

    def _refuse_unknown(self, settings: Settings) -> None:
        """Raise for a level, `--select` or `--ignore` that speaks of no rule there is."""
        if config.unknown_rules(settings, _names(self.loaded(settings))):
            everything = self._load(merged(pack_names(), settings.packs), settings.root)
            raise_all(config.unknown_rules(settings, _names(everything)))

    def loaded(self, settings: Settings) -> Loaded:
        """The rules of the settings' packs, and the rules that cannot be used."""
        return self._load(settings.packs, settings.root)

    def _load(self, packs: tuple[str, ...], root: Path) -> Loaded:
        if packs not in self._loaded:
            with self._timed("rules"):
                self._loaded[packs] = load(packs, root)
        return self._loaded[packs]

    def rules(self, settings: Settings) -> RuleSet:
        """The rule set of the settings' packs."""
        return self.loaded(settings).ruleset

    def proofreaders(self, settings: Settings) -> list[Proofreader | Unavailable]:
        """The engines that the settings ask for; those that cannot be had say why."""
        return [self._engine(name, settings) for name in _WANTED[settings.engine]]

    def _engine(self, name: str, settings: Settings) -> Proofreader | Unavailable:
        key = (name, settings.languagetool if name == "languagetool" else None)
        if key not in self._engines:
            with self._timed(name):
                self._engines[key] = self._made(name, settings)
        return self._engines[key]

    def _made(self, name: str, settings: Settings) -> Proofreader | Unavailable:
        chosen = settings.languagetool
        options = {"url": chosen.url, "jars": chosen.jars} if name == "languagetool" else {}
        try:
            engine = proofreaders.create(name, **options)
            self.versions[name] = engine.version
        except (ProofreaderError, ImportError) as error:
            return Unavailable(name, str(error))
        self.engines[name] = OK
        return engine

    def proofread(self, document: Document, settings: Settings, language: str) -> Proofread:
        """What the engines find in a document; one that fails does not stop the others."""
        issues: list[Issue] = []
        failures: list[Failure] = []
        names: list[str] = []
        for engine in self.proofreaders(settings):
            try:
                issues += self._ask(engine, document, language)
                names.append(engine.name)
            except ProofreaderError as error:
                self.engines[engine.name] = str(error)
                if settings.engine is not Engine.AUTO:
                    failures.append(Failure(engine.name, str(error)))
        return Proofread(tuple(issues), tuple(failures), tuple(names))

    def _ask(
        self, engine: Proofreader | Unavailable, document: Document, language: str
    ) -> list[Issue]:
        if isinstance(engine, Unavailable):
            raise ProofreaderError(engine.reason)
        with self._timed(engine.name):
            found = engine.proofread(document.segments, language)
        return to_issues(document, engine.name, found)

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


def _names(loaded: Loaded) -> list[str]:
    return [entry.name for entry in loaded.ruleset.entries]
