"""What a proofreading engine is to copylint: prose in, findings in the prose's own offsets out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.proofreaders.levels import level_of


class Finding(Struct, frozen=True):
    """One finding of an engine in one segment.

    `span` counts code points of the segment's text; `rule` is the engine's own rule name
    (`SpellCheck`, `MORFOLOGIK_RULE_EN_US`); `suggestions` replace exactly the span, best first.
    """

    span: Span
    rule: str
    message: str
    category: Category
    suggestions: tuple[str, ...] = ()
    url: str = ""


class Proofreader(Protocol):
    """A spelling and grammar engine. Building one may be slow: it is built when first needed."""

    @property
    def name(self) -> str:
        """`harper`, `languagetool`: the prefix of its rule names."""

    @property
    def version(self) -> str:
        """The engine's version, for output and for the cache's key."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could be judged differently."""

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        """The findings of each segment, in order. `language` is a tag such as `en-US`.

        Raises ProofreaderError when the engine cannot give a complete answer.
        """

    def close(self) -> None:
        """Let go of what the engine holds; harmless when called twice."""


_NOT_COPY = frozenset({"code", "foreign", "foreign-phrase"})
MOST_FIXES = 5
_AFTER = 12


def to_issues(
    document: Document, engine: str, findings: Iterable[Sequence[Finding]]
) -> list[Issue]:
    """The findings of an engine, one sequence a segment, as issues at source spans.

    Rules are named `<engine>.<rule>`; what touches code or a foreign passage is left out.
    """
    return [
        issue
        for segment, found in zip(document.segments, findings, strict=True)
        for finding in found
        if (issue := _issue(segment, engine, finding)) is not None
    ]


def _issue(segment: Segment, engine: str, finding: Finding) -> Issue | None:
    text, span = segment.text, finding.span
    after = text[span.end : span.end + _AFTER]
    quoted = _is_quoted(segment, span)
    level = level_of(engine, finding.rule, finding.category, span.of(text), after, quoted=quoted)
    if level is None or _NOT_COPY & segment.marks_over(finding.span):
        return None
    return Issue(
        rule=f"{engine}.{finding.rule}",
        message=finding.message,
        span=segment.to_source(finding.span),
        category=finding.category,
        level=min(level, Level.WARNING),
        fixes=fixes(segment, finding.span, finding.suggestions),
        url=finding.url,
        scope=segment.scopes[-1] if segment.scopes else "text",
        engines=(engine,),
    )


def fixes(segment: Segment, span: Span, suggestions: Iterable[str]) -> tuple[Fix, ...]:
    """One fix a suggestion, best first: never safe, and by hand in quotations and over markup."""
    plain = segment.is_verbatim(span) and not _is_quoted(segment, span)
    safety = Safety.UNSAFE if plain else Safety.MANUAL
    source = segment.to_source(span)
    texts = list(dict.fromkeys(suggestions))[:MOST_FIXES]
    return tuple(Fix((Edit(source, text),), safety) for text in texts)


def _is_quoted(segment: Segment, span: Span) -> bool:
    return "blockquote" in segment.scopes or "quotation" in segment.marks_over(span)
