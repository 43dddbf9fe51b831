"""`rules list|show|test|new|schema` and `explain`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from copylint.cli.explain import explain
from copylint.cli.rules import rules
from copylint.errors import UsageError
from copylint.rulepack import builtin_rules


def run(*args: str) -> str:
    result = CliRunner().invoke(rules, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_list_names_each_rule_once() -> None:
    names = [line.split()[0] for line in run("list").splitlines()]
    assert len(names) == len(set(names)) > 100
    assert "dates.weekday" in names
    assert "$s" not in run("list")


def test_list_of_a_profile_shows_its_levels_and_conflicts(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("inherit: ap\nrules: {places.former-name: off}\n")
    output = run("list", "--profile", str(tmp_path / "house.yaml"))
    (line,) = [line for line in output.splitlines() if line.startswith("places.former-name")]
    assert line.split()[1] == "off"
    assert "conflict: places.former-name is set to warning, then to off." in output


def test_show_is_the_manual_page() -> None:
    page = run("show", "dates.weekday")
    for part in ("# dates.weekday", "Source:", "Reported:", "Left alone:", "Switch it off"):
        assert part in page
    assert CliRunner().invoke(explain, ["dates.weekday"]).output == page


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"Did you mean 'dates\.weekday'\?"):
        run("show", "dates.weekdya")


def test_new_writes_a_draft_whose_examples_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "house" in run("new", "house.plain-words")
    assert "1 rule, 4 examples: no problems." in run("test", "house")
    with pytest.raises(UsageError, match="is there already"):
        run("new", "house.plain-words")
    with pytest.raises(UsageError, match="cannot be a rule's name"):
        run("new", "Plain Words")
    with pytest.raises(UsageError, match=r"plain-words\.yaml/x\.yaml: cannot be written"):
        run("new", "house/plain-words.yaml.x")


def test_a_pack_with_a_broken_rule_is_listed_without_it(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: house\n")
    (tmp_path / "a.yaml").write_text(
        "rules:\n"
        "  - {id: a, extends: existence, message: A, tokens: [a]}\n"
        "  - {id: b, extends: existense, message: B, tokens: [b]}\n"
    )
    result = CliRunner().invoke(rules, ["list", str(tmp_path)])
    assert result.exit_code == 2
    assert ".a  " in result.output
    assert "a.yaml:3" in result.output


def test_shipped_rules_use_only_keys_of_the_schema() -> None:
    parts = json.loads(run("schema"))["$defs"].values()
    known = {
        part["properties"]["extends"]["const"]: set(part["properties"])
        for part in parts
        if "const" in part.get("properties", {}).get("extends", {})
    }
    for name in ("dates/calendar", "places/ukraine", "quotation/marks", "repetition/repetition"):
        text = (builtin_rules() / f"{name}.yaml").read_text("utf-8")
        for rule in yaml.load(text, yaml.CSafeLoader)["rules"]:
            assert set(rule) <= known[rule["extends"]], rule["id"]


def test_the_configurations_schema_accepts_what_the_design_shows() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", "config")))
    validator.validate(
        {
            "profile": "ap", "packs": ["rules/house"], "engine": "auto", "language": "en-US",
            "words": ["desk/names.txt"], "rules": {"places.dnipro": "off"}, "fail-on": "error",
            "exclude": ["drafts/"], "languagetool": {"url": None, "allow-remote": False},
            "overrides": [{"files": "opinion/**", "rules": {"attribution": "off"}}],
        }
    )  # fmt: skip
    assert list(validator.iter_errors({"profil": "ap"}))
