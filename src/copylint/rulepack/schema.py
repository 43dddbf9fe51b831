"""The JSON Schema of rule files, made from the kinds themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from copylint.kinds import kind_names, kind_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTERNAL = ("name",)
_LISTS = ("scope", "unless")  # may be written as one word


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
        "$schema": DIALECT,
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
