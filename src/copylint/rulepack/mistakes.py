"""What msgspec says of a rule that its kind refuses, in our words, with what would be right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import regex

from copylint.kept import kept
from copylint.kinds.base import Rule

_PLACE = kept(r"(.*?) - at (?:key in )?`\$(.*)`$", regex.DOTALL)
_STEP = kept(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = kept(r"Object contains unknown field `(.+)`")
_MISSING = kept(r"Object missing required field `(.+)`")
_VALUE = kept(r"Invalid enum value '(.+)'", regex.DOTALL)
_DATE = kept(r"Invalid RFC3339 encoded date")
_TYPES = {
    "str": "text",
    "int": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "keys and values",
    "date": "a date such as 2026-11-23",
}


def explained(message: str, kind: type[Rule]) -> tuple[str, list[str | int], str]:
    """What is wrong, the way to the key it speaks of, and the next step where there is one."""
    match = _PLACE.match(message)
    text, path = (match[1], match[2]) if match else (message, "")
    where = _steps(path)
    if missing := _MISSING.match(text):
        return f"the key '{missing[1]}' is missing.", where, ""
    if unknown := _UNKNOWN.match(text):
        known = _choices(kind, where)
        return f"unknown key '{unknown[1]}'.", [*where, unknown[1]], nearest(unknown[1], known)
    if value := _VALUE.match(text):
        known = _choices(kind, where)
        told = f"'{value[1]}' is none of {', '.join(known)}."
        return told, where, nearest(value[1], known)
    if _DATE.match(text):
        return "is not a date.", where, "Write it as 2026-11-23."
    return f"{_typed(text)}.", where, ""


def _steps(path: str) -> list[str | int]:
    where: list[str | int] = []
    for key, index in _STEP.findall(path):
        if index == "...":
            break
        where.append(key or int(index))
    return where


def _typed(text: str) -> str:
    found = re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", text)
    if not found:
        return text[:1].lower() + text[1:]
    wanted, got = (_TYPES.get(name, name) for name in found.groups())
    return f"must be {wanted}, not {got}"


def _choices(kind: type[Rule], where: Sequence[str | int]) -> list[str]:
    """The keys or the values that are right at a place of a rule."""
    here: Any = msgspec.inspect.type_info(kind)
    for step in where:
        here = _plain(here)
        if isinstance(step, int):
            here = here.item_type
        else:
            fields = getattr(here, "fields", ())
            here = next((field.type for field in fields if field.encode_name == step), here)
    here = _plain(here)
    if isinstance(here, msgspec.inspect.LiteralType):
        return [str(value) for value in here.values]
    if isinstance(here, msgspec.inspect.EnumType):
        return [str(one.value) for one in here.cls]
    return [field.encode_name for field in getattr(here, "fields", ())]


def _plain(info: Any) -> Any:
    """A type without `| None`."""
    types = getattr(info, "types", (info,))
    return next((one for one in types if not isinstance(one, msgspec.inspect.NoneType)), info)


def nearest(name: str, names: Iterable[str]) -> str:
    """`Did you mean 'x'?` for the nearest right name, or nothing when none is near."""
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f"Did you mean '{found[0]}'?" if found else ""
