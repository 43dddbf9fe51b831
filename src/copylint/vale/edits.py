"""The operations of an `edit` action that need more than a line."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\t\n\f\r ]+")
_DUMB = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "—": "---", "–": "--", "…": "...", "\xa0": " "}
)
_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
     "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE | re.ASCII)
_LARGEST = 2**63


def squeezed(text: str) -> str:
    """Runs of white space as one space."""
    return _SPACES.sub(" ", text)


def smart(text: str) -> str:
    """Typewriter marks as typographic ones."""
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    found = []
    before = ""
    for char in text:
        opens = not before or before.isspace() or before in "([{<—–/"
        found.append({'"': "“" if opens else "”", "'": "‘" if opens else "’"}.get(char, char))
        before = char
    return "".join(found)


def dumb(text: str) -> str:
    """Typographic marks as typewriter ones."""
    return text.translate(_DUMB)


def to_ascii(text: str) -> str:
    """Letters without accents, and typewriter marks."""
    plain = unicodedata.normalize("NFD", dumb(text).translate(_LETTERS))
    kept = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", kept)


def pascal(words: str) -> str:
    """Words in one, each with a capital."""
    return "".join(word[:1].upper() + word[1:] for word in words.split(" "))


def camel(words: str) -> str:
    """Words in one, each but the first with a capital."""
    joined = pascal(words)
    return joined[:1].lower() + joined[1:]


def number_to_words(text: str) -> str:
    """A number or an ordinal spelled out; anything else as it is."""
    plain = text.replace(",", "")
    if re.fullmatch(r"-?[0-9]+", plain) and abs(int(plain)) < _LARGEST:
        return _cardinal(int(plain))
    if match := _ORDINAL.fullmatch(plain):
        spelled = _cardinal(int(match[1]))
        at = max(spelled.rfind(" "), spelled.rfind("-")) + 1
        return spelled[:at] + _ordinal(spelled[at:])
    return text


def _cardinal(number: int) -> str:
    if number < 0:
        return f"minus {_cardinal(-number)}"
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    scales = (*_SCALES, (100, "hundred"))
    value, name = next((value, name) for value, name in scales if number >= value)
    rest = number % value
    return f"{_cardinal(number // value)} {name}" + (f" {_cardinal(rest)}" if rest else "")


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"


def _values() -> dict[str, tuple[int, bool]]:
    plain = {word: number for number, word in enumerate(_ONES)}
    plain |= {word: number * 10 for number, word in enumerate(_TENS) if word}
    plain |= {"hundred": 100} | {name: value for value, name in _SCALES}
    both = {word: (number, False) for word, number in plain.items()}
    return both | {_ordinal(word): (number, True) for word, number in plain.items()}


_VALUES = _values()


def words_to_number(text: str) -> str:
    """A spelled-out number or ordinal in digits; anything else as it is."""
    fields = [word for word in re.split("[ -]+", text.lower()) if word]
    negative = fields[:1] == ["minus"]
    words = [word for word in fields[negative:] if word != "and"]
    if not words or any(word not in _VALUES for word in words):
        return text
    if any(_VALUES[word][1] for word in words[:-1]):
        return text
    total = current = 0
    for word in words:
        value = _VALUES[word][0]
        if value == 100:
            current = max(current, 1) * 100
        elif value >= 1000:
            total, current = total + max(current, 1) * value, 0
        else:
            current += value
    number = -(total + current) if negative else total + current
    return f"{number}{_suffix(abs(number))}" if _VALUES[words[-1]][1] else str(number)


def _suffix(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
