"""YAML front matter: its values by the 1.2 core schema, and where its texts are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from copylint.kept import kept

_DEEPEST = 50
_INTEGER = kept(r"[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = kept(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?")
_PROPERTIES = kept(r"(?:[&!]\S*+\s++)++")  # the anchor and the tag before a value
_SURROGATE = kept("[\ud800-\udfff]")
_WORDS: dict[str, object] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class NotYamlError(Exception):
    """The text is not YAML; the message says why, `offset` where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Scalar(Struct, frozen=True):
    """A text in YAML: the keys that lead to it, its value, how and where it is written."""

    keys: tuple[str, ...]
    value: str
    style: str
    start: int
    end: int


def read(text: str) -> tuple[object, list[Scalar]]:
    """The value of a YAML text and the texts in it. Raises NotYamlError."""
    import yaml

    scalars: list[Scalar] = []
    try:
        events = yaml.parse(_SURROGATE.sub("\ufffd", text), Loader=yaml.CSafeLoader)
        kept = (event for event in events if not isinstance(event, yaml.StreamStartEvent))
        if isinstance(next(kept), yaml.StreamEndEvent):
            return None, []
        return _Reader(text, kept, scalars).value((), next(kept)), scalars
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYamlError(str(error.problem), mark.index if mark else 0) from error
    except yaml.YAMLError as error:
        raise NotYamlError(" ".join(str(error).split()), 0) from error


class _Reader:
    def __init__(self, text: str, events: Iterator[Any], scalars: list[Scalar]) -> None:
        self._text = text
        self._events = events
        self._scalars = scalars

    def value(self, keys: tuple[str, ...], event: Any, depth: int = 0) -> object:
        if depth > _DEEPEST:
            raise NotYamlError("nested too deeply", event.start_mark.index)
        kind = type(event).__name__
        if kind == "ScalarEvent":
            return self._scalar(keys, event)
        if kind == "MappingStartEvent":
            return self._mapping(keys, depth)
        if kind == "SequenceStartEvent":
            return self._sequence(keys, depth)
        return None  # an alias: its text stands elsewhere

    def _mapping(self, keys: tuple[str, ...], depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = event.value if type(event).__name__ == "ScalarEvent" else ""
            if not key:
                self.value((), event, depth + 1)
            found[key] = self.value((*keys, key), next(self._events), depth + 1)
        return found

    def _sequence(self, keys: tuple[str, ...], depth: int) -> list[object]:
        found: list[object] = []
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            found.append(self.value(keys, event, depth + 1))
        return found

    def _scalar(self, keys: tuple[str, ...], event: Any) -> object:
        style = event.style or ""
        value = event.value if style or event.tag else _resolved(event.value)
        if keys and isinstance(value, str):
            start, end = event.start_mark.index, event.end_mark.index
            if event.anchor or event.tag:
                named = _PROPERTIES.match(self._text, start, end)
                start = named.end() if named else start
            self._scalars.append(Scalar(keys, value, style, start, end))
        return value


def _resolved(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= 300 and _INTEGER.fullmatch(text):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if len(text) <= 300 and _FLOAT.fullmatch(text):
        return float(text)
    return text
