"""The name gate: what engines call misspellings, judged by lists, the document and likeness.

A capitalised word is reported as a warning only when it is a slip of a name that is known or that
stands in the same document more often, or of an ordinary word. Other unknown names are silent, or
advice where nothing at all speaks for them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copylint.document import Document, Segment, Span
from copylint.errors import RuleError
from copylint.filters.names_evidence import POSSESSIVE, TITLES, Evidence, Word
from copylint.filters.names_lists import NOBODY, House, Lists, house, lists
from copylint.filters.names_pairs import asserted_names, inconsistent
from copylint.filters.spelling import Candidate, candidates
from copylint.issue import Category, Edit, Failure, Fix, Issue, Level, Safety
from copylint.settings import Settings

NEAR_MISS: Final = "names.near-miss"
INCONSISTENT: Final = "names.inconsistent"

_SILENT_BEFORE: Final = re.compile(r"(?:[@#$/\\_=&\d]|\w[.@]|\w/)$")
_SILENT_AFTER: Final = re.compile(r"^(?:[@/\\_=]|\.\w|\d|://)")
_MODEL: Final = re.compile(r"\d|[a-z][A-Z]|^[A-Z]{2,}s$")
_ACRONYM: Final = 6
_SHORT_ITALIC: Final = 3
_COMMON: Final = 12_000
_VERY_COMMON: Final = 4_000
_VARIANTS: Final = re.compile(
    r"ou|is(?=[eia])|iz(?=[eia])|ll|l|ys(?=[eia])|yz(?=[eia])|ae|oe|re$|er$|ce|se|ogue|og"
)


@dataclass(frozen=True, slots=True)
class Unknown:
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
    def both(self) -> bool:
        """True when two engines agree that they do not know it."""
        return len({issue.engines for issue in self.issues}) > 1


@dataclass(frozen=True, slots=True)
class Gate:
    """All a judgement needs."""

    evidence: Evidence
    lists: Lists
    house: House
    either: bool


def apply(
    document: Document,
    issues: Sequence[Issue],
    *,
    house: House = NOBODY,
    language: str = "en",
) -> list[Issue]:
    """The engines' issues with misspellings judged, and slips between names of the document added.

    Other issues pass unchanged. In the order of the input, additions last.
    """
    gate = Gate(Evidence(document), lists(), house, language.lower() == "en")
    kept, unknown = _sorted_out(document, issues, gate.evidence)
    judged = [issue for each in unknown if (issue := judge(each, gate)) is not None]
    asserted = list(asserted_names(gate.evidence, house))
    taken = [issue.span for issue in (*judged, *asserted) if issue.level >= Level.WARNING]
    added = [
        *asserted,
        *(
            issue
            for issue in inconsistent(gate.evidence, gate.lists, house)
            if not any(issue.span.overlaps(span) for span in taken)
        ),
    ]
    lesser = [i for i in judged if not any(i.span.overlaps(a.span) for a in added)]
    return [*kept, *lesser, *added]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The issues after the gate, and what went wrong with the house's lists."""

    issues: tuple[Issue, ...]
    failures: tuple[Failure, ...] = ()


def weigh(
    document: Document, issues: Sequence[Issue], settings: Settings, *, language: str
) -> Weighed:
    """The engines' issues after the gate, with the house's lists of the settings."""
    today = settings.as_of or datetime.date.today()
    try:
        known = house(settings.words, today)
    except RuleError as error:
        weighed = apply(document, issues, language=language)
        return Weighed(tuple(weighed), (Failure("words", str(error)),))
    return Weighed(tuple(apply(document, issues, house=known, language=language)))


def _sorted_out(
    document: Document, issues: Iterable[Issue], evidence: Evidence
) -> tuple[list[Issue], list[Unknown]]:
    """What passes as it is, and the unknown words with all that is said of each."""
    kept: list[Issue] = []
    groups: dict[tuple[int, int], list[Issue]] = {}
    words: dict[tuple[int, int], tuple[Segment, Word]] = {}
    for issue in issues:
        text = issue.span.of(document.source)
        located = evidence.locate(issue.span) if issue.category is Category.SPELLING else None
        if located is None or " " in text or not text or not located[1].span:
            kept.append(issue)
            continue
        index, word = located
        base = POSSESSIVE.sub("", text)
        key = (issue.span.start, issue.span.start + len(base))
        groups.setdefault(key, []).append(issue)
        words[key] = (document.segments[index], word)
    return kept, [
        _unknown(document, Span(*key), *words[key], found) for key, found in groups.items()
    ]


