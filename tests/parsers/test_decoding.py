from __future__ import annotations

import pytest

from copylint.errors import InputError
from copylint.parsers import SUFFIXES, decode, parse


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("caf\u00e9".encode(), "caf\u00e9", "utf-8"),
        (b"\xef\xbb\xbfa", "\ufeffa", "utf-8"),
        (b"\xff\xfea\0", "\ufeffa", "utf-16-le"),
        (b"\xfe\xff\0a", "\ufeffa", "utf-16-be"),
    ],
)
def test_texts(data: bytes, text: str, encoding: str) -> None:
    assert (decode(data).text, decode(data).encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"a\nb\xe9", "byte 0xE9 at byte 4", 2),
        (b"a\n\nb\0c", "NUL byte at byte 5", 3),
        (b"a\0b\0", "NUL byte at byte 2", 1),
        (b"\xff\xfea\0b", "not UTF-16", 1),
        (b"\xff\xfe\n\0\0\0", "NUL character at byte 5", 2),
    ],
)
def test_what_is_no_text(data: bytes, message: str, line: int) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decode(data)
    assert caught.value.line == line
    assert caught.value.hint


def test_a_suffix_nobody_reads() -> None:
    with pytest.raises(InputError, match="no parser"):
        parse("a.docx", "")
    assert {".txt", ".md", ".markdown", ".html", ".htm"} == SUFFIXES


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "unit",
    [
        "\t",
        "word ",
        '"',
        "\u201c",
        "'a ",
        "[",
        "<a '",
        "<b>",
        "<!--",
        "{%",
        "{{<",
        "> ",
        "&",
        "---\n",
    ],
)
def test_a_long_line_is_read_in_linear_time(path: str, unit: str) -> None:
    document = parse(path, unit * (60_000 // len(unit)))
    assert len(document.source) > 50_000
