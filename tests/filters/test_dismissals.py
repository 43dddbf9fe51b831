from __future__ import annotations

from pathlib import Path

import pytest

from copylint.checking import undismissed
from copylint.errors import ConfigError
from copylint.filters.dismissals import Dismissal, read, written
from copylint.issue import stamp

from .test_known import OLD
from .test_known import read as document_of

ONE = Dismissal("desk/a.md", "core.typo", "ab12", "the name of a band, “Brigde”", "2026-11-23")
TWO = Dismissal("b.md", "core.typo", "cd34", "twice", "2026-11-22")


def test_what_is_written_is_read_back_sorted(tmp_path: Path) -> None:
    path = tmp_path / "dismissals.jsonl"
    path.write_text(written([ONE, TWO, ONE]), "utf-8")
    assert read(path) == (TWO, ONE)
    assert path.read_text("utf-8").count("\n") == 2


def test_without_a_file_nothing_is_dismissed(tmp_path: Path) -> None:
    assert read(tmp_path / "none.jsonl") == ()


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"fingerprint": 1}', '"x"'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "dismissals.jsonl"
    path.write_text(f"{written([ONE])}{line}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"jsonl:2: is not a dismissal\. Mend the line"):
        read(path)


def test_only_the_very_finding_is_dismissed() -> None:
    document, issues = document_of(OLD + OLD)
    first, second = stamp(document, issues)
    assert undismissed((first, second), {first.fingerprint}) == (second,)
