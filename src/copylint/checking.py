"""One document in, its report out: what rules and engines find, weighed, merged and held back."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from copylint import vale
from copylint.document import Document
from copylint.engines import Proofread
from copylint.issue import Failure, Issue, Report, stamp
from copylint.memory import Outcome
from copylint.settings import Engine, Settings, level_for
from copylint.tools import Tools

BROKEN_FRONT_MATTER = "front matter that is not"  # how the parsers' reason begins


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


class Unsuppressed(Struct, frozen=True):
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
    kept = suppressions.apply(
        document,
        issues,
        today=today,
        ran=coverage.ran,
        known=coverage.known,
        nearest=coverage.nearest,
    )
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
