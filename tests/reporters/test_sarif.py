from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from copylint.document import Span
from copylint.issue import Report
from copylint.reporters.base import Options

from .samples import (
    HOSTILE_PATH,
    SOURCE,
    document,
    fix,
    hostile_report,
    issue,
    plain_report,
    written,
)  # fmt: skip

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))


def log(*reports: Report, options: Options | None = None) -> Any:
    return json.loads(written("sarif", *reports, options=options))


@pytest.mark.parametrize(
    "reports", [(), (Report(document("")),), (plain_report(),), (hostile_report(), plain_report())]
)
def test_valid_against_the_official_schema(reports: tuple[Report, ...]) -> None:
    validator = jsonschema.Draft7Validator(
        SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    validator.validate(log(*reports))


def test_as_written(snapshot: SnapshotAssertion) -> None:
    assert log(plain_report()) == snapshot


def test_each_result_names_its_rule_by_index() -> None:
    [run] = log(plain_report(), hostile_report())["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"]] == [
        found["ruleId"] for found in run["results"]
    ]
    assert rules[0]["helpUri"] == "https://example.org/misspelling"


def test_regions_are_in_code_points_and_fixes_in_regions() -> None:
    source = "\U0001f6a2 e\u0301 東 brigde\n"
    found = issue(source, "brigde")
    report = Report(document(source), (issue(source, "brigde", fixes=(fix(found, "bridge"),)),))
    [result] = log(report)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (8, 14)
    assert source[region["charOffset"] :][: region["charLength"]] == "brigde"
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"]["startColumn"] == 8
    assert replacement["insertedContent"] == {"text": "bridge"}


def test_a_byte_order_mark_counts_in_no_column() -> None:
    source = "\ufeffbrigde\nbrigde\n"
    spans = [Span(0, 1), Span(1, 7), Span(8, 14)]
    report = Report(document(source), tuple(issue(source, "brigde", span=span) for span in spans))
    regions = [
        result["locations"][0]["physicalLocation"]["region"]
        for result in log(report)["runs"][0]["results"]
    ]
    assert [(one["startLine"], one["startColumn"], one["charOffset"]) for one in regions] == [
        (1, 1, 0), (1, 1, 0), (2, 1, 7),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["a b.md", "ü%20.md", "x:y.md", HOSTILE_PATH, "/tmp/a b.md"])
def test_a_path_survives_as_a_uri(path: str) -> None:
    report = Report(document(SOURCE, path), (issue(SOURCE, "coolly"),))
    [result] = log(report)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(urlparse(uri).path) == path
    assert uri.isascii()


def test_a_failure_is_a_notification_and_the_run_no_success() -> None:
    [invocation] = log(plain_report())["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("house.slow: took longer")
    assert log(Report(document("")))["runs"][0]["invocations"][0]["executionSuccessful"]


def test_a_trial_rule_is_only_a_note_and_links_must_be_web_links() -> None:
    results = log(plain_report())["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert "javascript" not in written("sarif", hostile_report())


def test_no_excerpts_leaves_article_text_out() -> None:
    output = written("sarif", plain_report(), options=Options(excerpts=False))
    assert "recieved" not in output
    assert "12 per cent" not in output
