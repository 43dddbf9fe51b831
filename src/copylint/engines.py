"""Which proofreaders run, where LanguageTool may be asked, and asking: first the cache, then them.

`harper`, `languagetool` and `both` require what they name. `auto` takes Harper, and LanguageTool
where it is installed, running or configured; without it `auto` goes on, and says so.
"""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from copylint.document import Document, Segment
from copylint.errors import ConfigError, ProofreaderError
from copylint.issue import Failure, Issue
from copylint.settings import Engine, LanguageToolSettings, Settings

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from copylint.cache import Cache
    from copylint.proofreaders import Finding, Proofreader

OK = "ok"
_AT_ONCE = {"languagetool": 2}  # documents an engine is asked about; else one, as Harper wants
_LANGUAGETOOL = "languagetool"
_WANTED = {
    Engine.AUTO: ("harper", _LANGUAGETOOL),
    Engine.BOTH: ("harper", _LANGUAGETOOL),
    Engine.HARPER: ("harper",),
    Engine.LANGUAGETOOL: (_LANGUAGETOOL,),
    Engine.NONE: (),
}

Findings: TypeAlias = "list[list[Finding]]"
Begun: TypeAlias = "dict[str, Pending]"


def _unheard(_: str) -> None:
    return


class Proofread(Struct, frozen=True):
    """What the engines found in a document, which of them answered, and which failed."""

    issues: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()
    names: tuple[str, ...] = ()
    cached: bool = False


class Pending(Struct, frozen=True):
    """An engine's findings in a document: known, or to be waited for.

    `findings` raises ProofreaderError when the engine could not answer.
    """

    cached: bool
    findings: Callable[[], Findings]


