"""Checking files in several processes, where the work is only our own rules'.

Engines bring their own processes and threads; runs with one, and runs that mend files, stay in
one process. So do runs of few files: a process costs more than they do.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from copylint import linter
from copylint.discovery import Target
from copylint.document import Document, Span
from copylint.errors import ConfigError
from copylint.issue import Category, Edit, Fix, Issue, Level, Related, Report, Safety
from copylint.reporters.base import Written, levels_of
from copylint.settings import Engine
from copylint.tools import Tools

_FEWEST = 24  # files, below which processes do not pay
_CHUNK = 4
_CATEGORIES = {category.value: category for category in Category}
_LEVELS = {level.value: level for level in Level}


Write = Callable[[Report], str]


def check_targets(
    targets: Sequence[Target],
    tools: Tools,
    plan: linter.Plan,
    jobs: int,
    write: Write | None = None,
) -> Generator[Report, None, None]:
    """The reports of the targets, in order; `jobs` processes, 0: as many as pay.

    Where there are several, `write` may write what a report holds there and then.
    """
    count = jobs or _processors()
    if count < 2 or not _divisible(targets, tools, plan, forced=jobs > 1):
        return linter.check_targets(targets, tools, plan)
    return _in_processes(targets, tools, plan, count, write)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _divisible(targets: Sequence[Target], tools: Tools, plan: linter.Plan, *, forced: bool) -> bool:
    if len(targets) < (2 if forced else _FEWEST) or tools.rule_seconds is not None:
        return False
    alone = plan.fix or plan.known  # git's pipes and what a baseline saw stay in one process
    if alone or not hasattr(os, "fork"):
        return False
    try:
        return all(tools.settings(target.real).engine is Engine.NONE for target in targets)
    except ConfigError:
        return False


class _Work(Struct, frozen=True):
    targets: Sequence[Target]
    tools: Tools
    plan: linter.Plan
    write: Write | None


_shared: _Work | None = None


def _in_processes(
    targets: Sequence[Target], tools: Tools, plan: linter.Plan, count: int, write: Write | None
) -> Generator[Report, None, None]:
    """The first file is checked here, so that what all need is loaded before the others start."""
    import multiprocessing  # takes longer than the imports of a small run

    global _shared
    yield from linter.check_targets(targets[:1], tools, plan)
    _shared = _Work(targets, tools, plan, write)
    starts = range(1, len(targets), _CHUNK)
    gc.freeze()  # what is there will stay: no collection need look at it again
    try:
        with multiprocessing.get_context("fork").Pool(count, _begin) as pool:
            for reports, bugs in pool.imap(_chunk, starts):
                tools.bugs += bugs
                for report, words, packed in reports:
                    vars(report.document)["words"] = words
                    issues = tuple(map(_unpacked, packed))
                    yield replace(report, issues=issues) if issues else report
    finally:
        _shared = None
        gc.unfreeze()


def _begin() -> None:
    """A process begins with caches of its own: an open database must not be shared."""
    assert _shared is not None
    _shared.tools.engines.part()


def _chunk(start: int) -> tuple[list[tuple[Report, int, list[Packed]]], list[Exception]]:
    """The reports of a few targets, each with its words, and the bugs met; in another process."""
    assert _shared is not None
    bugs = _shared.tools.bugs
    bugs.clear()
    chunk = _shared.targets[start : start + _CHUNK]
    found = linter.check_targets(chunk, _shared.tools, _shared.plan)
    return [_sent(report, _shared.write) for report in found], list(bugs)


def _sent(report: Report, write: Write | None) -> tuple[Report, int, list[Packed]]:
    """What is sent of a report."""
    words = report.document.words
    if write is None:
        light = replace(report, document=_light(report.document), issues=())
        return light, words, list(map(_packed, report.issues))
    bare = Document(report.document.path, "", ())
    given = {**asdict(report), "document": bare, "issues": ()}
    return Written(**given, text=write(report), levels=levels_of(report)), words, []


def _light(document: Document) -> Document:
    """A document without what only checking needs."""
    return replace(document, segments=(), omissions=(), comments=(), metadata={})


Packed = tuple[Any, ...]


def _packed(issue: Issue) -> Packed:
    """An issue in plain values, which travel between processes in a fifth of the time."""
    fixes = [
        (fix.safety.value, [(e.span.start, e.span.end, e.text) for e in fix.edits])
        for fix in issue.fixes
    ]
    related = [(one.span.start, one.span.end, one.message) for one in issue.related]
    return (
        issue.rule,
        issue.message,
        issue.span.start,
        issue.span.end,
        issue.category.value,
        issue.level.value,
        fixes,
        related,
        issue.url,
        issue.scope,
        issue.engines,
        issue.trial,
        issue.fingerprint,
    )


def _unpacked(packed: Packed) -> Issue:
    rule, message, start, end, category, level, fixes, related, *rest = packed
    return Issue(
        rule,
        message,
        Span(start, end),
        _CATEGORIES[category],
        _LEVELS[level],
        tuple(
            Fix(tuple(Edit(Span(a, b), text) for a, b, text in edits), Safety(safety))
            for safety, edits in fixes
        ),
        tuple(Related(Span(a, b), text) for a, b, text in related),
        *rest,
    )
