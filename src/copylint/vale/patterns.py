"""The patterns of Vale's rules: how a rule's words become one pattern, and what excuses a match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex
from msgspec import Struct
from regex import Match

from copylint.errors import RuleError
from copylint.matching import PatternError, read
from copylint.matching.literals import all_needs
from copylint.matching.starts import Starts, fold, starts

WORD = r"(?m)\b(?:%s)\b"
NONWORD = "(?m)(?:%s)"
_MOST_NEEDS = 3
_CAPTURE = re.compile(r"(?<!\\)\((?!\?)")
_GAPS = re.compile(r"[ \t]+")
_CASED = re.compile(  # one character or set that is marked as read in any case
    r"\(\?i:(\[(?:\\.|[^\]\\])*\]|\\x[0-9a-f]{2}|\\[a-zA-Z](?:\{[^}]*\})?|[^\\(\[])\)"
)
_ELSEWHERE = re.compile(r"\\[AZGB1-9]|\(\?(?:m:|[=!<]|P=)")  # ends, looks, references
_META = re.compile(r"[\\.+*?()|\[\]{}^$]")


Quick = re.Pattern[str] | regex.Pattern[str]


class Pattern(Struct, frozen=True):
    """A compiled pattern. `starts` says where matches can begin, None: anywhere.

    Patterns with the same `key` match the same.
    """

    source: str
    regex: regex.Pattern[str]
    starts: Starts | None = None
    key: str = ""

    def at(self, text: str, places: Sequence[int] | None) -> list[Match[str]]:
        """All matches in a text, left to right; `places` are where one may begin, if known."""
        if places is None:
            return list(self.regex.finditer(text))
        found: list[Match[str]] = []
        end = -1
        match = self.regex.match
        for place in sorted(places) if len(places) > 1 else places:
            if place >= end and (one := match(text, place)):
                end = one.end()
                found.append(one)
        return found


@lru_cache(maxsize=4096)
def compiled(source: str, *, ignorecase: bool = False) -> Pattern:
    """A pattern of Vale's dialect. Raises RuleError saying what is wrong with it."""
    from copylint.vale.factored import factored, uncased  # not for patterns that are kept

    try:
        found = read(source, ignorecase=ignorecase)
        text, flags = found.text, regex.VERSION0
        if ignorecase and "(?-" not in source:
            text, flags = uncased(_CASED.sub(r"\1", text)), flags | regex.IGNORECASE
        pattern = regex.compile(factored(text), flags, cache_pattern=False)
        return Pattern(source, pattern, starts(found.tree), f"{ignorecase:d}{source}")
    except (PatternError, regex.error) as error:
        shown = source if len(source) <= 80 else f"{source[:77]}..."
        raise RuleError(f"the pattern '{shown}' cannot be read: {error}") from error


def needed(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of folded strings of which each match holds one, of every set; the few smallest."""
    sets = all_needs(read(pattern.source).tree)
    found = (frozenset(fold(literal.text) for literal in one) for one in sets)
    return tuple(sorted(found, key=len)[:_MOST_NEEDS])


def hinted(pattern: Pattern) -> str:
    """A smaller pattern over folded text, which is found wherever the pattern is; "": unknown."""
    from copylint.vale.hints import hint

    return hint(read(pattern.source).tree)


def is_local(pattern: Pattern) -> bool:
    """Whether a match of whole words depends on nothing beyond the places beside them."""
    return not _ELSEWHERE.search(pattern.regex.pattern)


def sign(pattern: Pattern) -> Quick:
    """What is found wherever a pattern that minds case is, and quickly."""
    text = pattern.regex.pattern
    return quick(pattern, ignorecase=False, text=text.removeprefix(r"\b"))


def quick(pattern: Pattern, *, ignorecase: bool, text: str = "") -> Quick:
    """The pattern for going through all of a text: the standard library's if it can read it."""
    text = text or pattern.regex.pattern
    if any(special in text for special in (r"\p", r"\P", "[:", "(?<")):
        return pattern.regex
    try:
        return re.compile(text, re.IGNORECASE if ignorecase else 0)
    except (re.error, FutureWarning):
        return pattern.regex


def joined(tokens: Iterable[str], *, raw: str, nonword: bool, template: str, last: bool) -> str:
    """The pattern of a list of words; `raw` stands before it, or after it when `last`."""
    frame = NONWORD if nonword else template or WORD
    words = frame.replace("%s", "|".join(tokens), 1)
    return words + raw if last else raw + words


def uncaptured(pattern: str) -> str:
    """A pattern whose own groups capture nothing."""
    opens = pattern.count("(")
    if opens == pattern.count("(?") + pattern.count(r"\("):
        return pattern
    return _CAPTURE.sub("(?:", pattern)


def is_literal_term(term: str) -> bool:
    """Whether a vocabulary's term is plain text; a full stop may be in it."""
    return not _META.search(term.replace(".", ""))


def term_pattern(term: str) -> str:
    """A vocabulary's term as a pattern: white space between words matches a line break too."""
    if is_literal_term(term):
        term = term.replace(".", r"\.")
    return _GAPS.sub(r"\\s+", term)


def as_cased(term: str) -> str:
    """An exception as a pattern that minds capitals, unless it says otherwise itself."""
    pattern = term_pattern(term)
    return pattern if pattern.startswith("(?i)") else f"(?-i){pattern}"


class Excuses(Struct, frozen=True):
    """What makes a match none: terms that it holds, phrases that it lies in."""

    terms: regex.Pattern[str] | None = None
    phrases: regex.Pattern[str] | None = None
    source: str = ""

    def __bool__(self) -> bool:
        return self.terms is not None or self.phrases is not None

    def hold(self, words: str, text: str, start: int, end: int) -> bool:
        """Whether the words found at a place are excused."""
        if self.terms is not None and self.terms.search(words):
            return True
        return self.phrases is not None and any(
            found.start() <= start and end <= found.end() for found in self.phrases.finditer(text)
        )


NONE = Excuses()


def excuses(exceptions: Sequence[str], vocabulary: Sequence[str] = ()) -> Excuses:
    """The exceptions of a rule and the terms its vocabularies accept, ready to ask."""
    terms = [*exceptions, *vocabulary]
    if not terms:
        return NONE
    ordered = sorted(terms, key=lambda term: len(term.encode("utf-8")), reverse=True)
    source = WORD.replace("%s", "|".join(map(as_cased, ordered)))
    # Without a vocabulary Vale reads a phrase as the rule cases it, with one in any case.
    return Excuses(compiled(source).regex, _phrases(terms, cased=not vocabulary), source)


def _phrases(terms: Iterable[str], *, cased: bool) -> regex.Pattern[str] | None:
    read = as_cased if cased else term_pattern
    found = [read(t) for t in terms if " " in t or "\t" in t or r"\s" in t]
    if not found:
        return None
    try:
        return compiled(rf"(?i)\b(?:{'|'.join(found)})\b").regex
    except RuleError:
        return None
