from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from copylint.errors import ConfigError
from copylint.filters.baseline import Baseline, path_hash, read, written
from copylint.issue import stamp

from .test_known import OLD
from .test_known import read as document_of


def entries_of(folder: Path, name: str, source: str) -> list[str]:
    document, issues = document_of(source)
    return Baseline(folder, Counter()).of(document, stamp(document, issues), folder / name)


def saved(folder: Path, entries: list[str]) -> Baseline:
    path = folder / "copylint-baseline.txt"
    path.write_text(written(entries))
    return read(path)


def new(baseline: Baseline, name: str, source: str) -> int:
    document, issues = document_of(source)
    return len(baseline.split(document, stamp(document, issues), baseline.folder / name).new)


def test_known_issues_are_known_and_others_new(tmp_path: Path) -> None:
    baseline = saved(tmp_path, entries_of(tmp_path, "a.md", OLD))
    assert new(baseline, "a.md", OLD) == 0
    assert (
        new(baseline, "a.md", "A new first line.\n\n" + OLD.replace("river was", "river, was")) == 0
    )
    assert new(baseline, "a.md", OLD + OLD) == 1
    assert new(baseline, "b.md", OLD) == 1


def test_the_file_holds_sorted_hashes_and_no_text(tmp_path: Path) -> None:
    entries = entries_of(tmp_path, "brigde-story.md", OLD + OLD)
    text = written(random.sample(entries, len(entries)))
    assert text.splitlines()[1:] == sorted(entries)
    assert "brigde" not in text
    assert written(entries) == text


def test_stale_entries_are_those_of_checked_files_only(tmp_path: Path) -> None:
    entries = entries_of(tmp_path, "a.md", OLD) + entries_of(tmp_path, "b.md", OLD)
    baseline = saved(tmp_path, entries)
    both = [tmp_path / "a.md", tmp_path / "b.md"]
    assert baseline.stale([], both[:1]) == [(entries[0], both[0])]
    assert baseline.stale(entries[:1], both) == [(entries[1], both[1])]
    assert baseline.stale(entries, [tmp_path / "a.md", tmp_path / "b.md"]) == []


def test_paths_count_from_the_baselines_folder(tmp_path: Path) -> None:
    assert path_hash(tmp_path, tmp_path / "desk" / "a.md") == path_hash(
        Path("/x"), Path("/x/desk/a.md")
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a copylint baseline"),
        ('{"version": 1}\n', "is not a copylint baseline"),
        ("# copylint baseline 2\n", "has version 2; this copylint reads version 1"),
        ("# copylint baseline 1\n<<<<<<< HEAD\n", r"txt:2: is not an entry.*merge conflict"),
        ("# copylint baseline 1\n\n# a note\nabc\n", "txt:4: is not an entry"),
    ],
)
def test_a_file_of_another_kind_or_version_is_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "baseline.txt"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        read(path)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such baseline"):
        read(tmp_path / "none.txt")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is not a copylint baseline"):
        read(tmp_path / "binary")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path)
