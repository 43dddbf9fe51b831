from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from syrupy.assertion import SnapshotAssertion

from copylint.document import Span
from copylint.issue import Failure, Report
from copylint.reporters.base import Options

from .samples import HOSTILE_PATH, document, fix, hostile_report, issue, plain_report, written

FORMATS = ("github", "gitlab", "rdjson", "junit", "checkstyle")


@pytest.mark.parametrize("name", FORMATS)
def test_as_written(name: str, snapshot: SnapshotAssertion) -> None:
    assert written(name, plain_report()) == snapshot


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_only_text(name: str, snapshot: SnapshotAssertion) -> None:
    output = written(name, hostile_report())
    assert not any(char in output for char in "\x1b\r\u202e\u2066")
    assert output == snapshot


@pytest.mark.parametrize("name", FORMATS)
def test_no_excerpts_leaves_article_text_out(name: str) -> None:
    output = written(name, plain_report(), options=Options(excerpts=False))
    assert "recieved" not in output
    assert "12 per cent" not in output


COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>[^\n]*?)::(?P<data>[^\n]*)")


def commands(output: str) -> list[dict[str, str]]:
    """Workflow commands as GitHub's runner reads them."""
    found = []
    for line in output.split("\n"):
        if not line.strip().startswith("::"):
            continue
        match = COMMAND.fullmatch(line)
        assert match
        pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
        found.append({"name": match["name"], "data": decoded(match["data"]), **{
            name: decoded(value) for name, value in pairs.items()
        }})  # fmt: skip
    return found


def decoded(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_reads_exactly_one_command_an_issue() -> None:
    first, second = commands(written("github", hostile_report()))
    assert first["file"] == second["file"] == HOSTILE_PATH
    assert first["name"] == second["name"] == "error"
    assert first["title"] == "x.<b>'\"]]>,::"
    assert "%0A done" in first["data"]
    assert "\\x1b[31mred" in first["data"]


@given(st.text(), st.text(min_size=1))
def test_github_gets_back_any_path_and_message(message: str, path: str) -> None:
    report = Report(document("x", path), failures=(Failure("f", message),))
    output = written("github", report)
    assert len(commands(output)) == 1


def test_github_gives_columns_only_within_a_line() -> None:
    report = Report(document("one\ntwo"), (issue("one\ntwo", "one\ntwo"),))
    [command] = commands(written("github", report))
    assert (command["line"], command["endLine"]) == ("1", "2")
    assert "col" not in command


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("reports", [(), (plain_report(),), (plain_report(), hostile_report())])
def test_gitlab_has_what_gitlab_documents(reports: tuple[Report, ...]) -> None:
    records = json.loads(written("gitlab", *reports))
    jsonschema.validate(records, CODE_QUALITY)
    assert len({record["fingerprint"] for record in records}) == len(records)


def test_gitlab_tells_the_same_text_in_two_files_apart() -> None:
    two = [Report(document("x y", path), (issue("x y", "x"),)) for path in ("./a.md", "b.md")]
    records: list[dict[str, Any]] = json.loads(written("gitlab", *two))
    assert len({record["fingerprint"] for record in records}) == 2
    assert records[0]["location"]["path"] == "a.md"


def test_rdjson_counts_bytes() -> None:
    source = "x\ne\u0301 \U0001f6a2 brigde\n"
    found = issue(source, "brigde")
    report = Report(document(source), (issue(source, "brigde", fixes=(fix(found, "bridge"),)),))
    [diagnostic] = json.loads(written("rdjson", report))["diagnostics"]
    assert diagnostic["location"]["range"] == {
        "start": {"line": 2, "column": 10},
        "end": {"line": 2, "column": 16},
    }
    assert diagnostic["suggestions"][0]["text"] == "bridge"


def test_junit_is_read_back() -> None:
    xml = JUnitXml.fromstring(
        written("junit", plain_report(), Report(document("", "b.md"))).encode()
    )
    first, second = list(xml)
    assert (first.tests, first.failures, first.errors, first.skipped) == (4, 2, 1, 1)
    assert (second.name, second.tests, second.failures) == ("b.md", 1, 0)


@given(st.text(min_size=1))
def test_any_text_makes_xml_that_can_be_read(text: str) -> None:
    found = issue(text, text, message=text, rule=text, span=Span(0, len(text)))
    report = Report(document(text, text), (found,), failures=(Failure(text, text),))
    for name in ("junit", "checkstyle"):
        ET.fromstring(written(name, report).encode())


def test_checkstyle_names_file_place_and_rule() -> None:
    [file] = ET.fromstring(written("checkstyle", plain_report()).encode())
    assert file.get("name") == "desk/harbour.md"
    assert [error.get("severity") for error in file] == ["error", "warning", "info", "error"]
    assert file[0].get("source") == "copylint.core.misspelling"
