"""The kind `substitution`: one form for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

import regex
from msgspec import field

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.actions import check_action
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.kinds.patterns import (
    Exceptions,
    check_each,
    exceptions,
    is_plain,
    part_of,
)
from copylint.kinds.wording import capitalized, listed
from copylint.matching import Demands, Part, demands, first_matches

_GROUP = kept(r"\$(?:(\d+)|\{(\w+)\})")
_OPTIONS = kept(r"(?<!\\)\|")
_NEEDLESS = "'%s' can go: nothing is lost without it."
_LIST = kept(r"(?<!\\[pPN])\{([a-z]+)\}")


@register
class Substitution(Rule, frozen=True, kw_only=True):
    """Reports each key of `swap` and offers its value; longer keys are tried before shorter.

    A value may name several forms, parted by `|`, and take up the key's groups as `$1`; an empty
    one says that the words can go. `lists` are
    alternatives, parted by `|`, for which their name stands in a key: `{modal} loose`.
    """

    kind: ClassVar[str] = "substitution"

    swap: dict[str, str]
    ignorecase: bool = False
    nonword: bool = False
    exceptions: tuple[str, ...] = ()
    vocab: bool = True
    capitalize: bool = False
    pos: str = ""
    lists: dict[str, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Check the keys; each is compiled when a text first may hold it."""
        if not self.swap:
            raise RuleProblem("'swap' names nothing to look for", "swap")
        check_action(self.action)
        check_each((self._pattern(key), ("swap", key)) for key in self.swap)
        _ = self._excused, self._keys

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Each match of any key; see `find_parts`."""
        return self.find_parts(segment, range(len(self._keys)))

    def find_parts(self, segment: Segment, parts: Sequence[int]) -> Iterator[Hit]:
        """Each match whose form is not already right and that no exception excuses."""
        ready = [self._one(number) for number in parts]
        for index, match in first_matches(ready, segment.text):
            hit = self._hit(segment.text, match, self._keys[parts[index]])
            if hit is not None:
                yield hit

    def compile_parts(self) -> None:
        """Compile now, to be stored with the rule, the keys that are more than words."""
        for number, key in enumerate(self._keys):
            if not is_plain(key):
                self._one(number)

    def _one(self, number: int) -> Part:
        """A key's own part, compiled once and kept with what else the rule derives."""
        part: Part = self.derived(f"_key{number}", lambda: self._made(self._keys[number]))
        return part

    def parts(self) -> Sequence[Demands]:
        """What each key demands."""
        bounded = not self.nonword
        patterns = map(self._pattern, self._keys)
        return [demands(one, bounded=bounded, ignorecase=self.ignorecase) for one in patterns]

    def _hit(self, text: str, match: regex.Match[str], key: str) -> Hit | None:
        span = Span(*match.span())
        observed = span.of(text)
        expected = self._expected(key, observed, match)
        if observed in options(expected) or self._excused.excuse(text, span):
            return None
        offered = tuple(options(expected))
        if not offered:
            return Hit(span, (observed,), ("",), _NEEDLESS)
        return Hit(span, (listed(offered), observed), offered, recase=observed not in key)

    def _expected(self, key: str, observed: str, match: regex.Match[str]) -> str:
        value = self.swap[key]
        if self.capitalize and observed == capitalized(observed):
            value = capitalized(value)
        return _GROUP.sub(lambda group: _group(match, group), value)

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self.swap, key=lambda key: -len(key.encode()))

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)

    def _made(self, key: str) -> Part:
        pattern = self._pattern(key)
        return part_of(pattern, "swap", bounded=not self.nonword, ignorecase=self.ignorecase)

    def _pattern(self, key: str) -> str:
        """A key with its lists written out. Raises RuleProblem for a list that there is not."""
        return _LIST.sub(lambda name: self._alternatives(name[1], key), key) if self.lists else key

    def _alternatives(self, name: str, key: str) -> str:
        if name not in self.lists:
            raise RuleProblem(f"'lists' has no '{name}'", "swap", key)
        return f"(?:{self.lists[name]})"


def options(value: str) -> list[str]:
    """The forms that a value names, parted by `|`."""
    return [part.replace(r"\|", "|") for part in _OPTIONS.split(value) if part]


def _group(found: regex.Match[str], group: regex.Match[str]) -> str:
    name: int | str = int(group[1]) if group[1] else group[2]
    try:
        return found[name] or ""
    except IndexError:
        return group[0]
