"""Holds back what an article asks not to hear of, and says which of these wishes are no use."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from copylint.document import Document, Segment, Span
from copylint.filters.directives import ALL, Directive, directives
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.settings import matches

NOTICE_DAYS = 14

UNUSED = "copylint.unused-suppression"
EXPIRING = "copylint.expiring-suppression"
EXPIRED = "copylint.expired-suppression"
INVALID = "copylint.invalid-suppression"

# (rule, pack or glob; segment) -> all it speaks of was in force in this run and looked there
Ran = Callable[[str, Segment], bool]


class Kept(Struct, frozen=True):
    """The issues left, in the order of the source, and those held back."""

    issues: tuple[Issue, ...]
    held: tuple[Issue, ...] = ()


def apply(
    document: Document,
    issues: Iterable[Issue],
    *,
    today: datetime.date,
    ran: Ran = lambda _rule, _segment: False,
    known: Callable[[str], bool] = lambda _rule: True,
    nearest: Callable[[str], str] = lambda _rule: "",
) -> Kept:
    """Hold back issues that a comment, line or front matter disables; report on the directives.

    Past its date a directive holds nothing back any more, but what it held no longer blocks.
    `known` says whether a name speaks of any rule there is, `nearest` which else may be meant.
    """
    issues = list(issues)
    said = directives(document)
    if not said:
        return Kept(tuple(issues))
    wishes = [one for one in said if one.verb in _HOLDS and not one.problem]
    lapsed = {id(one) for one in wishes if one.until and one.until < today}
    live = [one for one in wishes if id(one) not in lapsed]
    held = [issue for issue in issues if _holder(issue, live)]
    kept = [
        replace(issue, trial=True) if _holder(issue, wishes) else issue
        for issue in issues
        if not _holder(issue, live)
    ]
    notices = [
        *_invalid(said, known, nearest),
        *_dated(wishes, today),
        *_unused(document, said, issues, ran),
    ]
    return Kept(tuple(sorted([*kept, *notices], key=lambda issue: issue.span)), tuple(held))


_HOLDS = frozenset({"disable", "disable-line", "disable-next-line", "front-matter"})


def _holder(issue: Issue, wishes: Sequence[Directive]) -> Directive | None:
    """The directive that holds an issue back."""
    return next((one for one in wishes if _holds(one, one.rules, issue)), None)


def _holds(one: Directive, rules: Iterable[str], issue: Issue) -> bool:
    return any(
        (rule == ALL or matches(rule, issue.rule)) and _stands_in(one.scope_of(rule), issue.span)
        for rule in rules
    )


def _stands_in(scope: Span, span: Span) -> bool:
    """True when a place lies in a range, or partly, or is an insertion point at its edge."""
    inside = scope.start <= span.start < scope.end or scope.overlaps(span)
    return inside or (not len(span) and span.start == scope.end)


def _notice(rule: str, one: Directive, message: str, fix: Fix | None = None) -> Issue:
    """A word on a directive itself; none of these ever blocks."""
    fixes = (fix,) if fix else ()
    level = Level.WARNING
    return Issue(
        rule, message, one.place, Category.STRUCTURE, level, fixes, scope="comment", trial=True
    )


def _invalid(
    said: Iterable[Directive], known: Callable[[str], bool], nearest: Callable[[str], str]
) -> Iterator[Issue]:
    for one in said:
        if one.problem:
            yield _notice(INVALID, one, f"This is not obeyed: {one.problem}")
            continue
        for rule in one.rules:
            if rule != ALL and not known(rule):
                near = nearest(rule) or "'copylint rules list' shows all."
                yield _notice(INVALID, one, f"No rule or pack is named '{rule}'. {near}")


def _dated(wishes: Iterable[Directive], today: datetime.date) -> Iterator[Issue]:
    for one in wishes:
        if one.until is None or one.until > today + datetime.timedelta(NOTICE_DAYS):
            continue
        rules = ", ".join(one.rules)
        because = f" ({one.reason})" if one.reason else ""
        if one.until < today:
            message = (
                f"The exception for {rules} ended on {one.until}{because}: review or renew it."
            )
            yield _notice(EXPIRED, one, message)
        else:
            message = f"The exception for {rules} ends on {one.until}{because}."
            yield _notice(EXPIRING, one, message)


def _unused(
    document: Document, said: Sequence[Directive], issues: Sequence[Issue], ran: Ran
) -> Iterator[Issue]:
    for one in said:
        if one.problem:
            continue
        if one.verb == "enable":
            yield from _lonely(document, one, said)
            continue
        idle = tuple(rule for rule in one.rules if _is_idle(document, one, rule, issues, ran))
        if idle:
            names = "any rule" if idle == (ALL,) else ", ".join(f"'{rule}'" for rule in idle)
            message = f"This exception is not needed: here {names} finds nothing."
            yield _notice(UNUSED, one, message, _removal(document, one, idle))


def _is_idle(
    document: Document, one: Directive, rule: str, issues: Iterable[Issue], ran: Ran
) -> bool:
    """The rule looked at what the directive covers and found nothing."""
    if any(_holds(one, (rule,), issue) for issue in issues):
        return False
    return any(ran(rule, segment) for segment in _covered(document, one.scope_of(rule)))


def _covered(document: Document, scope: Span) -> Iterator[Segment]:
    for segment in document.segments:
        if segment.runs:
            start, end = segment.runs[0].source.start, segment.runs[-1].source.end
            if start < scope.end and scope.start < end:
                yield segment


def _lonely(document: Document, one: Directive, said: Sequence[Directive]) -> Iterator[Issue]:
    """An `enable` that ends nothing."""
    ends = any(
        other.verb == "disable" and other.place.end <= one.place.start <= other.scope.end
        for other in said
    )
    if not ends:
        message = "Nothing is disabled here that could be enabled."
        yield _notice(UNUSED, one, message, Fix((_cut(document.source, one.place),), Safety.SAFE))


def _removal(document: Document, one: Directive, idle: tuple[str, ...]) -> Fix | None:
    """The fix that takes away a directive, or the idle ones of its rules."""
    source = document.source
    if one.verb == "front-matter":
        return Fix((one.cut,), Safety.SAFE) if one.cut else None
    if idle == one.rules:
        edits = [_cut(source, one.place)]
        edits += [_cut(source, one.partner)] if one.partner else []
        return Fix(tuple(edits), Safety.SAFE)
    if one.partner or not one.names or any(rule not in one.names for rule in idle):
        return None
    return Fix(tuple(_cut_name(source, one.names[rule]) for rule in idle), Safety.SAFE)


def _cut(source: str, place: Span) -> Edit:
    """Takes a comment away, with its line when it stands alone on it."""
    start, end = place.start, place.end
    while start > 0 and source[start - 1] in " \t":
        start -= 1
    while end < len(source) and source[end] in " \t":
        end += 1
    first = start == 0 or source[start - 1] in "\n\ufeff"
    if not first or source[end : end + 1] not in ("", "\r", "\n"):
        return Edit(place, "")
    if _between_lines(source, start, end):  # the empty line goes on parting two paragraphs
        return Edit(Span(start, end), "")
    end += 2 if source.startswith("\r\n", end) else end < len(source)
    return Edit(Span(start, end), "")


def _between_lines(source: str, start: int, end: int) -> bool:
    """True when there is text on the line before and on the line after."""
    before = source[source.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    newline = source.find("\n", end)
    after = source[newline + 1 : source.find("\n", newline + 1) + 1 or None] if newline >= 0 else ""
    return bool(before.strip() and after.strip())


def _cut_name(source: str, name: Span) -> Edit:
    """Takes one rule's name out of a list, with the space or comma before it."""
    start = name.start
    while source[start - 1] in " \t,":
        start -= 1
    return Edit(Span(start, name.end), "")
