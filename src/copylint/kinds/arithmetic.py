"""Kinds that do the sums: `total`, `change` and `conversion`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.numerals import value_of

_SMALL = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
)
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_SMALL})"
_PART = rf"(?:{_COUNT}|an?) (?:[\p{{L}}’'-]+ ){{0,3}}?[\p{{L}}’'-]+"
_PARTED = kept(r",? and |, ")
_TOTAL = kept(
    rf"(?<![\w$£€.,-])(?P<total>{_COUNT}) (?P<noun>(?:[a-z’'-]+ ){{0,2}}?(?:[a-z]+s|people|men|"
    rf"women|children|dead|injured))(?:: | ?[—–] ?| \(|, )"
    rf"(?P<parts>{_PART}(?:, {_PART})*,? and {_PART})(?=[.;,)—–]| ?[—–]|$)",
    regex.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"[$£€]?(?:{_NUMBER})"
_CHANGE = kept(
    rf"\bfrom (?P<old>{_AMOUNT})(?P<per>%| percent| per cent)?(?: (?:million|billion|[a-z]+))?"
    rf" to (?P<new>{_AMOUNT})(?P<pernew>%| percent| per cent)?(?: (?:million|billion|[a-z]+))?,? "
    rf"(?:\(|[—–] ?)?(?P<way>up|down|an? (?:[a-z]+ )?(?:increase|rise|gain|jump|growth|drop|fall|"
    rf"decline|decrease|cut|loss) of)(?: by| about| nearly| almost| some)? "
    rf"(?P<change>(?P<by>{_NUMBER})(?P<unit>%| percent(?! points?)| per cent(?! points?)))(?!\w)",
    regex.IGNORECASE,
)


def _value(shown: str) -> float:
    plain = shown.replace(",", "").lstrip("$£€")
    if plain.lower() in {"a", "an"}:
        return 1
    if plain[0].isdigit():
        return float(plain)
    value = value_of(plain)
    return float(value) if value is not None else float("nan")


@register
class TotalRule(Rule, frozen=True, kw_only=True):
    """A total that its own parts do not add up to ("12 people: seven men and four women").

    Only closed lists count, in which every part opens with a number. Message values: the total
    with its noun, the sum of the parts.
    """

    kind: ClassVar[str] = "total"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The totals of a segment that differ from the sum of their parts."""
        for match in _TOTAL.finditer(segment.text):
            parts = _PARTED.split(match["parts"])
            total, added = _value(match["total"]), sum(_value(part.split()[0]) for part in parts)
            if total not in (added, len(parts)):
                shown = f"{match['total']} {match['noun']}"
                yield Hit(Span(match.start(), match.end("parts")), values=(shown, f"{added:,.0f}"))

    def literals(self) -> tuple[str, ...]:
        """What joins the last part to the others."""
        return (" and ",)


