"""Parts of speech (Penn's tags) for sequence rules."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from copylint.parsers.vale_tokens import SPACES
from copylint.vale.punkt import sentences

_PREFIXES = ("$", "(", '"', "[", "“", "‘")
_SUFFIXES = (",", ")", '"', "]", "!", ";", ".", "?", ":", "'", "”", "’")
_SPLIT = re.compile(r"(?<=.)(?:['’](?:ll|s|re|m)|n['’]t)", re.IGNORECASE)
_SPECIAL = re.compile(r"(?:[A-Za-z]\.){2,}\Z|[A-Z][a-z]{1,2}\.\Z")
_RUN = re.compile(rf"[^{SPACES}]+")


class TaggedWord(NamedTuple):
    """A word, its part of speech, and where it stands."""

    text: str
    tag: str
    start: int


@lru_cache(maxsize=2048)
def tagged_text(text: str) -> tuple[TaggedWord, ...]:
    """The words of a text with their parts of speech, sentence by sentence."""
    found: list[TaggedWord] = []
    for span in sentences(text):
        words = tokens(span.of(text))
        tags = tagged([word for word, _ in words])
        found += (
            TaggedWord(word, tag, span.start + at)
            for (word, at), tag in zip(words, tags, strict=True)
        )
    return tuple(found)


def tokens(text: str) -> list[tuple[str, int]]:
    """The words and marks of a sentence, and where they stand."""
    found: list[tuple[str, int]] = []
    for match in _RUN.finditer(text):
        found += _split(match[0], match.start())
    return found


def _split(word: str, at: int) -> list[tuple[str, int]]:
    before: list[tuple[str, int]] = []
    after: list[tuple[str, int]] = []
    while word:
        if _SPECIAL.match(word):
            break
        if len(word) > 1 and word.startswith(_PREFIXES):
            before.append((word[0], at))
            word, at = word[1:], at + 1
        elif contraction := _SPLIT.search(word):
            cut = contraction.start()
            before.append((word[:cut], at))
            word, at = word[cut:], at + cut
        elif len(word) > 1 and word.endswith(_SUFFIXES):
            after.append((word[-1], at + len(word) - 1))
            word = word[:-1]
        else:
            break
    return [*before, (word, at), *reversed(after)]


def tagged(words: list[str]) -> list[str]:
    """The tag of each word of a sentence."""
    from copylint.vale.perceptron import tagger

    return tagger().tags(words)
