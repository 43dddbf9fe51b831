"""Harper in this process, as a proofreader: prose in, findings in the prose's own offsets out."""

from __future__ import annotations

import hashlib
import importlib.metadata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from copylint.document import Segment, Span
from copylint.errors import ProofreaderError
from copylint.issue import Category
from copylint.proofreaders.base import Finding
from copylint.proofreaders.harper_names import Alike, Strangers, is_name
from copylint.proofreaders.harper_rules import CATEGORIES, OFF, RULE_CATEGORIES

if TYPE_CHECKING:
    from harper import Lint, Linter, Suggestion

# Harper reads a blank line as the end of a paragraph, and its rules stay inside one: linting
# joined segments finds what linting them one by one does, in less than half the time.
_BREAK: Final = "\n\n"

_SPELLING: Final = "SpellCheck"
_STRANGE: Final = "strange names 1"  # changes when what is found of them does
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

    `alike` gives the listed words, in small letters, that an unknown name could be taken for.
    With it Harper offers nothing for names that are like no word it knows, and is spared the
    search. Not safe to share between threads: Harper refuses a second caller.
    """

    name = "harper"

    def __init__(self, alike: Alike | None = None) -> None:
        self._alike = alike
        self._linters: dict[str, Linter] = {}
        self._strangers: dict[str, Strangers] = {}

    @cached_property
    def version(self) -> str:
        """The version of the harper-py package."""
        return importlib.metadata.version("harper-py")

    @cached_property
    def fingerprint(self) -> str:
        """Changes with Harper's version, what is switched off, and how names are found."""
        names = _STRANGE if self._alike else ""
        tables = repr(
            (sorted(OFF), sorted(CATEGORIES.items()), sorted(RULE_CATEGORIES.items()), names)
        )
        digest = hashlib.blake2b(tables.encode(), digest_size=6).hexdigest()
        return f"harper {self.version} {digest}"

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        """The findings of each segment, in order. Raises ProofreaderError when Harper fails."""
        found: list[list[Finding]] = [[] for _ in segments]
        texts = [segment.text.replace("\n", " ") for segment in segments]
        starts = list(_starts(texts))
        for finding in self._findings(_BREAK.join(texts), language):
            index = bisect_right(starts, finding.span.start) - 1
            span = finding.span.shift(-starts[index])
            if span.end <= len(texts[index]):  # else it reaches out of its segment
                found[index].append(replace(finding, span=span))
        for findings in found:
            findings.sort(key=lambda finding: (finding.span, finding.rule))
        return found

    def close(self) -> None:
        """Let the linters go."""
        self._linters.clear()
        self._strangers.clear()

    def _findings(self, text: str, language: str) -> Iterator[Finding]:
        if not text.strip():
            return
        try:
            linter = self._linter(language)
            strangers = self._strangers_of(language)
            if strangers is None:
                yield from _read(linter, text)
            else:
                yield from _read_with(strangers, linter, text)
        except RuntimeError as error:
            raise ProofreaderError(
                f"Harper stopped: {error}", hint="Use --engine languagetool or --engine none."
            ) from error

    def _strangers_of(self, language: str) -> Strangers | None:
        if self._alike is None:
            return None
        dialect = _dialect(language)
        if dialect not in self._strangers:
            self._strangers[dialect] = Strangers(self._linter(language), self._alike)
        return self._strangers[dialect]

    def _linter(self, language: str) -> Linter:
        dialect = _dialect(language)
        if dialect not in self._linters:
            self._linters[dialect] = self._made(dialect)
        return self._linters[dialect]

    def _made(self, dialect: str) -> Linter:
        """A new linter; the lists are made ready beside it, since Harper lets threads run."""
        alike = self._alike
        if alike is None:
            return _make(dialect)
        from threading import Thread

        beside = Thread(target=lambda: list(alike("")))
        beside.start()
        try:
            return _make(dialect)
        finally:
            beside.join()


def _dialect(language: str) -> str:
    return _DIALECTS.get(language, "AMERICAN")


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


def _read(linter: Linter, text: str) -> list[Finding]:
    by_rule = linter.organized_lints(text, language="plaintext", dedup=False)
    return [
        _finding(rule, lint, text)
        for rule, lints in by_rule.items()
        if rule not in OFF
        for lint in lints
    ]


def _read_with(strangers: Strangers, linter: Linter, text: str) -> list[Finding]:
    """What Harper finds, with nothing offered for strange names; spared them where it can be."""
    spans = strangers.met(text)
    if not spans:
        return [_curt(finding, text, strangers) for finding in _read(linter, text)]
    words = {span.of(text) for span in spans}
    with strangers.introduced(words):
        found = _read(linter, text)
    ours = {span: _unknown(span, text) for span in spans}
    others = [each for each in found if each.rule != _SPELLING or each.span not in ours]
    others = [_curt(finding, text, strangers) for finding in others]
    return [*_without(words, others, text, linter), *ours.values()]


def _curt(finding: Finding, text: str, strangers: Strangers) -> Finding:
    """The finding, with nothing offered if it is of a strange name."""
    seen = finding.span.of(text)
    if finding.rule != _SPELLING or not is_name(seen) or not strangers.strange(seen):
        return finding
    return _unknown(finding.span, text)


def _unknown(span: Span, text: str) -> Finding:
    message = f"Harper's dictionary lacks '{span.of(text)}' and all that is like it."
    return Finding(span=span, rule=_SPELLING, message=message, category=Category.SPELLING)


def _without(
    words: Iterable[str], found: Sequence[Finding], text: str, linter: Linter
) -> list[Finding]:
    """The findings as they are where those words are not known, and so are not offered."""
    known = {_plain(word) for word in words}
    tainted = {
        finding.span.of(text)
        for finding in found
        if finding.rule == _SPELLING and known & set(map(_plain, finding.suggestions))
    }
    if not tainted:
        return list(found)
    alone = _BREAK.join(sorted(tainted))
    again = {each.span.of(alone): each for each in _read(linter, alone) if each.rule == _SPELLING}
    return [_as_alone(finding, again.get(finding.span.of(text))) for finding in found]


def _as_alone(finding: Finding, alone: Finding | None) -> Finding:
    if alone is None or finding.rule != _SPELLING:
        return finding
    return replace(alone, span=finding.span)


def _plain(word: str) -> str:
    return word.replace("’", "'").lower()


def _finding(rule: str, lint: Lint, text: str) -> Finding:
    span = Span(lint.span.start, lint.span.end)
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
