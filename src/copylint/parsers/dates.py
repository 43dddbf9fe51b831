"""Dates written out with their year, in a dateline, a byline or front matter."""

from __future__ import annotations

import datetime

import regex

from copylint.kept import kept

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    kept(form, regex.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
    )
)


def find_date(text: str) -> datetime.date | None:
    """The first date in a text that names day, month and year, or None."""
    for form in _FORMS:
        if (match := form.search(text)) and (date := _date(match)):
            return date
    return None


def as_date(value: object) -> datetime.date | None:
    """The date in a front matter value, or None if it holds none."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return find_date(value) if isinstance(value, str) else None


def _date(match: regex.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    if parts.get("number"):
        month = int(parts["number"])
    else:
        month = _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return datetime.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
