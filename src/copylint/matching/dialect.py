r"""The pattern dialect of rules: .NET-like syntax, read once, written for the `regex` package.

`\\w` and `\\d` are ASCII, `\\s` is tab, line feed, form feed, carriage return or space, `\\b` is
Unicode, `$` without `(?m)` is the end of the text only, and a `(?i)` holds to the end of its group,
over later alternatives too. What a pattern needs is read from the same tree (see `literals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex
from msgspec import Struct

from copylint.matching.nodes import Alt, Char, Edge, Few, Node, Other, Repeat, Seq
from copylint.matching.syntax import (
    ANY_CASE,
    CONTROLS,
    EDGES,
    EXACT,
    FEW,
    FLAGS,
    FOLDED,
    HEX,
    LOOKS,
    NAMED,
    PLAIN_RUN,
    POSIX,
    PROPERTY,
    QUANTIFIER,
    REFERENCE,
    SETS,
    SPACE,
    UNSURE,
    WORD,
)

# A character of a set that no word of ASCII letters and figures can hold, as `_quoted` writes it.
_MARK = re.compile(r"[ '\"‘’“”–—…]|\\x(?:2.|3[a-f]|40|5[b-e]|60|7[b-e])")

TIME_LIMIT = 1.0  # seconds a pattern may take in one segment


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why, `at` where (an offset from 0)."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


class Pattern(Struct, frozen=True):
    """A pattern as read: `text` for the `regex` package, `tree` for what it needs."""

    text: str
    tree: Node


@lru_cache(maxsize=4096)
def read(pattern: str, *, ignorecase: bool = False, groups: bool = True) -> Pattern:
    """Read a pattern; `groups` False makes the author's groups non-capturing.

    Raises PatternError for syntax that the dialect does not have.
    """
    reader = _Reader(pattern, groups=groups)
    text, tree = reader.alternation(frozenset("i") if ignorecase else frozenset())
    if reader.at < len(pattern):
        raise PatternError("a closing parenthesis has no opening one", reader.at)
    return Pattern(text, tree)


@lru_cache(maxsize=4096)
def compiled(pattern: str, *, ignorecase: bool = False, groups: bool = True) -> regex.Pattern[str]:
    """A pattern of the dialect, ready to run. Raises PatternError saying what is wrong."""
    text = read(pattern, ignorecase=ignorecase, groups=groups).text
    try:
        return regex.compile(text, regex.VERSION0, cache_pattern=False)
    except regex.error as error:
        raise PatternError(str(error)) from error


def verify(pattern: str) -> None:
    """Raise PatternError where a pattern cannot be compiled.

    Reading tells for most; those are compiled that name what only the `regex` package knows.
    """
    read(pattern)
    if UNSURE.search(pattern):
        compiled(pattern)


def matches(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """The pattern's matches that hold at least one character, left to right.

    Raises TimeoutError when they take longer than TIME_LIMIT.
    """
    for match in pattern.finditer(text, timeout=TIME_LIMIT):
        if match.end() > match.start():
            yield match


class _Reader:
    """Reads a pattern once, from left to right."""

    def __init__(self, pattern: str, *, groups: bool) -> None:
        self.pattern = pattern
        self.groups = groups
        self.at = self.captures = 0
        self.open: set[int] = set()

    def alternation(self, flags: frozenset[str]) -> tuple[str, Node]:
        """Branches up to the closing parenthesis or the end; a flag set inside holds to there."""
        texts: list[str] = []
        branches: list[Node] = []
        outer = flags
        while True:
            text, node, flags = self._branch(flags, outer)
            texts.append(text)
            branches.append(node)
            if not self._take("|"):
                break
        return "|".join(texts), branches[0] if len(branches) == 1 else Alt(tuple(branches))

    def _branch(
        self, flags: frozenset[str], outer: frozenset[str]
    ) -> tuple[str, Node, frozenset[str]]:
        texts: list[str] = []
        parts: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            switched = self._switch(flags)
            if switched is not None:
                flags = switched
                continue
            if "x" in flags and self._skip_blank():
                continue
            text, nodes = self._run(flags) or self._one(flags)
            if texts and ANY_CASE.fullmatch(text) and ANY_CASE.fullmatch(texts[-1]):
                texts[-1] = texts[-1][:-1] + text[len("(?i:") :]
            else:
                texts.append(text)
            parts += nodes
        return "".join(texts), Seq(tuple(parts)), flags

    def _run(self, flags: frozenset[str]) -> tuple[str, tuple[Node, ...]] | None:
        """Letters, figures and spaces that stand for themselves; the last may be repeated."""
        found = None if "x" in flags else PLAIN_RUN.match(self.pattern, self.at)
        if found is None:
            return None
        end = found.end() - (QUANTIFIER.match(self.pattern, found.end()) is not None)
        text = self.pattern[self.at : end]
        self.at = end
        if "i" in flags:
            return f"(?i:{text})", tuple(FOLDED[char] for char in text)
        return text, tuple(EXACT[char] for char in text)

    def _one(self, flags: frozenset[str]) -> tuple[str, tuple[Node, ...]]:
        text, node = self._quantified(flags)
        return text, (node,)

    def _switch(self, flags: frozenset[str]) -> frozenset[str] | None:
        match = FLAGS.match(self.pattern, self.at)
        if not match or match[3] != ")" or not (match[1] or match[2]):
            return None
        self.at = match.end()
        return (flags | frozenset(match[1])) - frozenset(match[2] or "")

    def _skip_blank(self) -> bool:
        if self.pattern[self.at].isspace():
            self.at += 1
            return True
        if self.pattern[self.at] == "#":
            end = self.pattern.find("\n", self.at)
            self.at = len(self.pattern) if end < 0 else end + 1
            return True
        return False

    def _quantified(self, flags: frozenset[str]) -> tuple[str, Node]:
        start = self.at
        text, node = self._atom(flags)
        quantifier = QUANTIFIER.match(self.pattern, self.at)
        if not quantifier:
            return text, node
        if not text:
            raise PatternError("a quantifier has nothing to repeat", start)
        self.at = quantifier.end()
        return text + quantifier[0], Repeat.of(node, quantifier[0])

    def _atom(self, flags: frozenset[str]) -> tuple[str, Node]:
        char = self.pattern[self.at]
        if char == "(":
            return self._group(flags)
        if char == "[":
            return self._set(flags)
        if char == "\\":
            return self._escape(flags)
        if char in "*+?":
            raise PatternError("a quantifier has nothing to repeat", self.at)
        self.at += 1
        if char == ".":
            return ("(?s:.)" if "s" in flags else "[^\\n]"), Other()
        if char == "^":
            return ("(?m:^)" if "m" in flags else "\\A"), Edge(boundary=True)
        if char == "$":
            return ("(?m:$)" if "m" in flags else "\\Z"), Edge(boundary=True)
        return _literal(char, flags)

    def _group(self, flags: frozenset[str]) -> tuple[str, Node]:
        opening, inner, kind = self._opening(flags)
        if kind == "comment":
            return "", Seq(())
        start = self.at
        text, node = self._inside(opening, inner)
        if not self._take(")"):
            raise PatternError("a parenthesis is not closed", start - 1)
        if kind == "look":
            node = Edge.of(opening, node, words=_holds_words(node))
        return f"{opening}{text})", node

    def _inside(self, opening: str, flags: frozenset[str]) -> tuple[str, Node]:
        if opening != "(" and not opening.startswith("(?P<"):
            return self.alternation(flags)
        self.captures += 1
        self.open.add(number := self.captures)
        found = self.alternation(flags)
        self.open.discard(number)
        return found

    def _opening(self, flags: frozenset[str]) -> tuple[str, frozenset[str], str]:
        rest = self.pattern[self.at :]
        if rest.startswith("(?#"):
            self.at = self.pattern.find(")", self.at) + 1 or len(self.pattern)
            return "", flags, "comment"
        for look in LOOKS:
            if rest.startswith(look):
                self.at += len(look)
                return look, flags, "look"
        if rest.startswith("(?>"):
            self.at += 3
            return "(?>", flags, "group"
        return self._plain_opening(flags)

    def _plain_opening(self, flags: frozenset[str]) -> tuple[str, frozenset[str], str]:
        if scoped := FLAGS.match(self.pattern, self.at):
            self.at = scoped.end()
            inner = (flags | frozenset(scoped[1])) - frozenset(scoped[2] or "")
            return "(?:", inner, "group"
        if named := NAMED.match(self.pattern, self.at):
            self.at = named.end()
            return (f"(?P<{named[1] or named[2]}>" if self.groups else "(?:"), flags, "group"
        if self.pattern.startswith("(?", self.at):
            raise PatternError("the rule language has no such group", self.at)
        self.at += 1
        return ("(" if self.groups else "(?:"), flags, "group"

    def _escape(self, flags: frozenset[str]) -> tuple[str, Node]:
        self.at += 1
        if self.at >= len(self.pattern):
            raise PatternError("the pattern ends in a backslash", self.at)
        char = self.pattern[self.at]
        if char in EDGES:
            self.at += 1
            text, boundary = EDGES[char]
            return text, Edge(boundary)
        if char in SETS:
            self.at += 1
            body, gap = SETS[char]
            return f"[{body}]", Other(gap, body)
        if found := PROPERTY.match(self.pattern, self.at):
            self.at = found.end()
            return f"\\{found[0]}", Other()
        if char == "k" or char in "123456789":
            return self._reference(flags)
        return _literal(self._escaped_char(), flags)

    def _reference(self, flags: frozenset[str]) -> tuple[str, Node]:
        found = REFERENCE.match(self.pattern, self.at)
        if not found:
            raise PatternError("a back-reference names no group", self.at)
        self.at = found.end()
        name = found[1] or found[2]
        if found[3] and int(found[3]) in self.open:
            return "(?!)", Other()  # a group that is still open has captured nothing
        text = f"(?P={name})" if name and not name.isdigit() else f"(?:\\{name or found[3]})"
        return (f"(?i:{text})" if "i" in flags else text), Repeat(Other(), 0, None)

    def _escaped_char(self) -> str:
        if found := HEX.match(self.pattern, self.at):
            self.at = found.end()
            return chr(int(found[1] or found[2] or found[3], 16))
        char = self.pattern[self.at]
        self.at += 1
        if char in CONTROLS:
            return CONTROLS[char]
        if char.isascii() and char.isalnum() and char != "0":
            raise PatternError(f"the rule language has no escape \\{char}", self.at - 1)
        return "\0" if char == "0" else char

    def _set(self, flags: frozenset[str]) -> tuple[str, Node]:
        start, first = self.at, self.at + 1
        self.at += 1
        negated = self._take("^")
        first = self.at
        items: list[str] = []
        chars: list[str] | None = []
        while self.at == first or not self._take("]"):
            if self.at >= len(self.pattern):
                raise PatternError("a set is not closed", start)
            item, char = self._set_item()
            items.append(item)
            chars = [*chars, char] if chars is not None and char is not None else None
        text = f"[{'^' if negated else ''}{''.join(items)}]"
        return _cased(text, flags), _set_node(negated, items, chars, flags)

    def _set_item(self) -> tuple[str, str | None]:
        """An item of a set as written, and its character when it is only one."""
        if found := POSIX.match(self.pattern, self.at):
            self.at = found.end()
            return found[0], None
        if self.pattern.startswith("\\", self.at):
            kind = self.pattern[self.at + 1 : self.at + 2]
            if kind in SETS and kind:
                self.at += 2
                return SETS[kind][0], None
            if found := PROPERTY.match(self.pattern, self.at + 1):
                self.at = found.end()
                return f"\\{found[0]}", None
        low = self._set_char()
        if self._range_follows():
            self.at += 1
            high = self._set_char()
            if high < low:
                raise PatternError("a range in a set runs backwards", self.at)
            return f"{_quoted(low)}-{_quoted(high)}", None
        return _quoted(low), low

    def _range_follows(self) -> bool:
        following = self.pattern[self.at : self.at + 2]
        if len(following) < 2 or following[0] != "-" or following[1] in "[]":
            return False
        return not re.compile(r"-\\[wWdDsSpP]").match(self.pattern, self.at)

    def _set_char(self) -> str:
        char = self.pattern[self.at]
        self.at += 1
        if char != "\\":
            return char
        if self.at >= len(self.pattern):
            raise PatternError("a set is not closed", self.at)
        if self.pattern[self.at] == "b":
            self.at += 1
            return "\b"
        return self._escaped_char()

    def _take(self, char: str) -> bool:
        taken = self.pattern.startswith(char, self.at)
        self.at += taken
        return taken


def _literal(char: str, flags: frozenset[str]) -> tuple[str, Node]:
    fold = "i" in flags and _has_case(char)
    return _cased(_quoted(char), flags if fold else frozenset()), Char(char, fold)


def _cased(text: str, flags: frozenset[str]) -> str:
    return f"(?i:{text})" if "i" in flags else text


def _quoted(char: str) -> str:
    if not char.isascii() or char.isalnum() or char in "_ '\"":
        return char
    return f"\\x{ord(char):02x}"


def _has_case(char: str) -> bool:
    return char.casefold() != char.upper()


def _holds_words(node: Node) -> bool:
    """True for one set that has all ASCII letters and figures in it, and for a choice with one."""
    if isinstance(node, Alt):
        return any(map(_holds_words, node.branches))
    if isinstance(node, Seq):
        return len(node.parts) == 1 and _holds_words(node.parts[0])
    return isinstance(node, Other) and WORD in node.chars


def _set_node(
    negated: bool, items: list[str], chars: list[str] | None, flags: frozenset[str]
) -> Node:
    if not negated and chars and len(chars) <= FEW:
        return Few(tuple(Char(char, "i" in flags and _has_case(char)) for char in chars))
    gaps = all(item == SPACE or _MARK.fullmatch(item) for item in items)
    return Other(gaps and not negated, "" if negated else "".join(items))
