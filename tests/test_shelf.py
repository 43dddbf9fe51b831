"""What is kept between runs is believed only where it is the user's own and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint import shelf


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return shelf.folder()


def test_what_was_written_is_read_and_private(folder: Path) -> None:
    shelf.write("k", b"payload")
    assert shelf.read("k") == b"payload"
    assert (folder / "k.bin").stat().st_mode & 0o777 == 0o600
    assert shelf.read("other") is None


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 60])
def test_a_damaged_file_is_not_there(folder: Path, damage: bytes) -> None:
    shelf.write("k", b"payload")
    (folder / "k.bin").write_bytes(damage)
    assert shelf.read("k") is None


def test_what_others_may_write_is_not_believed(folder: Path) -> None:
    shelf.write("k", b"payload")
    (folder / "k.bin").chmod(0o666)
    assert shelf.read("k") is None


def test_only_the_newest_are_kept(folder: Path) -> None:
    for number in range(40):
        shelf.write(f"k{number}", b"payload")
    assert len(list(folder.glob("*.bin"))) < 40
    assert shelf.read("k39") == b"payload"


def test_a_folder_that_cannot_be_made_only_costs_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    shelf.write("k", b"payload")
    assert shelf.read("k") is None
