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
from copylint.filters.names_context import Place, allowed, limit, outweighs
from copylint.filters.names_distance import distance
from copylint.filters.names_evidence import POSSESSIVE, Evidence, Word
from copylint.filters.names_lists import NOBODY, House, Lists, house, lists, without_marks
from copylint.filters.names_pairs import asserted_names, inconsistent
from copylint.filters.spelling import Candidate, candidates
from copylint.issue import Category, Edit, Failure, Fix, Issue, Level, Safety
from copylint.proofreaders.levels import is_phrase_speller, is_speller
from copylint.settings import Settings

NEAR_MISS: Final = "names.near-miss"
INCONSISTENT: Final = "names.inconsistent"
APOSTROPHE: Final = "names.apostrophe"

_SILENT_BEFORE: Final = re.compile(r"(?:[@#$/\\_=&\d]|\w[.@]|\w/)$")
_SILENT_AFTER: Final = re.compile(r"^(?:[@/\\_=]|\.\w|\d|://)")
_MODEL: Final = re.compile(r"\d|[a-z][A-Z]|^[A-Z]{2,}s$")
_ACRONYM: Final = 6
_SHORT_ITALIC: Final = 3
_COMMON: Final = 12_000
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
    engines: int


def apply(
    document: Document,
    issues: Sequence[Issue],
    *,
    house: House = NOBODY,
    engines: int = 1,
) -> list[Issue]:
    """The engines' issues with misspellings judged, and slips between names of the document added.

    Other issues pass unchanged. `engines` is how many read the document. In the order of the input,
    additions last.
    """
    gate = Gate(Evidence(document), lists(), house, engines)
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
    document: Document, issues: Sequence[Issue], settings: Settings, *, engines: int
) -> Weighed:
    """The engines' issues after the gate, with the house's lists of the settings."""
    today = settings.as_of or datetime.date.today()
    try:
        known = house(settings.words, today)
    except RuleError as error:
        weighed = apply(document, issues, engines=engines)
        return Weighed(tuple(weighed), (Failure("words", str(error)),))
    return Weighed(tuple(apply(document, issues, house=known, engines=engines)))


def _sorted_out(
    document: Document, issues: Iterable[Issue], evidence: Evidence
) -> tuple[list[Issue], list[Unknown]]:
    """What passes as it is, and the unknown words with all that is said of each."""
    kept: list[Issue] = []
    groups: dict[tuple[int, int], list[Issue]] = {}
    words: dict[tuple[int, int], tuple[Segment, Word]] = {}
    for issue in issues:
        text = issue.span.of(document.source)
        located = evidence.locate(issue.span) if is_speller(issue.rule) else None
        if located is None or " " in text:
            kept += [issue] if not is_phrase_speller(issue.rule) or _slipped(issue, text) else []
            continue
        index, word = located
        base = POSSESSIVE.sub("", text)
        key = (issue.span.start, issue.span.start + len(base))
        groups.setdefault(key, []).append(issue)
        words[key] = (document.segments[index], word)
    return kept, [
        _unknown(document, Span(*key), *words[key], found) for key, found in groups.items()
    ]


def _slipped(issue: Issue, text: str) -> bool:
    """True for a name of several words that is off by letters, not by accents or an ending."""
    offered = [edit.text for fix in issue.fixes[:1] for edit in fix.edits]
    seen = POSSESSIVE.sub("", text.replace("’s ", " ").replace("'s ", " "))
    return any(0 < distance(without_marks(seen), without_marks(each)) < 2 for each in offered)


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
    if _lacks_apostrophe(unknown, gate):
        return _possessive_issue(unknown)
    place = _place(unknown, gate)
    if known_name(text, gate) or (gate.lists.ordinary(small) and not unknown.part):
        return _rare_name(unknown, place, found)
    doc = [c for c in found if _stands_more(c.text, text, evidence)]
    for candidate in doc:
        if candidate.slip <= _document_limit(text) and not _derived(text, candidate.text):
            count = evidence.names[candidate.text]
            message = f"'{text}' stands once; the document has '{candidate.text}' {count} times."
            return _report(unknown, INCONSISTENT, _first(candidate.text, found), message)
    for candidate in found:
        if candidate.slip > limit(place, candidate.text) or _derived(text, candidate.text):
            continue
        if candidate.slip > 0 or _camel(candidate.text, text):
            rule = NEAR_MISS if _is_name(candidate.text, gate) else ""
            return _report(
                unknown, rule, _first(candidate.text, found), _message(unknown, candidate)
            )
    if place.repeated or word.among_names or word.text != text or _possessive(unknown):
        return None
    return _advice(unknown, found)


def _rare_name(unknown: Unknown, place: Place, found: Sequence[Candidate]) -> Issue | None:
    """A slip that happens to be a rare name, too, where something else must be meant."""
    text = unknown.text
    if text in place.lists.famous or place.repeated or unknown.part or place.lists.ordinary(text):
        return None
    best = next((c for c in found[:3] if outweighs(place, c.text)), None)
    if best is None or best.slip > _PLAIN - 0.3:
        return None
    return _report(unknown, "", _first(best.text, found), _message(unknown, best))


