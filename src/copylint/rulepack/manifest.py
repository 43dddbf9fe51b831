"""`pack.yaml`: the name, description and licence of a pack. It may be left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from copylint.errors import RuleError
from copylint.kept import kept

FILE_NAME = "pack.yaml"
KEYS = ("name", "description", "licence", "license", "source", "version")
_NAME = kept(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRITTEN = kept(rf"^name:[ \t]*[\"']?({_NAME.pattern})[\"']?[ \t]*(?:#.*)?$", regex.MULTILINE)


def name_of(folder: Path) -> str:
    """What a pack is called: as its pack.yaml says, else as its folder."""
    try:
        written = _WRITTEN.search((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        written = None
    return written[1] if written else folder.resolve().name


def mistakes(text: str, path: str) -> Iterator[RuleError]:
    """What is wrong with a pack.yaml."""
    from copylint.rulepack.mistakes import nearest
    from copylint.rulepack.tree import compose, line_of, value_of

    try:
        node = compose(text, path)
        keys = value_of(node, path) if node else {}
    except RuleError as error:
        yield error
        return
    if node is None or not isinstance(keys, dict):
        hint = "Write 'name: ...' and 'description: ...'."
        yield RuleError("must be keys and values.", path=path, line=1, hint=hint)
        return
    for key, value in keys.items():
        line = line_of(node, [key])
        if key not in KEYS:
            yield RuleError(f"unknown key '{key}'.", path=path, line=line, hint=nearest(key, KEYS))
        elif not isinstance(value, str):
            yield RuleError(f"{key}: must be text.", path=path, line=line)
        elif key == "name" and not _NAME.fullmatch(value):
            hint = "Use lower-case letters, figures and hyphens."
            yield RuleError(f"'{value}' cannot be a pack's name.", path=path, line=line, hint=hint)
