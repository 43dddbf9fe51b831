"""Rules about capitals in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

import regex
from msgspec import Struct

from copylint.vale.actions import Actions
from copylint.vale.cases import Titles, sentence_case, terms
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Memory, Text
from copylint.vale.messages import filled
from copylint.vale.patterns import Excuses, compiled, excuses
from copylint.vale.setting import Setting

_LUMP = r"[\p{N}\p{L}*]+[^\s]*"
Judge = Callable[[str], tuple[str, bool]]


@lru_cache(maxsize=256)
def _tokens(source: str) -> regex.Pattern[str]:
    return compiled(f"{source}|{_LUMP}" if source else _LUMP).regex


def _share(
    text: str, expected: str, held: Excuses, threshold: float, *, upper: bool, first: bool
) -> bool:
    """Whether enough words are as expected; `first` also asks the first word for its capital."""
    tokens = _tokens(held.source)
    wanted = [match[0] for match in tokens.finditer(expected)]
    words = [match[0] for match in tokens.finditer(text)]
    right = 0
    for index, word in enumerate(words):
        if (
            index >= len(wanted)
            or word == wanted[index]
            or _excused(held, word)
            or (upper and word == word.upper())
        ):
            right += 1
        elif first and index == 0 and word != _titled(word):
            return False
    return bool(words) and right / len(words) >= threshold


def _excused(held: Excuses, word: str) -> bool:
    return held.terms is not None and held.terms.search(word) is not None


def _titled(word: str) -> str:
    """A word in small letters, with a capital after each character that is none."""
    found = []
    before = " "
    for char in word.lower():
        inside = before.isalnum() or before in "_'"
        found.append(char if inside else char.upper())
        before = char
    return "".join(found)


def _title(text: str, titles: Titles, held: Excuses, threshold: float) -> tuple[str, bool]:
    expected = titles.converted(text)
    return expected, _share(text, expected, held, threshold, upper=True, first=False)


def _sentence(
    text: str,
    words: tuple[str, ...],
    prefix: str,
    indicators: Sequence[str],
    held: Excuses,
    threshold: float,
) -> tuple[str, bool]:
    expected = sentence_case(text, words, prefix, indicators)
    return expected, _share(text, expected, held, threshold, upper=False, first=True)


def _whole(text: str, change: Callable[[str], str], held: Excuses) -> tuple[str, bool]:
    expected = change(text)
    return expected, text == expected or _excused(held, text)


def _pattern(text: str, source: str, held: Excuses) -> tuple[str, bool]:
    return source, bool(compiled(source).regex.search(text)) or _excused(held, text)


class Capitalization(Struct, frozen=True):
    """A block that is not cased as the rule wants is an alert."""

    definition: Definition
    judge: Judge
    actions: Actions

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        body = text.text
        expected, right = self.judge(body)
        if right:
            return []
        message = filled(self.definition.message, body, expected)
        return [Alert(0, len(body), body, message, self._suggestions(body, expected))]

    def _suggestions(self, body: str, expected: str) -> tuple[str, ...]:
        action = self.definition.action
        if action.name == "replace" and not action.params:
            cased = self.definition.word("match") in ("$title", "$sentence")
            return (expected,) if cased else ()
        return self.actions.suggestions(body)


def capitalization(definition: Definition, setting: Setting) -> Check:
    """Build a capitalization rule."""
    vocabulary = setting.accepted if definition.flag("vocab", True) else ()
    exceptions = definition.words("exceptions")
    held = excuses(exceptions, vocabulary)
    words = terms(exceptions, vocabulary)
    threshold = definition.fraction("threshold") or 0.8
    prefix = definition.word("prefix")
    match = definition.word("match")
    judge: Judge
    if match == "$title":
        titles = Titles(definition.word("style") == "Chicago", words, prefix)
        judge = partial(_title, titles=titles, held=held, threshold=threshold)
    elif match == "$sentence":
        judge = partial(
            _sentence,
            words=words,
            prefix=prefix,
            indicators=definition.words("indicators"),
            held=held,
            threshold=threshold,
        )
    elif match in ("$lower", "$upper"):
        judge = partial(_whole, change=str.lower if match == "$lower" else str.upper, held=held)
    else:
        compiled(match)
        judge = partial(_pattern, source=match, held=held)
    run = Capitalization(definition, judge, Actions.of(definition, setting))
    return Check(definition, run)
