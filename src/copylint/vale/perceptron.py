"""The part-of-speech tagger: an averaged perceptron over words, endings and the tags before.

Its model (`data/tagger.json.xz`) is made by scripts/train_tagger.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

START = ("-START-", "-START2-")
END = ("-END-", "-END2-")
_NONE = re.compile(r"(?:0|\*[\w?]\*|\*-\d{1,3}|\*[A-Z]+\*-\d{1,3}|\*)\Z")
_KEPT = re.compile(r"-[A-Z]{3}-\Z")


def normalized(word: str) -> str:
    """A word as its neighbours see it: small letters, numbers and compounds by their kind."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if len(word) == 4 and word.isdecimal():
        return "!YEAR"
    return "!DIGITS" if word[:1].isdecimal() else word.lower()


def features(
    index: int, context: Sequence[str], word: str, before: str, before_that: str
) -> tuple[str, ...]:
    """What the tag of a word is judged by; `context` is padded by two on either side."""
    at = index + 2
    here, last, following = context[at], context[at - 1], context[at + 1]
    return (
        "b",
        f"s{word[-3:]}",
        f"p{word[:1]}",
        f"t{before}",
        f"u{before_that}",
        f"v{before} {before_that}",
        f"w{here}",
        f"x{before} {here}",
        f"l{last}",
        f"m{last[-3:]}",
        f"k{context[at - 2]}",
        f"n{following}",
        f"o{following[-3:]}",
        f"q{context[at + 2]}",
    )


class Model(Struct, frozen=True):
    """Tags, words that have one tag only, and the weights: class, weight, class, weight..."""

    classes: Sequence[str]
    sure: Mapping[str, str]
    weights: Mapping[str, Sequence[float]]

    def tags(self, words: Sequence[str]) -> list[str]:
        """The tag of each word of a sentence."""
        context = [*START, *map(normalized, words), *END]
        before, before_that = START
        found: list[str] = []
        for index, word in enumerate(words):
            tag = _fixed(word) or self.sure.get(word)
            if tag is None:
                tag = self._best(features(index, context, word, before, before_that))
            found.append(tag)
            before, before_that = tag, before
        return found

    def _best(self, found: Sequence[str]) -> str:
        scores = [0.0] * len(self.classes)
        weights = self.weights
        for feature in found:
            own = weights.get(feature)
            if own is not None:
                for at in range(0, len(own), 2):
                    scores[int(own[at])] += own[at + 1]
        return self.classes[max(range(len(scores)), key=scores.__getitem__)]


def _fixed(word: str) -> str | None:
    if word == "-":
        return "-"
    if word.startswith("@"):
        return "NN"
    if _NONE.match(word):
        return "-NONE-"
    return word if _KEPT.match(word) else None


@cache
def tagger() -> Model:
    """The English model."""
    import json
    import lzma
    from importlib.resources import files

    data = files("copylint.vale").joinpath("data", "tagger.json.xz").read_bytes()
    read = json.loads(lzma.decompress(data))
    return Model(read["classes"], read["sure"], read["weights"])
