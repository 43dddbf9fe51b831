"""What is reported: levels, fixes, issues, and a file's report."""

from __future__ import annotations

import enum
import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from copylint.document import Document, Span
from copylint.kept import kept


class Level(enum.IntEnum):
    """How much an issue matters; comparable, so that `level >= fail_on` reads as it should."""

    SUGGESTION = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The word used in configuration and output."""
        return self.name.lower()

    @classmethod
    def of(cls, label: str) -> Level:
        """The level of a word. Raises ValueError for any other word."""
        for level in cls:
            if level.label == label:
                return level
        raise ValueError(f"not a level: {label!r}")


class Category(enum.StrEnum):
    """The field an issue belongs to."""

    SPELLING = "spelling"
    GRAMMAR = "grammar"
    STYLE = "style"
    TYPOGRAPHY = "typography"
    NAMES = "names"
    PLACES = "places"
    NUMBERS = "numbers"
    DATES = "dates"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    CONSISTENCY = "consistency"
    STRUCTURE = "structure"


class Safety(enum.StrEnum):
    """Who may apply a fix: `--fix` (safe), `--unsafe-fixes`, or only a person (manual)."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


class Edit(Struct, frozen=True):
    """Replace a span of the source by a text; an empty span inserts."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that belong together: all are applied or none."""

    edits: tuple[Edit, ...]
    safety: Safety = Safety.UNSAFE


class Related(Struct, frozen=True):
    """Another place in the source that the issue speaks of."""

    span: Span
    message: str


class Issue(Struct, frozen=True):
    """One finding at an exact place of the source (code points, end exclusive).

    `fixes` stand best first, alternatives of each other. `scope` is the narrowest scope it was
    found in. `engines` names who found it: `rules`, `harper`, `languagetool`. `fingerprint` is
    its stable name once it is stamped.
    """

    rule: str
    message: str
    span: Span
    category: Category
    level: Level
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    url: str = ""
    scope: str = "text"
    engines: tuple[str, ...] = ("rules",)
    trial: bool = False
    fingerprint: str = ""

    @property
    def safety(self) -> Safety | None:
        """The safety of the first fix, if there is one."""
        return self.fixes[0].safety if self.fixes else None

    def suggestions(self, source: str) -> tuple[str, ...]:
        """What would stand at the issue's own span after each fix that stays inside it."""
        texts = (rewrite(fix, self.span, source) for fix in self.fixes)
        return tuple(dict.fromkeys(text for text in texts if text is not None))


def rewrite(fix: Fix, span: Span, source: str) -> str | None:
    """The text of `span` after a fix, or None when the fix reaches outside it."""
    if len(fix.edits) == 1 and fix.edits[0].span == span:
        return fix.edits[0].text
    pieces, at = [], span.start
    for edit in sorted(fix.edits, key=lambda edit: edit.span):
        if not span.contains(edit.span):
            return None
        pieces += [source[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(pieces) + source[at : span.end]


class Failure(Struct, frozen=True):
    """Something that was not checked: `source` is the rule, engine or step that failed."""

    source: str
    message: str


class Suppressed(Struct, frozen=True):
    """How many issues were held back, by reason: `comment`, `baseline`, `unchanged`, ..."""

    reason: str
    count: int


class Report(Struct, frozen=True):
    """What was found in one file, in the order of the source.

    `suppressed` were switched off in the text; `known` are old findings (baseline or unchanged).
    `blocking` counts the issues at or above the configuration's `fail-on`, hidden ones too. One
    that is not about an `article` says what is wrong with a configuration or a rule.
    """

    document: Document
    issues: tuple[Issue, ...] = ()
    suppressed: int = 0
    known: int = 0
    unsupported: int = 0
    cached: bool = False
    failures: tuple[Failure, ...] = ()
    engines: tuple[str, ...] = ()
    blocking: int = 0
    article: bool = True


_WORD = kept(r"\w+(?:['’]\w+)*")
_PLAIN = re.compile(r"[a-z0-9_]+(?:'[a-z0-9_]+)*")  # the same in a fifth of the time
_REACHES = (16, 32, 120)  # code points looked at for the neighbouring word
_SURE = 2  # words in reach: the nearer one is whole
_LONG = 6  # words kept of a long match, half from each end


def stamp(document: Document, issues: Iterable[Issue]) -> list[Issue]:
    """The issues with their fingerprints set; give it all of a document's issues, before filters.

    A filter that then takes issues away leaves the others' fingerprints as they are.
    """
    issues = list(issues)
    prints = fingerprints(document, issues)
    return [_with_print(issue, one) for issue, one in zip(issues, prints, strict=True)]


def _with_print(issue: Issue, fingerprint: str) -> Issue:
    """What dataclasses.replace would make, in a tenth of its time: there are many."""
    return Issue(
        issue.rule,
        issue.message,
        issue.span,
        issue.category,
        issue.level,
        issue.fixes,
        issue.related,
        issue.url,
        issue.scope,
        issue.engines,
        issue.trial,
        fingerprint,
    )


def fingerprints(document: Document, issues: Iterable[Issue]) -> list[str]:
    """One stable name an issue: rule, words, the word on either side, and which such it is.

    Punctuation, capitals, markup, line moves, re-wrapping and edits elsewhere keep it; another
    occurrence of the same has another. In the order of `issues`; a stamped one keeps its own.
    """
    seen: Counter[str] = Counter()
    known: dict[Span, str] = {}
    return [
        issue.fingerprint or _fingerprint(document.source, issue, seen, known) for issue in issues
    ]


def words_of(text: str) -> list[str]:
    """The words of a text, folded, without punctuation or markup."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    return _WORD.findall(text.casefold())


def _fingerprint(source: str, issue: Issue, seen: Counter[str], known: dict[Span, str]) -> str:
    place = known.get(issue.span)
    if place is None:
        place = known[issue.span] = _place(source, issue.span)
    base = f"{issue.rule}\0{place}"
    seen[base] += 1
    return hashlib.blake2b(f"{base}\0{seen[base]}".encode(), digest_size=10).hexdigest()


def _place(source: str, span: Span) -> str:
    """The words of a span, and the word on either side of it."""
    text = span.of(source)
    simple = text.isascii() and text.isalnum()
    words = [text.casefold()] if simple else words_of(text) or [text.strip()]
    if len(words) > _LONG:
        words = [*words[: _LONG // 2], *words[-_LONG // 2 :]]
    return "\0".join((" ".join(words), _before(source, span.start), _after(source, span.end)))


def _before(source: str, at: int) -> str:
    """The last word before a place."""
    for reach in _REACHES:
        near = words_of(source[max(0, at - reach) : at])
        if len(near) >= _SURE:
            break
    return near[-1] if near else ""


def _after(source: str, at: int) -> str:
    """The first word after a place."""
    for reach in _REACHES:
        near = words_of(source[at : at + reach])
        if len(near) >= _SURE:
            break
    return near[0] if near else ""
