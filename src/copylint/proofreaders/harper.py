"""Harper in this process, as a proofreader: prose in, findings in the prose's own offsets out."""

from __future__ import annotations

import hashlib
import importlib.metadata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from copylint.document import Segment, Span
from copylint.errors import ProofreaderError
from copylint.issue import Category
from copylint.proofreaders.base import Finding
from copylint.proofreaders.harper_rules import CATEGORIES, OFF, RULE_CATEGORIES

if TYPE_CHECKING:
    from harper import Lint, Linter, Suggestion

# Harper reads a blank line as the end of a paragraph, and its rules stay inside one: linting
# joined segments finds what linting them one by one does, in less than half the time.
_BREAK: Final = "\n\n"

_DIALECTS: Final = {
    "en-AU": "AUSTRALIAN",
    "en-CA": "CANADIAN",
    "en-GB": "BRITISH",
    "en-IE": "BRITISH",
    "en-IN": "INDIAN",
    "en-NZ": "BRITISH",
    "en-ZA": "BRITISH",
}


class Harper:
    """Spelling and grammar by Harper, one linter a dialect, made when first needed.

    Not safe to share between threads: Harper refuses a second caller.
    """

    name = "harper"

    def __init__(self) -> None:
        self._linters: dict[str, Linter] = {}

    @cached_property
    def version(self) -> str:
        """The version of the harper-py package."""
        return importlib.metadata.version("harper-py")

    @cached_property
    def fingerprint(self) -> str:
        """Changes with Harper's version and with what is switched off."""
        tables = repr((sorted(OFF), sorted(CATEGORIES.items()), sorted(RULE_CATEGORIES.items())))
        digest = hashlib.blake2b(tables.encode(), digest_size=6).hexdigest()
        return f"harper {self.version} {digest}"

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        """The findings of each segment, in order. Raises ProofreaderError when Harper fails."""
        found: list[list[Finding]] = [[] for _ in segments]
        texts = [segment.text.replace("\n", " ") for segment in segments]
        starts = list(_starts(texts))
        for rule, lint in self._lints(_BREAK.join(texts), language):
            index = bisect_right(starts, lint.span.start) - 1
            finding = _finding(rule, lint, texts[index], starts[index])
            if finding is not None:
                found[index].append(finding)
        for findings in found:
            findings.sort(key=lambda finding: (finding.span, finding.rule))
        return found

    def close(self) -> None:
        """Let the linters go."""
        self._linters.clear()

    def _lints(self, text: str, language: str) -> Iterator[tuple[str, Lint]]:
        if not text.strip():
            return
        try:
            by_rule = self._linter(language).organized_lints(
                text, language="plaintext", dedup=False
            )
        except RuntimeError as error:
            raise ProofreaderError(
                f"Harper stopped: {error}", hint="Use --engine languagetool or --engine none."
            ) from error
        for rule, lints in by_rule.items():
            for lint in lints:
                yield rule, lint

    def _linter(self, language: str) -> Linter:
        dialect = _DIALECTS.get(language, "AMERICAN")
        if dialect not in self._linters:
            self._linters[dialect] = _make(dialect)
        return self._linters[dialect]


def _make(dialect: str) -> Linter:
    try:
        from harper import Dialect, Linter
    except ImportError as error:
        raise ProofreaderError(
            f"Harper cannot be loaded: {error}", hint="Install the package harper-py."
        ) from error
    linter = Linter(getattr(Dialect, dialect))
    config = linter.get_lint_config()
    config.update({rule: False for rule in OFF if rule in config})
    linter.set_lint_config(config)
    return linter


def _starts(texts: Iterable[str]) -> Iterator[int]:
    at = 0
    for text in texts:
        yield at
        at += len(text) + len(_BREAK)


def _finding(rule: str, lint: Lint, text: str, start: int) -> Finding | None:
    """A lint in the offsets of its segment; None for one that reaches out of it."""
    begin, end = lint.span.start - start, lint.span.end - start
    if end > len(text) or rule in OFF:
        return None
    span = Span(begin, end)
    return Finding(
        span=span,
        rule=rule,
        message=lint.message,
        category=RULE_CATEGORIES.get(rule) or CATEGORIES.get(lint.lint_kind, Category.STYLE),
        suggestions=tuple(_replacement(each, span.of(text)) for each in lint.suggestions),
    )


def _replacement(suggestion: Suggestion, seen: str) -> str:
    """What stands at the lint's span once the suggestion is taken."""
    from harper import SuggestionKind

    if suggestion.kind == SuggestionKind.REMOVE:
        return ""
    if suggestion.kind == SuggestionKind.INSERT_AFTER:
        return seen + suggestion.replacement_text
    return suggestion.replacement_text
