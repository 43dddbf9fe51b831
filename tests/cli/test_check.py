"""`copylint check`: exit statuses, every option of the contract, JSON as its schema has it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from copylint import linter, parsers
from copylint.reporters import FORMATS, data

from .desks import ARTICLE, CLEAN, CONFIG, Desk

MIXED = (
    "# Ferries\n\n"
    "The *old* brigde was shut — “the brigde fell,” she said.\n\n"
    "Some organise it. Others organize it, 💥 near the quay.\n"
)


def test_nothing_found_is_0_and_issues_are_1(desk: Desk) -> None:
    desk.write("clean.md", CLEAN)
    desk.write("a.md", ARTICLE)
    assert desk.check("clean.md") == 0
    assert desk.check("a.md") == 1
    assert desk.check() == 1
    assert desk.found == [("a.md", "brigde")]
    assert desk.json["summary"]["files"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--no-such-option",), "No such option"),
        (("--engine", "spell"), "'spell' is not one of"),
        (("--output-format", "xml"), "'xml' is not one of"),
        (("--fail-on", "off"), "'off' is not one of"),
        (("--as-of", "tomorrow"), "does not match the format"),
        (("--output", "json"), "is not FORMAT=FILE"),
        (("--output", "xml=x.xml"), "is not FORMAT=FILE"),
        (("--jobs", "-1"), "-1 is not in the range"),
        (("--profile", "newsrom"), "newsroom"),
        (("--language", "klingon"), "klingon"),
        (("--select", "house.brigde"), "house.bridge"),
        (("--ignore", "huose"), "house"),
        (("--config", "gone.yaml"), "gone.yaml"),
        (("--files-from", "gone.txt"), "gone.txt"),
        (("--baseline", "gone.json"), "gone.json"),
        (("--output-file", "gone/x.json"), "gone/x.json"),
        (("-",), "'-' needs --stdin-filename"),
        (("--stdin-filename", "b.md"), "--stdin-filename goes with '-'"),
        (("",), "a path is empty"),
        (("gone.md",), "There is no such file or folder"),
    ],
)
def test_what_cannot_be_done_is_2_and_says_why(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    desk.write("a.md", CLEAN)
    assert desk.run("check", *(("a.md",) if len(arguments) == 2 else ()), *arguments) == 2
    assert words in desk.out + desk.err
    assert "Traceback" not in desk.err


def test_an_unknown_command_names_the_nearest(desk: Desk) -> None:
    assert desk.run("chekc", "a.md") == 2
    assert "check" in desk.err


def test_a_bug_is_3_is_told_and_stops_no_other_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    whole = parsers.parse

    def broken(path: str, source: str) -> object:
        if path == "a.md":
            raise ZeroDivisionError("one for none")
        return whole(path, source)

    monkeypatch.setattr(linter, "parse", broken)
    assert desk.check("a.md", "b.md") == 3
    assert desk.found == [("b.md", "brigde")]
    assert desk.json["failures"][0]["path"] == "a.md"
    assert "a bug in copylint: ZeroDivisionError: one for none" in desk.err
    assert "Traceback" not in desk.err
    assert desk.check("--verbose", "a.md") == 3
    assert "Traceback" in desk.err


def test_interrupted_is_130(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    desk.write("a.md", ARTICLE)
    monkeypatch.setattr(linter, "parse", interrupted)
    assert desk.run("check", "a.md") == 130
    assert "interrupted" in desk.err


@pytest.mark.parametrize("arguments", [(), ("--no-excerpts",), ("--quiet",), ("gone.md", "a.md")])
def test_json_is_what_its_schema_says(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.write("a.md", MIXED)
    desk.check(*arguments)
    validator = jsonschema.Draft202012Validator(data.schema())
    validator.check_schema(data.schema())
    assert [error.message for error in validator.iter_errors(desk.json)] == []
    assert desk.json["issues"]


def test_json_places_are_exact(desk: Desk) -> None:
    desk.write("a.md", MIXED)
    desk.check("a.md")
    for issue in desk.json["issues"]:
        assert issue["match"] == MIXED[issue["start"] : issue["end"]]
        before = MIXED[: issue["start"]]
        assert issue["line"] == before.count("\n") + 1
        assert issue["column"] == len(before) - before.rfind("\n")
    assert [issue["match"] for issue in desk.json["issues"]] == [
        "brigde", "brigde", "organize", "quay",
    ]  # fmt: skip


def test_text_output(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk.write("a.md", MIXED)
    desk.write("photo.jpg", "\xff")
    assert desk.run("check", "a.md", "gone.md", ".") == 2
    assert "\x1b" not in desk.out
    assert re.sub(r"\(\d+\.\d s\)", "(0.0 s)", desk.out) == snapshot


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_standard_output_or_a_file(desk: Desk, name: str) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("check", "a.md", "--output-format", name) == 1
    assert desk.out
    assert desk.run("check", "a.md", "--output-format", name, "--output-file", "../out") == 1
    assert desk.out == ""
    assert (desk.folder.parent / "out").stat().st_size


def test_levels_hide_and_decide(desk: Desk) -> None:
    desk.write(
        "copylint.yaml",
        (desk.folder / "copylint.yaml").read_text() + "rules: {house.bridge: warning}\n",
    )
    desk.write("a.md", ARTICLE)
    assert desk.check("a.md") == 0
    assert desk.json["issues"][0]["level"] == "warning"
    assert desk.check("a.md", "--fail-on", "warning") == 1
    assert desk.check("a.md", "--fail-on", "suggestion") == 1
    assert desk.check("a.md", "--min-level", "error", "--fail-on", "warning") == 1
    assert desk.found == []
    for level, status in (("suggestion", 1), ("warning", 1), ("error", 0)):
        desk.write(
            "own.yaml",
            f"{CONFIG}fail-on: {level}\nrules: {{house.bridge: warning}}\n",
        )
        assert desk.check("a.md", "--config", "own.yaml") == status


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["brigde", "organize", "quay"]),
        (("--select", "house.bridge"), ["brigde"]),
        (("--select", "house.bridge,house.mix"), ["brigde", "organize"]),
        (("--select", "house.m*", "--select", "house.new-idea"), ["organize", "quay"]),
        (("--ignore", "house.mix"), ["brigde", "quay"]),
        (("--ignore", "house"), []),
        (("--select", "house", "--ignore", "house.bridge"), ["organize", "quay"]),
    ],
)
def test_select_and_ignore(desk: Desk, arguments: tuple[str, ...], found: list[str]) -> None:
    desk.write("a.md", "A brigde. Some organise it. Others organize it, near the quay.\n")
    desk.check("a.md", *arguments)
    assert [match for _, match in desk.found] == found


def test_as_of_dates_the_article(desk: Desk) -> None:
    desk.write(
        "house/dated.yaml",
        "rules:\n  - {id: dated, extends: existence, message: Old., level: error,"
        " tokens: [ferry], until: 2020-01-01}\n",
    )
    desk.write("a.md", "The ferry.\n")
    assert desk.check("a.md") == 0
    assert desk.check("a.md", "--as-of", "2019-06-01") == 1
    assert desk.check("a.md", "--as-of", "2021-06-01") == 0


def test_profile_and_language_of_the_command_line(desk: Desk) -> None:
    desk.write("a.md", "The crew emptyed the ferry.\n")
    assert desk.check("a.md") == 0
    assert desk.check("a.md", "--profile", "newsroom") == 1
    assert "core.misspelling" in {issue["rule"] for issue in desk.json["issues"]}
    desk.run("check", "--show-settings", "--language", "en-GB", "--profile", "ap", "a.md")
    assert "language: en-GB" in desk.out


def test_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("drafts/copylint.yaml", "profile: none\nengine: none\n")
    for name, found in (("new/a.md", [("new/a.md", "brigde")]), ("drafts/a.md", [])):
        stdin = io.TextIOWrapper(io.BytesIO(ARTICLE.encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        desk.check("-", "--stdin-filename", name)
        assert desk.found == found
    assert not (desk.folder / "new").exists()


def test_a_name_for_standard_input_is_enough_to_read_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("other.md", ARTICLE)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert desk.check("--stdin-filename", "desk/a.md") == 1
    assert desk.found == [("desk/a.md", "brigde")]


def test_exclude_and_overrides(desk: Desk) -> None:
    config = "profile: none\nengine: none\npacks: [house]\nexclude: [drafts/]\n"
    config += "overrides: [{files: 'opinion/**', rules: {house.bridge: off}}]\n"
    desk.write("copylint.yaml", config)
    for name in ("drafts/a.md", "opinion/b.md", "news/c.md"):
        desk.write(name, ARTICLE)
    desk.check()
    assert desk.found == [("news/c.md", "brigde")]
    desk.check("drafts/a.md", "opinion/b.md")
    assert desk.found == []


def test_the_nearest_configuration_holds_for_each_file(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("calm/copylint.yaml", "profile: none\nengine: none\n")
    desk.write("calm/b.md", ARTICLE)
    desk.check("calm/b.md", "a.md")
    assert desk.found == [("a.md", "brigde")]
    desk.check("calm/b.md", "--config", "copylint.yaml")
    assert desk.found == [("calm/b.md", "brigde")]


def test_jobs_change_nothing_but_the_time(desk: Desk) -> None:
    for number in range(30):
        desk.write(f"story-{number:02}.md", ARTICLE if number % 3 else CLEAN)
    desk.check("--jobs", "1", "--no-cache")
    alone = desk.json
    desk.check("--jobs", "3", "--no-cache")
    several = desk.json
    for each in (alone, several):
        del each["summary"]["seconds"]
    assert alone == several
    assert len(alone["issues"]) == 20


def test_the_cache_is_used_and_can_be_left(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.check("a.md", "--engine", "harper")
    first = desk.json["issues"]
    desk.check("a.md", "--engine", "harper")
    assert desk.json["summary"]["cached"] == 1
    assert desk.json["issues"] == first
    desk.check("a.md", "--engine", "harper", "--no-cache")
    assert desk.json["summary"]["cached"] == 0
    assert desk.json["issues"] == first


def test_verbose_says_what_is_used(desk: Desk) -> None:
    desk.write("a.md", CLEAN)
    assert desk.run("check", "--verbose", "a.md") == 0
    for word in ("configuration: ", "copylint.yaml", "profile: none", "packs: ", "engine: none"):
        assert word in desk.err


def test_an_engine_that_was_asked_for_and_is_missing_is_2(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(desk.folder / "none"))
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("copylint.proofreaders.languagetool_install.installed", lambda: False)
    desk.write("a.md", ARTICLE)
    config = (
        "copylint.yaml",
        "profile: none\npacks: [house]\nlanguagetool: {url: 'http://127.0.0.1:9'}\n",
    )
    desk.write(*config)
    assert desk.check("a.md", "--engine", "languagetool") == 2
    assert desk.found == [("a.md", "brigde")]
    assert desk.json["failures"][0]["source"] == "languagetool"
    desk.write("copylint.yaml", "profile: none\npacks: [house]\n")
    assert desk.check("a.md", "--engine", "auto") == 1
    assert desk.json["failures"] == []
    assert desk.json["summary"]["engines"]["harper"] == "ok"
    assert "not installed" in desk.json["summary"]["engines"]["languagetool"]
    assert desk.err.count("languagetool") == 1 or "languagetool" in desk.err.splitlines()[0]


def test_help_names_every_option_and_status(desk: Desk) -> None:
    assert desk.run("check", "--help") == 0
    for option in (
        "config profile language as-of engine select ignore min-level fail-on output-format output "
        "output-file fix unsafe-fixes diff changed-since staged baseline stdin-filename files-from "
        "jobs no-cache statistics watch quiet verbose show-settings"
    ).split():
        assert f"--{option}" in desk.out
    assert desk.run("--help") == 0
    assert "130 interrupted" in desk.out
    assert desk.run("--version") == 0
    assert desk.out.startswith("copylint 0.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(desk: Desk, shell: str) -> None:
    assert desk.run("completion", shell) == 0
    assert "copylint" in desk.out


def test_init_writes_a_configuration_that_holds_and_never_over_another(
    desk: Desk, tmp_path: Path
) -> None:
    assert desk.run("init") == 2
    assert "is there already" in desk.err
    (desk.folder / "copylint.yaml").unlink()
    assert desk.run("init", "--profile", "ap", "--engine", "none") == 0
    desk.write("a.md", "The mayor resigned on Monday.\n")
    assert desk.check("a.md") == 0
    assert desk.run("check", "--show-settings") == 0
    assert "profile: ap" in desk.out
    assert "engine: none" in desk.out
    assert desk.run("init", "--profile", "app") == 2
