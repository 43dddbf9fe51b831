"""Rules that remember what a file held before: consistency and conditional."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from copylint.matching.starts import union
from copylint.vale.actions import Actions
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Memory, Text
from copylint.vale.messages import filled
from copylint.vale.patterns import (
    NONWORD,
    WORD,
    Excuses,
    Pattern,
    Quick,
    compiled,
    excuses,
    hinted,
    needed,
    sign,
)
from copylint.vale.setting import Setting


class Pair(Struct, frozen=True):
    """Two forms of which a file should hold one; the names they are remembered by."""

    pattern: Pattern
    names: tuple[str, str]
    needs: frozenset[str] = frozenset()


class Consistency(Struct, frozen=True):
    """Once a file held both forms of a pair, every block with either is an alert."""

    definition: Definition
    pairs: tuple[Pair, ...]
    actions: Actions

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        alerts: list[Alert] = []
        span = (0, 0)
        for pair in self.pairs:
            found = False
            if pair.needs and not any(one in text.folded for one in pair.needs):
                continue
            for match in pair.pattern.regex.finditer(text.text):
                found = True
                second = match.start("second") >= 0
                span = match.span("second" if second else "first")
                memory.seen.add(pair.names[second])
            if found and memory.seen.issuperset(pair.names):
                alerts.append(self._alert(text.text, span))
        return alerts

    def _alert(self, text: str, span: tuple[int, int]) -> Alert:
        words = text[slice(*span)]
        start = _shown(text, words, span[0])
        message = filled(self.definition.message, words)
        fixed = self.actions.suggestions(words)
        return Alert(start, start + len(words), words, message, fixed)


def _shown(text: str, words: str, start: int) -> int:
    """The place of a block's form that is shown: that of the last one found, as Vale counts.

    Vale counts those before it in the bytes of the text up to the number of characters, which
    shows an earlier one where letters of several bytes stand before.
    """
    before = text.encode()[:start].decode(errors="ignore")
    earlier = len(list(_standing(before, words)))
    places = list(_standing(text, words))
    if not places:
        return max(text.find(words), 0)
    return places[earlier] if earlier < len(places) else places[0]


def _standing(text: str, words: str) -> Iterator[int]:
    """Where words stand with an edge of a word on both sides."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if _edge(text[at - 1 : at] if at else "", words[0]) and _edge(
            text[end : end + 1], words[-1]
        ):
            yield at
        at = text.find(words, at + 1)


def _edge(beside: str, char: str) -> bool:
    return not beside or beside == "_" or beside.isalnum() != char.isalnum()


def consistency(definition: Definition, setting: Setting) -> Check:
    """Build a consistency rule."""
    frame = NONWORD if definition.flag("nonword") else setting.template or WORD
    ignorecase = definition.flag("ignorecase")
    stem = definition.name.rpartition(".")[2]
    pairs = []
    for number, (one, two) in enumerate(definition.table("either").items(), 1):
        source = frame.replace("%s", f"(?<first>{one})|(?<second>{two})", 1)
        names = (f"{stem}{2 * number}", f"{stem}{2 * number + 1}")
        pattern = compiled(source, ignorecase=ignorecase)
        pairs.append(Pair(pattern, names, next(iter(needed(pattern)), frozenset())))
    run = Consistency(definition, tuple(pairs), Actions.of(definition, setting))
    return Check(definition, run, union([pair.pattern.starts for pair in pairs]))


class Conditional(Struct, frozen=True):
    """Each match of `first` is an alert unless `second` allows it."""

    definition: Definition
    first: Pattern
    second: Pattern
    grouped: bool
    excuses: Excuses
    actions: Actions
    sign: Quick
    hint: re.Pattern[str] | None

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        body = text.text
        if not self.grouped:
            return [] if self.second.regex.search(body) else self._alerts(body, memory)
        plain = body.isascii()  # else the sign may see words differently
        if not self.hint or self.hint.search(text.folded):
            for match in memory.matches(self.second, body):
                memory.seen.update(group for group in match.groups() if group)
        return self._alerts(body, memory) if not plain or self.sign.search(body) else []

    def _alerts(self, body: str, memory: Memory) -> list[Alert]:
        alerts: list[Alert] = []
        for match in memory.matches(self.first, body):
            words = match[0]
            start, end = match.span()
            if (self.grouped and words in memory.seen) or self.excuses.hold(
                words, body, start, end
            ):
                continue
            message = filled(self.definition.message, words)
            alerts.append(Alert(start, end, words, message, self.actions.suggestions(words)))
        return alerts


def conditional(definition: Definition, setting: Setting) -> Check:
    """Build a conditional rule."""
    first, second = compiled(definition.word("first")), compiled(definition.word("second"))
    vocabulary = setting.accepted if definition.flag("vocab", True) else ()
    grouped = _has_group(definition.word("second"))
    held = excuses(definition.words("exceptions"), vocabulary)
    found = hinted(second)
    run = Conditional(
        definition,
        first,
        second,
        grouped,
        held,
        Actions.of(definition, setting),
        sign(first),
        re.compile(found) if found else None,
    )
    return Check(definition, run)


def _has_group(pattern: str) -> bool:
    """Whether a pattern captures anything."""
    inside = False
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char in "[]":
            inside = char == "["
        elif char == "(" and not inside:
            rest = pattern[at + 1 : at + 4]
            named = rest.startswith("?P<") or (rest.startswith("?<") and rest[2:3] not in "=!")
            if not rest.startswith("?") or named:
                return True
        at += 1
    return False