def _place(unknown: Unknown, gate: Gate) -> Place:
    source = gate.evidence.document.source
    after = source[unknown.span.end : unknown.span.end + 4]
    return Place(unknown.text, unknown.word, unknown.both, after, gate.evidence, gate.lists)


def _document_limit(text: str) -> float:
    return 0.6 if len(text) <= 4 else 0.8 if len(text) == 5 else allowed(text) + 0.35


def _lacks_apostrophe(unknown: Unknown, gate: Gate) -> bool:
    """True for a name with a bare s before the thing it owns: "Brazils economy"."""
    text, word = unknown.text, unknown.word
    name = text.removesuffix("s")
    if name == text or len(name) < 4 or unknown.part or name[-1] == "s" or _possessive(unknown):
        return False
    if gate.lists.knows(text) and not gate.evidence.names[name]:
        return False
    following = word.following.lower()
    if not following or following in _AFTER_PLURALS or following.endswith("ed"):
        return False
    if word.previous.lower() in _BEFORE_PLURALS:
        return False
    if gate.evidence.names[name] or name in gate.lists.solid | gate.lists.leaders:
        return not gate.lists.ordinary(name.lower()) or bool(gate.evidence.names[name])
    return word.following.islower() and word.previous[:1].isupper() and name in gate.lists.people


_BEFORE_PLURALS: Final = frozenset(
    "the these those two three four five six seven eight nine ten both many most some several few "
    "all other no more fellow young old new of between among various".split()
)
_AFTER_PLURALS: Final = frozenset(
    "and or but nor are were have had do did will would can could may might shall should must of in "
    "on at to for from with by as than that who which whose when where while if because is was has "
    "against into over under about after before between during until since not also all both "
    "say said live lived came went made took won lost beat".split()
)


def _possessive_issue(unknown: Unknown) -> Issue:
    name = unknown.text.removesuffix("s")
    mark = "’" if "’" in unknown.segment.text else "'"
    owned = f"{name}{mark}s"
    message = f"'{unknown.text}' stands before what it owns: '{owned}' has the apostrophe."
    issue = _report(unknown, APOSTROPHE, [owned, name], message)
    return replace(issue, category=Category.GRAMMAR)


def _stands_more(name: str, text: str, evidence: Evidence) -> bool:
    return evidence.names[name] >= 2 and evidence.names[name] >= 3 * evidence.names[text] - 1


def _is_name(text: str, gate: Gate) -> bool:
    return text in gate.lists.famous or text in gate.house.words


def _camel(name: str, text: str) -> bool:
    """True for a name with a capital inside, written without it: "Playstation"."""
    return any(map(str.isupper, name[1:])) and not name.isupper() and not text.isupper()


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
    lonely = gate.engines > 1 and not unknown.both
    if best is None or best.slip > (_PLAIN if lonely else _word_limit(text)):
        return _advice(unknown, found)
    if best.slip == 0.0 and (
        unknown.part or best.text not in gate.lists.famous or gate.evidence.lower[text] > 1
    ):
        return _advice(unknown, found)
    if best.slip > _PLAIN and (gate.evidence.lower[text] > 2 or coined(small, gate.lists)):
        return _advice(unknown, found)
    return _report(unknown, "", [c.text for c in found], _message(unknown, best))


def coined(word: str, known: Lists) -> bool:
    """True for a word put together of known ones: bootcamp, unbanked, familially; or no word."""
    if not _SOUNDED.search(word):
        return True
    for at in range(3, len(word) - 2):
        if (
            known.rank.get(word[:at], _RARE) < _COMMON
            and known.rank.get(word[at:], _RARE) < _COMMON
        ):
            return True
    bare = _PREFIX.sub("", word)
    if bare != word and len(bare) > 3 and bare in known.rank:
        return True
    stem = _SUFFIX.sub("", word)
    return stem != word and len(stem) > 3 and (stem in known.rank or f"{stem}e" in known.rank)


_PLAIN: Final = 1.15  # the weight of one plain slip, at most
_RARE: Final = 10**6
_SOUNDED: Final = re.compile("[aeiouy]")
_PREFIX: Final = re.compile(
    "^(?:anti|auto|bio|co|counter|cyber|de|dis|eco|ex|extra|geo|hyper|inter|mega|micro|mid|mini|"
    "mis|multi|neo|non|off|out|over|pan|post|pre|pro|pseudo|re|semi|sub|super|tele|trans|ultra|"
    "un|under|uni)"
)
_SUFFIX: Final = re.compile(
    "(?:ly|ness|nesses|like|ish|less|able|ism|ist|ists|ity|hood|ship|wise|fold)$"
)


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
