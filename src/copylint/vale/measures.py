"""Counts and grades of a text as Vale takes them: words, sentences, syllables, readability."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

import regex
from msgspec import Struct

from copylint.vale.punkt import sentences

_WORD = regex.compile(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_IRREGULAR: Mapping[str, int] = {
    word: count
    for count, words in {
        2: "abed adieu cafe cafes chile chloe circe jesse jukebox maybe people shoreline daphne"
        " phoebe zoe",
        3: "abare acreage adame adobe apache coyote forever karate machete recipe sesame simile"
        " syncope tamale euterpe",
        4: "abalone abruzzese abbruzzese anemone aphrodite apostrophe ariadne calliope catastrophe"
        " epitome facsimile gethsemane guacamole hyperbole yosemite eurydice hermione penelope"
        " persephone",
        5: "aborigine aborigines",
    }.items()
    for word in words.split()
}
_PREFIXES = (
    (2, "above anti ante counter hyper afore agri infra intra inter over semi ultra under extra dia"
     " micro mega kilo pico nano macro"),
    (1, "un fore ware none non out post sub pre pro dis side"),
)  # fmt: skip
_SUFFIXES = (
    (3, "ology ologist onomy onomist"),
    (2, "fully berry woman women"),
    (1, "ly less some ful er ers ness cian cians ment ments ette ettes ville villes ships ship side"
     " sides port ports shire shires tion tioned"),
)  # fmt: skip
_ED = (
    "b|c|ch|dg|f|g|gh|gn|k|l|lch|ll|lv|m|mm|n|nc|ng|nch|nn|p|r|rc"
    "|rn|rs|rv|s|sc|sk|sl|squ|ss|th|v|y|z"
)
_ES = "b|ch|d|f|gh|gn|k|l|lch|ll|lv|m|mm|n|nch|nn|p|r|rn|rs|rv|s|sc|sk|sl|squ|ss|st|t|th|v|y"
_E = (
    "b|c|ch|d|dg|f|g|gh|gn|k|l|ll|lv|m|mm|n|nc|ng|nn|p|r|rc|rn|rs"
    "|rv|s|sc|sk|sl|squ|ss|st|t|th|v|y|z"
)
_VOWELS = re.compile("[aeiouy]+")
_FEWER = (
    re.compile(
        "cia(?:l|$)|tia|cius|cious|[^aeiou]giu|[aeiouy][^aeiouy]ion|iou|sia$|eous$|[oa]gue$|"
        f".[^aeiuoycgltdb]{{2,}}ed$|.ely$|^jua|uai|eau|^busi$|[aeiouy](?:{_ED})ed$|"
        f"[aeiouy](?:{_ES})es$"
    ),
    re.compile(f"[aeiouy](?:{_E})e$"),
)
_MORE = (
    re.compile(
        "(?:[^aeiouy]ie(?:r|st|t)|[aeiouym]bl|eo|ism|asm|thm|dnt|uity|dea|gean|oa|ua|eings?|"
        "[aeiouy]sh?e[rsd])$"
    ),
    re.compile("[^gq]ua[^auieo]|[aeiou]{3}|^(?:ia|mc|coa[dglx].)"),
    re.compile(
        "[^aeiou]y[ae]|[^l]lien|riet|dien|iu|io|ii|uen|real|iell|eo[^aeiou]|[aeiou]y[aeiou]"
    ),
    re.compile("[^s]ia"),
)


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling."""
    if len(word) < 3:
        return min(len(word), 1)
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word, before = _without(word, _PREFIXES, start=True)
    word, after = _without(word, _SUFFIXES, start=False)
    count = before + after + len(_VOWELS.findall(word))
    count -= sum(len(pattern.findall(word)) for pattern in _FEWER)
    count += sum(len(pattern.findall(word)) for pattern in _MORE)
    return max(count, 1)


def _without(word: str, tables: tuple[tuple[int, str], ...], *, start: bool) -> tuple[str, int]:
    for count, affixes in tables:
        for affix in affixes.split():
            if start and word.startswith(affix):
                return word[len(affix) :], count
            if not start and word.endswith(affix):
                return word[: -len(affix)], count
    return word, 0


class Counts(Struct, frozen=True):
    """What a text holds; all as Vale's formulas name them."""

    words: int = 0
    sentences: int = 0
    characters: int = 0
    syllables: int = 0
    complex_words: int = 0
    long_words: int = 0
    polysyllabic_words: int = 0


@lru_cache(maxsize=512)
def counts(text: str) -> Counts:
    """Count a text, paragraph by paragraph."""
    spans = [
        span.of(paragraph) for paragraph in text.split("\n\n") for span in sentences(paragraph)
    ]
    words = [word for sentence in spans for word in _WORD.findall(sentence)]
    lengths = [syllables(word) for word in words]
    return Counts(
        words=len(words),
        sentences=len(spans),
        characters=sum(len(_LETTER.findall(word)) for word in words),
        syllables=sum(lengths),
        complex_words=sum(map(_is_complex, words, lengths)),
        long_words=sum(len(word.encode("utf-8")) > 6 for word in words),
        polysyllabic_words=sum(length > 2 for length in lengths),
    )


def _is_complex(word: str, length: int) -> bool:
    return length - word.endswith(("es", "ed", "ing")) > 2


def _ratio(one: float, two: float) -> float:
    """Go's division of floats: by zero it gives infinity or nothing, and no error."""
    if two:
        return one / two
    return math.inf if one else math.nan


_BY_VARIABLE = {
    "smog": "SMOG",
    "gunning_fog": "Gunning Fog",
    "coleman_liau": "Coleman-Liau",
    "flesch_kincaid": "Flesch-Kincaid",
    "automated_readability": "Automated Readability",
}


def named(text: Counts) -> dict[str, float]:
    """The grades by the names that formulas of later versions give them."""
    found = {name: grade(title, text) for name, title in _BY_VARIABLE.items()}
    per_sentence = _ratio(text.words, text.sentences)
    ease = 206.835 - 1.015 * per_sentence - 84.6 * _ratio(text.syllables, text.words)
    lix = per_sentence + _ratio(text.long_words * 100.0, text.words)
    return found | {"flesch_reading_ease": ease, "lix": lix}


def grade(name: str, text: Counts) -> float:
    """A readability grade by its name; 0 for a name that Vale does not know."""
    per_sentence = _ratio(text.words, text.sentences)
    match name:
        case "SMOG":
            return (
                1.0430 * math.sqrt(_ratio(text.polysyllabic_words * 30.0, text.sentences)) + 3.1291
            )
        case "Gunning Fog":
            return 0.4 * (per_sentence + 100.0 * _ratio(text.complex_words, text.words))
        case "Coleman-Liau":
            characters = 0.0588 * _ratio(text.characters, text.words) * 100
            return characters - 0.296 * _ratio(text.sentences, text.words) * 100 - 15.8
        case "Flesch-Kincaid":
            return 0.39 * per_sentence + 11.8 * _ratio(text.syllables, text.words) - 15.59
        case "Automated Readability":
            return 4.71 * _ratio(text.characters, text.words) + 0.5 * per_sentence - 21.43
    return 0.0
