"""The pipeline: a document in, its report out; and the same for files, in a stable order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import TracebackType

from copylint.config import shown
from copylint.discovery import Target
from copylint.document import Document
from copylint.errors import ConfigError, CopylintError, InputError
from copylint.issue import Failure, Issue, Report, stamp
from copylint.parsers import decode, parse
from copylint.settings import Settings, level_for
from copylint.tools import Tools

MOST_BYTES = 10_000_000  # of one file; a long novel has a tenth of that
BUG = "copylint"  # the source of a failure that is copylint's own fault


def check_document(document: Document, settings: Settings, tools: Tools) -> Report:
    """Check one document: rules and proofreaders find, filters weigh, the report says.

    Never raises for what a rule or an engine does: that becomes a failure in the report.
    """
    language = language_of(document, settings)
    rules = tools.rules(settings).check(
        document,
        level_of=lambda rule, own: level_for(settings, rule, own),
        today=settings.as_of or datetime.date.today(),
        dialect=language,
    )
    engines = tools.proofread(document, settings, language)
    report = Report(
        document,
        tuple(stamp(document, in_order([*rules.issues, *regraded(engines.issues, settings)]))),
        failures=(*rules.failures, *engines.failures),
        engines=engines.names,
        cached=engines.cached,
    )
    return finished(report, settings)


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


def finished(report: Report, settings: Settings) -> Report:
    """The report with what blocks counted, and what is below the lowest level hidden."""
    blocking = sum(issue.level >= settings.fail_on and not issue.trial for issue in report.issues)
    kept = tuple(issue for issue in report.issues if issue.level >= settings.min_level)
    return replace(report, issues=kept, blocking=blocking)


def check_targets(targets: Iterable[Target], tools: Tools) -> Iterator[Report]:
    """The reports of the targets, in order.

    What is wrong with a configuration or a rule comes once, as the report of that file, before
    the first target that it matters to. Whatever goes wrong with one target, the others follow.
    """
    for target in targets:
        with _Net() as net:
            yield from check_target(target, tools)
        if net.caught is not None:
            tools.bugs.append(net.caught)
            yield failed(target.path, BUG, f"A bug in copylint: {net.caught!r}.")


def check_target(target: Target, tools: Tools) -> Iterator[Report]:
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
        yield read_and_checked(target, settings, tools)


def read_and_checked(target: Target, settings: Settings, tools: Tools) -> Report:
    """The report of a file; what goes wrong in reading it is a failure there."""
    try:
        document = parse(target.path, decode(contents(target)).text)
        if settings.as_of:
            document = replace(document, date=settings.as_of)
        return check_document(document, settings, tools)
    except CopylintError as error:
        return failed(target.path, "input", told(error))
    except RecursionError:
        return failed(target.path, "input", "Its markup is nested too deeply to be read.")
    except MemoryError:
        return failed(target.path, "input", "There is not enough memory to check it.")


def unusable(target: Target, error: ConfigError, tools: Tools) -> Iterator[Report]:
    """The report of a configuration that cannot be used, once."""
    config = tools.config_of(target.real.parent)
    if tools.first_time(config):
        path = shown(config, tools.cwd) if config else target.path
        yield failed(path, "configuration", f"{error} The files under it are not checked.")


def broken_rules(settings: Settings, tools: Tools) -> Iterator[Report]:
    """A report for each rule of the settings' packs that cannot be used, once."""
    for problem in tools.loaded(settings).problems:
        if tools.first_time(problem):
            yield failed(problem.path or "rules", "rules", str(problem))


def contents(target: Target) -> bytes:
    """The bytes of a target. Raises InputError when they cannot be read or are too many."""
    try:
        size = target.real.stat().st_size if target.data is None else len(target.data)
        if size > MOST_BYTES:
            raise InputError(
                f"It is too large to be an article: {size:,} bytes; the most is {MOST_BYTES:,}."
            )
        return target.real.read_bytes() if target.data is None else target.data
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def failed(path: str, source: str, message: str) -> Report:
    """The report of a file that could not be checked."""
    return Report(Document(path, "", ()), failures=(Failure(source, message),))


def told(error: CopylintError) -> str:
    """What an error says, without the path, which stands beside it."""
    line = f"line {error.line}: " if error.line is not None else ""
    return str(type(error)(line + error.message, hint=error.hint))


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
