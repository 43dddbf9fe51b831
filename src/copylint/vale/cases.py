"""Title and sentence case as Vale converts headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import regex
from msgspec import Struct

from copylint.errors import RuleError
from copylint.vale.patterns import as_cased, compiled

_SMALL = frozenset(
    "a an and as at but by en for if in nor of on or per the to vs vs. via v v.".split()
)
_PREPOSITIONS = frozenset(
    "with from into during including until against among throughout despite towards upon"
    " concerning about over through before between after since without under within along"
    " following across beyond around down near above".split()
)
_WORD = regex.compile(r"[\p{N}\p{L}]+[^\t\n\f\r \-/]*")
_LUMP = r"[\p{N}\p{L}*]+[^\s]*"
_REFERENCE = re.compile(r"\\[1-9k]")
_LIST_NUMBER = re.compile(r"[0-9]+\.")
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}


def title(word: str, *, strict: bool) -> str:
    """A word with a capital; `strict` makes all other letters small."""
    rest = word[1:].lower() if strict else word[1:]
    return word[:1].upper() + rest


@lru_cache(maxsize=64)
def _splitter(vocabulary: tuple[str, ...]) -> regex.Pattern[str]:
    words = rf"\b(?:{'|'.join(vocabulary)})\b|{_LUMP}" if vocabulary else _LUMP
    return compiled(f"(?i){words}").regex


@lru_cache(maxsize=64)
def _glance(vocabulary: tuple[str, ...]) -> tuple[frozenset[str], regex.Pattern[str] | None]:
    """All terms folded, and one pattern for all, where one can be made."""
    folded = frozenset(term.casefold() for term in vocabulary)
    try:
        if any(_REFERENCE.search(term) for term in vocabulary):
            return folded, None
        return folded, compiled("|".join(f"(?:{term})" for term in vocabulary)).regex
    except RuleError:
        return folded, None


def _known(word: str, vocabulary: tuple[str, ...]) -> str:
    """A word as a vocabulary spells it; "" when it is in none."""
    if not vocabulary:
        return ""
    folded, terms = _glance(vocabulary)
    if word.casefold() not in folded and terms is not None and not terms.search(word):
        return ""
    return _spelled(word, vocabulary)


@lru_cache(maxsize=4096)
def _spelled(word: str, vocabulary: tuple[str, ...]) -> str:
    for term in vocabulary:
        if term.casefold() == word.casefold():
            return term
        try:
            if compiled(term).regex.search(word):
                return word
        except RuleError:
            continue
    return ""


def terms(exceptions: Sequence[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """What a conversion keeps, longest first. Without a vocabulary each is read as it is cased."""
    found = [*exceptions, *accepted] if accepted else [as_cased(term) for term in exceptions]
    return tuple(sorted(found, key=lambda term: len(term.encode("utf-8")), reverse=True))


def _without_prefix(text: str, prefix: str) -> tuple[str, str]:
    if prefix and (match := compiled(prefix).regex.search(text)):
        found = str(match[0])
        return found, text.removeprefix(found)
    return "", text


def sentence_case(
    text: str,
    vocabulary: tuple[str, ...] = (),
    prefix: str = "",
    indicators: Sequence[str] | None = None,
) -> str:
    """A text in sentence case; a word after one that ends in an indicator keeps a capital."""
    lead, text = _without_prefix(text, prefix)
    tokens = [match[0] for match in _splitter(vocabulary).finditer(text)]
    found = []
    for index, token in enumerate(tokens):
        if known := _known(token, vocabulary):
            found.append(known)
        elif not index or _indicates(tokens[index - 1], index - 1, indicators):
            found.append(title(token, strict=True))
        else:
            found.append(token.lower())
    return lead + " ".join(found)


def _indicates(word: str, index: int, indicators: Sequence[str] | None) -> bool:
    if index == 0 and _LIST_NUMBER.search(word):
        return True
    if indicators is None:
        return word.endswith(":")
    return any(len(word) > len(end) and word.endswith(end) for end in indicators)


class Titles(Struct, frozen=True):
    """A style of title case."""

    chicago: bool = False
    vocabulary: tuple[str, ...] = ()
    prefix: str = ""

    def converted(self, text: str) -> str:
        """A text in title case."""
        lead, text = _without_prefix(text, self.prefix)
        plain = "".join(_STRAIGHT.get(char, char) for char in text).encode()
        pieces: list[str] = []
        at = low = 0
        for number, match in enumerate(_WORD.finditer(text)):
            word = str(match[0])
            # Vale counts on in bytes by the word's characters, which tells beside accented letters
            start = plain.find(word.encode(), low) if low <= len(plain) else -1
            start = low - 1 if start < 0 else start
            low = start + len(word)
            pieces += [text[at : match.start()], self._word(word, text, number, plain, start, low)]
            at = match.end()
        return "".join([lead, *pieces, text[at:]])

    def _word(self, word: str, text: str, number: int, plain: bytes, start: int, end: int) -> str:
        if known := _known(word, self.vocabulary):
            return known
        bounding = start == 0 or end == len(plain)
        before, two_before, after = (
            plain[i : i + 1] if i >= 0 else b"" for i in (start - 1, start - 2, end)
        )
        parted = before in (b" ", b"-", b"/") and two_before not in (b":", b"-")
        if (
            parted
            and (after != b"-" or before == b"-")
            and self._small(text, word, number, bounding)
        ):
            return word.lower()
        return title(word, strict=False)

    def _small(self, text: str, word: str, number: int, bounding: bool) -> bool:
        word = word.lower()
        if word == "to" and not self.chicago:
            return _before_noun(text, number)
        small = word in _SMALL or (self.chicago and word in _PREPOSITIONS)
        return small and not bounding


def _before_noun(text: str, number: int) -> bool:
    """Whether `to` stands before a noun, by the tag of the word after it."""
    from copylint.vale.tagging import tagged
    from copylint.vale.treebank import treebank_words

    words = treebank_words(text if text.endswith((".", "!", "?")) else f"{text}.")
    if number + 1 >= len(words):
        return False
    return tagged(words)[number + 1].startswith("NN")


def simple(text: str, separator: str = " ") -> str:
    """Words in small letters between separators."""
    found: list[str] = []
    before = " "
    for index, char in enumerate(text):
        plain = char.isalpha() or char.isnumeric()
        if (index > 1 and before.islower() and char.isupper()) or not plain:
            found.append(" ")
        if plain or char == " ":
            found.append(char.lower())
        before = char
    return re.sub(" +", separator, "".join(found).strip())


def upper_or_same(word: str) -> bool:
    """Whether a word has no small letter."""
    return word == word.upper()
