"""Small styles and documents of our own, and a way to run them."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint.vale import config, styles
from copylint.vale.build import Built, build
from copylint.vale.engine import Engine
from copylint.vale.found import Finding


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


class Desk:
    """A folder with a .vale.ini and styles."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.styles = root / "styles"
        self.styles.mkdir()
        self.ini = root / ".vale.ini"
        self.configure("[*]\nBasedOnStyles = Desk\n")
        (self.styles / "Desk").mkdir()

    def configure(self, text: str) -> None:
        self.ini.write_text(f"StylesPath = styles\n{text}", "utf-8")

    def rule(self, name: str, text: str) -> Path:
        style, _, rest = name.rpartition("/")
        path = self.styles / (style or "Desk") / f"{rest}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def built(self) -> Built:
        read = config.read(self.ini)
        return build(read, styles.load(read))

    def engine(self) -> Engine:
        built = self.built()
        assert not built.problems, built.problems
        return Engine(config.read(self.ini), built.setting, built.checks)

    def check(self, text: str, path: str = "a.md") -> list[Finding]:
        return self.engine().check(path, text)

    def found(self, text: str, path: str = "a.md") -> list[str]:
        """The words found, as the source has them."""
        return [text[one.start : one.end] for one in self.check(text, path)]

    def messages(self, text: str, path: str = "a.md") -> list[str]:
        return [one.alert.message for one in self.check(text, path)]