def _unknown(
    document: Document, span: Span, segment: Segment, word: Word, issues: list[Issue]
) -> Unknown:
    offers = tuple(
        tuple(
            dict.fromkeys(
                POSSESSIVE.sub("", text) if _owned(issue, document) else text
                for text in issue.suggestions(document.source)
            )
        )
        for issue in issues
    )
    return Unknown(segment, word, span, span.of(document.source), tuple(issues), offers)


def _owned(issue: Issue, document: Document) -> bool:
    return bool(POSSESSIVE.search(issue.span.of(document.source)))


def judge(unknown: Unknown, gate: Gate) -> Issue | None:
    """The one issue that an unknown word is worth, or None."""
    text = unknown.text
    if _silent(unknown, gate):
        return None
    if text[:1].isupper() or (unknown.part and unknown.word.capital):
        return _judge_name(unknown, gate)
    return _judge_word(unknown, gate)


def _silent(unknown: Unknown, gate: Gate) -> bool:
    """True for what is no English word: handles, tickers, addresses, models, foreign words."""
    source, span = gate.evidence.document.source, unknown.span
    if _SILENT_BEFORE.search(source[max(0, span.start - 2) : span.start]):
        return True
    if _SILENT_AFTER.search(source[span.end : span.end + 3]):
        return True
    text = unknown.text
    if text in gate.house.words or _MODEL.search(text):
        return True
    if text.isupper() and len(text) <= _ACRONYM:
        return True
    return _italic(unknown)


def _italic(unknown: Unknown) -> bool:
    for mark in unknown.segment.marks:
        if mark.scope in ("foreign", "code") and mark.span.overlaps(unknown.word.span):
            return True
        if mark.scope == "emphasis" and mark.span.contains(unknown.word.span):
            return len(mark.span.of(unknown.segment.text).split()) <= _SHORT_ITALIC
    return False


def known_name(text: str, gate: Gate) -> bool:
    """True for a listed name, in capitals, hyphenated, in the plural or with a particle too."""
    if text in gate.house.words or gate.lists.knows(text):
        return True
    if text.isupper() and len(text) > 1:
        return known_name(text.capitalize(), gate)
    if "-" in text:
        return all(
            p and (not p[0].isupper() or known_name(p, gate) or gate.lists.ordinary(p.lower()))
            for p in text.split("-")
        )
    for ending in ("s", "es"):
        if len(text) > 5 and text.endswith(ending) and gate.lists.knows(text.removesuffix(ending)):
            return True
    for prefix in ("Mc", "Mac", "O'", "O’", "D'", "D’", "L'", "L’", "De", "Van", "Al", "Abu"):
        rest = text.removeprefix(prefix)
        if rest != text and rest[:1].isupper() and gate.lists.knows(rest):
            return True
    return False


def _judge_name(unknown: Unknown, gate: Gate) -> Issue | None:
    text, word, evidence = unknown.text, unknown.word, gate.evidence
    found = candidates(text, unknown.offers, gate.lists, evidence)
    small = text.lower()
    if known_name(text, gate) or (gate.lists.ordinary(small) and not unknown.part):
        return None
    doc = [c for c in found if _stands_more(c.text, text, evidence)]
    for candidate in doc:
        if candidate.slip <= _allowed(text, 0.35) and not _derived(text, candidate.text):
            count = evidence.names[candidate.text]
            message = f"'{text}' stands once; the document has '{candidate.text}' {count} times."
            return _report(unknown, INCONSISTENT, _first(candidate.text, found), message)
    repeated = evidence.names[text] > 1
    for candidate in found:
        if candidate.slip <= _limit(unknown, candidate, gate, repeated=repeated):
            rule = NEAR_MISS if _is_name(candidate.text, gate) else ""
            return _report(
                unknown, rule, _first(candidate.text, found), _message(unknown, candidate)
            )
    if repeated or word.among_names or word.text != text or _possessive(unknown):
        return None
    return _advice(unknown, found)


def _stands_more(name: str, text: str, evidence: Evidence) -> bool:
    return evidence.names[name] >= 2 and evidence.names[name] >= 3 * evidence.names[text] - 1


def _allowed(text: str, more: float = 0.0) -> float:
    """How heavy a slip may be for a word of that length."""
    size = len(text)
    base = 0.6 if size <= 4 else 0.85 if size <= 6 else 1.0 if size <= 8 else 1.4
    return base + more


