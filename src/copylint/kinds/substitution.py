"""The kind `substitution`: one form for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.actions import check_action, suggestions
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.kinds.patterns import (
    MANY,
    NONWORD,
    SEVERAL,
    WORD,
    Exceptions,
    check_each,
    checked,
    choice,
    exceptions,
    flagged,
    shortened,
)
from copylint.kinds.wording import (
    capitalized,
    listed,
    match_case,
    once_quoted,
    quoted_list,
    recased_to,
)
from copylint.matching import (
    Needs,
    PatternError,
    Prefilter,
    compiled,
    first_matches,
    matches,
    needs,
    union,
)

_GROUP = kept(r"\$(?:(\d+)|\{(\w+)\})")
_OPENS = kept(r"\((?!\?)|\(\?P?<(?![=!])\w+>")
_REFERS = kept(r"(?<!\\)(?:\\\\)*\\(?:[1-9]|k[<'{])")
_OPTIONS = kept(r"(?<!\\)\|")


@register
class Substitution(Rule, frozen=True, kw_only=True):
    """Reports each key of `swap` and offers its value; longer keys are tried before shorter.

    A value may name several forms, parted by `|`, and take up the key's groups as `$1`.
    """

    kind: ClassVar[str] = "substitution"

    swap: dict[str, str]
    ignorecase: bool = False
    nonword: bool = False
    exceptions: tuple[str, ...] = ()
    vocab: bool = True
    capitalize: bool = False
    pos: str = ""

    def prepare(self) -> None:
        """Check the keys. Those of our own rules are compiled when a text first holds one."""
        if not self.swap and not self.vale:
            raise RuleProblem("'swap' names nothing to look for", "swap")
        check_action(self.action)
        self._check_references()
        check_each((key, ("swap", key)) for key in self.swap)
        _ = self._excused, self._keys
        if self.vale and self._choice is None:
            _ = self._pattern

    def _check_references(self) -> None:
        """A key's groups are only known to its value: all keys are searched for together."""
        for key in self.swap if not self.vale else ():
            if _REFERS.search(key):
                raise RuleProblem(
                    f"the key {shortened(key)} refers back to a group; write out what may repeat",
                    "swap",
                    key,
                )

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Each match whose form is not already right and that no exception excuses."""
        for key, match in self._matches(segment.text):
            hit = self._hit(segment.text, match, key)
            if hit is not None:
                yield hit

    def _matches(self, text: str) -> Iterator[tuple[str, regex.Match[str]]]:
        """Each match with the key that it is of."""
        if self._choice is None:
            for match in matches(self._pattern, text):
                if match.lastindex:
                    yield self._keys[match.lastindex - 1], match
            return
        numbers = sorted(self._choice.candidates(text))
        for index, match in first_matches([self._one(number) for number in numbers], text):
            yield self._keys[numbers[index]], match

    def _one(self, number: int) -> regex.Pattern[str]:
        """A key's own pattern, compiled once and kept with what else the rule derives."""
        name = f"_key{number}"
        if name not in vars(self):
            vars(self)[name] = self._joined([self._keys[number]])
        pattern: regex.Pattern[str] = vars(self)[name]
        return pattern

    def needs(self) -> Needs:
        """What the keys need."""
        return union(self._key_needs(key) for key in self._keys)

    def _key_needs(self, key: str) -> Needs:
        return needs(key, bounded=not self.nonword, ignorecase=self.ignorecase)

    def _hit(self, text: str, match: regex.Match[str], key: str) -> Hit | None:
        span = Span(*match.span(match.lastindex or 0))
        observed = span.of(text)
        expected = self._expected(key, observed, match)
        if self._already(expected, observed) or self._excused.excuse(text, span):
            return None
        if self.vale:
            return self._vale_hit(span, expected, observed)
        offered = tuple(options(expected)) or ("",)
        return Hit(span, (listed(offered), observed), offered, recase=observed not in key)

    def _vale_hit(self, span: Span, expected: str, observed: str) -> Hit:
        if self.action.name != "replace":
            offered = suggestions(self.action, observed)
            return Hit(span, (recased_to(expected, observed), observed), offered, recase=False)
        offered = self.action.params or tuple(options(expected))
        if self.capitalize and observed == capitalized(observed):
            offered = tuple(capitalized(option) for option in offered)
        if self.matchcase:
            offered = tuple(match_case(option, observed) for option in offered)
        values = (quoted_list(offered), observed)
        return Hit(span, values, offered, once_quoted(self.message), recase=False)

    def _expected(self, key: str, observed: str, match: regex.Match[str]) -> str:
        value = self.swap[key]
        if self.capitalize and observed == capitalized(observed):
            value = capitalized(value)
        if not _GROUP.search(value):
            return value
        own = compiled(flagged(key, ignorecase=self.ignorecase))
        found = own.match(match.string, match.start(match.lastindex or 0))
        return _GROUP.sub(lambda group: _group(found, group), value) if found else value

    def _already(self, expected: str, observed: str) -> bool:
        if not self.vale or self.action.name == "replace":
            return observed in options(expected)
        if re.fullmatch(r"[\w ]+", expected):
            return expected == observed
        try:
            return compiled(f"^(?:{expected})$").search(observed) is not None
        except PatternError:
            return expected == observed

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self.swap, key=lambda key: -len(key.encode()))

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return self._joined(self._keys)

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)

    @cached_property
    def _choice(self) -> Prefilter | None:
        return choice(
            self._keys,
            bounded=not self.nonword,
            ignorecase=self.ignorecase,
            least=MANY if self.vale else SEVERAL,
        )

    def _joined(self, keys: Sequence[str]) -> regex.Pattern[str]:
        template = NONWORD if self.nonword else WORD
        branches = "|".join(f"({_groupless(key)})" for key in keys)
        pattern = template.replace("{}", branches)
        return checked(flagged(pattern, ignorecase=self.ignorecase), "swap")


def options(value: str) -> list[str]:
    """The forms that a value names, parted by `|`."""
    return [part.replace(r"\|", "|") for part in _OPTIONS.split(value) if part]


def _group(found: regex.Match[str], group: regex.Match[str]) -> str:
    name: int | str = int(group[1]) if group[1] else group[2]
    try:
        return found[name] or ""
    except IndexError:
        return group[0]


@lru_cache(maxsize=8192)
def _groupless(key: str) -> str:
    """The key with its own groups made non-capturing, so that each key is one group."""
    out, at, in_set = [], 0, False
    while at < len(key):
        char = key[at]
        if char == "\\":
            out.append(key[at : at + 2])
            at += 2
            continue
        in_set = (in_set or char == "[") and not (in_set and char == "]")
        group = None if in_set else _OPENS.match(key, at)
        out.append("(?:" if group else char)
        at = group.end() if group else at + 1
    return "".join(out)
