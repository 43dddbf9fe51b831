"""A file's bytes to text: UTF-8, or UTF-16 that says so by its byte order mark."""

from __future__ import annotations

import codecs

from msgspec import Struct

from copylint.errors import InputError

_SAVE_AS_UTF8 = "Save the file as UTF-8."


class Decoded(Struct, frozen=True):
    """The text of a file, a byte order mark kept as U+FEFF, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises InputError for bytes that are not text, naming byte and line."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data)
    if (nul := data.find(b"\0")) >= 0:
        raise InputError(
            f"not a text file: a NUL byte at byte {nul + 1}",
            line=_line(data, nul),
            hint=f"{_SAVE_AS_UTF8} If it is binary, exclude it.",
        )
    return _decode_utf8(data)


def _decode_utf8(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        raise InputError(
            f"not UTF-8: byte 0x{data[at]:02X} at byte {at + 1} ({error.reason})",
            line=_line(data, at),
            hint=_SAVE_AS_UTF8,
        ) from error


def _decode_utf16(data: bytes) -> Decoded:
    encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        raise InputError(
            f"not UTF-16, though it starts with its byte order mark: byte {error.start + 1} "
            f"({error.reason})",
            line=before.count("\n") + 1,
            hint=_SAVE_AS_UTF8,
        ) from error
    if (nul := text.find("\0")) >= 0:
        raise InputError(
            f"not a text file: a NUL character at byte {len(text[:nul].encode(encoding)) + 1}",
            line=text.count("\n", 0, nul) + 1,
            hint=f"{_SAVE_AS_UTF8} If it is binary, exclude it.",
        )
    return Decoded(text, encoding)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