def _limit(unknown: Unknown, candidate: Candidate, gate: Gate, *, repeated: bool) -> float:
    """The heaviest slip at which an unknown capitalised word is taken for a candidate."""
    text, word, evidence = unknown.text, unknown.word, gate.evidence
    if _derived(text, candidate.text) or len(text) < 4:
        return -1.0
    small = candidate.text.lower()
    rank = gate.lists.rank.get(small, 10**6)
    in_document = evidence.names[candidate.text] or evidence.lower[small]
    if repeated and not in_document:
        return 0.6 if len(text) >= 8 and candidate.text in gate.lists.famous else -1.0
    more = 0.2 * unknown.both + 0.3 * bool(in_document)
    if candidate.text in gate.lists.famous and rank > _VERY_COMMON:
        person = word.previous.lower() in TITLES or (word.previous in gate.lists.famous)
        return _allowed(text, more - 0.2 * person)
    if rank > _COMMON:
        return -1.0
    if word.starts or evidence.titled(word.segment):
        return _allowed(text, more + 0.1)
    if word.among_names and not in_document:
        return 0.7 if len(text) >= 7 and rank < _VERY_COMMON else -1.0
    return _allowed(text, more - 0.15) if len(text) >= 6 and rank < _VERY_COMMON else -1.0


def _is_name(text: str, gate: Gate) -> bool:
    return text in gate.lists.famous or text in gate.house.words


_ENDINGS: Final = frozenset(
    "s es n an ian ans ians i is ese ish ite ites er ers ic y e a o na ov ova ev eva in ina".split()
)


def _derived(one: str, other: str) -> bool:
    """True when one is the other with an ending: Serbia and Serbian, Petrov and Petrova."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if short == long:
        return False
    return long.startswith(short) and long[len(short) :] in _ENDINGS and len(short) > 3


def _possessive(unknown: Unknown) -> bool:
    return (
        unknown.word.text != unknown.segment.text[unknown.word.span.start : unknown.word.span.end]
    )


def _judge_word(unknown: Unknown, gate: Gate) -> Issue | None:
    text = unknown.text
    small = text.lower()
    found = candidates(text, unknown.offers, gate.lists, gate.evidence)
    if _possessive(unknown) and gate.lists.ordinary(small):
        return None
    if gate.lists.ordinary(small):
        return _advice(unknown, found) if found and _variant(text, found[0].text) else None
    best = found[0] if found else None
    if best is None or best.slip > _word_limit(text):
        return _advice(unknown, found)
    if best.slip == 0.0 and (best.text not in gate.lists.famous or gate.evidence.lower[text] > 1):
        return _advice(unknown, found)
    if gate.evidence.lower[text] > 2 and best.slip > 0.9:
        return _advice(unknown, found)
    return _report(unknown, "", [c.text for c in found], _message(unknown, best))


def _word_limit(text: str) -> float:
    return 1.3 if len(text) <= 4 else 1.9 if len(text) <= 7 else 2.4


def _variant(one: str, other: str) -> bool:
    """True for British and American spellings of one word."""
    return _VARIANTS.sub("", one.lower()) == _VARIANTS.sub("", other.lower())


def _message(unknown: Unknown, candidate: Candidate) -> str:
    return f"'{unknown.text}' is in no dictionary or list; '{candidate.text}' is near."


def _first(best: str, found: Iterable[Candidate]) -> list[str]:
    return list(dict.fromkeys([best, *(candidate.text for candidate in found)]))


def _report(unknown: Unknown, rule: str, texts: Sequence[str], message: str) -> Issue:
    return _issue(unknown, rule, texts, message, Level.WARNING)


def _advice(unknown: Unknown, found: Sequence[Candidate]) -> Issue:
    message = f"'{unknown.text}' is in no dictionary or list: is it spelt as meant?"
    return _issue(unknown, "", [c.text for c in found[:3]], message, Level.SUGGESTION)


def _issue(unknown: Unknown, rule: str, texts: Sequence[str], message: str, level: Level) -> Issue:
    first = min(unknown.issues, key=lambda issue: issue.engines)
    safety = first.safety or Safety.UNSAFE
    engines = tuple(dict.fromkeys(name for issue in unknown.issues for name in issue.engines))
    return replace(
        first,
        rule=rule or first.rule,
        message=message,
        span=unknown.span,
        category=Category.NAMES if rule else Category.SPELLING,
        level=level,
        fixes=tuple(Fix((Edit(unknown.span, text),), safety) for text in texts[:5]),
        engines=engines,
    )
