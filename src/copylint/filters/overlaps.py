"""Several findings on one place made one: the strongest speaks, with the best suggestion first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from copylint.document import Document
from copylint.issue import Category, Fix, Issue

_MOST_FIXES: Final = 5
_NAME_CHECK: Final = "names."


def _strength(issue: Issue) -> tuple[int, int, int, int]:
    """House rule before name check before grammar before spelling; then level, fix, narrowness."""
    if issue.rule.startswith(_NAME_CHECK):
        kind = 2
    elif issue.engines == ("rules",):
        kind = 3
    else:
        kind = 0 if issue.category is Category.SPELLING else 1
    return (kind, int(issue.level), bool(issue.fixes), -len(issue.span))


def merge(document: Document, issues: Iterable[Issue]) -> list[Issue]:
    """One issue a place: engines' findings that overlap a stronger finding are folded into it.

    House rules never swallow each other; an alternative fix of what is folded in is kept behind
    the stronger one's own when both have the same span. In the order of the source.
    """
    kept: list[Issue] = []
    for issue in sorted(issues, key=_strength, reverse=True):
        rival = next((each for each in kept if _same_place(each, issue)), None)
        if rival is None:
            kept.append(issue)
        else:
            kept[kept.index(rival)] = _folded(rival, issue, document)
    return sorted(kept, key=lambda issue: (issue.span, issue.rule, issue.message))


def _same_place(strong: Issue, weak: Issue) -> bool:
    """True when the weaker one says no more than the stronger at its place."""
    if weak.engines == ("rules",):
        return False
    if strong.span == weak.span:
        return True
    return strong.span.overlaps(weak.span) and strong.level >= weak.level


def _folded(strong: Issue, weak: Issue, document: Document) -> Issue:
    engines = tuple(dict.fromkeys((*strong.engines, *weak.engines)))
    if "rules" in strong.engines:
        engines = strong.engines
    return replace(strong, fixes=_fixes(strong, weak, document), engines=engines)


def _fixes(strong: Issue, weak: Issue, document: Document) -> tuple[Fix, ...]:
    """The fixes of both, engines' only where the spans are one; agreed suggestions first."""
    if strong.span != weak.span or "rules" in strong.engines:
        return strong.fixes or (weak.fixes if strong.span == weak.span else ())
    own = {_text(fix): fix for fix in strong.fixes}
    others = {_text(fix): fix for fix in weak.fixes}
    agreed = [fix for text, fix in own.items() if text in others][:1]
    rest = [fix for fix in (*own.values(), *others.values()) if fix not in agreed]
    seen: dict[str, Fix] = {}
    for fix in (*agreed, *rest):
        seen.setdefault(_text(fix), fix)
    return tuple(seen.values())[:_MOST_FIXES]


def _text(fix: Fix) -> str:
    return "\0".join(edit.text for edit in fix.edits)
