"""JSON Schemas of rule files and of copylint.yaml, made from the kinds themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from copylint.kinds import kind_names, kind_of
from copylint.settings import Engine

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTERNAL = ("vale", "name")
_LISTS = ("scope", "unless")  # may be written as one word
_LEVELS = ["suggestion", "warning", "error"]


def rules_schema() -> dict[str, Any]:
    """The schema of a rule file: one rule, or a list of them under `rules`."""
    kinds = [kind for name in kind_names() if (kind := kind_of(name)) is not None]
    schemas, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    rules = [{"$ref": schema["$ref"]} for schema in schemas]
    for kind, schema in zip(kinds, schemas, strict=True):
        _as_written(parts[schema["$ref"].rsplit("/", 1)[1]], kind.kind)
    listed = {
        "type": "object",
        "properties": {
            "rules": {"type": "array", "items": {"anyOf": rules}},
            "defaults": {"type": "object"},
        },
        "required": ["rules"],
        "additionalProperties": False,
    }
    return {
        "$schema": _DIALECT,
        "title": "copylint rules",
        "anyOf": [listed, *rules],
        "$defs": parts,
    }


def _as_written(schema: dict[str, Any], kind: str) -> None:
    """Change a kind's schema to what stands in a file: `id` for `name`, its own `extends`."""
    properties = schema["properties"]
    for key in _INTERNAL:
        properties.pop(key, None)
    properties["id"] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    properties["extends"] = {"const": kind}
    for key in _LISTS:
        properties[key] = {"anyOf": [properties[key], {"type": "string"}]}
    schema["required"] = [key for key in schema.get("required", ()) if key not in _INTERNAL]


def config_schema() -> dict[str, Any]:
    """The schema of copylint.yaml."""
    level = {"enum": _LEVELS}
    levels = {"type": "object", "additionalProperties": {"enum": ["off", *_LEVELS]}}
    paths = {"type": "array", "items": {"type": "string"}}
    properties: dict[str, Any] = {
        "profile": {"type": "string", "description": "newsroom, ap, uk, none or a path"},
        "packs": {**paths, "description": "more packs: built-in names, folders, Vale styles"},
        "engine": {"enum": [engine.value for engine in Engine]},
        "language": {"type": "string", "pattern": "^en(-[A-Z]{2})?$"},
        "words": {**paths, "description": "lists of words and names: .txt, .csv"},
        "rules": levels,
        "min-level": level,
        "fail-on": level,
        "exclude": {**paths, "description": "patterns as in .gitignore"},
        "languagetool": _languagetool(),
        "overrides": {"type": "array", "items": _override(levels)},
    }
    return {
        "$schema": _DIALECT,
        "title": "copylint.yaml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _languagetool() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "url": {"type": ["string", "null"]},
            "allow-remote": {"type": "boolean"},
            "jars": {"type": ["string", "null"]},
        },
        "additionalProperties": False,
    }


def _override(levels: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"files": {"type": "string"}, "rules": levels},
        "required": ["files", "rules"],
        "additionalProperties": False,
    }
