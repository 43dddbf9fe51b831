"""The signs of the pattern dialect, and what each is for the `regex` package."""

from __future__ import annotations

import string

import regex

from copylint.kept import kept
from copylint.matching.nodes import Char

WORD = "A-Za-z0-9_"
NOT_WORD = r"\x00-/:-@\[-\^`{-\U0010ffff"
SPACE = r"\t\n\f\r "
NOT_SPACE = r"\x00-\x08\x0b\x0e-\x1f!-\U0010ffff"
SETS = {
    "w": (WORD, False),
    "W": (NOT_WORD, False),
    "d": ("0-9", False),
    "D": (r"\x00-/:-\U0010ffff", False),
    "s": (SPACE, True),
    "S": (NOT_SPACE, False),
}
CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b"}
EDGES = {
    "b": (r"\b", True),
    "B": (r"\B", False),
    "A": (r"\A", True),
    "z": (r"\Z", True),
    "Z": (r"(?=\n?\Z)", True),
    "G": (r"\G", False),
}
QUANTIFIER = kept(r"(?:[*+?]|\{\d+(?:,\d*)?\})\??")
FLAGS = kept(r"\(\?([imsnx]*)(?:-([imsnx]+))?([:)])")
NAMED = kept(r"\(\?P?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')")
PROPERTY = kept(r"[pP](?:\{\^?[\w -]+\}|[A-Z])")
HEX = kept(r"x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
REFERENCE = kept(r"k(?:<(\w+)>|'(\w+)')|([1-9]\d?)")
POSIX = kept(r"\[:\^?[a-z]+:\]")
# Literals that match in any case: what stands side by side is compiled as one.
ANY_CASE = kept(r"\(\?i:(?:\\.|[^\\()\[\]{}*+?|])+\)", regex.DOTALL)
# Properties, references, named groups, classes and bounds of repetition.
UNSURE = kept(r"\\[pPk1-9]|\[:|\(\?(?:P|'|<[^=!])|\{\d+,\d|\{\d{4}")
PLAIN_RUN = kept(r"[A-Za-z0-9 ]{2,}")
EXACT = {char: Char(char, fold=False) for char in string.ascii_letters + string.digits + " "}
FOLDED = {char: Char(char, fold=char.isalpha()) for char in EXACT}
LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
FEW = 6
