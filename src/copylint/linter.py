"""The pipeline: files in, their reports out, in a stable order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from copylint import vale
from copylint.checking import alone_with_vale, check_document, language_of, unread
from copylint.config import shown
from copylint.discovery import SUFFIXES, Target, contents
from copylint.document import Document
from copylint.errors import ConfigError, ConfigErrors, CopylintError, FixError
from copylint.issue import Failure, Issue, Report
from copylint.parsers import decode, parse
from copylint.settings import Settings
from copylint.tools import Tools

if TYPE_CHECKING:
    from copylint.fixes import Fixed
    from copylint.novelty import Known

AHEAD = 8  # documents that the engines may be asked about before their turn
BUG = "copylint"  # the source of a failure that is copylint's own fault


class Mended(Struct, frozen=True):
    """A file whose text changed: before and after, and the issues that are gone with it."""

    target: Target
    before: str
    after: str
    applied: tuple[Issue, ...]


def _untold(_: Mended) -> None:
    return


class Plan(Struct, frozen=True):
    """What a run does beside checking: which issues are old, and whether fixes are applied.

    `told` hears of each mended file. A `preview` changes no file and reports on it as it is;
    text that comes from elsewhere than its file is never written.
    """

    known: tuple[Known, ...] = ()
    fix: bool = False
    unsafe: bool = False
    preview: bool = False
    told: Callable[[Mended], None] = _untold


def check_targets(
    targets: Iterable[Target], tools: Tools, plan: Plan | None = None
) -> Generator[Report, None, None]:
    """The reports of the targets, in order.

    What is wrong with a configuration or a rule comes once, as the report of that file, before
    the first target that it matters to. Whatever goes wrong with one target, the others follow.
    """
    tools.renew()
    for target in looking_ahead(targets, tools):
        with _Net() as net:
            yield from check_target(target, tools, plan or Plan())
        if net.caught is not None:
            tools.bugs.append(net.caught)
            yield failed(target.path, BUG, f"A bug in copylint: {net.caught!r}.")


def looking_ahead(targets: Iterable[Target], tools: Tools) -> Iterator[Target]:
    """The targets, each once the engines that work by themselves know of the next few.

    What goes wrong here is left for the check itself to find and to report.
    """
    coming: deque[Target] = deque()
    for target in targets:
        with _Net():
            announce(target, tools)
        coming.append(target)
        if len(coming) > AHEAD:
            yield coming.popleft()
    yield from coming


def announce(target: Target, tools: Tools) -> None:
    """Ask the engines that work by themselves about a target, unless it is known."""
    if target.problem or target.data or not target.supported:
        return
    settings = tools.settings(target.real)
    if not tools.engines.works_ahead(settings):
        return
    file = File(target, settings, tools, Plan())
    document = file.parsed(target.path, decode(contents(target)).text)
    tools.ahead[target.path, document.source] = document
    if tools.memory.recall(document, settings, tools.engines) is None:
        tools.engines.begin(document, settings, language_of(document, settings))


def check_target(target: Target, tools: Tools, plan: Plan) -> Iterator[Report]:
    """The report of one file, after those of its configuration and rules where they are new."""
    if not target.supported and mapped(target, tools):
        target = replace(target, problem="", supported=True)
    if target.problem:
        yield failed(target.path, "input", target.problem)
    elif not target.supported:
        yield Report(Document(target.path, "", ()), unsupported=1)
    else:
        try:
            settings = tools.settings(target.real)
        except ConfigError as error:
            yield from unusable(target, error, tools)
            return
        yield from broken_rules(settings, tools)
        yield from broken_records(settings, tools)
        yield File(target, settings, tools, plan).report()


def mapped(target: Target, tools: Tools) -> bool:
    """True for a file of another kind that a .vale.ini has read as one we know."""
    try:
        settings = tools.settings(target.real)
    except ConfigError:
        return False
    rules = tools.vale(settings) if alone_with_vale(settings) else None
    return rules is not None and vale.maps(rules, target.path)


def unusable(target: Target, error: ConfigError, tools: Tools) -> Iterator[Report]:
    """The report of a configuration that cannot be used, once."""
    config = tools.config_of(target.real.parent)
    if tools.first_time(config):
        path = shown(config, tools.cwd) if config else target.path
        problems = error.problems if isinstance(error, ConfigErrors) else (error,)
        told = [str(problem) for problem in problems]
        told[-1] += " The files under this configuration are not checked."
        failures = tuple(Failure("configuration", each) for each in told)
        yield Report(Document(path, "", ()), failures=failures, article=False)


def broken_rules(settings: Settings, tools: Tools) -> Iterator[Report]:
    """A report for each rule of the settings' packs that cannot be used, once."""
    rules = tools.vale(settings)
    for problem in (*tools.loaded(settings).problems, *(rules.problems if rules else ())):
        if tools.first_time(problem):
            yield refused(problem, "rules", tools)
    for notice in rules.unsupported if rules else ():
        if tools.first_time(notice):
            tools.notices.append(notice)
            yield Report(Document(notice.partition(":")[0], "", ()), unsupported=1)


