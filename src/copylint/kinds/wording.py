"""Small matters of wording: case taken over from a match, and lists of alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence


def capitalized(text: str) -> str:
    """The text with its first character in upper case."""
    return text[:1].upper() + text[1:]


def recase(suggestion: str, match: str) -> str:
    """A suggestion in the case of the match it replaces: KIEV asks for KYIV, Emptyed for Emptied.

    A suggestion that is not all in lower case keeps its own capitals; so does one for a mixed match
    or for one with figures in it (9 PM).
    """
    if any(char.isdigit() for char in match):
        return suggestion
    letters = [char for char in match if char.isalpha()]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return suggestion.upper()
    starts = bool(letters) and letters[0].isupper() and match[:1] == letters[0]
    if starts and suggestion == suggestion.lower():
        return capitalized(suggestion)
    return suggestion


def match_case(replacement: str, observed: str) -> str:
    """A replacement in the case of what it replaces, where that is all one case (Vale)."""
    letters = [char for char in observed if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if not letters:
        return replacement
    if not capitals:
        return replacement.lower()
    if capitals == len(letters) > 1:
        return replacement.upper()
    if capitals == 1 and letters[0].isupper():
        return capitalized(replacement.lower())
    return replacement


def recased_to(term: str, observed: str) -> str:
    """What a message shows for a term written as a pattern: the words it stands for, if known."""
    bare = re.sub(r"\(\?i\)|\\b|\\(?=\W)", "", term)
    return bare if bare.casefold() == " ".join(observed.split()).casefold() else term


def listed(options: Sequence[str]) -> str:
    """`a`; `a' or 'b`; `a', 'b' or 'c`: alternatives for a message that puts quotes around."""
    if len(options) < 2:
        return "".join(options)
    return "', '".join(options[:-1]) + f"' or '{options[-1]}"


def quoted_list(options: Sequence[str]) -> str:
    """`'a'`; `'a' or 'b'`; `'a', 'b', or 'c'`."""
    each = [f"'{option}'" for option in options]
    if len(each) > 2:
        each[-1] = f"or {each[-1]}"
        return ", ".join(each)
    return " or ".join(each)


def in_words(options: Sequence[str]) -> str:
    """The one option as it is, several as a list."""
    return options[0] if len(options) == 1 else quoted_list(options)


def once_quoted(message: str) -> str:
    """The message without the quotes round its first `%s`, where two are quoted alike."""
    for verb in ("'%s'", '"%s"'):
        if message.count(verb) == 2:
            message = message.replace(verb, "%s", 1)
    return message
