"""The name gate: what engines call misspellings, judged by lists, the document and likeness.

A capitalised word is reported as a warning only when it is a slip of a name that is known or that
stands in the same document more often, or of an ordinary word. Other unknown names are silent, or
advice where nothing at all speaks for them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.errors import RuleError
from copylint.filters.names_distance import distance
from copylint.filters.names_evidence import POSSESSIVE, Evidence, Word
from copylint.filters.names_judging import judge
from copylint.filters.names_lists import NOBODY, House, house, lists, without_marks
from copylint.filters.names_pairs import asserted_names, inconsistent
from copylint.filters.names_unknown import Gate, Unknown
from copylint.issue import Failure, Issue, Level
from copylint.proofreaders.levels import is_phrase_speller, is_speller
from copylint.settings import Settings


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


class Weighed(Struct, frozen=True):
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
    if not engines and known is NOBODY:
        return Weighed(tuple(issues))
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
            kept += [issue] if _passes(issue, text) else []
            continue
        index, word = located
        base = POSSESSIVE.sub("", text)
        key = (issue.span.start, issue.span.start + len(base))
        groups.setdefault(key, []).append(issue)
        words[key] = (document.segments[index], word)
    return kept, [
        _unknown(document, Span(*key), *words[key], found) for key, found in groups.items()
    ]


def _passes(issue: Issue, text: str) -> bool:
    """True for what is no matter of names, and for slips in names of several words."""
    if is_phrase_speller(issue.rule):
        return _slipped(issue, text)
    if is_speller(issue.rule):
        return text.islower()
    return not any(_accented(text, each) for each in _offers(issue))


def _accented(text: str, offer: str) -> bool:
    """True for the same name with the accents that wire copy leaves out."""
    return text[:1].isupper() and not offer.isascii() and _bare(text) == _bare(offer)


def _slipped(issue: Issue, text: str) -> bool:
    """True for a name of several words that is off by letters, not by accents or an ending."""
    seen = _bare(POSSESSIVE.sub("", text.replace("’s ", " ").replace("'s ", " ")))
    return any(0 < distance(seen, _bare(each)) < 2 for each in _offers(issue)[:1])


def _offers(issue: Issue) -> list[str]:
    return [edit.text for fix in issue.fixes for edit in fix.edits if edit.text]


def _bare(text: str) -> str:
    """The letters as written, with no accents and no German transcription of them."""
    plain = without_marks(text).replace("oe", "o").replace("ae", "a").replace("ue", "u")
    return "".join(filter(str.isalpha, plain))


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
