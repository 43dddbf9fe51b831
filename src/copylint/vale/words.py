"""Rules that look for words: existence, substitution, occurrence and repetition."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from itertools import chain

import regex
from msgspec import Struct
from msgspec.structs import replace

from copylint.matching import PatternError, read
from copylint.vale.actions import Actions
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Memory, Run, Text
from copylint.vale.messages import filled, listed
from copylint.vale.patterns import (
    NONWORD,
    WORD,
    Excuses,
    Pattern,
    Quick,
    compiled,
    excuses,
    hinted,
    is_literal_term,
    is_local,
    joined,
    needed,
    quick,
    term_pattern,
    uncaptured,
)
from copylint.vale.punkt import sentences
from copylint.vale.recase import recased, to_term
from copylint.vale.setting import Setting

_CODE = frozenset("*@")
_FIRST_WORD = re.compile(r"[^\t\n\f\r ]+")
_GROUP_REFERENCE = re.compile(r"\$(\$|\d+|\{\w+\}|&)")
_OPTION = re.compile(r"(?<!\\)\|")


class Existence(Struct, frozen=True):
    """Every match of one of the rule's words is an alert."""

    definition: Definition
    pattern: Pattern
    excuses: Excuses
    actions: Actions
    tokens: tuple[str, ...] = ()

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        body = text.text
        matches = memory.matches(self.pattern, body, places)
        if not matches:
            return []
        alerts: list[Alert] = []
        for match in matches:
            start, end = match.span()
            words = match[0]
            observed = words.strip()
            if self.excuses and self.excuses.hold(observed, body, start, end):
                continue
            if memory.excuses and memory.excuses.hold(observed, body, start, end):
                continue
            alerts.append(self._alert(start, end, words))
        return alerts

    def _alert(self, start: int, end: int, words: str) -> Alert:
        if not self.definition.action.name:
            return Alert(start, end, words, filled(self.definition.message, words))
        groups = self._groups(words) if self.actions.wants_groups else ()
        fixed = self.actions.suggestions(words, groups)
        shown = listed(list(fixed)) if len(fixed) > 1 else fixed[0] if fixed else words
        return Alert(start, end, words, filled(self.definition.message, words, shown), fixed)

    def _groups(self, words: str) -> tuple[str, ...]:
        ignorecase = self.definition.flag("ignorecase")
        for token in self.tokens:
            pattern = compiled(token, ignorecase=ignorecase).regex
            if pattern.groups and (match := pattern.fullmatch(words)):
                return tuple(group or "" for group in match.groups())
        return ()


def existence(definition: Definition, setting: Setting) -> Check:
    """Build an existence rule."""
    tokens = tuple(token for token in definition.words("tokens") if token.strip())
    nonword = definition.flag("nonword")
    source = joined(
        tokens,
        raw="".join(definition.words("raw")),
        nonword=nonword or not definition.words("tokens"),
        template=setting.template,
        last=definition.flag("append"),
    )
    pattern = compiled(source, ignorecase=definition.flag("ignorecase"))
    vocabulary = setting.accepted if definition.flag("vocab", True) and not nonword else ()
    held = excuses(definition.words("exceptions"), vocabulary)
    actions = Actions.of(definition, setting)
    run = Existence(definition, pattern, held, actions, tokens)
    return _check(definition, run, pattern, local=held.phrases is None)


def _check(definition: Definition, run: Run, pattern: Pattern, *, local: bool = False) -> Check:
    starts = pattern.starts
    hint = hinted(pattern) if starts is None or starts.skip else ""
    if starts is None or hint:  # a few characters further on tell less than a hint does
        return Check(definition, run, None, needed(pattern), hint)
    return Check(definition, run, starts, local=local and is_local(pattern))


