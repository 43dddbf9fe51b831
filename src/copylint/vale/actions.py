"""Actions: what a rule proposes in place of a match."""

from __future__ import annotations

import re
from collections.abc import Callable

import regex
from msgspec import Struct

from copylint.errors import RuleError
from copylint.vale import edits
from copylint.vale.cases import Titles, sentence_case, simple
from copylint.vale.definition import Definition
from copylint.vale.patterns import compiled
from copylint.vale.recase import recased
from copylint.vale.setting import Setting

_REFERENCE = re.compile(r"\$(\$|\d+|\{\d+\})")
_ARITY = {"replace": 2, "regex": 2, "split": 2} | dict.fromkeys(
    "remove trim_right trim_left trim truncate wrap unwrap prefix suffix".split(), 1
)
_PLAIN: dict[str, Callable[[str], str]] = {
    "squeeze": edits.squeezed,
    "capitalize": lambda text: text[:1].upper() + text[1:],
    "uncapitalize": lambda text: text[:1].lower() + text[1:],
    "smart": edits.smart,
    "dumb": edits.dumb,
    "ascii": edits.to_ascii,
    "words": edits.number_to_words,
    "digits": edits.words_to_number,
    "lower": str.lower,
    "upper": str.upper,
    "title": lambda text: Titles().converted(text),
    "sentence": lambda text: sentence_case(text),
    "simple": simple,
    "kebab": lambda text: simple(text, "-"),
    "snake": lambda text: simple(text, "_"),
    "camel": lambda text: edits.camel(simple(text)),
    "pascal": lambda text: edits.pascal(simple(text)),
}
_GIVEN: dict[str, Callable[[str, str], str]] = {
    "remove": lambda text, arg: "".join(char for char in text if char not in arg),
    "trim_right": lambda text, arg: text.rstrip(arg),
    "trim_left": lambda text, arg: text.lstrip(arg),
    "trim": lambda text, arg: text.strip(arg),
    "truncate": lambda text, arg: text.split(arg)[0] if arg else text[:1],
    "wrap": lambda text, arg: f"{arg}{text}{arg}",
    "unwrap": lambda text, arg: text.removeprefix(arg).removesuffix(arg),
    "prefix": lambda text, arg: arg + text,
    "suffix": lambda text, arg: text + arg,
}


class Actions(Struct, frozen=True):
    """A rule's action, checked; `steps` are those of an edit."""

    definition: Definition
    steps: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, definition: Definition, setting: Setting) -> Actions:
        """A rule's action. Raises RuleError for one that does not exist."""
        name, params = definition.action.name, definition.action.params
        if name == "edit":
            return cls(definition, _steps(params))
        if name == "convert" and params != ("simple",):
            raise RuleError("the 'action' 'convert' takes one parameter: simple")
        if name == "suggest" and len(params) != 1:
            raise RuleError("the 'action' 'suggest' takes one parameter")
        if name not in ("", "replace", "remove", "convert", "suggest"):
            raise RuleError(f"the 'action' '{name}' does not exist")
        return cls(definition)

    @property
    def wants_groups(self) -> bool:
        """Whether parameters refer to what the match captured."""
        return any("$" in param for param in self.definition.action.params)

    def suggestions(self, words: str, groups: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What the action makes of a match: one text an alternative, "" to take it away."""
        match self.definition.action.name:
            case "replace":
                params = self.definition.action.params
                if self.definition.matchcase:
                    params = tuple(recased(param, words) for param in params)
                return tuple(_filled(param, words, groups) for param in params)
            case "remove":
                return ("",)
            case "convert":
                return (simple(words),)
            case "edit":
                made = _edited(words, self.steps, groups)
                return () if made is None else (made,)
        return ()


def _filled(text: str, words: str, groups: tuple[str, ...]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1].strip("{}")
        if name == "$":
            return "$"
        number = int(name)
        return words if not number else groups[number - 1] if number <= len(groups) else ""

    return _REFERENCE.sub(value, text) if "$" in text else text


def _steps(params: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(params):
        name = params[at]
        if name not in _ARITY and name not in _PLAIN:
            raise RuleError(f"the 'action' has no edit '{name}'")
        size = 1 + _ARITY.get(name, 0)
        if at + size > len(params):
            raise RuleError(f"the 'action' '{name}' takes {size - 1} parameters")
        found.append(params[at : at + size])
        at += size
    for step in found:
        if step[0] == "regex":
            compiled(step[1])
        elif step[0] == "split" and not step[2].lstrip("-").isdigit():
            raise RuleError(f"the 'action' 'split' takes a number, not '{step[2]}'")
    if not found:
        raise RuleError("the 'action' 'edit' names no edit")
    return tuple(found)


def _edited(words: str, steps: tuple[tuple[str, ...], ...], groups: tuple[str, ...]) -> str | None:
    text = words
    for name, *given in steps:
        args = given if name == "regex" else [_filled(arg, words, groups) for arg in given]
        if name in _PLAIN:
            text = _PLAIN[name](text)
        elif name in _GIVEN:
            text = _GIVEN[name](text, args[0])
        elif name == "replace":
            text = text.replace(args[0], args[1])
        elif name == "regex":
            text = _substituted(text, args[0], args[1])
        else:
            parts = text.split(args[0])
            if not -1 < int(args[1]) < len(parts):
                return None
            text = parts[int(args[1])]
    return text.strip()


def _substituted(text: str, pattern: str, replacement: str) -> str:
    def value(match: regex.Match[str]) -> str:
        groups = tuple(str(group or "") for group in match.groups())
        return _filled(replacement, str(match[0]), groups)

    return compiled(pattern).regex.sub(value, text)
