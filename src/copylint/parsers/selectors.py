"""CSS selectors on a tree of elements, in the syntax of the library that Vale uses (cascadia)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TypeVar

import regex

from copylint.errors import RuleError
from copylint.parsers.selector_tests import ATTRIBUTES, NEVER, PSEUDO, Test, contains, nth, related
from copylint.parsers.vale_builder import tree
from copylint.parsers.vale_tokens import Token
from copylint.parsers.vale_tree import rendered

Value = TypeVar("Value")
_SPACE = re.compile(r"(?:[ \t\r\n\f]|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"(?:[A-Za-z_0-9\x80-\U0010ffff-]|\\[^\n])+")
_IDENTIFIER = re.compile(r"-*(?:[A-Za-z_\x80-\U0010ffff]|\\[^\n])(?:[\w\x80-\U0010ffff-]|\\[^\n])*")
_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\n\r\f]?|\n|(.))", re.DOTALL)
_NTH = re.compile(
    r"(?P<word>odd|even)|(?P<step>[+-]?\d*)n\s*(?:(?P<sign>[+-])\s*(?P<plus>\d+))?|(?P<only>[+-]?\d+)",
    re.IGNORECASE,
)
_HAS_CHILD = re.compile(r":has\(\s*>\s*")
_CHILD = {"first-child": (1, False, False), "last-child": (1, True, False)} | {
    "first-of-type": (1, False, True),
    "last-of-type": (1, True, True),
}


@lru_cache(maxsize=256)
def compiled(selector: str) -> Test:
    """A selector as a test of nodes. Raises RuleError for what is none."""
    reader = _Reader(_HAS_CHILD.sub(":haschild(", selector))
    test = reader.selector()
    if reader.at < len(reader.text):
        raise reader.error("more follows where the selector ends")
    return test


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def error(self, what: str) -> RuleError:
        return RuleError(
            f"'scope' holds the selector '{self.text}': {what}",
            hint=f"Mend it at '{self.text[self.at : self.at + 12]}'.",
        )

    def group(self) -> Sequence[Test]:
        """Selectors parted by commas."""
        found = [self.selector()]
        while self._took(","):
            found.append(self.selector())
        return found

    def selector(self) -> Test:
        """A selector with its combinators."""
        self._space()
        test = self._compound()
        while True:
            combinator = " " if self._space() else ""
            rest = self.text[self.at : self.at + 1]
            if rest and rest in "+>~":
                combinator = rest
                self.at += 1
                self._space()
            if not rest or rest in ",)" or not combinator:
                return test
            test = partial(related, combinator, test, self._compound())

    def _compound(self) -> Test:
        if self.at >= len(self.text):
            raise self.error("a selector is missing at its end")
        tests: list[Test] = []
        if self._took("*"):
            self._took("|*")
        elif self.text[self.at] not in "#.[:":
            name = self._identifier().lower()
            tests.append(lambda node: node.is_element and node.name == name)
        while self.at < len(self.text) and self.text[self.at] in "#.[:":
            tests.append(self._simple())
        if len(tests) == 1:
            return tests[0]
        return lambda node: (bool(tests) or node.is_element) and all(one(node) for one in tests)

    def _simple(self) -> Test:
        mark = self.text[self.at]
        self.at += 1
        if mark == "#":
            return partial(ATTRIBUTES["="], "id", self._plain(self._found(_NAME, "a name")), False)
        if mark == ".":
            return partial(ATTRIBUTES["~="], "class", self._identifier(), False)
        return self._attribute() if mark == "[" else self._pseudo()

    def _attribute(self) -> Test:
        self._space()
        key = self._identifier().lower()
        self._space()
        if self._took("]"):
            return lambda node: key in node.attributes
        operation = self._found(re.compile(r"=|[!~|^$*#]="), "an operator")
        self._space()
        if operation == "#=":
            pattern = self._pattern()
            test: Test = lambda node: bool(pattern(node.attributes.get(key)))  # noqa: E731
        else:
            value = self._value()
            self._space()
            test = partial(ATTRIBUTES[operation], key, value, self._took("i") or self._took("I"))
        self._space()
        self._must("]")
        return test

    def _pseudo(self) -> Test:
        if self._took(":"):
            raise self.error("pseudo-elements stand for no element")
        name = self._identifier().lower()
        if name in ("not", "has", "haschild"):
            return partial(PSEUDO[name], self._within(self.group))
        if name in ("contains", "containsown"):
            return partial(contains, self._within(self._value).lower(), name == "containsown")
        if name in ("matches", "matchesown"):
            pattern, own = self._within(self._pattern), name == "matchesown"
            return lambda node: bool(pattern(node.own_text() if own else node.text()))
        if name in ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"):
            step, start = self._within(self._nth)
            return partial(nth, step, start, "-last-" in name, name.endswith("of-type"))
        if name in _CHILD:
            return partial(nth, 0, *_CHILD[name])
        if name == "lang":
            return partial(PSEUDO[name], self._within(self._identifier).lower())
        if name in PSEUDO:
            return PSEUDO[name]
        if name in NEVER:
            return lambda node: False
        raise self.error(f"there is no ':{name}'")

    def _within(self, read: Callable[[], Value]) -> Value:
        self._must("(")
        self._space()
        value = read()
        self._space()
        self._must(")")
        return value

    def _nth(self) -> tuple[int, int]:
        match = _NTH.match(self.text, self.at)
        if not match:
            raise self.error("a number such as 2n+1 is missing")
        self.at = match.end()
        if match["word"]:
            return 2, int(match["word"].lower() == "odd")
        if match["only"]:
            return 0, int(match["only"])
        step = match["step"]
        start = int(f"{match['sign']}{match['plus']}") if match["plus"] else 0
        return int(f"{step}1" if step in ("", "+", "-") else step), start

    def _pattern(self) -> Callable[[str | None], bool]:
        """A regular expression, up to the bracket that it does not open."""
        start, depth = self.at, 0
        while self.at < len(self.text):
            char = self.text[self.at]
            depth += (char in "([") - (char in ")]")
            if depth < 0:
                break
            self.at += 1
        try:
            found = regex.compile(self.text[start : self.at], regex.V1 | regex.ASCII)
        except regex.error as error:
            raise self.error(f"its pattern cannot be read ({error})") from error
        return lambda text: text is not None and found.search(text) is not None

    def _value(self) -> str:
        if self.text[self.at : self.at + 1] in ("'", '"'):
            match = _STRING.match(self.text, self.at)
            if not match:
                raise self.error("a quotation mark is not closed")
            self.at = match.end()
            return self._plain(match[1] if match[1] is not None else match[2])
        return self._identifier()

    def _identifier(self) -> str:
        return self._plain(self._found(_IDENTIFIER, "a name"))

    def _plain(self, text: str) -> str:
        return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2] or "", text)

    def _found(self, pattern: re.Pattern[str], what: str) -> str:
        match = pattern.match(self.text, self.at)
        if not match:
            raise self.error(f"{what} is missing")
        self.at = match.end()
        return match[0]

    def _space(self) -> bool:
        match = _SPACE.match(self.text, self.at)
        end = match.end() if match else self.at
        moved, self.at = end > self.at, end
        return moved

    def _took(self, text: str) -> bool:
        if not self.text.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def _must(self, text: str) -> None:
        if not self._took(text):
            raise self.error(f"'{text}' is missing")


def marked(tokens: Iterable[Token], selectors: Sequence[tuple[str, str]]) -> Iterator[Token]:
    """The tokens of HTML as a tree has them, each element marked with the selectors it matches."""
    root = tree(tokens)
    nodes = list(root.walk())
    for name, selector in selectors:
        test = compiled(selector)
        for node in nodes:
            if test(node):
                node.marks.append(name)
    return rendered(root)
