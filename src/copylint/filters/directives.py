"""Reads what an article says to copylint: comments, plain-text lines and front matter.

`copylint-disable RULES [until=YYYY-MM-DD] [reason="..."]`, the same with `-enable`,
`-disable-line` and `-disable-next-line`; no rules means all. Front matter:
`copylint: {disable: [rule, {rule: ..., until: ..., reason: ...}]}`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import regex
from msgspec import Struct, field
from msgspec.structs import replace

from copylint.document import Document, Span
from copylint.filters import front_matter
from copylint.issue import Edit
from copylint.kept import kept
from copylint.settings import matches

ALL = "*"
_VERBS = ("disable-next-line", "disable-line", "disable", "enable")
_DIRECTIVE = kept(r"copylint-(?P<verb>[\w-]+):?(?=[\s,]|\Z)(?P<rest>.*)\Z", regex.DOTALL)
_KEY = kept(r"^\[?copylint\b[^\r\n]*", regex.MULTILINE)
_WORD = kept(
    r"""(?P<key>until|reason)=(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”|‘[^’]*’|\S*)|(?P<rule>[^\s,]+)"""
)


class Directive(Struct, frozen=True):
    """One wish: a verb, the rules (names, packs, globs), and where it stands.

    `place` is what to show and take away; `scope` what it holds for: a source range. `names`
    gives each rule's own span inside the source, where it has one. `problem` says what is wrong.
    `partner` is the `enable` that goes with it; `cut` takes a front matter's entry away. `ends`
    says where the scope of each rule ends that is enabled again.
    """

    verb: str
    rules: tuple[str, ...]
    place: Span
    scope: Span
    until: datetime.date | None = None
    reason: str = ""
    names: Mapping[str, Span] | None = None
    problem: str = ""
    partner: Span | None = None
    cut: Edit | None = None
    ends: Mapping[str, int] = field(default_factory=dict)

    def scope_of(self, rule: str) -> Span:
        """What the directive holds for, of one of its rules."""
        return Span(self.scope.start, self.ends.get(rule, self.scope.end))


def directives(document: Document) -> list[Directive]:
    """All directives of a document in order, each `disable` with the range up to its `enable`."""
    said = [*_front_matter(document), *_comments(document)]
    return [_ranged(one, said[index + 1 :], document) for index, one in enumerate(said)]


def _comments(document: Document) -> Iterator[Directive]:
    for comment in document.comments:
        said = _DIRECTIVE.match(comment.text.strip())
        if said:
            yield _read(said, comment.span, document)


def _read(match: regex.Match[str], place: Span, document: Document) -> Directive:
    rules, until, reason, problem = [], None, "", ""
    for word in _WORD.finditer(match["rest"]):
        if word["rule"]:
            rules.append(word["rule"])
            continue
        value = _unquoted(word["value"])
        if word["key"] == "reason":
            reason = value
        elif (until := date_of(value)) is None:
            problem = f"'{value}' is not a date; write until=YYYY-MM-DD."
    if match["verb"] not in _VERBS:
        known = ", ".join(f"copylint-{verb}" for verb in reversed(_VERBS))
        problem = f"'copylint-{match['verb']}' is none of {known}."
    names = {rule: span for rule in rules if (span := _within(rule, place, document.source))}
    everything = Span(place.end, len(document.source))
    return Directive(
        match["verb"], tuple(rules) or (ALL,), place, everything, until, reason, names, problem
    )


def _unquoted(value: str) -> str:
    """The words in quotation marks, of which a backslash makes one part of them."""
    bare = value[1:-1] if value[:1] and value[:1] in "\"'“‘" else value
    return re.sub(r"\\(.)", r"\1", bare)


def _within(rule: str, place: Span, source: str) -> Span | None:
    """Where a rule's name stands inside a comment."""
    pattern = rf"(?<![^\s,]){re.escape(rule)}(?![^\s,>])"
    match = re.compile(pattern).search(source, place.start, place.end)
    return Span(*match.span()) if match else None


def date_of(value: object) -> datetime.date | None:
    """A date from YAML or a comment, or None."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def _front_matter(document: Document) -> Iterator[Directive]:
    """`copylint: {disable: [...]}`; a single name does for a list."""
    wishes = document.metadata.get("copylint")
    if wishes is None:
        return
    whole = Span(0, len(document.source))
    wishes = wishes if isinstance(wishes, Mapping) else {}
    listed = wishes.get("disable")
    if isinstance(listed, str | Mapping):
        listed = [listed]
    if not isinstance(listed, Iterable) or len(wishes) != 1:
        problem = "the front matter's 'copylint' takes only 'disable: [rules]'."
        yield Directive("front-matter", (), _key_line(document), whole, problem=problem)
        return
    listed, places = list(listed), front_matter.entries(document.source)
    for index, item in enumerate(listed):
        one = _item(item, _key_line(document), whole)
        here = places[index] if len(places) == len(listed) else None
        yield replace(one, place=here.span, cut=here.cut) if here else one


def _item(item: object, place: Span, whole: Span) -> Directive:
    """One entry of the front matter's list."""
    if isinstance(item, str):
        return Directive("front-matter", (item,), place, whole)
    if isinstance(item, Mapping) and isinstance(item.get("rule"), str):
        until, problem = None, ""
        if "until" in item and (until := date_of(item["until"])) is None:
            problem = f"'{item['until']}' is not a date; write until: YYYY-MM-DD."
        reason = str(item.get("reason", ""))
        return Directive(
            "front-matter", (item["rule"],), place, whole, until, reason, None, problem
        )
    problem = f"'{item}' is neither a rule's name nor {{rule: ..., until: ..., reason: ...}}."
    return Directive("front-matter", (), place, whole, problem=problem)


def _key_line(document: Document) -> Span:
    """The line of the front matter that says `copylint`, else the file's start."""
    end = min((segment.runs[0].source.start for segment in document.segments[:1]), default=None)
    match = _KEY.search(document.source, 0, len(document.source) if end is None else end)
    return Span(*match.span()) if match else Span(0, 0)


def _ranged(one: Directive, later: list[Directive], document: Document) -> Directive:
    """A directive with the source range it holds for."""
    source = document.source
    if one.verb == "disable-line":
        return replace(one, scope=_lines(source, one.place.start, one.place.end))
    if one.verb == "disable-next-line":
        return replace(one, scope=_next_line(source, one.place.end))
    if one.verb != "disable":
        return one
    ends: dict[str, int] = {}
    pair = None
    for other in later:
        if other.verb == "enable":
            fresh = [rule for rule in one.rules if rule not in ends and _enables(other, rule)]
            ends |= dict.fromkeys(fresh, other.place.start)
            pair = other.place if fresh and set(other.rules) == set(one.rules) else pair
    last = max((ends.get(rule, one.scope.end) for rule in one.rules), default=one.scope.end)
    return replace(one, scope=Span(one.scope.start, last), partner=pair, ends=ends)


def _enables(other: Directive, rule: str) -> bool:
    return any(name in (ALL, rule) or matches(name, rule) for name in other.rules)


def _lines(source: str, start: int, end: int) -> Span:
    """The whole lines that a range touches."""
    stop = source.find("\n", end)
    return Span(source.rfind("\n", 0, start) + 1, len(source) if stop < 0 else stop)


def _next_line(source: str, end: int) -> Span:
    """The next line after the one where a comment ends that has something on it."""
    newline = source.find("\n", end)
    match = re.compile(r"\S").search(source, newline + 1) if newline >= 0 else None
    return _lines(source, match.start(), match.start()) if match else Span(len(source), len(source))
