"""Words for spelling: split at white space, without the punctuation around them."""

from __future__ import annotations

import re
from functools import lru_cache

from copylint.parsers.vale_tokens import SPACES

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SUFFIXES = tuple(",)\"]!;.?:'")
_PREFIXES = tuple("$(\"['")
_SPECIAL = re.compile(r"(?:[A-Za-z]\.){2,}\Z|[A-Z][a-z]{1,2}\.\Z")
_RUN = re.compile(rf"[^{SPACES}]+")


def words(text: str) -> list[tuple[str, int]]:
    """The words of a text and where they stand; -1 for one that is written otherwise."""
    found: list[tuple[str, int]] = []
    for match in _RUN.finditer(text):
        run = match[0]
        for word in _split(run):
            at = run.find(word)
            found.append((word, match.start() + at if at >= 0 else _loose(run, word, match)))
    return found


def _loose(run: str, word: str, match: re.Match[str]) -> int:
    """Where a word stands whose curly marks were straightened."""
    at = run.translate(_STRAIGHT).find(word)
    return match.start() + at if at >= 0 else -1


@lru_cache(maxsize=65536)
def _split(run: str) -> tuple[str, ...]:
    word = run.translate(_STRAIGHT).replace("&rsquo;", "'")
    while word:
        if _SPECIAL.match(word):
            break
        if len(word) > 1 and word.startswith(_PREFIXES):
            word = word[1:]
        elif len(word) > 1 and word.endswith(_SUFFIXES):
            word = word[:-1]
        else:
            break
    return (word,) if any(char.isalpha() for char in word) else ()
