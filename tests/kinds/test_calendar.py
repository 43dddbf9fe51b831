"""Dates in prose and the calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.document import Document, Run, Segment, Span
from copylint.kinds.base import Hit
from copylint.kinds.calendar import MONTHS, WEEKDAYS, CalendarRule, dates
from copylint.matching import Prefilter


def document(text: str, date: datetime.date | None = None) -> Document:
    run = Run(Span(0, len(text)), Span(0, len(text)))
    return Document("a.txt", text, (Segment(text, ("text",), (run,)),), date=date)


def judge(check: str, text: str, date: datetime.date | None = None) -> list[Hit]:
    rule = CalendarRule(
        name="dates.test",
        extends="calendar",
        message="%s is a %s, not a %s.",
        check=check,  # type: ignore[arg-type]
    )
    return list(rule.find_all(document(text, date)))


@pytest.mark.parametrize(
    ("text", "found", "suggestions"),
    [
        (
            "The trial opens on Friday, May 8, 2025, in Graz.",
            "Friday, May 8, 2025",
            ("Thursday, May 8, 2025", "Friday, May 9, 2025"),
        ),
        (
            "Polls open Sunday 3 March 2024 at dawn.",
            "Sunday 3 March 2024",
            None,
        ),
        (
            "It ran aground on Mon. Dec. 9, 2025.",
            "Mon. Dec. 9, 2025",
            ("Tue. Dec. 9, 2025", "Mon. Dec. 8, 2025"),
        ),
    ],
)
def test_a_weekday_is_held_against_its_date(
    text: str, found: str, suggestions: tuple[str, ...] | None
) -> None:
    hits = judge("weekday", text)
    if suggestions is None:
        assert hits == []
    else:
        assert [(hit.span.of(text), hit.suggestions) for hit in hits] == [(found, suggestions)]


def test_without_a_year_the_articles_date_decides() -> None:
    text = "The ferry sails on Monday, June 3."
    assert judge("weekday", text) == []
    assert judge("weekday", text, datetime.date(2024, 6, 1)) == []
    assert judge("weekday", text, datetime.date(2025, 6, 1))[0].values[1] == "Tuesday"


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)), st.booleans())
def test_every_true_date_is_read_and_left_alone(day: datetime.date, month_first: bool) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    shown = f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"
    text = f"They met on {weekday}, {shown}, at noon."
    assert [date.span.of(text) for date in dates(text)] == [f"{weekday}, {shown}"]
    assert judge("weekday", text) == []
    assert judge("exists", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "on June 31.",
        "by 30 February",
        "on Feb. 29, 2023, the",
        "the 2021-04-31 entry",
        "May 32, 2020",
    ],
)
def test_days_that_no_calendar_has(text: str) -> None:
    assert len(judge("exists", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In May 40 people came.",
        "In March 5,000 tonnes were shipped.",
        "on Feb. 29, 2024",
        "At 31:12 in June",
        "Army 35 Decatur 12",
        "from Sept. 28-30",
    ],
)
def test_quantities_and_real_days_are_no_impossible_dates(text: str) -> None:
    assert judge("exists", text) == []


@given(st.sampled_from(MONTHS), st.sampled_from(("{} 5", "5 {}", "5th of {}", "x {:.3} 5")))
def test_dates_are_looked_for_where_a_month_stands(month: str, shape: str) -> None:
    text = shape.format(month)
    assert [date.month for date in dates(text)] == [MONTHS.index(month) + 1]
    (held,) = CalendarRule(
        name="dates.test", extends="calendar", message="%s", check="exists"
    ).parts()
    assert Prefilter.build([held]).candidates(text) == [0]
    assert Prefilter.build([held]).candidates(f"The mayor of {month}ville") == []
