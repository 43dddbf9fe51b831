"""The pipeline: a document in, its report out; and the same for files, in a stable order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from copylint.discovery import Target
from copylint.document import Document
from copylint.errors import ConfigError, CopylintError, InputError
from copylint.issue import Failure, Issue, Report, stamp
from copylint.parsers import decode, parse
from copylint.settings import Settings, level_for
from copylint.tools import Tools

MOST_BYTES = 10_000_000  # of one file; a long novel has a tenth of that


def check_document(document: Document, settings: Settings, tools: Tools) -> Report:
    """Check one document: rules and proofreaders find, filters weigh, the report says.

    Never raises for what a rule or an engine does: that becomes a failure in the report.
    """
    rules = tools.rules(settings).check(
        document,
        level_of=lambda rule, own: level_for(settings, rule, own),
        today=settings.as_of or document.date or datetime.date.today(),
        dialect=language_of(document, settings),
    )
    engines = tools.proofread(document, settings, language_of(document, settings))
    issues = stamp(document, in_order([*rules.issues, *engines.issues]))
    return finished(
        Report(
            document,
            tuple(issues),
            failures=(*rules.failures, *engines.failures),
            engines=engines.names,
            cached=engines.cached,
        ),
        settings,
    )


def language_of(document: Document, settings: Settings) -> str:
    """The language to proofread in: the settings', else the article's own, else either English."""
    own = document.language or ""
    return settings.language or (own if own.lower().startswith("en-") else "en")


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """The issues in the order of the source, then by rule."""
    return sorted(issues, key=lambda issue: (issue.span, issue.rule, issue.message))


def finished(report: Report, settings: Settings) -> Report:
    """The report with what blocks counted, and what is below the lowest level hidden."""
    blocking = sum(issue.level >= settings.fail_on and not issue.trial for issue in report.issues)
    shown = tuple(issue for issue in report.issues if issue.level >= settings.min_level)
    return replace(report, issues=shown, blocking=blocking)


def check_target(target: Target, tools: Tools) -> Report:
    """Read and check one file; what goes wrong with it is a failure in its report.

    Raises ConfigError when the file's configuration cannot be used.
    """
    if target.problem:
        return failed(target.path, "input", target.problem)
    if not target.supported:
        return Report(Document(target.path, "", ()), unsupported=1)
    settings = tools.settings(target.real)
    try:
        document = parse(target.path, decode(contents(target)).text)
        return check_document(document, settings, tools)
    except ConfigError:
        raise
    except CopylintError as error:
        return failed(target.path, "input", told(error))
    except RecursionError:
        return failed(target.path, "input", "Its markup is nested too deeply to be read.")
    except MemoryError:
        return failed(target.path, "input", "There is not enough memory to check it.")


def check_targets(targets: Iterable[Target], tools: Tools) -> Iterator[Report]:
    """The reports of the targets, in order; a broken configuration is reported once."""
    told_of: set[str] = set()
    for target in targets:
        try:
            yield check_target(target, tools)
        except ConfigError as error:
            config = tools.config_of(target.real.parent)
            path = str(config) if config else target.path
            if path not in told_of:
                yield failed(path, "configuration", str(error))
            told_of.add(path)


def contents(target: Target) -> bytes:
    """The bytes of a target. Raises InputError when they cannot be read or are too many."""
    if target.data is not None:
        return target.data
    try:
        size = target.real.stat().st_size
        if size > MOST_BYTES:
            raise InputError(
                f"It is too large to be an article: {size:,} bytes; the most is {MOST_BYTES:,}."
            )
        return target.real.read_bytes()
    except OSError as error:
        raise InputError(f"It cannot be read: {error.strerror or error}.") from error


def failed(path: str, source: str, message: str) -> Report:
    """The report of a file that could not be checked."""
    return Report(Document(path, "", ()), failures=(Failure(source, message),))


def told(error: CopylintError) -> str:
    """What an error says, without the path, which stands beside it."""
    line = f"Line {error.line}: " if error.line is not None else ""
    return " ".join(filter(None, [line + error.message, error.hint]))
