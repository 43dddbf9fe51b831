"""The pipeline: a document in, its report out; and the same for files, in a stable order."""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from copylint import vale
from copylint.config import shown
from copylint.discovery import Target, contents
from copylint.document import Document
from copylint.engines import Proofread
from copylint.errors import ConfigError, ConfigErrors, CopylintError, FixError
from copylint.issue import Failure, Issue, Report, stamp
from copylint.memory import Outcome
from copylint.parsers import decode, parse
from copylint.settings import Engine, Settings, level_for
from copylint.tools import Tools

if TYPE_CHECKING:
    from copylint.fixes import Fixed
    from copylint.novelty import Known

AHEAD = 8  # documents that the engines may be asked about before their turn
BROKEN_FRONT_MATTER = "front matter that is not"  # how the parsers' reason begins
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


def check_document(document: Document, settings: Settings, tools: Tools) -> Report:
    """Check one document: rules and proofreaders find, filters weigh, the report says.

    Never raises for what a rule or an engine does: that becomes a failure in the report.
    """
    language = language_of(document, settings)
    today = settings.as_of or datetime.date.today()
    outcome = tools.memory.recall(document, settings, tools.engines)
    if alone_with_vale(settings):
        outcome = Outcome(())
    if outcome is None:
        outcome = examine(document, settings, tools, language, today)
        tools.memory.keep(document, outcome, settings, tools.engines)
    issues = with_vale(outcome.issues, document, settings, tools)
    standing = undismissed(issues, tools.dismissed(settings))
    kept = unsuppressed(document, standing, outcome, settings, tools, language, today)
    return Report(
        document,
        kept.issues,
        suppressed=len(issues) - len(standing) + kept.held,
        failures=(*outcome.failures, *unreadable(document)),
        engines=outcome.engines,
        cached=outcome.cached,
    )


def undismissed(issues: tuple[Issue, ...], known: Collection[str]) -> tuple[Issue, ...]:
    """The issues without those whose fingerprints are recorded as false alarms."""
    return tuple(issue for issue in issues if issue.fingerprint not in known) if known else issues


class Unsuppressed(NamedTuple):
    """The issues left, and how many the article itself holds back."""

    issues: tuple[Issue, ...]
    held: int = 0


def unsuppressed(
    document: Document,
    issues: tuple[Issue, ...],
    outcome: Outcome,
    settings: Settings,
    tools: Tools,
    language: str,
    today: datetime.date,
) -> Unsuppressed:
    """The issues without what the article asks not to hear of, if it asks anything at all."""
    if "copylint" not in document.source:
        return Unsuppressed(issues)
    from copylint.filters import suppressions
    from copylint.filters.coverage import Coverage

    coverage = Coverage(
        tools.rules(settings).entries,
        settings,
        outcome.engines,
        {failure.source for failure in outcome.failures},
        document.date or today,
        language,
    )
    kept = suppressions.apply(document, issues, today=today, ran=coverage.ran, known=coverage.known)
    return Unsuppressed(tuple(kept.issues), len(kept.held))


def unreadable(document: Document) -> Iterator[Failure]:
    """What could not be read in a document although the rest of it was."""
    for omission in document.omissions:
        if omission.reason.startswith(BROKEN_FRONT_MATTER):
            what = omission.reason.removeprefix("front matter that ")
            told = f"Its front matter {what.removesuffix('.')}; the text below it was checked."
            yield Failure("input", told)


def examine(
    document: Document, settings: Settings, tools: Tools, language: str, today: datetime.date
) -> Outcome:
    """What rules and engines find in a document, weighed and merged, before anything is held."""
    from copylint.filters import overlaps, quotations

    tools.engines.begin(document, settings, language)
    rules = tools.rules(settings).check(
        document,
        level_of=tools.levels(settings),
        today=today,
        dialect=language,
        seconds=tools.rule_seconds,
    )
    engines = tools.engines.proofread(document, settings, language)
    weighed = weighed_names(document, engines, settings)
    graded = regraded(weighed.issues, settings)
    merged = overlaps.merge(document, [*rules.issues, *graded])
    found = stamp(document, in_order(quotations.by_hand(document, merged)))
    failures = (*rules.failures, *engines.failures, *weighed.failures)
    return Outcome(tuple(found), engines.names, failures, engines.cached)


def weighed_names(document: Document, engines: Proofread, settings: Settings) -> Proofread:
    """What the engines found, judged by what is known of names; nothing to judge is left alone."""
    if not engines.names and not settings.words:
        return Proofread(engines.issues)
    from copylint.filters import names

    weighed = names.weigh(document, engines.issues, settings, engines=len(engines.names))
    return Proofread(weighed.issues, weighed.failures)


def with_vale(
    issues: tuple[Issue, ...], document: Document, settings: Settings, tools: Tools
) -> tuple[Issue, ...]:
    """The issues with those of Vale's rules, which see Vale's blocks and are never merged."""
    rules = tools.vale(settings)
    if rules is None:
        return issues
    cache = tools.engines.cache(settings)
    found = vale.check(
        rules, document, settings, lambda rule, own: level_for(settings, rule, own), cache
    )
    return tuple(in_order([*issues, *found]))


def alone_with_vale(settings: Settings) -> bool:
    """True when only Vale's rules run, which read a file in their own way."""
    return settings.vale is not None and not settings.packs and settings.engine is Engine.NONE


def unread(path: str, source: str) -> Document:
    """A document whose blocks nobody will look at; its words are counted as they stand."""
    document = Document(path, source, ())
    vars(document)["words"] = len(source.split())
    return document


def language_of(document: Document, settings: Settings) -> str:
    """The language to proofread in: the settings', else the article's own, else either English."""
    own = document.language or ""
    return settings.language or (own if own.lower().startswith("en-") else "en")


def regraded(issues: Iterable[Issue], settings: Settings) -> Iterator[Issue]:
    """What engines and filters found, with the levels that the settings give their rules."""
    for issue in issues:
        level = level_for(settings, issue.rule, issue.level)
        if level is not None:
            yield issue if level is issue.level else replace(issue, level=level)


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """The issues in the order of the source, then by rule."""
    return sorted(issues, key=lambda issue: (issue.span, issue.rule, issue.message))


def check_targets(
    targets: Iterable[Target], tools: Tools, plan: Plan | None = None
) -> Iterator[Report]:
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
        yield File(target, settings, tools, plan).report()


def unusable(target: Target, error: ConfigError, tools: Tools) -> Iterator[Report]:
    """The report of a configuration that cannot be used, once."""
    config = tools.config_of(target.real.parent)
    if tools.first_time(config):
        path = shown(config, tools.cwd) if config else target.path
        problems = error.problems if isinstance(error, ConfigErrors) else (error,)
        told = [str(problem) for problem in problems]
        told[-1] += " The files under this configuration are not checked."
        failures = tuple(Failure("configuration", each) for each in told)
        yield Report(Document(path, "", ()), failures=failures)


def broken_rules(settings: Settings, tools: Tools) -> Iterator[Report]:
    """A report for each rule of the settings' packs that cannot be used, once."""
    rules = tools.vale(settings)
    for problem in (*tools.loaded(settings).problems, *(rules.problems if rules else ())):
        if tools.first_time(problem):
            yield failed(problem.path or "rules", "rules", str(problem))
    for notice in rules.unsupported if rules else ():
        if tools.first_time(notice):
            tools.notices.append(notice)
            yield Report(Document(notice.partition(":")[0], "", ()), unsupported=1)


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
        if alone_with_vale(self.settings) and "copylint" not in source:
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
