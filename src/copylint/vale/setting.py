"""What a rule is built with beside its own keys: the configuration's words and folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field


class Vocabulary(Struct, frozen=True):
    """What one vocabulary accepts and rejects: a pattern each."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


class Setting(Struct, frozen=True):
    """The words that all rules accept, a template for words, where dictionaries are looked for."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    template: str = ""
    styles_paths: tuple[Path, ...] = ()
    root: Path = Path()

    def asset(self, name: str) -> Path | None:
        """A file of the styles by its relative name, as Vale finds it."""
        if not name:
            return None
        folders = ("", *(f"config/{kind}" for kind in _ASSETS))
        places = [path / folder / name for folder in folders for path in self.styles_paths]
        return next((place for place in [*places, self.root / name] if place.is_file()), None)


_ASSETS = (
    "vocabularies",
    "dictionaries",
    "templates",
    "ignore",
    "actions",
    "scripts",
    "filters",
    "views",
)


def vocabulary(name: str, styles_paths: tuple[Path, ...]) -> Vocabulary | None:
    """A vocabulary by name, or None where there is none."""
    for path in styles_paths:
        folder = path / "config" / "vocabularies" / name
        if folder.is_dir():
            return Vocabulary(_terms(folder, "accept.txt"), _terms(folder, "reject.txt"))
    return None


def _terms(folder: Path, name: str) -> tuple[str, ...]:
    files = sorted(folder.rglob(name))
    lines = [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]
    return tuple(line for line in lines if line and not line.startswith("# "))
