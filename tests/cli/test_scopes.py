"""`copylint scopes` shows how a file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from copylint.cli.scopes import scopes
from copylint.errors import InputError


def test_segments_marks_omissions_and_comments(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        '---\ndate: 2024-03-09\n---\n# Top\n\n<!-- note -->\n\nShe said, "Go."\n\n```\ncode\n```\n',
        encoding="utf-8",
    )
    result = CliRunner().invoke(scopes, [str(file)])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "4:3-4:6  text, heading.h1, headline",
        "    Top",
        "8:1-8:16  text, paragraph, lede",
        '    She said, "Go."',
        '    8:11-8:16  quotation: "Go."',
        "11:1-12:1  not copy (code): code",
        "6:1-6:14  comment: note",
        "2 segments, 4 words, dated 2024-03-09, 1 passages not copy",
    ]


def test_standard_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(scopes, ["-", "--stdin-filename", "a.html"], input="<p>One.</p>")
    assert "text, paragraph, lede" in result.output


@pytest.mark.parametrize(
    ("name", "data"), [("missing.txt", None), ("a.txt", b"\xe9"), ("a.x", b"")]
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | None) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    result = CliRunner().invoke(scopes, [str(file)])
    assert isinstance(result.exception, InputError)
    assert result.exception.path == str(file)
