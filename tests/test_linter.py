"""The pipeline: what is found, weighed and reported, in which order, and what survives mishaps."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from copylint import linter
from copylint.checking import check_document, language_of
from copylint.config import Choices
from copylint.discovery import Target, discover
from copylint.issue import Level, Report
from copylint.linter import Mended, Plan, check_targets
from copylint.parsers import parse
from copylint.settings import Engine
from copylint.tools import Tools

RULES = """\
rules:
  - {id: bridge, extends: substitution, message: "Use '%s', not '%s'.", level: error, fix: safe,
     swap: {brigde: bridge}}
  - {id: quay, extends: existence, message: "'%s'.", level: suggestion, tokens: [quay]}
  - {id: dated, extends: existence, message: "'%s'.", level: warning, tokens: [ferry],
     from: 2030-01-01}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    desk = tmp_path / "desk"
    (desk / "house").mkdir(parents=True)
    (desk / "house" / "rules.yaml").write_text(RULES)
    (desk / "copylint.yaml").write_text("profile: none\nengine: none\npacks: [house]\n")
    monkeypatch.chdir(desk)
    return desk


@pytest.fixture
def tools(folder: Path) -> Iterator[Tools]:
    with Tools() as made:
        yield made


def reports(tools: Tools, *paths: str, plan: Plan | None = None) -> list[Report]:
    return list(check_targets(discover(paths, lambda *_: False), tools, plan))


def rules(report: Report) -> list[str]:
    return [issue.rule.removeprefix("house.") for issue in report.issues]


def test_issues_are_in_the_order_of_the_source(folder: Path, tools: Tools) -> None:
    document = parse("a.md", "The quay.\n\nA brigde and a quay by the *brigde*.\n")
    report = check_document(document, tools.settings(folder / "a.md"), tools)
    assert rules(report) == ["quay", "bridge", "quay", "bridge"]
    assert [issue.span.start for issue in report.issues] == [4, 13, 26, 39]
    assert not report.failures


@pytest.mark.parametrize(
    ("front", "as_of", "found"),
    [
        ("date: 2031-05-01", None, ["dated"]),
        ("date: 2029-05-01", None, []),
        ("date: 2029-05-01", datetime.date(2030, 5, 1), ["dated"]),
        ("date: 2031-05-01", datetime.date(2029, 5, 1), []),
        ("title: Ferries", None, []),
    ],
)
def test_rules_go_by_the_articles_date(
    folder: Path, front: str, as_of: datetime.date | None, found: list[str]
) -> None:
    Path("a.md").write_text(f"---\n{front}\n---\n\nThe ferry.\n")
    with Tools(Choices(as_of=as_of)) as tools:
        (report,) = reports(tools, "a.md")
    assert rules(report) == found


@pytest.mark.parametrize(
    ("chosen", "own", "language"),
    [
        ("en-GB", "en-US", "en-GB"),
        (None, "en-AU", "en-AU"),
        (None, "fr", "en"),
        (None, None, "en"),
    ],
)
def test_the_language_to_read_in(
    folder: Path, tools: Tools, chosen: str | None, own: str | None, language: str
) -> None:
    document = replace(parse("a.md", "Text.\n"), language=own)
    settings = replace(tools.settings(folder / "a.md"), language=chosen)
    assert language_of(document, settings) == language


def test_levels_hide_and_block_by_themselves(folder: Path, tools: Tools) -> None:
    document = parse("a.md", "A brigde by the quay.\n")
    settings = tools.settings(folder / "a.md")
    report = check_document(document, settings, tools)
    high = replace(settings, min_level=Level.ERROR, fail_on=Level.SUGGESTION)
    shown = linter.finished(report, high)
    assert rules(shown) == ["bridge"]
    assert shown.blocking == 2


def test_suppressions_hold_and_are_counted(folder: Path, tools: Tools) -> None:
    text = (
        "<!-- copylint-disable house.bridge -->\nA brigde.\n<!-- copylint-enable -->\n\nA brigde.\n"
    )
    Path("a.md").write_text(text)
    (report,) = reports(tools, "a.md")
    held = report.suppressed
    assert held + len([issue for issue in report.issues if issue.rule == "house.bridge"]) == 2


def test_what_is_remembered_is_what_was_found(folder: Path) -> None:
    Path("a.md").write_text("A brigde by the quay.\n")
    runs = []
    for _ in range(2):
        with Tools() as tools:
            runs += reports(tools, "a.md")
    assert runs[0].issues == runs[1].issues
    assert [report.cached for report in runs] == [False, True]
    Path("house/rules.yaml").write_text(RULES.replace("brigde", "brudge"))
    with Tools() as tools:
        (anew,) = reports(tools, "a.md")
    assert rules(anew) == ["quay"]


