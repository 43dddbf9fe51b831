"""The GitHub Action's steps, run as the runner runs them: bash, its environment, its files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.desks import ARTICLE, CLEAN, CONFIG, PACK, RULES
from tests.filters.repos import Repo
from tests.projects import ROOT, copied

pytestmark = pytest.mark.network

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


class Runner:
    """A runner with one checkout; `values` are what expressions read."""

    def __init__(self, folder: Path, checkout: Path, action: Path, **inputs: str) -> None:
        self.folder, self.checkout = folder, checkout
        folder.mkdir(exist_ok=True)
        self.summary, self.output = folder / "summary.md", folder / "output"
        self.values = {f"inputs.{name}": spec["default"] for name, spec in ACTION["inputs"].items()}
        self.values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        self.values |= {"inputs.python": sys.executable, "github.action_path": str(action)}
        self.values |= {"github.base_ref": "", "runner.temp": str(folder)}
        self.log = ""

    def step(self, name: str) -> int:
        """Run one step; its exit status."""
        [step] = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
        environment = {key: self._resolved(value) for key, value in step.get("env", {}).items()}
        assert "${{" not in step["run"], "an expression in a script can be made to run commands"
        script = self.folder / "step.sh"
        script.write_text(step["run"], "utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env={
                **os.environ,
                "RUNNER_TEMP": str(self.folder),
                "GITHUB_OUTPUT": str(self.output),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "CI": "true",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.log += done.stdout + done.stderr
        self._read_output(step.get("id", ""))
        return done.returncode

    def _resolved(self, value: str) -> str:
        return EXPRESSION.sub(lambda match: self.values[match[1]], value)

    def _read_output(self, step: str) -> None:
        if self.output.exists():
            for line in self.output.read_text().splitlines():
                name, _, value = line.partition("=")
                self.values[f"steps.{step}.outputs.{name}"] = value
            self.output.unlink()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's folder in which the action's first step installed the project."""
    folder = tmp_path_factory.mktemp("runner")
    project = copied(folder / "action")
    runner = Runner(folder / "temp", project.folder, project.folder)
    assert runner.step("Install copylint") == 0, runner.log
    return folder


def pull_request(folder: Path, old: str, new: str) -> Path:
    """A shallow checkout of a branch, as a pull request's, of a repository with a main branch."""
    origin = Repo(folder / "origin")
    origin.write("copylint.yaml", CONFIG)
    origin.write("house/pack.yaml", PACK)
    origin.write("house/words.yaml", RULES)
    origin.commit(a_md=old)
    origin.git("switch", "-q", "-c", "story")
    origin.commit(a_md=new)
    origin.git("switch", "-q", "main")
    origin.commit(other_md=CLEAN)
    origin.git(
        "clone", "-q", "--depth=1", "--branch=story", f"file://{origin.folder}",
        str(folder / "checkout"),
    )  # fmt: skip
    return folder / "checkout"


def run(installed: Path, checkout: Path, base: str, **inputs: str) -> Runner:
    runner = Runner(installed / "temp", checkout, installed / "action", **inputs)
    runner.summary.unlink(missing_ok=True)
    runner.values["github.base_ref"] = base
    assert runner.step("Check") == 0, runner.log
    assert runner.step("Summary") == 0, runner.log
    return runner


def test_the_action_is_valid_as_github_describes_it() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert ("run" in step) != ("uses" in step)
        assert "run" not in step or step["shell"] == "bash"
    assert all("description" in spec for spec in ACTION["inputs"].values())


def test_a_new_error_fails_the_pull_request(installed: Path, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, ARTICLE, ARTICLE + "\nA second brigde is planned.\n")
    runner = run(installed, checkout, "main")
    assert "::error file=a.md,line=7,endLine=7,col=10,endColumn=16,title=house.bridge" in runner.log
    assert runner.log.count("::error") == 1
    assert "house.bridge" in runner.summary.read_text("utf-8")
    sarif = json.loads((installed / "temp" / "copylint.sarif").read_text("utf-8"))
    assert len(sarif["runs"][0]["results"]) == 1
    assert runner.step("Verdict") == 1


def test_old_errors_pass(installed: Path, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, ARTICLE, ARTICLE.replace("river was", "river, was"))
    runner = run(installed, checkout, "main")
    assert "::error" not in runner.log
    assert runner.step("Verdict") == 0


def test_a_push_is_checked_whole_and_options_are_lines(installed: Path, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, CLEAN, ARTICLE)
    spaced = checkout / "my desk"
    spaced.mkdir()
    (spaced / "b $(touch owned).md").write_text(ARTICLE, "utf-8")
    runner = run(
        installed, checkout, "", paths="my desk\na.md", args="--engine=none\n--verbose",
        excerpts="false",
    )  # fmt: skip
    assert "file=my desk/b $(touch owned).md,line=3" in runner.log
    assert not list(tmp_path.rglob("owned"))
    assert "brigde" not in runner.summary.read_text("utf-8")
    assert runner.step("Verdict") == 1


def test_an_input_is_never_run_as_a_command(installed: Path, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, CLEAN, CLEAN)
    for bad in ("$(touch owned)", "`touch owned`", '"; touch owned; "', "--fix; touch owned"):
        runner = Runner(installed / "temp", checkout, installed / "action", paths=bad, args=bad)
        runner.step("Check")
        assert runner.values["steps.check.outputs.status"] == "2"
    assert not list(tmp_path.rglob("owned*"))
