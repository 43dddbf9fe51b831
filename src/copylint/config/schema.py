"""The JSON Schema of copylint.yaml."""

from __future__ import annotations

from typing import Any

from copylint.rulepack.schema import DIALECT
from copylint.settings import Engine

_LEVELS = ["suggestion", "warning", "error"]


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
        "$schema": DIALECT,
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
