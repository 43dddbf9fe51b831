"""Running a rule's examples: its tests and its manual.

`bad` must match exactly where `[[ ]]` stands, its fix must give `good`, and `good` and `ok` must be
silent. A fix that has to be made twice, or an issue reported twice, fails too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import regex
from msgspec.structs import replace

from copylint import parsers
from copylint.document import Document, Span
from copylint.errors import RuleError
from copylint.issue import Issue
from copylint.kept import kept
from copylint.kinds.base import Example, Rule
from copylint.rulepack.written import Written
from copylint.ruleset import RuleSet

_MARKED = kept(r"\[\[(.*?)\]\](?!\])", regex.DOTALL)


def trial(written: Written) -> Iterator[RuleError]:
    """What is wrong with a rule's examples."""
    rule = written.rule
    if not rule.examples:
        yield _error(written, "has no examples", "Give it one 'bad' and one 'ok' at least.")
    if not any(example.bad for example in rule.examples) and rule.examples:
        yield _error(written, "has no 'bad' example", "Show what it reports.")
    rules = RuleSet.of([rule])
    for number, example in enumerate(rule.examples, 1):
        for mistake in _mistakes(rules, rule, example):
            yield _error(written, f"example {number}: {mistake}", "")


def _error(written: Written, message: str, hint: str) -> RuleError:
    wrong = f"{written.rule.name}: {message}."
    return RuleError(wrong, path=written.path, line=written.line, hint=hint)


def _mistakes(rules: RuleSet, rule: Rule, example: Example) -> Iterator[str]:
    if example.ok is not None:
        yield from _loud(rules, rule, example, example.ok, "'ok'")
        return
    text, wanted = unmarked(example.bad or "")
    document = _document(example, text)
    issues, failures = _run(rules, rule, example, document)
    yield from failures
    yield from _misplaced(text, wanted, [issue.span for issue in issues])
    if example.good is not None:
        fixed = apply_first(text, issues)
        if fixed != example.good:
            yield f"the fix gives {fixed!r}, not {example.good!r}"
        yield from _loud(rules, rule, example, example.good, "'good'")


def unmarked(text: str) -> tuple[str, list[Span]]:
    """A text without its `[[ ]]`, and the spans that they marked."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for match in _MARKED.finditer(text):
        pieces += [text[at : match.start()], match[1]]
        length += match.start() - at
        spans.append(Span(length, length + len(match[1])))
        length += len(match[1])
        at = match.end()
    return "".join([*pieces, text[at:]]), spans


def _misplaced(text: str, wanted: list[Span], found: list[Span]) -> Iterator[str]:
    for span in wanted:
        if span not in found:
            yield f"nothing is found at {span.of(text)!r} ({span.start}-{span.end})"
    for span in dict.fromkeys(found):
        if span not in wanted:
            yield f"{span.of(text)!r} ({span.start}-{span.end}) is found but not marked"
        elif found.count(span) > 1:
            yield f"{span.of(text)!r} is found {found.count(span)} times"


def _loud(rules: RuleSet, rule: Rule, example: Example, text: str, which: str) -> Iterator[str]:
    issues, failures = _run(rules, rule, example, _document(example, text))
    yield from failures
    for issue in issues:
        yield f"{which} is not silent: {issue.span.of(text)!r} is found in {text!r}"


def _document(example: Example, text: str) -> Document:
    document = parsers.parse(f"example.{example.format}", text)
    return replace(document, date=example.date or document.date)


def _run(
    rules: RuleSet, rule: Rule, example: Example, document: Document
) -> tuple[list[Issue], list[str]]:
    day = document.date or rule.until or datetime.date.today()
    checked = rules.check(document, today=day, dialect=rule.language or "en")
    return checked.issues, [failure.message for failure in checked.failures]


def apply_first(text: str, issues: list[Issue]) -> str:
    """The text after the first fix of each issue, whoever may apply it."""
    edits = [edit for issue in issues for edit in (issue.fixes[0].edits if issue.fixes else ())]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
