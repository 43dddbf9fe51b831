"""Which issues of a file are new: those that no issue of its earlier version accounts for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from copylint.document import Document
from copylint.issue import Issue, words_of

_AROUND = 8  # words on either side that tell one occurrence from another
_REACH = 160  # code points in which they are looked for
_ALIKE = 0.5  # share of those words that must remain for an occurrence to be the same


class Split(Struct, frozen=True):
    """The new issues in their order, and the old ones."""

    new: tuple[Issue, ...]
    known: tuple[Issue, ...]


class _Seen(Struct, frozen=True):
    """What an issue is compared by: rule and words, and the sorted words around."""

    key: tuple[str, str]
    around: tuple[str, ...]


def split(
    document: Document, issues: Sequence[Issue], old: Document, old_issues: Sequence[Issue]
) -> Split:
    """Pair each issue with an old one: same rule, same words, and mostly the same words around.

    One old issue accounts for one issue, so a further occurrence of an old error is new, while
    an edit to the text around (a comma, a word) or a move does not make an old one new.
    """
    waiting = Counter(_seen(old, issue) for issue in old_issues)
    seen = [_seen(document, issue) for issue in issues]
    known = {index for index, one in enumerate(seen) if _take(waiting, one)}
    known |= set(_take_alike(waiting, seen, known))
    return Split(
        tuple(issue for index, issue in enumerate(issues) if index not in known),
        tuple(issue for index, issue in enumerate(issues) if index in known),
    )


def _take(waiting: Counter[_Seen], one: _Seen) -> bool:
    """Use up an old issue that is exactly the same."""
    found = waiting[one] > 0
    waiting[one] -= found
    return found


def _take_alike(waiting: Counter[_Seen], seen: list[_Seen], known: set[int]) -> Iterator[int]:
    """Use up, for each issue left over, the old one whose surroundings are most alike."""
    left: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for one in waiting.elements():
        left[one.key].append(one.around)
    for index, one in enumerate(seen):
        candidates = left.get(one.key)
        if index in known or not candidates:
            continue
        best = max(candidates, key=lambda other: _likeness(one.around, other))
        if _likeness(one.around, best) >= _ALIKE:
            candidates.remove(best)
            yield index


def _seen(document: Document, issue: Issue) -> _Seen:
    """A match longer than a sentence's half counts as surroundings: an edit inside keeps it old."""
    source, span = document.source, issue.span
    match = span.of(source)
    own = words_of(match)
    long = len(own) > 2 * _AROUND
    before = words_of(source[max(0, span.start - _REACH) : span.start])[-_AROUND:]
    after = words_of(source[span.end : span.end + _REACH])[:_AROUND]
    words = "" if long else " ".join(own) or match.strip()
    return _Seen((issue.rule, words), tuple(sorted([*before, *after, *(own if long else ())])))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of the words that both have, of the fewer; 1 when one has none to tell them apart."""
    fewer = min(len(one), len(other))
    return (Counter(one) & Counter(other)).total() / fewer if fewer else 1.0