def broken_records(settings: Settings, tools: Tools) -> Iterator[Report]:
    """A report of the dismissals beside the configuration where they cannot be read, once."""
    try:
        tools.dismissed(settings)
    except ConfigError as error:
        yield refused(error, "configuration", tools)


def refused(problem: CopylintError, source: str, tools: Tools) -> Report:
    """The report of a file of ours with a mistake, called as one would from the current folder."""
    path = shown(Path(problem.path), tools.cwd) if problem.path else source
    told = str(CopylintError(problem.message, path=path, line=problem.line, hint=problem.hint))
    return replace(failed(path, source, told), article=False)


class File(Struct, frozen=True):
    """One file of a run."""

    target: Target
    settings: Settings
    tools: Tools
    plan: Plan

    def report(self) -> Report:
        """Read the file, fix it where that is wanted, and report on what it then holds."""
        path = self.target.path
        try:
            data = contents(self.target)
            decoded = decode(data)
            document = self.parsed(path, decoded.text)
            if self.plan.fix:
                return self.mended(document, data, decoded.encoding)
            return self.examined(document)
        except CopylintError as error:
            return failed(path, "input", told(error))
        except RecursionError:
            return failed(path, "input", "Its markup is nested too deeply to be read.")
        except MemoryError:
            return failed(path, "input", "There is not enough memory to check it.")

    def parsed(self, path: str, source: str) -> Document:
        """The document, dated by `--as-of` where that is given."""
        document = self.tools.ahead.pop((path, source), None) or self._read(path, source)
        as_of = self.settings.as_of
        return replace(document, date=as_of) if as_of else document

    def _read(self, path: str, source: str) -> Document:
        known = self.target.real.suffix.lower() in SUFFIXES
        if alone_with_vale(self.settings) and not (known and "copylint" in source):
            return unread(path, source)
        return parse(path, source)

    def examined(self, document: Document) -> Report:
        """The report on a version of the file: old issues counted, hidden ones left out."""
        report = check_document(document, self.settings, self.tools)
        for known in self.plan.known:
            split = known.split(self.target.real, document, report.issues, self._issues)
            report = replace(report, issues=split.new, known=report.known + len(split.known))
        return finished(report, self.settings)

    def _issues(self, document: Document) -> tuple[Issue, ...]:
        return check_document(document, self.settings, self.tools).issues

    def mended(self, document: Document, data: bytes, encoding: str) -> Report:
        """The report on what is left after the fixes."""
        from copylint import fixes

        reports: dict[str, Report] = {}

        def check(version: Document) -> tuple[Issue, ...]:
            if version.source not in reports:
                reports[version.source] = self.examined(version)
            return reports[version.source].issues

        fixed = fixes.fix(document, check, self.parsed, unsafe=self.plan.unsafe)
        failures = fixed.failures
        after = document if self.plan.preview else fixed.document
        try:
            self._keep(document, fixed, data, encoding)
        except FixError as error:
            failures, after = (*failures, Failure("fix", told(error))), document
        check(after)
        report = reports[after.source]
        return replace(report, failures=(*report.failures, *failures))

    def _keep(self, before: Document, fixed: Fixed, data: bytes, encoding: str) -> None:
        """Write the fixed text, where that is wanted, and tell of it."""
        from copylint import fixes

        after = fixed.document.source
        if after == before.source:
            return
        if not self.plan.preview and not self.target.elsewhere:
            fixes.write(self.target.real, data, after.encode(encoding))
        self.plan.told(Mended(self.target, before.source, after, fixed.applied))


def finished(report: Report, settings: Settings) -> Report:
    """The report with what blocks counted, and what is below the lowest level hidden."""
    blocking = sum(issue.level >= settings.fail_on and not issue.trial for issue in report.issues)
    kept = tuple(issue for issue in report.issues if issue.level >= settings.min_level)
    return replace(report, issues=kept, blocking=blocking)


def failed(path: str, source: str, message: str) -> Report:
    """The report of a file that could not be checked."""
    return Report(Document(path, "", ()), failures=(Failure(source, message),))


def told(error: CopylintError) -> str:
    """What an error says, without the path, which stands beside it."""
    line = f"line {error.line}: " if error.line is not None else ""
    return str(CopylintError(line + error.message, hint=error.hint))


class _Net:
    """A with-block that keeps what falls in it: a bug, so that one file does not end the run."""

    def __init__(self) -> None:
        self.caught: Exception | None = None

    def __enter__(self) -> _Net:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, Exception):
            self.caught = error
        return isinstance(error, Exception)