@register
class ChangeRule(Rule, frozen=True, kw_only=True):
    """A change in per cent that its two ends do not give ("from 4% to 6%, up 2%").

    Between two percentages the difference is in percentage points: that is suggested where the
    figure is the difference. Other figures may be rounded to the precision they show. Message
    values: the change as written, what the two ends give.
    """

    kind: ClassVar[str] = "change"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The changes of a segment that do not compute."""
        for match in _CHANGE.finditer(segment.text):
            old, new, by = (_value(match[name]) for name in ("old", "new", "by"))
            if not old or _near(abs(new - old) / old * 100, match["by"]):
                continue
            span = Span(*match.span("change"))
            points = bool(match["per"] or match["pernew"]) and _near(abs(new - old), match["by"])
            if points:
                named = f"{match['by']} percentage point{'' if by == 1 else 's'}"
                yield Hit(span, values=(match["change"], named), suggestions=(named,))
            else:
                given = abs(new - old) / old * 100
                yield Hit(span, values=(match["change"], f"{given:.3g}%"))

    def literals(self) -> tuple[str, ...]:
        """The word that opens a change."""
        return ("from ",)


def _near(value: float, shown: str) -> bool:
    """True when a value could be rounded to the figure shown, or lies within a fiftieth of it."""
    figure = _value(shown)
    return abs(value - figure) <= max(_half_step(shown), abs(value) * 0.02)


def _half_step(shown: str) -> float:
    """Half the last place that a figure shows."""
    return 0.5 * 10.0 ** -len(shown.partition(".")[2])


def _half_round(shown: str) -> float:
    """Half the last place that is not rounded to zero: 1,600 may stand for 1,550 to 1,650."""
    plain = shown.replace(",", "")
    zeros = 0 if "." in plain else len(plain) - len(plain.rstrip("0"))
    return _half_step(plain) * 10.0 ** min(zeros, len(plain) - 1)


# Factors: NIST Special Publication 811, appendix B.
_UNITS = {
    "mile": (1.609344, "km"), "mi": (1.609344, "km"), "mph": (1.609344, "kph"),
    "yard": (0.9144, "m"), "foot": (0.3048, "m"), "feet": (0.3048, "m"), "ft": (0.3048, "m"),
    "inch": (2.54, "cm"), "inches": (2.54, "cm"),
    "pound": (0.45359, "kg"), "lb": (0.45359, "kg"), "ounce": (28.3495, "g"), "ton": (0.907, "t"),
    "acre": (0.404686, "ha"), "square mile": (2.58999, "km2"),
}  # fmt: skip
_METRIC = {
    "km": ("km", 1.0), "kilometer": ("km", 1.0), "kilometre": ("km", 1.0),
    "kph": ("kph", 1.0), "km/h": ("kph", 1.0), "m": ("m", 1.0), "meter": ("m", 1.0),
    "metre": ("m", 1.0), "cm": ("cm", 1.0), "centimeter": ("cm", 1.0), "centimetre": ("cm", 1.0),
    "kg": ("kg", 1.0), "kilogram": ("kg", 1.0), "kilo": ("kg", 1.0), "g": ("g", 1.0),
    "gram": ("g", 1.0), "ha": ("ha", 1.0), "hectare": ("ha", 1.0),
    "square kilometer": ("km2", 1.0), "square kilometre": ("km2", 1.0),
}  # fmt: skip


def _either(names: dict[str, tuple[float, str]] | dict[str, tuple[str, float]]) -> str:
    return "|".join(sorted(map(regex.escape, names), key=len, reverse=True))


_BRACKETED = kept(
    rf"(?<![\w.,$£€/-])(?P<one>{_NUMBER})[ -]"
    rf"(?P<unit>(?:{_either(_UNITS)})s?|(?:{_either(_METRIC)})s?)"
    rf" \((?:about |around |roughly |nearly |some |or )?(?P<two>{_NUMBER})[ -]"
    rf"(?P<into>(?:{_either(_METRIC)})s?|(?:{_either(_UNITS)})s?)\)",
    regex.IGNORECASE,
)


@register
class ConversionRule(Rule, frozen=True, kw_only=True):
    """A measure and its conversion in brackets that do not agree ("10 miles (26 km)").

    Either may be rounded to the precision it shows. Message values: the converted figure as
    written, what the other gives.
    """

    kind: ClassVar[str] = "conversion"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The conversions of a segment that are off by more than rounding."""
        for match in _BRACKETED.finditer(segment.text):
            given = _converted(_value(match["one"]), match["unit"], match["into"])
            if given is None or _rounds(given, match["two"]):
                continue
            back = _converted(_value(match["two"]), match["into"], match["unit"])
            if back is not None and _rounds(back, match["one"]):
                continue
            shown = f"{given:,.3g}" if given < 1000 else f"{given:,.0f}"
            yield Hit(Span(*match.span("two")), values=(match["two"], shown), recase=False)

    def literals(self) -> tuple[str, ...]:
        """The bracket that opens a conversion."""
        return (" (",)


def _rounds(value: float, shown: str) -> bool:
    return abs(value - _value(shown)) <= max(_half_round(shown), value * 0.05)


def _converted(value: float, unit: str, into: str) -> float | None:
    """A value in another system's unit; None where the two do not measure the same thing."""
    old, new = _singular(unit), _singular(into)
    if old in _UNITS and new in _METRIC:
        factor, metric = _UNITS[old]
        return value * factor if _METRIC[new][0] == metric else None
    if old in _METRIC and new in _UNITS:
        factor, metric = _UNITS[new]
        return value / factor if _METRIC[old][0] == metric else None
    return None


def _singular(unit: str) -> str:
    plain = unit.lower()
    return plain if plain in _UNITS or plain in _METRIC else plain.removesuffix("s")
