"""Parsers: a file's bytes to text, and text to a document, by suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from copylint.document import Document
from copylint.errors import InputError
from copylint.parsers import plain, roles
from copylint.parsers.assembly import assemble
from copylint.parsers.decoding import Decoded, decode
from copylint.parsers.draft import Draft

__all__ = ["SUFFIXES", "Decoded", "decode", "parse"]


def _markdown(source: str) -> Draft:
    from copylint.parsers import markdown

    return markdown.read(source)


def _html(source: str) -> Draft:
    from copylint.parsers import html

    return html.read(source)


_READERS: dict[str, Callable[[str], Draft]] = {
    ".txt": plain.read,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
}

SUFFIXES = frozenset(_READERS)
"""The file name endings that can be read, in lower case."""


def parse(path: str, source: str) -> Document:
    """The document in a text, read by the path's suffix. Any text can be read.

    Raises InputError for a suffix that no parser knows.
    """
    reader = _READERS.get(PurePath(path).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise InputError("no parser reads such files", path=path, hint=f"Known: {known}.")
    give_roles = roles.of_plain_text if reader is plain.read else roles.of_markup
    return assemble(path, source, reader(source), give_roles)
