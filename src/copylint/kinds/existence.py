"""The kind `existence`: words and patterns that should not be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.actions import check_action, suggestions
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.kinds.patterns import (
    NONWORD,
    WORD,
    Exceptions,
    check_each,
    checked,
    exceptions,
    flagged,
    part_of,
)
from copylint.kinds.wording import in_words
from copylint.matching import Demands, Needs, Part, demands, first_matches, needs, union

_REFERS = kept(r"\\[1-9k]|\(\?(?:P|'|<[^=!])")  # groups are counted over all tokens
# A flag in one token holds for those after it.
_JOINED = kept(r"\(\?[a-z-]+\)|\(\?(?:P|'|<[^=!])|\\[1-9k]")


@register
class Existence(Rule, frozen=True, kw_only=True):
    """Reports each match of a token, or of the pieces under `raw` joined together.

    Tokens keep their order: where two match at one place, the first named wins.
    """

    kind: ClassVar[str] = "existence"

    tokens: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    append: bool = False
    ignorecase: bool = False
    nonword: bool = False
    exceptions: tuple[str, ...] = ()
    vocab: bool = True

    def prepare(self) -> None:
        """Check the tokens. Where each stands for itself, they are compiled when first needed."""
        check_action(self.action)
        check_each((token, ("tokens", index)) for index, token in enumerate(self._tokens))
        if not self._tokens and not self.raw:
            raise RuleProblem("names nothing to look for: give it 'tokens' or 'raw'")
        _ = self._excused
        if self.raw or any(_REFERS.search(token) for token in self.tokens):
            _ = self._all

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Each match that no exception excuses."""
        found = (match for _, match in first_matches([self._all], segment.text))
        return self._hits(segment.text, found)

    def find_parts(self, segment: Segment, parts: Sequence[int]) -> Iterator[Hit]:
        """Each match of those tokens; of tokens that belong together, of all."""
        if self._together:
            return self.find(segment)
        ready = [self._one(number) for number in parts]
        found = (match for _, match in first_matches(ready, segment.text))
        return self._hits(segment.text, found)

    def compile_parts(self) -> None:
        """Compile each token now, to be stored with the rule."""
        for number in range(0 if self._together else len(self._tokens)):
            self._one(number)

    def _one(self, number: int) -> Part:
        """A token's own part, compiled once and kept with what else the rule derives."""
        token = self._tokens[number]
        part: Part = self.derived(f"_token{number}", lambda: part_of(self._full([token]), "tokens"))
        return part

    def _hits(self, text: str, found: Iterable[regex.Match[str]]) -> Iterator[Hit]:
        for match in found:
            span = Span(*match.span())
            if not self._excused.excuse(text, span):
                yield self._hit(span, match)

    def _hit(self, span: Span, match: regex.Match[str]) -> Hit:
        offered = suggestions(self.action, match[0], self._groups(match))
        values = (match[0], in_words(offered)) if offered else (match[0],)
        return Hit(span, values, offered, recase=self.matchcase)

    def _groups(self, match: regex.Match[str]) -> tuple[str, ...]:
        """The groups of the token that matched, counted as the token itself counts them."""
        if not self.action.params or not match.re.groups:
            return ()
        for token in self._tokens:
            own = checked(flagged(token, ignorecase=self.ignorecase), "tokens")
            found = own.match(match.string, match.start())
            if found and found.end() == match.end():
                return tuple(group or "" for group in found.groups())
        return ()

    def needs(self) -> Needs:
        """What the tokens need, or the whole pattern where `raw` belongs to it."""
        if self.raw:
            return needs(self._full(self._tokens), bounded=False)
        return union(
            needs(token, bounded=not self.nonword, ignorecase=self._anycase)
            for token in self._tokens
        )

    def parts(self) -> Sequence[Demands]:
        """What each token demands, or all of them where they belong together."""
        if self._together:
            return super().parts()
        return [
            demands(token, bounded=not self.nonword, ignorecase=self.ignorecase)
            for token in self._tokens
        ]

    @property
    def _tokens(self) -> list[str]:
        return [token for token in self.tokens if token.strip()]

    @property
    def _anycase(self) -> bool:
        """True when case may not matter: a `(?i)` in one token holds for those after it."""
        return self.ignorecase or any("(?i" in token for token in self.tokens)

    def _full(self, tokens: list[str]) -> str:
        bounded = not self.nonword and tokens
        body = (WORD if bounded else NONWORD).replace("{}", "|".join(tokens))
        raw = "".join(self.raw)
        joined = body + raw if self.append else raw + body
        return flagged(joined, ignorecase=self.ignorecase)

    @cached_property
    def _all(self) -> Part:
        return part_of(self._full(self._tokens), "tokens" if self._tokens else "raw")

    @cached_property
    def _excused(self) -> Exceptions:
        return exceptions(self.exceptions)

    @cached_property
    def _together(self) -> bool:
        """True when the tokens cannot be told apart: `raw`, flags, references."""
        return bool(self.raw) or any(_JOINED.search(token) for token in self.tokens)
