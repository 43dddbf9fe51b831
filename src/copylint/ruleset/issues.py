"""From a rule's hit to an issue: what it says, how much it matters, and what would mend it."""

from __future__ import annotations

from functools import lru_cache

import regex

from copylint.document import Document, Segment, Span
from copylint.issue import Edit, Fix, Issue, Level, Related, Safety
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule
from copylint.kinds.scopes import parts_of
from copylint.kinds.wording import listed, recase
from copylint.matching import compiled, matches
from copylint.ruleset.wording import fill, named

_WORDS = kept(r"[\w ,'’-]+")
_CLOSERS = " \t\n.,;:!?)]}”’\"'"


def issue_of(
    document: Document, rule: Rule, hit: Hit, segment: Segment, level: Level
) -> Issue | None:
    """The issue that a hit makes, or None where the rule is to keep silent."""
    quoted = rule.quotations != "check" and _quoted(segment, hit.span)
    if (quoted and rule.quotations == "skip") or _excused(rule, segment, hit.span):
        return None
    suggestions = _suggestions(rule, hit, segment)
    return Issue(
        rule=rule.name,
        message=_message(rule, hit, segment, suggestions),
        span=segment.to_source(hit.span),
        category=rule.category,
        level=Level.SUGGESTION if quoted else level,
        fixes=() if quoted else _fixes(rule, hit.span, segment, suggestions),
        related=_related(document, hit),
        url=rule.link,
        scope=_scope(segment, hit.span),
        trial=rule.status == "trial",
    )


def _quoted(segment: Segment, span: Span) -> bool:
    if "blockquote" in parts_of(segment.scopes):
        return True
    whole = span == Span(0, len(segment.text))
    return not whole and "quotation" in segment.marks_over(span)


def _excused(rule: Rule, segment: Segment, span: Span) -> bool:
    context = kept_context(rule)
    if context is None:
        return False
    text = segment.text
    start, end = _around(segment, span)
    return any(
        Span(*match.span()).shift(start).overlaps(span)
        for match in matches(context, text[start:end])
    )


def kept_context(rule: Rule) -> regex.Pattern[str] | None:
    """The rule's contexts, kept with what else is derived from it."""
    context: regex.Pattern[str] | None = rule.derived("_context", lambda: context_of(rule.unless))
    return context


_NEAR = 1000


def _around(segment: Segment, span: Span) -> tuple[int, int]:
    """Where to look for a context: all of an ordinary segment, the neighbourhood in a huge one."""
    if len(segment.text) <= 4 * _NEAR:
        return 0, len(segment.text)
    return max(0, span.start - _NEAR), min(len(segment.text), span.end + _NEAR)


@lru_cache(maxsize=4096)
def context_of(unless: tuple[str, ...]) -> regex.Pattern[str] | None:
    """One pattern for all contexts; plain words hold in any case. Raises PatternError."""
    return compiled("|".join(_context(context) for context in unless)) if unless else None


def _context(context: str) -> str:
    flag = "(?i:" if _WORDS.fullmatch(context) else "(?:"
    return f"{_edge(context, first=True)}{flag}{context}){_edge(context)}"


def _edge(context: str, *, first: bool = False) -> str:
    """A word boundary where the context begins or ends in a letter or figure."""
    end = context[:1] if first else context[-1:]
    return r"\b" if end.isalnum() and not (not first and context[-2:-1] == "\\") else ""


def _suggestions(rule: Rule, hit: Hit, segment: Segment) -> tuple[str, ...]:
    match = hit.span.of(segment.text)
    offered = (recase(text, match) if hit.recase else text for text in hit.suggestions)
    return tuple(dict.fromkeys(_in_the_texts_quotes(text, segment.text) for text in offered))


def _in_the_texts_quotes(suggestion: str, text: str) -> str:
    """A suggestion whose apostrophes are as curly as those of the text."""
    curly = "’" in text and "'" not in text
    return suggestion.replace("'", "’") if curly else suggestion


def _message(rule: Rule, hit: Hit, segment: Segment, suggestions: tuple[str, ...]) -> str:
    match = hit.span.of(segment.text)
    written = dict(zip(hit.suggestions, suggestions, strict=False))
    written[listed(hit.suggestions)] = listed(suggestions)
    values = [written.get(value, value) for value in hit.values]
    message = fill(hit.message if hit.message is not None else rule.message, values)
    return named(message, match, suggestions[0] if suggestions else "")


def _fixes(
    rule: Rule, span: Span, segment: Segment, suggestions: tuple[str, ...]
) -> tuple[Fix, ...]:
    return tuple(_fix(rule, span, segment, text, len(suggestions)) for text in suggestions)


def _fix(rule: Rule, span: Span, segment: Segment, text: str, count: int) -> Fix:
    edited = span if text else _with_space(segment.text, span)
    sure = segment.is_verbatim(edited) and count == 1
    safety = rule.fix if sure else Safety.MANUAL
    return Fix((Edit(segment.to_source(edited), text),), safety)


def _with_space(text: str, span: Span) -> Span:
    """What to take out so that no double space is left where a match is removed."""
    before, after = text[: span.start], text[span.end :]
    if before.endswith(" ") and (not after or after[0] in _CLOSERS):
        return Span(span.start - 1, span.end)
    if after.startswith(" ") and (not before or before[-1] in "([“‘\n"):
        return Span(span.start, span.end + 1)
    return span


def _related(document: Document, hit: Hit) -> tuple[Related, ...]:
    return tuple(
        Related(document.segments[place.segment].to_source(place.span), place.message)
        for place in hit.related
    )


def _scope(segment: Segment, span: Span) -> str:
    inline = [mark for mark in segment.marks if mark.span.contains(span)]
    if inline:
        return min(inline, key=lambda mark: len(mark.span)).scope
    return segment.scopes[-1] if segment.scopes else "text"
