"""Whole numbers in words, and back: 21, twenty-one; 21st, twenty-first."""

from __future__ import annotations

import re

import regex

from copylint.kept import kept

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 1000}
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ORDINAL = kept(r"(\d+)(?:st|nd|rd|th)", regex.IGNORECASE)


def to_words(text: str) -> str:
    """A whole number or ordinal in words; anything else as it is."""
    plain = text.replace(",", "")
    if re.fullmatch(r"-?\d{1,15}", plain):
        return cardinal(int(plain))
    if match := _ORDINAL.fullmatch(plain):
        words = cardinal(int(match[1]))
        start = max(words.rfind(" "), words.rfind("-")) + 1
        return words[:start] + _ordinal(words[start:])
    return text


def cardinal(number: int) -> str:
    """A whole number below a quadrillion in words."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for name, value in {**_SCALES, "hundred": 100}.items():
        if number >= value:
            count, rest = divmod(number, value)
            return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError(number)


def _ordinal(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _values() -> dict[str, tuple[int, bool]]:
    """Each word of a number: its value, and whether it is an ordinal."""
    plain = {word: value for value, word in enumerate(_ONES)}
    plain |= {word: 10 * tens for tens, word in enumerate(_TENS, 2)}
    plain |= {"hundred": 100, **_SCALES}
    ordinals = {_ordinal(word): (value, True) for word, value in plain.items()}
    return {word: (value, False) for word, value in plain.items()} | ordinals


_VALUES = _values()


def to_digits(text: str) -> str:
    """A spelled-out whole number or ordinal in figures; anything else as it is."""
    words = [word for word in re.split(r"[ -]+", text.lower()) if word and word != "and"]
    sign = "-" if words[:1] == ["minus"] else ""
    words = words[1:] if sign else words
    found = [_VALUES.get(word) for word in words]
    if not found or None in found or any(one and one[1] for one in found[:-1]):
        return text
    number = _sum([one[0] for one in found if one])
    last = found[-1]
    return f"{sign}{number}{_suffix(number) if last and last[1] else ''}"


def _sum(values: list[int]) -> int:
    total = current = 0
    for value in values:
        if value == 100:
            current = max(current, 1) * 100
        elif value >= 1000:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    return total + current


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
