"""Applies fixes to a text until nothing is left to apply, and writes the file safely."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from copylint.document import Document, Segment
from copylint.errors import FixError
from copylint.issue import Edit, Failure, Fix, Issue, Safety
from copylint.quoted import Places, code, quotations

MOST_ROUNDS = 10

Check = Callable[[Document], Sequence[Issue]]
Parse = Callable[[str, str], Document]

# Roles that follow from the words, not from the markup: a fix may change them.
_BY_WORDS = frozenset(
    {"headline", "deck", "byline", "dateline", "lede", "subhead", "summary", "paragraph"}
)
_MARKUP = frozenset({"link", "emphasis", "strong", "code"})


class Fixed(Struct, frozen=True):
    """A text after its fixes, the issues that were fixed, and what could not be settled."""

    document: Document
    applied: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()


def fix(document: Document, check: Check, parse: Parse, *, unsafe: bool = False) -> Fixed:
    """Apply the fixes that `check` finds, and check again, until none is left to apply.

    Rules that undo each other, or are not settled after MOST_ROUNDS rounds, apply nothing and
    are named in `failures`. `parse(path, source)` reads a text as the file is read.
    """
    barred: set[str] = set()
    failures: list[Failure] = []
    while True:
        applied, now, trouble = _settle(document, check, parse, unsafe, barred)
        if trouble is None:
            return Fixed(now, tuple(applied), tuple(failures))
        barred |= trouble.rules
        failures.append(trouble.failure)


class _Trouble(Struct, frozen=True):
    rules: frozenset[str]
    failure: Failure


def _settle(
    document: Document, check: Check, parse: Parse, unsafe: bool, barred: set[str]
) -> tuple[list[Issue], Document, _Trouble | None]:
    """Rounds of fixing from the start; what was applied, the result, and what did not settle."""
    applied: list[list[Issue]] = []
    sources = [document.source]
    while True:
        issues = [issue for issue in check(document) if issue.rule not in barred]
        document, done = apply(document, issues, parse, unsafe=unsafe)
        if not done:
            return [issue for round_ in applied for issue in round_], document, None
        applied.append(done)
        if document.source in sources:
            cycle = applied[sources.index(document.source) :]
            return [], document, _trouble(cycle, "undo each other's fixes")
        sources.append(document.source)
        if len(applied) == MOST_ROUNDS:
            return [], document, _trouble(applied[-1:], f"not settled after {MOST_ROUNDS} rounds")


def _trouble(rounds: Sequence[Sequence[Issue]], why: str) -> _Trouble:
    rules = sorted({issue.rule for round_ in rounds for issue in round_})
    message = f"{' and '.join(rules)}: {why}; none of these fixes was applied."
    return _Trouble(frozenset(rules), Failure("fix", message))


def apply(
    document: Document, issues: Iterable[Issue], parse: Parse, *, unsafe: bool = False
) -> tuple[Document, list[Issue]]:
    """One round: the document after the fixes that do not meet each other, and their issues.

    A fix that would change how the text is read (its blocks, links and emphasis) is left out.
    """
    chosen = _chosen(document, issues, unsafe=unsafe)
    if not chosen:
        return document, []
    after = _parsed(document, chosen, parse)
    if shape(after) == shape(document):
        return after, chosen
    kept: list[Issue] = []
    for issue in chosen:
        if shape(_parsed(document, [*kept, issue], parse)) == shape(document):
            kept.append(issue)
    return (_parsed(document, kept, parse), kept) if kept else (document, [])


def _parsed(document: Document, issues: Sequence[Issue], parse: Parse) -> Document:
    edits = [edit for issue in issues for edit in issue.fixes[0].edits]
    return parse(document.path, edited(document.source, edits))


def edited(source: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap; a line break in one is written as the text's."""
    newline = "\r\n" if "\r\n" in source else "\n"
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        text = edit.text.replace("\r\n", "\n").replace("\n", newline)
        pieces += [source[at : edit.span.start], text]
        at = edit.span.end
    return "".join(pieces) + source[at:]


def shape(document: Document) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """How a text is marked up: its blocks in order, each with its scopes and inline marks."""
    return [_shape(segment) for segment in document.segments]


def _shape(segment: Segment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scopes = tuple(scope for scope in segment.scopes if scope not in _BY_WORDS)
    return scopes, tuple(mark.scope for mark in segment.marks if mark.scope in _MARKUP)


def _chosen(document: Document, issues: Iterable[Issue], *, unsafe: bool) -> list[Issue]:
    """The issues to fix in this round: the gravest first, then in order; none may touch another."""
    quoted = Places([*quotations(document), *code(document)])
    taken = Places()
    chosen = []
    for issue in sorted(issues, key=lambda issue: (-issue.level, issue.span)):
        if not applicable(issue, unsafe=unsafe):
            continue
        spans = [edit.span for edit in issue.fixes[0].edits]
        if not any(taken.meet(span) or quoted.hold(span) for span in spans):
            for span in spans:
                taken.add(span)
            chosen.append(issue)
    return sorted(chosen, key=lambda issue: issue.span)


def applicable(issue: Issue, *, unsafe: bool = False) -> bool:
    """True when the first fix may be applied without a person looking; never for a trial rule."""
    if issue.trial and not issue.rule.startswith("copylint."):
        return False
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    return issue.safety in allowed and _sound(issue.fixes[0])


def _sound(fix: Fix) -> bool:
    """True when a fix has edits and none of them overlap."""
    spans = sorted(edit.span for edit in fix.edits)
    return bool(spans) and all(one.end <= other.start for one, other in pairwise(spans))


def diff(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff, as `git apply` and `patch -p1` read it."""
    import difflib

    old, new = _lines(before), _lines(after)
    names = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    for line in difflib.unified_diff(old, new, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        line for line in text.split("\n")[-1:] if line
    ]


def _quoted(name: str) -> str:
    r"""A file name as git writes it: `"a/b\nc"` when it holds controls or quotes."""
    if not any(char in '"\\' or ord(char) < 0x20 or ord(char) == 0x7F for char in name):
        return name
    escapes = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    shown = (
        escapes.get(char) or (f"\\{ord(char):03o}" if ord(char) < 0x20 or char == "\x7f" else char)
        for char in name
    )
    return f'"{"".join(shown)}"'


def write(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file's content in one step; permissions stay, a link stays a link.

    Raises FixError, and leaves the file as it is, when it no longer holds `before`, may not be
    written, or the disk says no.
    """
    target = path.resolve()
    try:
        mode = target.stat().st_mode
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
            target, os.W_OK
        ):
            raise FixError("is read-only.", path=str(path), hint="Allow writing, or fix by hand.")
        _replace(target, path, before, after, mode)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FixError(f"cannot be written: {reason}.", path=str(path)) from error


def _replace(target: Path, path: Path, before: bytes, after: bytes, mode: int) -> None:
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(temporary, target)
        temporary.chmod(stat.S_IMODE(mode))
        if target.read_bytes() != before:
            raise FixError(
                "changed while it was being fixed; nothing was written.",
                path=str(path),
                hint="Run copylint again.",
            )
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _keep_owner(temporary: Path, target: Path) -> None:
    """Give the new file the old one's owner and group where that is allowed and needed."""
    ours, theirs = temporary.stat(), target.stat()
    if (ours.st_uid, ours.st_gid) != (theirs.st_uid, theirs.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, theirs.st_uid, theirs.st_gid)
