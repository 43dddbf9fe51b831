"""Title case and sentence case, as the rules of headlines have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from copylint.kept import kept
from copylint.kinds.wording import capitalized
from copylint.matching import compiled

# Articles, conjunctions and prepositions of up to three letters: AP's stylebook.
_SHORT = frozenset(
    "a an and as at but by en for if in nor of on or per the to vs vs. via v v.".split()
)
# The Chicago Manual of Style keeps longer prepositions in lower case too.
_LONGER = frozenset(
    "with from into during including until against among throughout despite towards upon "
    "concerning about over through before between after since without under within along "
    "following across beyond around down near above".split()
)
_WORD = kept(r"[\p{N}\p{L}]+[^\s\-/]*")
_ITEM = r"[\p{N}\p{L}*]+[^\s]*"
_NUMBERED = kept(r"[0-9]+\.")
_STARTS = kept(r"(?:^|(?<=[\x00-/:-@\[-^`{-\x7f\s]))\w")
_TYPEWRITER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def title(
    text: str,
    style: str,
    vocabulary: Sequence[str] = (),
    noun: Callable[[str, int], bool] | None = None,
) -> str:
    """The text in title case.

    `vocabulary` are patterns whose words stay as they are. "to" stays as written unless `noun`
    says, of the text and an offset, whether a noun follows there.
    """
    plain = text.translate(_TYPEWRITER)

    def cased(match: regex.Match[str]) -> str:
        word, lower = match[0], match[0].lower()
        known = _known(word, vocabulary)
        if known is not None:
            return known
        if lower == "to" and style != "Chicago" and match.start() > 0:
            if noun is None:
                return word
            small = noun(text, match.end())
        else:
            bounding = match.start() == 0 or match.end() == len(text)
            small = not bounding and _small(lower, style)
        return lower if small and _may_be_small(plain, match.start(), match.end()) else _up(word)

    return _WORD.sub(cased, text)


def _up(word: str) -> str:
    return word[:1].title() + word[1:]


def _small(word: str, style: str) -> bool:
    return word in _SHORT or (style == "Chicago" and word in _LONGER)


def _may_be_small(text: str, start: int, end: int) -> bool:
    """Not after a colon, nor as the first part of a hyphenated word."""
    before, before_that = text[start - 1 : start], text[start - 2 : start - 1]
    if before not in (" ", "-", "/") or before_that in (":", "-"):
        return False
    return text[end : end + 1] != "-" or before == "-"


def sentence(
    text: str, vocabulary: Sequence[str] = (), opens: Callable[[str, int], bool] | None = None
) -> str:
    """The text's words in sentence case, parted by single spaces.

    `opens` says of a word and its index whether a capital follows it.
    """
    items = _ITEM if not vocabulary else rf"\b(?:{'|'.join(vocabulary)})\b|{_ITEM}"
    words = [match[0] for match in compiled(f"(?i){items}").finditer(text)]
    made: list[str] = []
    for index, word in enumerate(words):
        known = _known(word, vocabulary)
        first = index == 0 or (opens is not None and opens(words[index - 1], index - 1))
        made.append(known if known is not None else _first_up(word) if first else word.lower())
    return " ".join(made)


def each_word_up(text: str) -> str:
    """The text with a capital after its start, a space and each ASCII mark."""
    return _STARTS.sub(lambda match: match[0].upper(), text.lower())


def _first_up(word: str) -> str:
    return capitalized(word[:1] + word[1:].lower())


def opener(indicators: Sequence[str]) -> Callable[[str, int], bool]:
    """True of a word after which a capital follows: one of the endings, or a leading number."""

    def opens(word: str, index: int) -> bool:
        ends = any(word.endswith(end) for end in indicators)
        return ends or (index == 0 and _NUMBERED.search(word) is not None)

    return opens


def _known(word: str, vocabulary: Sequence[str]) -> str | None:
    for term in vocabulary:
        if term.casefold() == word.casefold():
            return term
        if compiled(term).search(word):
            return word
    return None
