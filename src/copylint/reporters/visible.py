"""Article text made safe to show: control characters, escapes and bidi controls become visible.

Widths follow UAX #11 (East Asian Width): wide and full-width characters take two columns,
combining marks and joiners none.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # needed inside emoji and several scripts
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_ZERO_WIDTH = frozenset({"Mn", "Me"})


def visible(text: str) -> str:
    """The text with every character that a terminal or viewer would obey written as an escape.

    The same goes for what GitHub's log takes for a command: `::` at its start, `##[` anywhere.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(shown, text))
    bare = text.lstrip()
    if bare.startswith("::"):
        text = "\\x3a" + bare[1:]
    return text.replace("##[", "#\\x23[")


def shown(char: str) -> str:
    """One character as it may be shown: itself, a space for a tab or line break, or an escape."""
    if char in "\t\n\r":
        return " "
    if char in _JOINERS or unicodedata.category(char) not in _HIDDEN:
        return char
    return escape(char)


def escape(char: str) -> str:
    r"""A character as `\x1b`, `\u202e` or `\U000e0041`."""
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many terminal columns a shown text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if char in _JOINERS or unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
