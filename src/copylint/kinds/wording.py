"""Small matters of wording: case taken over from a match, and lists of alternatives."""

from __future__ import annotations

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
