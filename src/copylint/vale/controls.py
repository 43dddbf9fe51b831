"""What comments in a text switch off: `<!-- vale off -->`, `<!-- vale Style.Rule = NO -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from copylint.parsers.vale_values import Directive

_CONTROL = re.compile(r"vale (.+\..+|[^.]+) = (YES|NO|on|off)")
_MATCH_CONTROL = re.compile(r"vale (.+\..+)(\[.+\]) = (YES|NO)")
_STYLES = re.compile(r"vale styles? = (.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


class State(Struct):
    """What the directives before a block switch off."""

    off: bool = False
    names: dict[str, bool] = field(default_factory=dict)

    def silences(self, check: str, words: str = "") -> bool:
        """Whether a rule, or one match of it, is off."""
        style = check.partition(".")[0]
        name = f"{check}[{words}]" if words else check
        return self.off or self.names.get(style, False) or self.names.get(name, False)


def resolved(comments: Iterable[str], styles: frozenset[str]) -> State:
    """What comments switch off, in their order; `styles` are those in use."""
    state = State()
    for text in comments:
        if text in ("vale off", "vale on"):
            state.off = text == "vale off"
        elif match := _MATCH_CONTROL.fullmatch(text):
            for words in _QUOTED.findall(match[2]):
                state.names[f"{match[1]}[{words}]"] = match[3] == "NO"
        elif match := _CONTROL.fullmatch(text):
            state.names[match[1]] = match[2] in ("NO", "off")
        elif match := _STYLES.fullmatch(text):
            state.names |= dict.fromkeys(styles, True)
            state.names |= dict.fromkeys(match[1].split(", "), False)
    return state


class Regions:
    """The passages between comments that switch a rule off and on again."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self.spans: dict[str, list[list[int]]] = {}
        for text, start in sorted(directives, key=lambda directive: directive.start):
            for key, off in _switches(text):
                spans = self.spans.setdefault(key, [])
                if off and (not spans or len(spans[-1]) == 2):
                    spans.append([start])
                elif not off and spans and len(spans[-1]) == 1:
                    spans[-1].append(start)

    def cover(self, check: str, words: str, at: int) -> bool:
        """Whether a place lies where a rule is off."""
        if not self.spans:
            return False
        keys = ("off", check, check.partition(".")[0], f"{check}[{words}]")
        return any(
            span[0] <= at and (len(span) == 1 or at < span[1])
            for key in keys
            for span in self.spans.get(key, ())
        )


def _switches(text: str) -> list[tuple[str, bool]]:
    if text in ("vale off", "vale on"):
        return [("off", text == "vale off")]
    if match := _MATCH_CONTROL.fullmatch(text):
        off = match[3] == "NO"
        return [(f"{match[1]}[{words}]", off) for words in _QUOTED.findall(match[2])]
    if match := _CONTROL.fullmatch(text):
        return [(match[1], match[2] in ("NO", "off"))]
    return []
