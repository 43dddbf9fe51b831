"""`rules trial`: hits a thousand words, and what changed since the last time."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from copylint.cli.trial import trial

RULE = """rules:
  - id: boats
    extends: substitution
    message: "Write '%s', not '%s'."
    why: House style.
    source: [{guide: House, checked: 2026-11-23}]
    swap: {{{swap}}}
    examples: [{{bad: "a [[skiff]]", good: "a boat"}}, {{ok: "a boat"}}]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "house").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("A skiff and a dinghy came ashore at noon.\n")
    (tmp_path / "articles" / "two.md").write_text("No *skiff* was seen.\n")
    write(tmp_path, "skiff: boat")
    return tmp_path


def write(desk: Path, swap: str) -> None:
    (desk / "house" / "boats.yaml").write_text(
        RULE.replace("{swap}", swap).replace("{{", "{").replace("}}", "}")
    )


def run(*more: str) -> str:
    result = CliRunner().invoke(trial, ["house", "--on", "articles", *more])
    assert result.exit_code == 0, result.output
    return result.output


def test_it_counts_and_shows_the_hits(desk: Path) -> None:
    output = run()
    assert "house.boats: 2 hits, 153.85 a thousand words" in output
    assert "articles/one.txt:1:3  A [skiff] and a dinghy" in output
    assert "articles/two.md:1:5  No *[skiff]* was seen." in output
    assert "Since the last trial" not in output


def test_it_tells_what_is_new_and_gone(desk: Path) -> None:
    run()
    write(desk, "dinghy: boat")
    output = run()
    assert "Since the last trial: 1 new, 2 gone." in output
    assert "new   house.boats  articles/one.txt:1:15" in output
    assert "gone  house.boats  articles/two.md:1:5" in output


def test_what_it_remembers_is_private_and_holds_no_words(desk: Path) -> None:
    run()
    (kept,) = (desk / "cache").rglob("trials/*.json")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "ashore" not in kept.read_text()


def test_a_damaged_memory_is_forgotten(desk: Path) -> None:
    run()
    (kept,) = (desk / "cache").rglob("trials/*.json")
    kept.write_text("{")
    assert "Since the last trial" not in run()


def test_an_unreadable_article_does_not_end_it(desk: Path) -> None:
    (desk / "articles" / "bad.txt").write_bytes(b"caf\xe9 skiff")
    assert "2 hits" in run()
