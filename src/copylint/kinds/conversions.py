"""The kind `conversion`: a measure and its conversion that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex
from msgspec import Struct

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.arithmetic import NUMBER, half_step, value
from copylint.kinds.base import Hit, Rule, register


class _Unit(Struct, frozen=True):
    """What a unit measures, and how much of the measure's first unit it is: `a * value + b`."""

    measure: str
    factor: float
    offset: float = 0.0
    metric: bool = True


# Factors: NIST Special Publication 811, appendix B.
_UNITS = {
    "km": _Unit("length", 1000), "kilometer": _Unit("length", 1000),
    "kilometre": _Unit("length", 1000), "m": _Unit("length", 1), "meter": _Unit("length", 1),
    "metre": _Unit("length", 1), "cm": _Unit("length", 0.01), "centimeter": _Unit("length", 0.01),
    "centimetre": _Unit("length", 0.01), "mm": _Unit("length", 0.001),
    "millimeter": _Unit("length", 0.001), "millimetre": _Unit("length", 0.001),
    "mile": _Unit("length", 1609.344, 0, False), "yard": _Unit("length", 0.9144, 0, False),
    "foot": _Unit("length", 0.3048, 0, False), "feet": _Unit("length", 0.3048, 0, False),
    "ft": _Unit("length", 0.3048, 0, False), "inch": _Unit("length", 0.0254, 0, False),
    "inches": _Unit("length", 0.0254, 0, False), "mi": _Unit("length", 1609.344, 0, False),
    "kg": _Unit("mass", 1), "kilogram": _Unit("mass", 1), "kilo": _Unit("mass", 1),
    "g": _Unit("mass", 0.001), "gram": _Unit("mass", 0.001), "tonne": _Unit("mass", 1000),
    "metric ton": _Unit("mass", 1000), "pound": _Unit("mass", 0.45359237, 0, False),
    "lb": _Unit("mass", 0.45359237, 0, False), "ounce": _Unit("mass", 0.02834952, 0, False),
    "stone": _Unit("mass", 6.35029, 0, False), "short ton": _Unit("mass", 907.185, 0, False),
    "hectare": _Unit("area", 10000), "ha": _Unit("area", 10000),
    "square kilometer": _Unit("area", 1e6), "square kilometre": _Unit("area", 1e6),
    "sq km": _Unit("area", 1e6), "square meter": _Unit("area", 1),
    "square metre": _Unit("area", 1), "acre": _Unit("area", 4046.856, 0, False),
    "square mile": _Unit("area", 2589988, 0, False), "sq mi": _Unit("area", 2589988, 0, False),
    "square foot": _Unit("area", 0.09290304, 0, False),
    "square feet": _Unit("area", 0.09290304, 0, False),
    "liter": _Unit("volume", 1), "litre": _Unit("volume", 1),
    "pint": _Unit("volume", 0.473, 0, False), "gallon": _Unit("volume", 3.785412, 0, False),
    "kph": _Unit("speed", 1),
    "km/h": _Unit("speed", 1), "kmh": _Unit("speed", 1), "kilometers per hour": _Unit("speed", 1),
    "kilometres per hour": _Unit("speed", 1), "kilometers an hour": _Unit("speed", 1),
    "kilometres an hour": _Unit("speed", 1), "mph": _Unit("speed", 1.609344, 0, False),
    "miles per hour": _Unit("speed", 1.609344, 0, False),
    "miles an hour": _Unit("speed", 1.609344, 0, False), "knot": _Unit("speed", 1.852, 0, False),
    "degrees celsius": _Unit("heat", 1), "degrees c": _Unit("heat", 1), "celsius": _Unit("heat", 1),
    "c": _Unit("heat", 1), "°c": _Unit("heat", 1),
    "degrees fahrenheit": _Unit("heat", 5 / 9, -160 / 9, False),
    "degrees f": _Unit("heat", 5 / 9, -160 / 9, False),
    "fahrenheit": _Unit("heat", 5 / 9, -160 / 9, False),
    "f": _Unit("heat", 5 / 9, -160 / 9, False), "°f": _Unit("heat", 5 / 9, -160 / 9, False),
}  # fmt: skip
_NAMES = "|".join(sorted(map(regex.escape, _UNITS), key=len, reverse=True))
_CONVERTED = kept(
    rf"(?<![\w.,$£€/-])(?P<minus>-|−|minus )?(?P<one>{NUMBER})[ -]?(?P<unit>(?:{_NAMES})s?)"
    rf"(?![\w/])[ \p{{L}}-]{{0,12}}(?:\(|, or |\(or )"
    rf"(?:about |around |roughly |nearly |some |or |almost )?"
    rf"(?P<less>-|−|minus )?(?P<two>{NUMBER})[ -]?(?P<into>(?:{_NAMES})s?)(?![\w/])",
    regex.IGNORECASE,
)


@register
class ConversionRule(Rule, frozen=True, kw_only=True):
    """A measure and its conversion that do not agree ("10 miles (26 km)", "95 F, or 45 C").

    Either may be rounded to the precision it shows, and be a twentieth off. What the other gives
    is suggested, rounded as the figure is. Message values: the converted figure, what the other
    gives.
    """

    kind: ClassVar[str] = "conversion"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The conversions of a segment that are off by more than rounding."""
        for match in _CONVERTED.finditer(segment.text):
            old, new = _unit(match["unit"]), _unit(match["into"])
            if old.measure != new.measure or old.metric == new.metric:
                continue
            one = _signed(match["minus"], match["one"])
            two = _signed(match["less"], match["two"])
            given = _converted(one, old, new)
            if _rounds(given, two, match["two"], new) or _rounds(
                _converted(two, new, old), one, match["one"], old
            ):
                continue
            shown = _shown(abs(given), match["two"])
            yield Hit(Span(*match.span("two")), (match["two"], shown), (shown,), recase=False)

    def literals(self) -> tuple[str, ...]:
        """What opens a conversion."""
        return ("(", ", or ")


def _unit(name: str) -> _Unit:
    plain = name.lower()
    return _UNITS[plain if plain in _UNITS else plain.removesuffix("s")]


def _signed(minus: str | None, shown: str) -> float:
    return -value(shown) if minus else value(shown)


def _converted(amount: float, unit: _Unit, into: _Unit) -> float:
    """An amount in another unit of the same measure."""
    return (amount * unit.factor + unit.offset - into.offset) / into.factor


def _rounds(given: float, told: float, shown: str, unit: _Unit) -> bool:
    """True when what is told could be a rounding of what is given."""
    part = 0.0 if unit.measure == "heat" else abs(given) * 0.05
    least = 1.5 if unit.measure == "heat" else 0.0
    return abs(given - told) <= max(_half_round(shown), part, least)


def _half_round(shown: str) -> float:
    """Half the last place that is not rounded to zero: 1,600 may stand for 1,550 to 1,650."""
    plain = shown.replace(",", "")
    zeros = 0 if "." in plain else len(plain) - len(plain.rstrip("0"))
    return half_step(plain) * 10.0 ** min(zeros, len(plain) - 1)


def _shown(given: float, like: str) -> str:
    """A figure rounded as another is."""
    decimals = len(like.partition(".")[2])
    step = 2 * _half_round(like) if not decimals and given >= 100 else 10.0**-decimals
    return f"{round(given / step) * step:,.{decimals}f}"
