"""Statistics, watching, settings, several outputs, hostile articles: the whole command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from copylint.reporters import FORMATS

from .desks import ARTICLE, CLEAN, Desk

HOSTILE = (
    "# Title ::error::x\n\n"
    "A brigde ::error file=a::owned ]]> <b>\x1b[31mred\x1b[0m \u202egnp.exe\u2066 `x`|y.\n\n"
    "::error file=b::brigde ##[error]owned and a brigde\n\n"
    "A <script>alert(1)</script> brigde %0A::set-output name=x::y and a harbor.\n"
)
HOSTILE_NAME = "odd\nname: <b>,%0A::error::.md"


def test_statistics_follow_the_text(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("check", "--statistics", "a.md") == 1
    assert "per 1,000 words" in desk.out
    assert "house.bridge" in desk.out.split("per 1,000 words")[1]
    assert desk.check("--statistics", "a.md") == 1
    assert desk.json["issues"]
    assert "per 1,000 words" in desk.err


def test_settings_are_shown_and_nothing_is_checked(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("check", "--show-settings", "--fail-on", "warning") == 0
    assert "fail-on: warning" in desk.out
    assert "profile: none" in desk.out
    assert "brigde" not in desk.out


def test_several_outputs_in_one_run(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    outputs = [f"--output={name}=out/{name}" for name in FORMATS]
    (desk.folder / "out").mkdir()
    assert desk.run("check", "a.md", *outputs) == 1
    assert "3:9" in desk.out
    assert json.loads((desk.folder / "out" / "json").read_text())["issues"]
    assert all((desk.folder / "out" / name).stat().st_size for name in FORMATS)


def test_a_run_does_not_check_its_own_reports(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    for _ in range(2):
        assert desk.check("--output", "html=report.html", "--output", "markdown=report.md") == 1
        assert desk.found == [("a.md", "brigde")]


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_articles_are_shown_not_obeyed(desk: Desk, name: str) -> None:
    desk.write(HOSTILE_NAME, HOSTILE)
    assert desk.run("check", "--output-format", name, "--min-level", "suggestion") == 1
    assert not any(char in desk.out for char in "\x1b\u202e\u2066\r")
    if name in ("text", "github"):
        owned = [line for line in desk.out.splitlines() if line.lstrip().startswith("::error")]
        assert all("house." in line for line in owned)
        assert "##[" not in desk.out
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(desk.out)
    if name in ("junit", "checkstyle"):
        ET.fromstring(desk.out)
    if name == "html":
        assert desk.out.count("<script") == 1
    if name == "markdown":
        assert "<b>" not in desk.out


@pytest.mark.parametrize("name", FORMATS)
def test_no_excerpts_leaves_the_article_out(desk: Desk, name: str) -> None:
    desk.write("a.md", ARTICLE)
    desk.run("check", "--output-format", name, "--no-excerpts")
    assert "brigde" not in desk.out
    assert "Ferry" not in desk.out


def test_paths_from_a_file_and_from_standard_input(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("new\nline.md", ARTICLE)
    desk.write("list.txt", "a.md\n")
    assert desk.check("--files-from", "list.txt") == 1
    assert desk.found == [("a.md", "brigde")]
    desk.write("list.txt", "a.md\0new\nline.md\0")
    desk.check("--files-from", "list.txt")
    assert len(desk.found) == 2


def test_quiet_says_only_what_was_found(desk: Desk) -> None:
    desk.write("a.md", CLEAN)
    assert desk.run("check", "--quiet", "a.md") == 0
    assert (desk.out, desk.err) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--no-growth",), "--no-growth needs --baseline"),
        (("--staged", "--changed-since", "HEAD"), "exclude each other"),
        (("-", "--stdin-filename", "a.md", "--staged"), "cannot be compared with git"),
        (("--watch", "-", "--stdin-filename", "a.md"), "cannot watch standard input"),
    ],
)
def test_options_that_make_no_sense_together(
    desk: Desk, arguments: tuple[str, ...], message: str
) -> None:
    assert desk.run("check", *arguments) == 2
    assert message in desk.err


def test_watching_checks_again_after_a_change(desk: Desk) -> None:
    path = desk.write("a.md", CLEAN)
    log = desk.folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "copylint", "check", "--watch"],
            cwd=desk.folder, stdout=out, stderr=out, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            assert appears(log, "1 file, ")
            for _ in range(20):  # until the watcher is up
                path.write_text(ARTICLE)
                if appears(log, "house.bridge", patience=1.5):
                    break
            assert appears(log, "3:9  error  house.bridge")
            assert "changed: a.md" in log.read_text()
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(10)
    assert status == 130


def appears(log: Path, words: str, patience: float = 30.0) -> bool:
    """True as soon as a log holds some words; False when that takes too long."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if words in log.read_text(errors="replace"):
            return True
        time.sleep(0.05)
    return False
