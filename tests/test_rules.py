"""Every example of every shipped pack: exact places, fixes that settle, silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint.rulepack import Written, builtin_packs, find_pack, pack_files, read_file, sort_out
from copylint.rulepack.trial import trial

PACKS = builtin_packs()


def rules_of(name: str, *, trusted: bool = False) -> list[Written]:
    pack = find_pack(name, Path.cwd())
    rules, problems = sort_out(
        each for file in pack_files(pack) for each in read_file(pack, file, trusted=trusted)
    )
    assert [str(problem) for problem in problems] == []
    return rules


@pytest.mark.parametrize("name", PACKS)
def test_examples_hold_and_rules_say_where_they_come_from(name: str) -> None:
    for written in rules_of(name):
        assert [str(problem) for problem in trial(written)] == []
        rule = written.rule
        bad = [example for example in rule.examples if example.bad is not None]
        fine = [example for example in rule.examples if example.ok is not None]
        assert len(bad) >= 2, rule.name
        assert len(fine) >= 2, rule.name
        assert rule.why, rule.name
        assert rule.source, rule.name


def test_there_are_as_many_rules_and_entries_as_a_desk_needs() -> None:
    count = 0
    for name in PACKS:
        for written in rules_of(name, trusted=True):
            tables = [getattr(written.rule, key, ()) for key in ("swap", "names", "either")]
            count += sum(map(len, tables)) or 1
    assert count >= 450
