"""What the wheel holds: every package of the source tree, and the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

from copylint.rulepack import builtin_packs, builtin_rules

ROOT = Path(__file__).parent.parent


def test_every_package_is_in_the_wheel() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = {path.parent for path in (ROOT / "src").rglob("__init__.py")}
    names = {".".join(path.relative_to(ROOT / "src").parts) for path in found}
    assert set(listed["packages"]) == names | {"copylint.rules"}


def test_the_rules_are_found_where_copylint_is_installed() -> None:
    assert (builtin_rules() / "core" / "pack.yaml").is_file()
    assert "core" in builtin_packs()


def test_rules_are_data_only() -> None:
    assert not list((ROOT / "rules").rglob("*.py"))
