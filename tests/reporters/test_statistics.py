from __future__ import annotations

from syrupy.assertion import SnapshotAssertion

from copylint.reporters.statistics import Statistics

from .samples import plain_report


def test_rules_by_count_and_time_by_rule_and_engine(snapshot: SnapshotAssertion) -> None:
    statistics = Statistics()
    assert len(list(statistics.watch([plain_report(), plain_report()]))) == 2
    text = statistics.text({"harper": 0.5}, {"core.misspelling": 0.01, "ap.percent": 0.0251})
    assert text == snapshot


def test_nothing_checked_has_no_rate() -> None:
    assert Statistics().text({}, {}) == "  issues  per 1,000 words  rule\n"
