"""What an installation brings along finds the same as what is compiled when needed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copylint import ahead, kept, parsers, shelf
from copylint.config.profiles import load_profile
from copylint.rulepack import load

TEXT = """Mayor opens bridge

KYIV, Ukraine (Reuters) - He could of waited, said the the mayor of Kiev on Monday, 3 May 2025.
It is 20-30 thousand tons, a new innovation; its too late. Emptyed barges lay at anchor.
"""


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that was compiled ahead, and is taken for the installed one; an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(shelf, "_SHIPPED", tmp_path / "compiled")
    monkeypatch.setattr(kept, "_stored", None)
    ahead.ship(load_profile("newsroom", tmp_path).packs, tmp_path)
    kept.ship(tmp_path)
    return tmp_path


def test_compiled_rules_find_what_others_find(
    compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = load_profile("newsroom", compiled).packs
    shipped = load(packs, compiled)
    assert shipped.key == ""
    monkeypatch.setattr(shelf, "_SHIPPED", compiled / "none")
    fresh = load(packs, compiled)
    document, day = parsers.parse("a.txt", TEXT), datetime.date(2026, 1, 1)
    found = [each.ruleset.check(document, today=day).issues for each in (shipped, fresh)]
    assert found[0] == found[1]
    assert {"core.misspelling", "places.ukrainian-city"} <= {issue.rule for issue in found[0]}


def test_compiled_rules_are_not_stored_again(compiled: Path) -> None:
    loaded = load(load_profile("newsroom", compiled).packs, compiled)
    loaded.ruleset.check(parsers.parse("a.txt", TEXT), today=datetime.date(2026, 1, 1))
    loaded.learn()
    assert not (compiled / "cache").exists()


def test_a_house_pack_beside_them_is_read_from_its_files(compiled: Path) -> None:
    house = compiled / "house"
    house.mkdir()
    (house / "quay.yaml").write_text(
        "extends: substitution\nmessage: \"'%s', not '%s'\"\nswap: {quay: pier}\n"
    )
    loaded = load((*load_profile("newsroom", compiled).packs, "house"), compiled)
    assert "house.quay" in {entry.name for entry in loaded.ruleset.entries}
    assert loaded.key
