"""A rule's message with its places filled in."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from copylint.kept import kept

_VERB = kept(r"%(?:(\d+)\$|\[(\d+)\])?([sdvq%])")
_NAME = kept(r"\{(match|suggestion)\}")


def fill(message: str, values: Sequence[str]) -> str:
    """The message with `%s` (or `%1$s`) replaced by the values in order; a missing one is empty."""
    if "%" not in message:
        return message
    rest = iter(values)

    def place(verb: regex.Match[str]) -> str:
        if verb[3] == "%":
            return "%"
        number = verb[1] or verb[2]
        if number is None:
            return next(rest, "")
        return values[int(number) - 1] if 0 < int(number) <= len(values) else ""

    return _VERB.sub(place, message)


def named(message: str, match: str, suggestion: str) -> str:
    """The message with `{match}` and `{suggestion}` filled in."""
    values = {"match": match, "suggestion": suggestion}
    return _NAME.sub(lambda name: values[name[1]], message)
