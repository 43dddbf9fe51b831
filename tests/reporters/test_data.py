from __future__ import annotations

import json

import jsonschema
import pytest
from syrupy.assertion import SnapshotAssertion

from copylint.issue import Report
from copylint.reporters.base import Options
from copylint.reporters.data import schema

from .samples import HOSTILE, SOURCE, document, hostile_report, plain_report, written


@pytest.mark.parametrize(
    "reports",
    [(), (Report(document("")),), (plain_report(),), (plain_report(), hostile_report())],
)
def test_json_is_valid_against_its_schema(reports: tuple[Report, ...]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(written("json", *reports)), schema())


def test_json_as_the_contract_has_it(snapshot: SnapshotAssertion) -> None:
    assert json.loads(written("json", plain_report())) == snapshot


def test_match_is_the_source_between_start_and_end() -> None:
    for found in json.loads(written("json", plain_report(), hostile_report()))["issues"]:
        source = HOSTILE if "<b>" in found["path"] else SOURCE
        assert found["match"] == source[found["start"] : found["end"]]


def test_json_is_ascii_so_that_no_escape_reaches_a_terminal() -> None:
    output = written("json", hostile_report())
    assert output.isascii()
    assert "\x1b" not in output


def test_json_lines_are_the_same_records_one_a_line() -> None:
    lines = [json.loads(line) for line in written("jsonl", plain_report()).splitlines()]
    whole = json.loads(written("json", plain_report()))
    assert [line.pop("type") for line in lines] == ["issue"] * 3 + ["failure", "summary"]
    assert lines[:3] == whole["issues"]
    assert lines[3:4] == whole["failures"]
    assert lines[4] == {"schema": 1, **whole["summary"]}


def test_no_excerpts_leaves_match_and_suggestions_empty() -> None:
    output = written("json", plain_report(), options=Options(excerpts=False))
    jsonschema.validate(json.loads(output), schema())
    assert "recieved" not in output
    assert "received" not in output