def test_a_broken_configuration_is_told_once_and_stops_its_files_alone(folder: Path) -> None:
    Path("sub").mkdir()
    Path("sub/copylint.yaml").write_text("engine: loud\nprofil: x\n")
    for name in ("a.md", "sub/b.md", "sub/c.md"):
        Path(name).write_text("A brigde.\n")
    with Tools() as tools:
        found = reports(tools, "sub", "a.md")
    assert [report.document.path for report in found] == ["sub/copylint.yaml", "a.md"]
    assert [failure.source for failure in found[0].failures] == ["configuration"] * 2
    assert "are not checked" in found[0].failures[1].message
    assert rules(found[1]) == ["bridge"]


def test_a_broken_rule_is_told_once(folder: Path, tools: Tools) -> None:
    Path("house/odd.yaml").write_text("rules:\n  - {id: odd, extends: nothing, message: x}\n")
    for name in ("a.md", "b.md"):
        Path(name).write_text("A brigde.\n")
    found = reports(tools, "a.md", "b.md")
    told = [failure for report in found for failure in report.failures]
    assert len(told) == 1
    assert told[0].source == "rules"
    assert [rules(report) for report in found if not report.failures] == [["bridge"], ["bridge"]]


def test_a_bug_in_one_file_ends_no_run(
    folder: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: str, source: str) -> object:
        if path == "a.md":
            raise KeyError(path)
        return parse(path, source)

    monkeypatch.setattr(linter, "parse", broken)
    for name in ("a.md", "b.md"):
        Path(name).write_text("A brigde.\n")
    first, second = reports(tools, "a.md", "b.md")
    assert first.failures[0].source == linter.BUG
    assert rules(second) == ["bridge"]
    assert [type(bug) for bug in tools.bugs] == [KeyError]


def test_front_matter_that_cannot_be_read_is_a_failure_of_its_file(
    folder: Path, tools: Tools
) -> None:
    Path("a.md").write_text("---\ntitle: [open\n---\n\nA brigde.\n")
    (report,) = reports(tools, "a.md")
    assert rules(report) == ["bridge"]
    (failure,) = report.failures
    assert failure.source == "input"
    assert failure.message.startswith("Its front matter is not YAML: line ")


def test_fixing_writes_reports_what_is_left_and_tells(folder: Path, tools: Tools) -> None:
    Path("a.md").write_text("A brigde by the quay.\n")
    told: list[Mended] = []
    (report,) = reports(tools, "a.md", plan=Plan(fix=True, told=told.append))
    assert Path("a.md").read_text() == "A bridge by the quay.\n"
    assert rules(report) == ["quay"]
    assert [issue.rule for issue in told[0].applied] == ["house.bridge"]
    assert told[0].before == "A brigde by the quay.\n"


def test_a_preview_writes_nothing(folder: Path, tools: Tools) -> None:
    Path("a.md").write_text("A brigde.\n")
    told: list[Mended] = []
    (report,) = reports(tools, "a.md", plan=Plan(fix=True, preview=True, told=told.append))
    assert Path("a.md").read_text() == "A brigde.\n"
    assert rules(report) == ["bridge"]
    assert told[0].after == "A bridge.\n"


def test_text_from_elsewhere_is_never_written(folder: Path, tools: Tools) -> None:
    Path("a.md").write_text("On disk.\n")
    target = Target("a.md", folder / "a.md", data=lambda: b"A brigde.\n", elsewhere=True)
    (report,) = check_targets([target], tools, Plan(fix=True))
    assert report.document.source == "A bridge.\n"
    assert Path("a.md").read_text() == "On disk.\n"


def test_what_no_parser_knows_is_counted(folder: Path, tools: Tools) -> None:
    Path("photo.jpg").write_bytes(b"\xff")
    (named,) = reports(tools, "photo.jpg")
    assert "No parser knows" in named.failures[0].message
    found = reports(tools, ".")
    assert sum(report.unsupported for report in found) == 2  # the picture, the rules


def test_engines_work_with_rules(folder: Path) -> None:
    Path("a.md").write_text("The brigde was bilut in autumn, and the river rose agian.\n")
    with Tools(Choices(engine=Engine.HARPER)) as tools:
        (report,) = reports(tools, "a.md")
    source = report.document.source
    matches = {source[issue.span.start : issue.span.end] for issue in report.issues}
    assert {"brigde", "bilut", "agian"} <= matches
    assert all(issue.level < Level.ERROR for issue in report.issues if issue.engines == ("harper",))
    assert report.engines == ("harper",)