class Substitution(Struct, frozen=True):
    """Every match of a key that does not read as its value already is an alert."""

    definition: Definition
    pattern: Pattern
    keys: tuple[str, ...]
    values: tuple[str, ...]
    excuses: Excuses
    actions: Actions
    terms: bool = False
    message: str = ""

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        alerts: list[Alert] = []
        body = text.text
        for match in self.pattern.at(body, places):
            index = match.lastindex
            if index is None:
                continue
            start, end = match.span(index)
            observed = match[index]
            expected = self._expected(index - 1, observed)
            if self._same(expected, observed):
                continue
            if self.excuses and self.excuses.hold(observed, body, start, end):
                continue
            if memory.excuses and memory.excuses.hold(observed, body, start, end):
                continue
            alerts.append(self._alert(start, end, observed, expected))
        return alerts

    def _expected(self, index: int, observed: str) -> str:
        expected = self.values[index]
        if self.definition.flag("capitalize") and observed[:1] == observed[:1].upper():
            expected = _capitalized(expected)
        if "$" not in expected or not re.search(r"\$\d", expected):
            return expected
        key = compiled(self.keys[index], ignorecase=self.definition.flag("ignorecase")).regex
        return key.sub(lambda match: _expanded(expected, match), observed)

    def _same(self, expected: str, observed: str) -> bool:
        if self.definition.action.name == "replace":
            return observed in options(expected)
        return conforms(term_pattern(expected) if self.terms else expected, observed)

    def _alert(self, start: int, end: int, observed: str, expected: str) -> Alert:
        action = self.definition.action
        message = self.definition.message
        fixed: tuple[str, ...] = ()
        if action.name == "replace":
            if not action.params:
                fixed = self._cased(options(expected), observed)
                message, expected = self.message, listed(list(fixed))
            else:
                fixed = self.actions.suggestions(observed, ())
        else:
            expected = to_term(expected, observed)
            if self.terms and expected != observed and is_literal_term(expected):
                fixed = (_wrapped_as(expected, observed),)
            elif action.name:
                fixed = self.actions.suggestions(observed, ())
        return Alert(start, end, observed, filled(message, expected, observed), fixed)

    def _cased(self, found: list[str], observed: str) -> tuple[str, ...]:
        if self.definition.flag("capitalize") and observed[:1] == observed[:1].upper():
            found = [_capitalized(one) for one in found]
        if self.definition.matchcase:
            found = [recased(one, observed) for one in found]
        return tuple(found)


def substitution(definition: Definition, setting: Setting, *, terms: bool = False) -> Check:
    """Build a substitution rule; `terms` for one that a vocabulary makes."""
    swap = definition.table("swap")
    keys = sorted(swap, key=lambda key: len(key.encode("utf-8")), reverse=True)
    frame = NONWORD if definition.flag("nonword") else setting.template or WORD
    tokens = "|".join(f"({uncaptured(key)})" for key in keys).rstrip("|")
    pattern = compiled(frame.replace("%s", tokens, 1), ignorecase=definition.flag("ignorecase"))
    vocabulary = setting.accepted if definition.flag("vocab", True) else ()
    held = excuses(definition.words("exceptions"), vocabulary)
    run = Substitution(
        definition,
        pattern,
        tuple(keys),
        tuple(swap[key] for key in keys),
        held,
        Actions.of(definition, setting),
        terms,
        _single_quoted(definition.message),
    )
    return _check(definition, run, pattern, local=held.phrases is None)


def options(value: str) -> list[str]:
    r"""What a swap's value offers: parts between bars; `\|` is a bar."""
    return [option.replace(r"\|", "|") for option in _OPTION.split(value) if option]


def conforms(expected: str, observed: str) -> bool:
    """Whether words read as a swap's value already, which may be a pattern."""
    if all(char.isalnum() or char in " -" for char in expected):
        return expected == observed
    try:
        read(expected)
    except PatternError:
        return expected == observed
    return compiled(f"^(?:{expected})$").regex.search(observed) is not None


def _expanded(template: str, match: regex.Match[str]) -> str:
    def value(reference: re.Match[str]) -> str:
        name = reference[1].strip("{}")
        if name == "$":
            return "$"
        if name == "&" or name == "0":
            return str(match[0])
        if name.isdigit():
            return (match[int(name)] or "") if int(name) <= match.re.groups else reference[0]
        return match[name] or "" if name in match.re.groupindex else reference[0]

    return _GROUP_REFERENCE.sub(value, template)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _single_quoted(message: str) -> str:
    for quoted in ("'%s'", '"%s"'):
        if message.count(quoted) == 2:
            message = message.replace(quoted, "%s", 1)
    return message


def _wrapped_as(expected: str, observed: str) -> str:
    words = expected.split()
    gaps = re.findall(r"[\t\n\f\r ]+", observed)
    if len(gaps) != len(words) - 1:
        return expected
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


