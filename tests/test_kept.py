"""Patterns kept as code behave as those just compiled."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import regex

from copylint import kept, shelf


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh: dict[str, object] = {"_stored": None, "_made": {}, "_new": set(), "_registered": []}
    for name, value in fresh.items():
        monkeypatch.setattr(kept, name, value)


def test_a_pattern_is_compiled_when_it_is_used_and_then_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pattern = kept.kept(r"(?P<boat>b\w+t) \1", regex.IGNORECASE)
    assert not list(shelf.folder().glob("*"))
    found = pattern.search("a Boat boat")
    assert found is not None
    assert found["boat"] == "Boat"
    kept.learn()
    for name, value in (("_stored", None), ("_made", {}), ("compile", None)):
        target = regex if name == "compile" else kept
        monkeypatch.setattr(target, name, value)
    again = kept.kept(r"(?P<boat>b\w+t) \1", regex.IGNORECASE)
    assert again.findall("a Boat boat") == ["Boat"]
    assert again.pattern == r"(?P<boat>b\w+t) \1"


def test_what_nothing_used_is_not_stored() -> None:
    kept.kept("never used here")
    kept.learn()
    assert not list(shelf.folder().glob("*"))


def test_a_broken_pattern_says_so_when_it_is_used() -> None:
    with pytest.raises(regex.error):
        kept.kept("(").search("")


@pytest.mark.parametrize("text", ["", "a quay", "quays, QUAY"])
def test_a_frozen_pattern_finds_the_same(text: str) -> None:
    plain = regex.compile(r"\b(quay)s?", regex.IGNORECASE)
    frozen = kept.frozen(plain)
    thawed = pickle.loads(pickle.dumps(kept.frozen(frozen)))
    spans = [match.span() for match in plain.finditer(text)]
    assert [match.span() for match in frozen.finditer(text)] == spans
    assert [match.span() for match in thawed.finditer(text)] == spans


def test_our_own_patterns_survive_a_pickle() -> None:
    again = pickle.loads(pickle.dumps(kept.kept(r"\d+")))
    assert again.sub("#", "7 of 9") == "# of #"