class Reader:
    """An engine behind the cache, asked in threads of its own.

    Harper lets other threads run while it works, and a server works elsewhere: so our own rules
    run beside them.
    """

    def __init__(self, engine: Proofreader, cache: Cache) -> None:
        self.engine = engine
        self._cache = cache
        self._pool: ThreadPoolExecutor | None = None

    def begin(self, segments: Sequence[Segment], language: str) -> Pending:
        """Look segments up, and ask for those that are not known."""
        known = self._cache.get(self.engine.fingerprint, language, segments)
        missing = [index for index, found in enumerate(known) if found is None]
        if not missing:
            return Pending(True, lambda: [found or [] for found in known])
        unknown = [segments[index] for index in missing]
        ask = self._asked(unknown, language)

        def findings() -> Findings:
            answer = ask()
            self._cache.put(self.engine.fingerprint, language, unknown, answer)
            for index, found in zip(missing, answer, strict=True):
                known[index] = found
            return [found or [] for found in known]

        return Pending(False, findings)

    def _asked(self, segments: Sequence[Segment], language: str) -> Callable[[], Findings]:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(_AT_ONCE.get(self.engine.name, 1), self.engine.name)
        return self._pool.submit(self.engine.proofread, segments, language).result

    def close(self) -> None:
        """Let the engine go."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self.engine.close()


class Engines(Struct):
    """A run's proofreaders, each made when first needed.

    `status` says of each engine `ok` or why not, `seconds` how long it was waited for; `warn` is
    told what a person should know before it happens.
    """

    status: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    warn: Callable[[str], None] = _unheard
    _readers: dict[tuple[object, ...], Reader | ProofreaderError] = field(default_factory=dict)
    _caches: dict[bool, Cache] = field(default_factory=dict)
    _begun: dict[tuple[str, str, str], Begun] = field(default_factory=dict)
    _inherited: list[dict[bool, Cache]] = field(default_factory=list)

    def renew(self) -> None:
        """Let go of engines that failed, so that a later run may find them well."""
        for key, reader in list(self._readers.items()):
            if isinstance(reader, ProofreaderError) or self.status.get(reader.engine.name) != OK:
                del self._readers[key]
                if isinstance(reader, Reader):
                    reader.close()
        self.status.clear()

    def works_ahead(self, settings: Settings) -> bool:
        """True when an engine would work on a document while others are looked at."""
        return bool(_WANTED[settings.engine])

    def cache(self, settings: Settings) -> Cache:
        """The cache of the run, or one that knows nothing where none is wanted."""
        if settings.cache not in self._caches:
            from copylint.cache import Cache, default_path

            self._caches[settings.cache] = Cache(default_path() if settings.cache else None)
        return self._caches[settings.cache]

    def part(self) -> None:
        """Go on with caches of this process's own; those of the one it came from stay open."""
        self._inherited.append(self._caches)
        self._caches = {}

    def fingerprint(self, settings: Settings) -> str | None:
        """Changes with what the engines that would run could find; None when a wanted one cannot.

        Loads and starts none of them.
        """
        parts = []
        for name in _WANTED[settings.engine]:
            reader = self._reader(name, settings)
            if isinstance(reader, Reader):
                parts.append(reader.engine.fingerprint)
                self.status.setdefault(name, OK)
                self.versions[name] = reader.engine.version
            elif settings.engine is Engine.AUTO:
                self.status[name] = str(reader)
            else:
                return None
        return "\0".join(parts)

    def complete(self, names: Sequence[str], settings: Settings) -> bool:
        """True when all engines answered that could be expected to."""
        readers = {name: self._reader(name, settings) for name in _WANTED[settings.engine]}
        return set(names) == {name for name, each in readers.items() if isinstance(each, Reader)}

    def begin(self, document: Document, settings: Settings, language: str) -> None:
        """Ask the engines, once; `proofread` takes up what they answer."""
        key = (document.path, document.source, language)
        if key not in self._begun:
            names = _WANTED[settings.engine]
            self._begun[key] = {
                name: self._asked(name, document, settings, language) for name in names
            }

    def proofread(self, document: Document, settings: Settings, language: str) -> Proofread:
        """What the engines find in a document; one that fails does not stop the others."""
        self.begin(document, settings, language)
        begun = self._begun.pop((document.path, document.source, language))
        issues: list[Issue] = []
        failures: list[Failure] = []
        names: list[str] = []
        cached = True
        for name in _WANTED[settings.engine]:
            started = time.perf_counter()
            try:
                pending = begun[name]
                issues += _issues(document, name, pending.findings())
                names.append(name)
                self.status.setdefault(name, OK)
                cached &= pending.cached
            except ProofreaderError as error:
                self.status[name] = str(error)
                if settings.engine is not Engine.AUTO:
                    failures.append(Failure(name, str(error)))
            self._note(name, settings, time.perf_counter() - started)
        return Proofread(tuple(issues), tuple(failures), tuple(names), cached and bool(names))

    def close(self) -> None:
        """Let the engines and the cache go; harmless when called twice."""
        for reader in self._readers.values():
            if isinstance(reader, Reader):
                reader.close()
        for cache in self._caches.values():
            cache.close()

    def _asked(self, name: str, document: Document, settings: Settings, language: str) -> Pending:
        reader = self._reader(name, settings)
        refusal = must_stay(document, settings.languagetool, name)
        if isinstance(reader, ProofreaderError):
            return Pending(False, _raising(reader))
        if refusal is not None:
            return Pending(False, _raising(refusal))
        return reader.begin(document.segments, language)

    def _note(self, name: str, settings: Settings, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds
        reader = self._reader(name, settings)
        if isinstance(reader, Reader):
            self.versions[name] = reader.engine.version

    def _reader(self, name: str, settings: Settings) -> Reader | ProofreaderError:
        auto = settings.engine is Engine.AUTO
        where = settings.languagetool if name == _LANGUAGETOOL else None
        key = (name, where, auto, settings.cache)
        if key not in self._readers:
            self._readers[key] = self._make(name, settings, auto)
        return self._readers[key]

    def _make(self, name: str, settings: Settings, auto: bool) -> Reader | ProofreaderError:
        try:
            engine = make(name, settings.languagetool, auto=auto, warn=self.warn)
            reader = Reader(engine, self.cache(settings))
        except ProofreaderError as error:
            return error
        except ImportError as error:
            return ProofreaderError(f"{name} cannot be loaded: {error}.")
        self.status.setdefault(name, OK)
        return reader


def _issues(document: Document, name: str, findings: Findings) -> list[Issue]:
    from copylint.proofreaders import to_issues

    return list(to_issues(document, name, findings))


def make(
    name: str, settings: LanguageToolSettings, *, auto: bool, warn: Callable[[str], None]
) -> Proofreader:
    """The engine of that name; nothing is loaded or started yet.

    Raises ProofreaderError when it is not there, ConfigError for a server that is not allowed.
    """
    from copylint import proofreaders

    if name == "harper":
        return proofreaders.create(name, alike=_alike)
    if name != _LANGUAGETOOL:
        return proofreaders.create(name)
    from copylint.proofreaders import languagetool_server as servers

    if settings.url:
        host = remote_host(settings)
        if host:
            warn(f"The text of the articles is sent to LanguageTool at {host}.")
    elif auto:
        _must_be_there(settings)
    return proofreaders.create(
        name, url=settings.url, jars=settings.jars, may_start=servers.may_start()
    )


def _alike(word: str) -> Iterable[str]:
    from copylint.filters.names_lists import lists
    from copylint.filters.spelling import alike

    return alike(word, lists())


def refuse_elsewhere(settings: Settings) -> None:
    """Raise ConfigError for settings that would send text where it may not go."""
    if _LANGUAGETOOL in _WANTED[settings.engine] and settings.languagetool.url:
        remote_host(settings.languagetool)


def remote_host(settings: LanguageToolSettings) -> str:
    """The host that text would be sent to; empty when that is this machine.

    Raises ConfigError for a URL that is none, and for another machine without `allow-remote`.
    """
    from copylint.proofreaders.languagetool_health import is_loopback

    url = settings.url or ""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            f"languagetool.url is '{url}', which is no web address.",
            hint="Write it as http://127.0.0.1:8081",
        )
    if is_loopback(url):
        return ""
    if not settings.allow_remote:
        raise ConfigError(
            f"languagetool.url is on another machine, {parts.hostname}, which would get the"
            " text of every article.",
            hint="Set languagetool.allow-remote: true if that may be.",
        )
    return parts.hostname


def must_stay(
    document: Document, settings: LanguageToolSettings, name: str
) -> ProofreaderError | None:
    """Why a document must not be sent to an engine: it is under embargo and the server remote."""
    if name != _LANGUAGETOOL or not settings.url or not _is_embargoed(document):
        return None
    host = remote_host(settings)
    if not host:
        return None
    return ProofreaderError(
        f"The article has an embargo, so it was not sent to LanguageTool at {host}.",
        hint="Check it with a server on this machine, or with --engine harper.",
    )


def _is_embargoed(document: Document) -> bool:
    return any(str(key).strip().lower() == "embargo" for key in document.metadata)


def _must_be_there(settings: LanguageToolSettings) -> None:
    from copylint.proofreaders import languagetool_install as jars

    if settings.jars is None and not jars.installed():
        raise ProofreaderError(
            "LanguageTool is not installed.", hint="Run: copylint languagetool install"
        )
    from importlib.util import find_spec

    if find_spec("language_tool_python") is None:
        raise ProofreaderError(
            "LanguageTool needs the package language_tool_python.",
            hint="Run: pip install 'copylint[languagetool]'",
        )


def _raising(error: ProofreaderError) -> Callable[[], Findings]:
    def findings() -> Findings:
        raise error

    return findings
