from __future__ import annotations

import csv
import datetime
import io

from syrupy.assertion import SnapshotAssertion

from copylint.reporters.rollout import FORMATS, Ending, Event, Rollout, rollout

from .samples import HOSTILE, HOSTILE_PATH


def sample() -> Rollout:
    events = [
        *[Event("error", "core.typo", "news", "copy desk")] * 3,
        *[Event("fixable", "core.typo", "news", "copy desk")] * 2,
        Event("fixed", "core.typo", "sport", "copy desk"),
        Event("suggestion", "style.adverb", "sport", "house"),
        Event("dismissed", "style.adverb", "sport", "house"),
        Event("ending", "places.kyiv", "news", "foreign desk"),
    ]
    ending = Ending("news/a.md", 4, "places.kyiv", datetime.date(2026, 12, 1), "a film's title")
    return rollout(events, [ending])


def hostile() -> Rollout:
    ending = Ending(HOSTILE_PATH, 1, HOSTILE, datetime.date(2026, 12, 1), HOSTILE)
    return rollout([Event("error", HOSTILE, HOSTILE_PATH, "=1+1")], [ending])


def test_text(snapshot: SnapshotAssertion) -> None:
    assert FORMATS["text"](sample()) == snapshot


def test_csv(snapshot: SnapshotAssertion) -> None:
    assert FORMATS["csv"](sample()) == snapshot


def test_html(snapshot: SnapshotAssertion) -> None:
    assert FORMATS["html"](sample()) == snapshot


def test_hostile_text_is_only_text() -> None:
    for write in FORMATS.values():
        output = write(hostile())
        assert not any(char in output for char in "\x1b\u202e\u2066")
    assert "<script>" not in FORMATS["html"](hostile())
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](hostile()))))
    assert {len(row) for row in rows} == {12}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
