"""What the chief sub asks: findings, fixes, dismissals and exceptions by rule, desk and author."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from html import escape as html_escape

from msgspec import Struct
from msgspec.structs import fields

from copylint.issue import Level
from copylint.reporters.visible import visible, width


class Event(Struct, frozen=True):
    """One thing to count: `what` is error, warning, suggestion, fixable, fixed, dismissed, ending.

    `desk` is the file's folder, `author` whoever owns the rule.
    """

    what: str
    rule: str
    desk: str
    author: str


class Ending(Struct, frozen=True):
    """An exception that has ended or soon will."""

    path: str
    line: int
    rules: str
    until: datetime.date
    reason: str


class Row(Struct):
    """The counts of one rule, desk or author."""

    name: str
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0
    fixable: int = 0
    fixed: int = 0
    dismissed: int = 0
    ending: int = 0

    @property
    def findings(self) -> int:
        """All that stands."""
        return self.errors + self.warnings + self.suggestions

    def values(self) -> list[str | int]:
        """The cells, in the order of HEADS."""
        return [getattr(self, field.name) for field in fields(self)]


HEADS = ("name", "errors", "warnings", "suggestions", "fixable", "fixed", "dismissed", "ending")
_FIELDS = {level.label: f"{level.label}s" for level in Level}


class Rollout(Struct, frozen=True):
    """The three tables, the most findings first, and the exceptions by date."""

    rules: tuple[Row, ...]
    desks: tuple[Row, ...]
    authors: tuple[Row, ...]
    endings: tuple[Ending, ...]

    def tables(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """The tables with what they are by."""
        yield from (("rule", self.rules), ("desk", self.desks), ("author", self.authors))


def rollout(events: Iterable[Event], endings: Iterable[Ending]) -> Rollout:
    """Count the events in three ways."""
    events = list(events)
    by_date = sorted(endings, key=lambda one: (one.until, one.path, one.line))
    return Rollout(
        _rows(events, lambda event: event.rule),
        _rows(events, lambda event: event.desk),
        _rows(events, lambda event: event.author),
        tuple(by_date),
    )


def _rows(events: Iterable[Event], name_of: Callable[[Event], str]) -> tuple[Row, ...]:
    rows: dict[str, Row] = {}
    for event in events:
        row = rows.setdefault(name_of(event), Row(name_of(event)))
        field = _FIELDS.get(event.what, event.what)
        setattr(row, field, getattr(row, field) + 1)
    return tuple(sorted(rows.values(), key=lambda row: (-row.findings, row.name)))


def text(report: Rollout) -> str:
    """Aligned tables for a terminal."""
    parts = []
    for by, rows in report.tables():
        cells = [[by, *HEADS[1:]], *([visible(str(cell)) for cell in row.values()] for row in rows)]
        parts.append(_aligned(cells))
    endings = [["exception", "ends", "where", "why"], *map(_ending, report.endings)]
    return "\n".join([*parts, _aligned(endings)] if report.endings else parts)


def _ending(one: Ending) -> list[str]:
    return [
        visible(one.rules),
        one.until.isoformat(),
        visible(f"{one.path}:{one.line}"),
        visible(one.reason),
    ]


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(map(_padded, row, widths, range(len(row)))).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _padded(cell: str, room: int, column: int) -> str:
    space = " " * (room - width(cell))
    return space + cell if column and cell.isdigit() else cell + space


def as_csv(report: Rollout) -> str:
    """One table for a spreadsheet; its first column says what a row is about."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(["by", *HEADS, "until", "where", "reason"])
    for by, rows in report.tables():
        writer.writerows([by, *map(_cell, row.values()), "", "", ""] for row in rows)
    for one in report.endings:
        blank = [""] * (len(HEADS) - 1)
        where, why = _cell(f"{one.path}:{one.line}"), _cell(one.reason)
        writer.writerow(["exception", _cell(one.rules), *blank, one.until, where, why])
    return file.getvalue()


def _cell(value: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, int):
        return value
    value = visible(value)
    return f"'{value}" if value[:1] in tuple("=+-@") else value


_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;"
    "margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:0 0 2rem}"
    "caption{font-weight:700;text-align:left;padding:.5rem 0}"
    "th,td{padding:.25rem .75rem;border-bottom:1px solid #8888;text-align:right}"
    "th:first-child,td:first-child,.text td{text-align:left;overflow-wrap:anywhere}"
)


def html(report: Rollout) -> str:
    """A page of tables, with no script at all."""
    tables = [_table(f"By {by}", (by, *HEADS[1:]), _cells(rows)) for by, rows in report.tables()]
    if report.endings:
        heads = ("exception", "ends", "where", "why")
        tables.append(_table("Exceptions that end", heads, map(_ending, report.endings)))
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>copylint report</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>copylint report</h1>\n{''.join(tables)}</body>\n</html>\n"
    )


def _cells(rows: Iterable[Row]) -> Iterator[list[str]]:
    for row in rows:
        yield [visible(str(cell)) for cell in row.values()]


def _table(title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{html_escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    return f"<table>\n<caption>{title}</caption>\n<tr>{head}</tr>\n{body}</table>\n"


FORMATS: dict[str, Callable[[Rollout], str]] = {"text": text, "csv": as_csv, "html": html}
