"""What the kinds made of patterns share: Vale's templates, and exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex
from msgspec import Struct

from copylint.document import Document, Span
from copylint.kept import kept
from copylint.kinds.base import RuleProblem
from copylint.matching import (
    Part,
    PatternError,
    Reading,
    anchors,
    compiled,
    matches,
    verify,
)

WORD = r"(?m)\b(?:{})\b"
NONWORD = r"(?m)(?:{})"

_BLANKS = kept(r"[ \t]+")
_SPECIAL = kept(r"[\\+*?()|\[\]{}^$]")
_PLAIN = kept(r"[\w '’,-]+", regex.ASCII)


def checked(pattern: str, *where: str | int, ignorecase: bool = False) -> regex.Pattern[str]:
    """A compiled pattern. Raises RuleProblem naming the key it stands under."""
    try:
        return compiled(pattern, ignorecase=ignorecase)
    except PatternError as error:
        raise _unreadable(pattern, error, *where) from None


def part_of(
    pattern: str, *where: str | int, bounded: bool | None = None, ignorecase: bool = False
) -> Part:
    """A pattern ready to look for, in Vale's template unless `bounded` is None.

    Raises RuleProblem naming the key it stands under.
    """
    template = "{}" if bounded is None else WORD if bounded else NONWORD
    made = checked(flagged(template.replace("{}", pattern), ignorecase=ignorecase), *where)
    return Part(made, anchors(pattern, bounded=bool(bounded), ignorecase=ignorecase))


def _unreadable(pattern: str, error: PatternError, *where: str | int) -> RuleProblem:
    return RuleProblem(f"the pattern {shortened(pattern)} cannot be read: {error}", *where)


def check_each(patterns: Iterable[tuple[str, tuple[str | int, ...]]]) -> None:
    """Read each pattern on its own, so that a mistake is laid to the right one."""
    for pattern, where in patterns:
        if not _PLAIN.fullmatch(pattern):
            try:
                verify(pattern)
            except PatternError as error:
                raise _unreadable(pattern, error, *where) from None


def shortened(pattern: str) -> str:
    """A pattern for a message, in quotes, cut where it is very long."""
    return f"'{pattern}'" if len(pattern) <= 60 else f"'{pattern[:57]}...'"


def reading_of(document: Document) -> Reading:
    """All blocks of a document, folded, and their words, for one look at what they can hold."""
    texts = (segment.text for segment in document.segments)
    return document.derived("reading", lambda: Reading.of_all(texts))


def whole_text(document: Document) -> str:
    """All blocks of a document, a line break between each."""
    texts = (segment.text for segment in document.segments)
    return document.derived("text", lambda: "\n".join(texts))


def is_plain(pattern: str) -> bool:
    """True when a pattern is only words."""
    return _PLAIN.fullmatch(pattern) is not None


def flagged(pattern: str, *, ignorecase: bool) -> str:
    """The pattern, without regard to case if so wished."""
    return f"(?i){pattern}" if ignorecase else pattern


class Exceptions(Struct, frozen=True):
    """Terms that excuse a match that holds one, or, of several words, that stands inside one."""

    terms: regex.Pattern[str] | None = None
    phrases: regex.Pattern[str] | None = None

    def excuse(self, text: str, span: Span) -> bool:
        """True when the match at `span` is excepted."""
        if self.terms is None:
            return False
        if self.terms.search(span.of(text).strip()):
            return True
        if self.phrases is None:
            return False
        return any(Span(*match.span()).contains(span) for match in matches(self.phrases, text))


def exceptions(terms: Sequence[str]) -> Exceptions:
    """Exceptions as Vale reads them: patterns, case-sensitive unless they begin with `(?i)`.

    Raises RuleProblem.
    """
    if not terms:
        return Exceptions()
    each = [term_pattern(term) for term in terms]
    for index, term in enumerate(each):
        checked(term, "exceptions", index)
    longest = sorted(each, key=len, reverse=True)
    cased = "|".join(t if t.startswith("(?i)") else f"(?-i){t}" for t in longest)
    phrases = [t for t in each if " " in t or r"\s" in t]
    return Exceptions(
        checked(WORD.format(cased), "exceptions"),
        checked(rf"(?i)\b(?:{'|'.join(phrases)})\b", "exceptions") if phrases else None,
    )


def term_pattern(term: str) -> str:
    """An exception as a pattern: the stops of plain text are escaped, a space holds for a wrap."""
    if not _SPECIAL.search(term):
        term = term.replace(".", r"\.")
    return _BLANKS.sub(lambda _: r"\s+", term)
