"""The globs of a .vale.ini: `*` crosses slashes, but not in a glob that has a `**`."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def compiled(glob: str) -> tuple[re.Pattern[str], bool]:
    """A glob as a pattern, and whether a leading `!` negates it."""
    negated = glob.startswith("!")
    glob = glob.lstrip("!") if negated else glob
    deep = "**" in glob
    return re.compile(_Glob(glob, star="[^/]*" if deep else ".*").read(), re.DOTALL), negated


def matches(glob: str, path: str) -> bool:
    """Whether a path, with forward slashes, matches a glob."""
    pattern, negated = compiled(glob)
    return bool(pattern.fullmatch(path)) != negated


def mistake(glob: str) -> str:
    """What Vale refuses a glob for, as a clause; nothing for one that it takes."""
    found: list[str] = []
    open_ = at = 0
    while at < len(glob):
        char = glob[at]
        if char == "\\":
            at += 1
            found += ["nothing follows its last '\\'"] if at == len(glob) else []
        elif char == "[":
            end = _set_end(glob, at)
            found.append(_set_mistake(glob[at + 1 : end]) if end > 0 else "a '[' has no ']'")
            at = max(at, end)
        open_ += (char == "{") - (char == "}")
        if open_ < 0:
            return "a '}' has no '{'"
        at += 1
    found += ["a '{' has no '}'"] if open_ else []
    return next(filter(None, found), "")


def _set_end(glob: str, start: int) -> int:
    """Where the set of characters that begins at a place ends; 0 where it does not."""
    match = re.compile(r"\[[!^]?(?:\\.|[^\]\\])*\]", re.DOTALL).match(glob, start)
    return match.end() - 1 if match else 0


def _set_mistake(inner: str) -> str:
    if not inner.lstrip("!^"):
        return f"the set '[{inner}]' is empty"
    ends = re.fullmatch(r"[!^]?(.)-(.?)", inner, re.DOTALL)
    if ends and not ends[1] <= ends[2]:
        return f"the range '[{inner}]' {'ends before it begins' if ends[2] else 'has no end'}"
    return ""


class _Glob:
    def __init__(self, glob: str, *, star: str) -> None:
        self.glob = glob
        self.star = star
        self.at = 0

    def read(self, *, nested: bool = False) -> str:
        """The pattern up to the end, or to the end of a branch within braces."""
        found: list[str] = []
        while self.at < len(self.glob):
            char = self.glob[self.at]
            if nested and char in ",}":
                break
            found.append(self._item(char))
        return "".join(found)

    def _item(self, char: str) -> str:
        if self.glob.startswith("**/", self.at):
            self.at += 3
            return "(?:.*/)?"
        if self.glob.startswith("**", self.at):
            self.at += 2
            return ".*"
        self.at += 1
        if char == "*":
            return self.star
        if char == "?":
            return "." if self.star == ".*" else "[^/]"
        if char == "[":
            return self._set()
        if char == "{":
            return self._braces()
        if char == "\\" and self.at < len(self.glob):
            char = self.glob[self.at]
            self.at += 1
        return re.escape(char)

    def _set(self) -> str:
        end = self.glob.find("]", self.at + 1)
        if end < 0:
            return r"\["
        inner = self.glob[self.at : end].replace("\\", r"\\")
        self.at = end + 1
        return f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]"

    def _braces(self) -> str:
        branches = [self.read(nested=True)]
        while self.glob.startswith(",", self.at):
            self.at += 1
            branches.append(self.read(nested=True))
        self.at += 1
        return f"(?:{'|'.join(branches)})"
