"""Proofreading engines behind one protocol, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
from typing import Final, cast

from copylint.errors import ConfigError
from copylint.proofreaders.base import Finding, Proofreader, to_issues

__all__ = ["PROOFREADERS", "Finding", "Proofreader", "create", "to_issues"]

# Name -> `module:factory`. Other packages add theirs under the entry point `copylint.proofreaders`.
PROOFREADERS: Final[dict[str, str]] = {
    "harper": "copylint.proofreaders.harper:Harper",
    "languagetool": "copylint.proofreaders.languagetool:LanguageTool",
}
ENTRY_POINT: Final = "copylint.proofreaders"


def create(name: str, **options: object) -> Proofreader:
    """The proofreader of that name; `options` go to its factory.

    Raises ConfigError for an unknown name, ProofreaderError when the engine cannot be loaded.
    """
    if name in PROOFREADERS:
        module, _, factory = PROOFREADERS[name].partition(":")
        return cast("Proofreader", getattr(importlib.import_module(module), factory)(**options))
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINT, name=name):
        return cast("Proofreader", point.load()(**options))
    raise ConfigError(
        f"no proofreader is called '{name}'.", hint=f"Known: {', '.join(sorted(PROOFREADERS))}."
    )
