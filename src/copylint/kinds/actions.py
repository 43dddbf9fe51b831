"""What a rule's `action` makes of a match, with the operations that Vale has.

`replace` offers its parameters, `remove` nothing, `edit` runs a pipeline of operations, `convert`
simplifies the case. `suggest` asks dictionaries, which only a spelling rule has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import regex

from copylint.kept import kept
from copylint.kinds import casing, spelled
from copylint.kinds.base import Action, RuleProblem
from copylint.kinds.wording import capitalized
from copylint.matching import PatternError, compiled

_GROUP = kept(r"\$(\$|\d+|\{\d+\})")
_REFERENCE = kept(r"\$(?:(\d+)|\{(\w+)\})")
_ASCII = str.maketrans(
    {
        "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    }
)  # fmt: skip
_TYPEWRITER = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "—": "---", "–": "--", "…": "...", "\u00a0": " "}
)
_PARTS = kept(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")


def suggestions(action: Action, match: str, groups: Sequence[str] = ()) -> tuple[str, ...]:
    """The texts that would take the match's place, best first."""
    match action.name:
        case "replace":
            return tuple(_filled(text, match, groups) for text in action.params)
        case "remove":
            return ("",)
        case "convert":
            return (_simple(match),)
        case "edit":
            return (_edited(action.params, match, groups),)
    return ()


def check_action(action: Action) -> None:
    """Check an action's name and parameters. Raises RuleProblem."""
    if action.name not in ("", "replace", "remove", "convert", "edit", "suggest"):
        raise RuleProblem(f"there is no action '{action.name}'", "action", "name")
    if action.name == "edit":
        for step in _steps(action.params):
            _check_step(step)


def _check_step(step: Sequence[str]) -> None:
    if step[0] == "regex":
        try:
            compiled(step[1])
        except PatternError as error:
            raise RuleProblem(f"'{step[1]}' cannot be read: {error}", "action", "params") from None
    if step[0] == "split" and not step[2].isdigit():
        raise RuleProblem(f"'split' index '{step[2]}' is not a number", "action", "params")


def _steps(params: Sequence[str]) -> Iterator[Sequence[str]]:
    """The operations of a pipeline, each with its own parameters."""
    at = 0
    while at < len(params):
        name = params[at]
        count = 1 + (2 if name in _TWO else 1 if name in _ONE else 0)
        if name not in _TWO and name not in _ONE and name not in _NONE:
            raise RuleProblem(f"there is no edit '{name}'", "action", "params")
        if at + count > len(params):
            raise RuleProblem(f"'{name}' takes {count - 1} parameters", "action", "params")
        yield params[at : at + count]
        at += count


def _edited(params: Sequence[str], match: str, groups: Sequence[str]) -> str:
    text = match
    for name, *rest in _steps(params):
        values = rest if name == "regex" else [_filled(value, match, groups) for value in rest]
        if name in _TWO:
            text = _TWO[name](text, values[0], values[1])
        elif name in _ONE:
            text = _ONE[name](text, values[0])
        else:
            text = _NONE[name](text)
    return text.strip()


def _filled(text: str, match: str, groups: Sequence[str]) -> str:
    """A parameter with `$1` and `$0` filled in from the match."""

    def value(reference: regex.Match[str]) -> str:
        body = reference[1].strip("{}")
        if body == "$":
            return "$"
        number = int(body)
        if number == 0:
            return match
        return groups[number - 1] if number <= len(groups) else ""

    return _GROUP.sub(value, text)


def _rewritten(text: str, pattern: str, replacement: str) -> str:
    def value(match: object) -> str:
        return _REFERENCE.sub(lambda ref: _part(match, ref), replacement)

    return compiled(pattern).sub(value, text)


def _part(match: object, reference: regex.Match[str]) -> str:
    name = int(reference[1]) if reference[1] else reference[2]
    try:
        return match[name] or ""  # type: ignore[index]
    except IndexError:
        return reference[0]


def _split(text: str, separator: str, index: str) -> str:
    parts = text.split(separator) if separator else list(text)
    return parts[int(index)] if int(index) < len(parts) else text


def _without(text: str, characters: str) -> str:
    return "".join(char for char in text if char not in characters)


def _smart(text: str) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    text = re.sub(r"(?<=[\s([{<—–/])\"|^\"", "“", text).replace('"', "”")
    return re.sub(r"(?<=[\s([{<—–/])'|^'", "‘", text).replace("'", "’")


def _to_ascii(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.translate(_TYPEWRITER).translate(_ASCII))
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _words(text: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(text)]


def _simple(text: str) -> str:
    return " ".join(_words(text))


def _pascal(text: str) -> str:
    return "".join(capitalized(word) for word in _words(text))


def _camel(text: str) -> str:
    pascal = _pascal(text)
    return pascal[:1].lower() + pascal[1:]


_NONE: dict[str, Callable[[str], str]] = {
    "squeeze": lambda text: re.sub(r"\s+", " ", text),
    "capitalize": capitalized,
    "uncapitalize": lambda text: text[:1].lower() + text[1:],
    "smart": _smart,
    "dumb": lambda text: text.translate(_TYPEWRITER),
    "ascii": _to_ascii,
    "words": spelled.to_words,
    "digits": spelled.to_digits,
    "lower": str.lower,
    "upper": str.upper,
    "title": lambda text: casing.title(text, "AP"),
    "sentence": casing.sentence,
    "simple": _simple,
    "kebab": lambda text: "-".join(_words(text)),
    "snake": lambda text: "_".join(_words(text)),
    "camel": _camel,
    "pascal": _pascal,
}
_ONE: dict[str, Callable[[str, str], str]] = {
    "remove": _without,
    "trim": str.strip,
    "trim_left": str.lstrip,
    "trim_right": str.rstrip,
    "truncate": lambda text, separator: text.split(separator)[0] if separator else text,
    "wrap": lambda text, mark: f"{mark}{text}{mark}",
    "unwrap": lambda text, mark: text.removeprefix(mark).removesuffix(mark),
    "prefix": lambda text, mark: mark + text,
    "suffix": lambda text, mark: text + mark,
}
_TWO: dict[str, Callable[[str, str, str], str]] = {
    "replace": lambda text, old, new: text.replace(old, new),
    "regex": _rewritten,
    "split": _split,
}
