"""Dates in prose, and the kind `calendar` that holds them against the calendar."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, Literal

import regex
from msgspec import Struct

from copylint.document import Document, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.matching import Demands, Gate, ranked
from copylint.matching import Literal as Needle

WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = (
    r"(?:(?P<weekday>Mon(?:day|\.)|Tue(?:sday|s?\.)|Wed(?:nesday|\.)|Thu(?:rsday|r?s?\.)|"
    r"Fri(?:day|\.)|Sat(?:urday|\.)|Sun(?:day|\.))(?P<gap>,? (?:the )?))?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})\b(?!-\d)"
_SHAPES = (
    kept(rf"\b{_WEEKDAY}\b{_MONTH} {_DAY}(?!\d|[:.]\d|,\d{{3}}\b|[-–/]\d|\w)(?:,? {_YEAR})?"),
    kept(rf"(?<![\d.,:/$£€–-]){_WEEKDAY}\b{_DAY}(?<!\b0\d)(?: of)? {_MONTH}(?!\w)(?:,? {_YEAR})?"),
    kept(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
)
# Each holds a month, or the hyphen before the month of year-month-day; and figures.
_HELD = ranked(
    (
        frozenset(Needle(name.lower(), whole=True) for name in (*MONTHS, "Sept", "Sepember"))
        | frozenset(Needle(month[:3].lower(), whole=True) for month in MONTHS)
        | {Needle("-0"), Needle("-1")},
        frozenset(map(Needle, "0123456789")),
    )
)
_MAY_HOLD = Gate.of(_HELD)
# Before the Gregorian calendar was general, a weekday cannot be told from the date alone.
_FIRST_SURE_YEAR = 1800
_NEAR = datetime.timedelta(days=3)


class WrittenDate(Struct, frozen=True):
    """A date as it stands in a text. `year` is None where none is written; weekday 0 is Monday.

    `weekday_span` and `day_span` are places in the same text, for those who rewrite a part.
    """

    span: Span
    month: int
    day: int
    year: int | None
    weekday: int | None
    weekday_span: Span
    day_span: Span

    def exists(self) -> bool:
        """True when the calendar has such a day; without a year, in a leap year."""
        return self.day in range(1, days_in(self.month, self.year or 2000) + 1)

    def on(self, year: int) -> datetime.date:
        """The date in a year. Raises ValueError when that year has no such day."""
        return datetime.date(year, self.month, self.day)


def days_in(month: int, year: int) -> int:
    """How many days a month (1 to 12) has in a year."""
    return calendar.monthrange(year, month)[1] if year else 31


@lru_cache(maxsize=512)
def dates(text: str) -> tuple[WrittenDate, ...]:
    """Every date with a day and a month in a passage: month first, day first, or year-month-day."""
    return tuple(dates_in(text)) if _MAY_HOLD.open_to(text) else ()


def dates_in(text: str) -> Iterator[WrittenDate]:
    """The dates of a text of any length, which is not kept as a passage's are."""
    found = (_read(match) for pattern in _SHAPES for match in pattern.finditer(text))
    return (date for date in found if date is not None)


def _read(match: regex.Match[str]) -> WrittenDate | None:
    groups = match.groupdict()
    month = _month(groups["month"])
    if month is None:
        return None
    weekday = groups.get("weekday")
    return WrittenDate(
        span=Span(*match.span()),
        month=month,
        day=int(groups["day"]),
        year=int(groups["year"]) if groups["year"] else None,
        weekday=_index(weekday, WEEKDAYS) if weekday else None,
        weekday_span=Span(*match.span("weekday"))
        if weekday
        else Span(match.start(), match.start()),
        day_span=Span(*match.span("day")),
    )


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return _index(word, MONTHS) + 1


def _index(word: str, names: tuple[str, ...]) -> int:
    start = word.rstrip(".")[:3].lower()
    return next(place for place, name in enumerate(names) if name.lower().startswith(start))


@register
class CalendarRule(Rule, frozen=True, kw_only=True):
    """Dates that the calendar contradicts.

    `check: weekday` compares a weekday with its date; a date without a year is read in the year of
    the article's own date, and left alone when the article has none. `check: exists` reports days
    that no calendar has. Message values: what stands, what the calendar says.
    """

    kind: ClassVar[str] = "calendar"
    local: ClassVar[bool] = False

    check: Literal["weekday", "exists"]

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The dates of a document that cannot be right."""
        for index, segment in enumerate(document.segments):
            for date in dates(segment.text):
                hit = self._judge(date, segment.text, document.date)
                if hit is not None:
                    yield Hit(hit.span, hit.values, hit.suggestions, segment=index, recase=False)

    def _judge(self, date: WrittenDate, text: str, today: datetime.date | None) -> Hit | None:
        if self.check == "exists":
            return None if date.exists() or _doubtful(date) else _impossible(date, text)
        if date.weekday is None or not date.exists():
            return None
        return _wrong_weekday(date, text, today)

    def parts(self) -> Sequence[Demands]:
        """What every date holds."""
        return [_HELD]


def _doubtful(date: WrittenDate) -> bool:
    """More than 31 may be a quantity ("In May 40 people"), unless a year follows."""
    return (date.day > 31 or date.day == 0) and date.year is None


def _impossible(date: WrittenDate, text: str) -> Hit:
    last = days_in(date.month, date.year or 2000)
    name = MONTHS[date.month - 1] + (f" {date.year}" if date.month == 2 and date.year else "")
    return Hit(date.span, values=(date.span.of(text), f"{name} has {last} days"))


def _wrong_weekday(date: WrittenDate, text: str, today: datetime.date | None) -> Hit | None:
    actual = _meant(date, today)
    if actual is None or actual.weekday() == date.weekday:
        return None
    written, right = date.weekday_span.of(text), WEEKDAYS[actual.weekday()]
    return Hit(
        date.span,
        values=(text[date.weekday_span.end : date.span.end].lstrip(", "), right, written),
        suggestions=tuple(_readings(date, text, actual)),
    )


def _meant(date: WrittenDate, today: datetime.date | None) -> datetime.date | None:
    """The day that is meant. Without a year: the nearest to the article's date, if that is sure."""
    if date.year is not None:
        sure = date.year >= _FIRST_SURE_YEAR and date.day <= days_in(date.month, date.year)
        return date.on(date.year) if sure else None
    if today is None or date.day > days_in(date.month, today.year):
        return None
    meant = date.on(today.year)
    return meant if abs(meant - today) < datetime.timedelta(days=120) else None


def _readings(date: WrittenDate, text: str, actual: datetime.date) -> Iterator[str]:
    """Both ways out: the weekday of that date, then the nearest date with that weekday."""
    written = date.weekday_span.of(text)
    right = WEEKDAYS[actual.weekday()]
    short = written.endswith(".")
    yield _replaced(
        date, text, date.weekday_span, f"{right[: len(written) - 1]}." if short else right
    )
    assert date.weekday is not None
    shift = (date.weekday - actual.weekday() + 3) % 7 - 3
    other = actual + datetime.timedelta(days=shift)
    if other.month == actual.month and abs(other - actual) <= _NEAR:
        yield _replaced(date, text, date.day_span, str(other.day))


def _replaced(date: WrittenDate, text: str, part: Span, new: str) -> str:
    return text[date.span.start : part.start] + new + text[part.end : date.span.end]
