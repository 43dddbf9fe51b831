"""docs/ci.md says nothing that is not so: its YAML parses, its hooks, options and inputs exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from copylint.cli.baseline import baseline
from copylint.cli.check import check
from copylint.cli.dismiss import dismiss
from copylint.cli.report import report
from copylint.reporters import FORMATS
from tests.projects import ROOT

TEXT = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
COMMANDS = (check, baseline, dismiss, report)
OTHERS = {"--quiet", "--filter", "--unshallow"}


@pytest.mark.parametrize("block", BLOCKS)
def test_yaml_can_be_copied(block: str) -> None:
    assert isinstance(yaml.safe_load(block), dict)


def test_options_exist() -> None:
    known = {name for command in COMMANDS for option in command.params for name in option.opts}
    known |= {n for command in COMMANDS for option in command.params for n in option.secondary_opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT))
    assert named - known <= OTHERS


def test_hooks_formats_and_inputs_are_those_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == set(
        re.findall(r"^\| `(copylint[\w-]*)` \|", TEXT, re.M)
    )
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    table = TEXT.partition("| Input |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.M)) == set(action["inputs"])
    assert all(f"`{name}`" in TEXT for name in FORMATS)


def test_pictures_are_there() -> None:
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT):
        assert (Path(ROOT) / "docs" / name).read_bytes().startswith(b"\x89PNG")
