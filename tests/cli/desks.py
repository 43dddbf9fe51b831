"""A desk to work at: a repository of articles with a house rule or two, and copylint run in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from copylint.__main__ import main
from tests.filters.repos import Repo, isolate

CONFIG = "profile: none\nengine: none\npacks: [house]\n"
PACK = "name: house\ndescription: The test desk's rules.\nlicense: MIT\n"
RULES = """\
rules:
  - id: bridge
    extends: substitution
    message: "Use '%s' instead of '%s'."
    level: error
    fix: safe
    owner: copy desk
    swap: {brigde: bridge, harbor: harbour}
  - id: mix
    extends: consistency
    message: "'%s' stands beside '%s'."
    level: error
    either: {organise: organize}
  - id: new-idea
    extends: existence
    message: "'%s' is on trial."
    level: error
    status: trial
    tokens: [quay]
"""
ARTICLE = (
    "Ferry talks go on\n\n"
    "The old brigde over the river was closed on Monday after the storm, police said.\n\n"
    "Engineers from the county inspected it at noon and found two cracks in a pier.\n"
)
CLEAN = ARTICLE.replace("brigde", "bridge")


class Desk(Repo):
    """A repository with a configuration and a rule pack; `run` is the command line."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder)
        self._capsys = capsys
        self.out = self.err = ""
        self.write("copylint.yaml", CONFIG)
        self.write("house/pack.yaml", PACK)
        self.write("house/words.yaml", RULES)
        self.commit()

    def run(self, *arguments: str) -> int:
        """Run copylint here; what it wrote is in `out` and `err`."""
        return self.run_in(self.folder, *arguments)

    def run_in(self, folder: Path, *arguments: str) -> int:
        """Run copylint in another folder."""
        before = Path.cwd()
        os.chdir(folder)
        self._capsys.readouterr()
        try:
            return main([*arguments])
        finally:
            os.chdir(before)
            self.out, self.err = self._capsys.readouterr()

    def check(self, *arguments: str) -> int:
        """Check with JSON output."""
        return self.run("check", "--output-format", "json", *arguments)

    @property
    def json(self) -> Any:
        """What the last check wrote."""
        return json.loads(self.out)

    @property
    def found(self) -> list[tuple[str, str]]:
        """Path and match of each issue of the last check."""
        return [(issue["path"], issue["match"]) for issue in self.json["issues"]]


def desk_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """A desk that nothing of this machine reaches."""
    isolate(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    for name in [name for name in os.environ if name.startswith("PRE_COMMIT")]:
        monkeypatch.delenv(name)
    return Desk(folder / "articles", capsys)
