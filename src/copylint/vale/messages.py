"""Messages of Vale's rules: `%s` and `%d` are filled in turn, as Go does it."""

from __future__ import annotations

import re

_VERB = re.compile(r"%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])")


def filled(message: str, *values: str | int) -> str:
    """The message with its verbs replaced; one too many becomes nothing."""
    if "%" not in message:
        return message.replace("\n", " ")
    given = [*values, ""]
    used = 0

    def fill(match: re.Match[str]) -> str:
        nonlocal used
        number, verb = match.groups()
        if verb == "%":
            return "%"
        at = int(number) - 1 if number else used
        used = at + 1
        if at >= len(given):
            return f"%!{verb}(MISSING)" if verb != "s" else ""
        return _shown(given[at], verb)

    return _VERB.sub(fill, message).replace("\n", " ")


def _shown(value: str | int, verb: str) -> str:
    if verb in "sv" and isinstance(value, str):
        return value
    if verb in "dv" and isinstance(value, int):
        return str(value)
    kind = "int" if isinstance(value, int) else "string"
    return f'"{value}"' if verb == "q" else f"%!{verb}({kind}={value})"


def listed(words: list[str]) -> str:
    """`'a', 'b', or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return ", ".join([*quoted[:-1], f"or {quoted[-1]}"])
