"""Numbers as words and as figures, and the kind `numeral` that asks for one or the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain
from typing import ClassVar, Literal

import regex
from msgspec import Struct

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.patterns import checked
from copylint.kinds.spelled import to_digits, to_words
from copylint.matching import Literal as Needle
from copylint.matching import Needs, demands

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS) if value > 1
}

_TEEN_OR_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TENS_WORD = "|".join(_TENS[2:])
_SMALL = rf"(?:(?:{_TENS_WORD})(?:-(?:{_TEEN_OR_UNIT}))?|{_TEEN_OR_UNIT})"
_WORDS = rf"\b{_SMALL}(?: (?:hundred|thousand)(?:(?: and)? {_SMALL})?){{0,3}}\b"
_FIGURES = r"(?<![\w.,:/$£€¥#°+–—-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w/:%°–—-]|[.,]\d)"


class Numeral(Struct, frozen=True):
    """A whole number found in a text: where it stands and what it is worth."""

    span: Span
    value: int


def spell_out(value: int) -> str:
    """A number from 0 to 99 in words, hyphenated from 21. Raises ValueError beyond."""
    if not 0 <= value < 100:
        raise ValueError(f"no words for {value}")
    if value < 20:
        return _UNITS[value]
    tens, unit = divmod(value, 10)
    return _TENS[tens] if not unit else f"{_TENS[tens]}-{_UNITS[unit]}"


def value_of(numeral: str) -> int | None:
    """What a numeral in words (hundreds and thousands too) or in figures is worth."""
    plain = numeral.replace(",", "").lower()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 15 else None
    if " " in plain:
        digits = to_digits(plain)
        return int(digits) if digits.isdigit() else None
    parts = [_VALUES.get(word) for word in plain.split("-")]
    if None in parts or len(parts) > 2:
        return None
    return sum(part for part in parts if part is not None)


@lru_cache(maxsize=16)
def numerals(text: str, form: str) -> tuple[Numeral, ...]:
    """Every whole number written as `figures` or as `words`, in order."""
    found = ((match, value_of(match[0])) for match in _PATTERNS[form].finditer(text))
    return tuple(Numeral(Span(*match.span()), value) for match, value in found if value is not None)


_PATTERNS = {
    "figures": kept(_FIGURES, regex.IGNORECASE),
    "words": kept(_WORDS, regex.IGNORECASE),
}


@register
class NumeralRule(Rule, frozen=True, kw_only=True):
    """Numbers of a certain size, written one way, in a certain company.

    `form` is how they stand, `write` what is suggested (`none`: no suggestion). `before` and
    `after` must match what touches the number, `not_before` and `not_after` must not; they are
    regular expressions, case-sensitive, read against the segment's own text. `at` says whether
    numbers that open a sentence count: `inside` (the default) leaves them alone.
    """

    kind: ClassVar[str] = "numeral"

    form: Literal["figures", "words"]
    write: Literal["figures", "words", "separated", "none"] = "none"
    min: int = 0
    max: int = 10**15
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    at: Literal["inside", "start", "anywhere"] = "inside"

    def prepare(self) -> None:
        """Compile what may stand before and after."""
        _ = self._company

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The numbers that the rule asks to be written otherwise."""
        text = segment.text
        for numeral in numerals(text, self.form):
            written = numeral.span.of(text)
            if not self.min <= numeral.value <= self.max or not self._place_counts(
                segment, numeral
            ):
                continue
            if not self._company_fits(text, numeral.span):
                continue
            wanted = _written(numeral.value, self.write)
            if wanted != written.lower():
                yield self._hit(numeral.span, written, wanted)

    def _hit(self, span: Span, written: str, wanted: str | None) -> Hit:
        if wanted is None:
            return Hit(span, values=(written,))
        if self.at == "start":
            wanted = wanted.capitalize()
        return Hit(span, values=(wanted, written), suggestions=(wanted,))

    def _place_counts(self, segment: Segment, numeral: Numeral) -> bool:
        if self.at == "anywhere":
            return True
        return opens_sentence(segment.text, numeral.span.start) == (self.at == "start")

    def _company_fits(self, text: str, span: Span) -> bool:
        before, after, not_before, not_after = self._company
        return (
            (before is None or before.search(text, 0, span.start) is not None)
            and (after is None or after.match(text, span.end) is not None)
            and (not_before is None or not_before.search(text, 0, span.start) is None)
            and (not_after is None or not_after.match(text, span.end) is None)
        )

    @cached_property
    def _company(self) -> tuple[regex.Pattern[str] | None, ...]:
        return (
            checked(f"(?:{self.before})$", "before") if self.before else None,
            checked(self.after, "after") if self.after else None,
            checked(f"(?:{self.not_before})$", "not_before") if self.not_before else None,
            checked(self.not_after, "not_after") if self.not_after else None,
        )

    def needs(self) -> Needs:
        """The digits, or the words that numbers are made of."""
        if self.form == "figures":
            return frozenset(map(Needle, "0123456789"))
        return frozenset(Needle(word, whole=True) for word in _VALUES)

    def also(self) -> tuple[frozenset[Needle], ...]:
        """What the company that is asked for holds."""
        company = filter(None, (self.before and f"(?:{self.before})$", self.after))
        return tuple(chain(*(demands(each, bounded=False) or () for each in company)))


_OPENING = kept(
    r"(?:^|(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|Mr|Mrs|Ms|Dr|Prof|Gen|Col|"
    r"Lt|Sgt|Capt|Gov|Sen|Rep|Rev|St|vs|approx|ca|pp?|vol|ch|fig|\p{Lu}))\.[”’\"')\]]*\s+|"
    r"[!?…][”’\"')\]]*\s+)[“‘\"'(\[]*$"
)


def opens_sentence(text: str, offset: int) -> bool:
    """True when nothing but opening marks stands between a sentence's start and the offset."""
    return _OPENING.search(text, max(0, offset - 12), offset) is not None


def _written(value: int, form: str) -> str | None:
    if form == "words":
        return spell_out(value) if value < 100 else to_words(str(value))
    if form == "figures":
        return str(value) if value < 1000 else f"{value:,}"
    return f"{value:,}" if form == "separated" else None
