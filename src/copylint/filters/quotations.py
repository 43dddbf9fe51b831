"""Quoted words are mended by hand only, whoever found what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from copylint.document import Document
from copylint.issue import Issue, Safety
from copylint.quoted import Places, quotations


def by_hand(document: Document, issues: Iterable[Issue]) -> Iterator[Issue]:
    """The issues, the fixes of those that would change a quotation for a person to make."""
    quoted = Places(quotations(document))
    for issue in issues:
        edits = (edit for fix in issue.fixes for edit in fix.edits)
        if any(quoted.hold(edit.span) for edit in edits):
            manual = tuple(replace(fix, safety=Safety.MANUAL) for fix in issue.fixes)
            yield replace(issue, fixes=manual)
        else:
            yield issue