_WORDS = frozenset((r"\b(\w+)\b", r"\b\w+\b", r"(\w+)", r"\w+"))  # with something in between


class Occurrence(Struct, frozen=True):
    """A block in which the rule's word stands too often or too seldom is one alert."""

    definition: Definition
    pattern: Pattern
    most: int
    least: int
    actions: Actions
    quick: Quick

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        if places is None:
            count = len(self.quick.findall(text.text))
        else:
            count = len(self.pattern.at(text.text, places))
        if not ((self.most > 0 and count > self.most) or (self.least > 0 and count < self.least)):
            return []
        message = filled(self.definition.message, count)
        matches = self.pattern.regex.finditer(text.text)
        first = next(matches, None)
        if first is None:
            word = _FIRST_WORD.search(text.text)
            return [self._alert(word, message) if word else Alert(-1, -1, "", message)]
        for match in chain((first,), matches):
            if match[0].strip() and not set(match[0]) <= _CODE:
                return [self._alert(match, message)]
        return []

    def _alert(self, match: re.Match[str] | regex.Match[str], message: str) -> Alert:
        words = match[0]
        return Alert(*match.span(), words, message, self.actions.suggestions(words))


def occurrence(definition: Definition, setting: Setting) -> Check:
    """Build an occurrence rule."""
    ignorecase = definition.flag("ignorecase")
    pattern = compiled(f"(?:{definition.word('token')})", ignorecase=ignorecase)
    most, least = definition.number("max"), definition.number("min")
    actions = Actions.of(definition, setting)
    fast = quick(pattern, ignorecase=ignorecase)
    run = Occurrence(definition, pattern, most, least, actions, fast)
    if least > 0:
        return Check(definition, run)
    shortest = 2 * most + 1 if most > 0 and definition.word("token") in _WORDS else 0
    return replace(_check(definition, run, pattern), shortest=shortest)


class Repetition(Struct, frozen=True):
    """A match that reads as the one before it is an alert over both."""

    definition: Definition
    pattern: Pattern
    excuses: Excuses
    actions: Actions
    most: int = 0
    ignorecase: bool = False
    alpha: bool = False
    quick: Quick | None = None

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        alerts: list[Alert] = []
        body = text.text
        ignorecase, alpha = self.ignorecase, self.alpha
        plain = list(map(str.strip, self._words(body)))
        if ignorecase:
            plain = list(map(str.lower, plain))
        if not any(map(operator.eq, plain, plain[1:])):
            return alerts
        before, start, count = "", 0, 0
        for match in self.pattern.regex.finditer(body):
            words = match[0].strip()
            key = words.lower() if ignorecase else words
            if key == before and key and (not alpha or all(c.isalpha() for c in words)):
                count += 1
                if count > self.most and self._holds(body, start, match.end(), memory):
                    alerts.append(self._alert(start, match.end(), body, words))
                    count = 0
            before, start = key, match.start()
        return alerts

    def _words(self, body: str) -> list[str]:
        if self.quick is not None and self.quick.groups == 1:
            return self.quick.findall(body)
        return [match[0] for match in self.pattern.regex.finditer(body)]

    def _holds(self, body: str, start: int, end: int, memory: Memory) -> bool:
        both = body[start:end]
        if len(sentences(both)) != 1 or self.excuses.hold(both, body, start, end):
            return False
        return not memory.excuses or not memory.excuses.hold(both, body, start, end)

    def _alert(self, start: int, end: int, body: str, words: str) -> Alert:
        both = body[start:end]
        message = filled(self.definition.message, words)
        return Alert(start, end, both, message, self.actions.suggestions(both))


def repetition(definition: Definition, setting: Setting) -> Check:
    """Build a repetition rule."""
    ignorecase = definition.flag("ignorecase")
    pattern = compiled(f"({'|'.join(definition.words('tokens'))})", ignorecase=ignorecase)
    vocabulary = setting.accepted if definition.flag("vocab", True) else ()
    run = Repetition(
        definition,
        pattern,
        excuses(definition.words("exceptions"), vocabulary),
        Actions.of(definition, setting),
        definition.number("max"),
        ignorecase,
        definition.flag("alpha"),
        quick(pattern, ignorecase=ignorecase),
    )
    return Check(definition, run)
