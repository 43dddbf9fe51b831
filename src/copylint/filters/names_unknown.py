"""A word that engines do not know, what it is judged with, and the issue it may become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from copylint.document import Segment, Span
from copylint.filters.names_evidence import PARTICLES, Evidence, Word
from copylint.filters.names_lists import House, Lists
from copylint.filters.spelling import Candidate
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.kept import kept

_SILENT_BEFORE: Final = kept(r"(?:[@#$/\\_=&\d]|\w[.@:]|\w/|\d-)$")
_SILENT_AFTER: Final = kept(r"^(?:[@/\\_=]|\.\w|\d|://)")
_MODEL: Final = kept(r"\d|[a-z][A-Z]|^[A-Z]{2,}s$")
_ACRONYM: Final = 6
_SHORT_ITALIC: Final = 3
_MOST: Final = 5


class Unknown(Struct, frozen=True):
    """A word that one or more engines do not know: its place, its text, and what they offer."""

    segment: Segment
    word: Word
    span: Span
    text: str
    issues: tuple[Issue, ...]
    offers: tuple[tuple[str, ...], ...]

    @property
    def part(self) -> bool:
        """True for a part of a hyphenated word."""
        return len(self.text) < len(self.word.text)

    @property
    def owned(self) -> bool:
        """True before a possessive ending."""
        return self.word.text != self.word.span.of(self.segment.text)

    @property
    def safety(self) -> Safety:
        """Unsafe; manual where markup, an entity or an escape stands in the word."""
        return Safety.UNSAFE if self.segment.is_verbatim(self.word.span) else Safety.MANUAL

    @property
    def both(self) -> bool:
        """True when two engines agree that they do not know it."""
        return len({issue.engines for issue in self.issues}) > 1


class Gate(Struct, frozen=True):
    """All a judgement needs."""

    evidence: Evidence
    lists: Lists
    house: House
    engines: int


def silent(unknown: Unknown, gate: Gate) -> bool:
    """True for what is no English word: handles, tickers, addresses, models, foreign words."""
    read, span = unknown.segment.text, unknown.word.span
    if _SILENT_BEFORE.search(read[max(0, span.start - 2) : span.start]):
        return True
    if _SILENT_AFTER.search(read[span.end : span.end + 3]):
        return True
    text = unknown.text
    if text in gate.house.words or _MODEL.search(text):
        return True
    if text.isupper() and len(text) <= _ACRONYM:
        return True
    if text in PARTICLES and (unknown.part or unknown.word.following[:1].isupper()):
        return True
    return _italic(unknown)


def _italic(unknown: Unknown) -> bool:
    for mark in unknown.segment.marks:
        if mark.scope in ("foreign", "foreign-phrase", "code") and mark.span.overlaps(
            unknown.word.span
        ):
            return True
        if mark.scope == "emphasis" and mark.span.contains(unknown.word.span):
            return len(mark.span.of(unknown.segment.text).split()) <= _SHORT_ITALIC
    return False


def near(unknown: Unknown, candidate: Candidate) -> str:
    """The message for a word that looks like a slip for another."""
    return f"'{unknown.text}' may be a slip for '{candidate.text}': no dictionary or list has it."


def first(best: str, found: Iterable[Candidate]) -> list[str]:
    """The best suggestion, then the others in their order."""
    return list(dict.fromkeys([best, *(candidate.text for candidate in found)]))


def report(unknown: Unknown, rule: str, texts: Sequence[str], message: str) -> Issue:
    """A warning under a rule of ours, or under the engine's own where `rule` is empty."""
    return _issue(unknown, rule, texts, message, Level.WARNING)


def advice(unknown: Unknown, found: Sequence[Candidate]) -> Issue:
    """A suggestion to look at the word again."""
    message = f"Is '{unknown.text}' spelt as meant? No dictionary or list has it."
    return _issue(unknown, "", [c.text for c in found[:3]], message, Level.SUGGESTION)


def _issue(unknown: Unknown, rule: str, texts: Sequence[str], message: str, level: Level) -> Issue:
    engine = min(unknown.issues, key=lambda issue: issue.engines)
    engines = tuple(dict.fromkeys(name for issue in unknown.issues for name in issue.engines))
    texts = [text for text in texts if text != unknown.text]
    return replace(
        engine,
        rule=rule or engine.rule,
        message=message,
        span=unknown.span,
        category=Category.NAMES if rule else Category.SPELLING,
        level=level,
        fixes=tuple(Fix((Edit(unknown.span, text),), unknown.safety) for text in texts[:_MOST]),
        engines=engines,
    )
