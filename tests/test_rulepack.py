"""Reading packs: every mistake with file, line and the nearest right name; the stored form."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from copylint import parsers, shelf
from copylint.errors import RuleError
from copylint.rulepack import load

GOOD = """\
rules:
  - id: good
    extends: existence
    message: "'%s'"
    tokens: [yes, off, boat]
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def written(root: Path, text: str, name: str = "rules.yaml") -> Path:
    (root / "house").mkdir(exist_ok=True)
    (root / "house" / name).write_text(text, "utf-8")
    return root


def found(root: Path, text: str) -> list[str]:
    checked = load(["house"], root).ruleset.check(
        parsers.parse("a.txt", text), today=datetime.date(2026, 1, 1)
    )
    assert checked.failures == []
    return [issue.span.of(text) for issue in checked.issues]


def test_yaml_is_read_by_its_1_2_core_schema(tmp_path: Path) -> None:
    assert found(written(tmp_path, GOOD), "yes, a boat is off") == ["yes", "boat", "off"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("rules:\n  - id: x\n    extends: existance\n    message: m\n", 3, "mean 'existence'"),
        ("rules:\n  - id: x\n    extends: existence\n    mesage: m\n", 4, "Did you mean 'message'"),
        ("rules:\n  - id: X Y\n    extends: existence\n    message: m\n", 2, "cannot be a rule"),
        ("rules:\n  - extends: existence\n    message: m\n    tokens: [a]\n", 2, "needs an 'id'"),
        ("rules:\n  - id: x\n    extends: existence\n    tokens: [a]\n", 2, "'message' is missing"),
        (
            "rules:\n  - id: x\n    extends: existence\n    message: m\n    tokens: ['a(']\n",
            5, "cannot be read",
        ),
        (
            "rules:\n  - id: x\n    extends: existence\n    message: m\n    tokens: [a]\n"
            "    scope: ~headlne\n",
            6, "no scope 'headlne' (did you mean 'headline'?)",
        ),
        (
            "rules:\n  - id: x\n    extends: existence\n    message: m\n    level: fatal\n"
            "    tokens: [a]\n",
            5, "level",
        ),
        ("rules:\n  - id: x\n   extends: existence\n", 3, "is not YAML"),
        ("- a\n- b\n", 1, "holds no rules"),
        ("rule:\n  - id: x\n", 1, "Did you mean 'rules'"),
        (
            "rules:\n  - id: x\n    extends: existence\n    message: m\n    tokens: [a]\n"
            "    examples: [{bad: 'no mark'}]\n",
            6, "mark the match",
        ),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_stops_that_rule_alone(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    written(tmp_path, GOOD, "good.yaml")
    written(tmp_path, text, "wrong.yaml")
    (problem,) = load(["house"], tmp_path).problems
    assert (problem.path, problem.line) == ("house/wrong.yaml", line)
    assert says in str(problem)
    assert found(tmp_path, "a boat") == ["boat"]


def test_a_name_given_twice_names_both_places(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "a.yaml")
    written(tmp_path, GOOD, "b.yaml")
    (problem,) = load(["house"], tmp_path).problems
    assert "already at house/a.yaml:2" in str(problem)


def test_an_unknown_pack_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="Did you mean 'places'"):
        load(["place"], tmp_path)


def test_a_change_of_a_file_is_seen(tmp_path: Path) -> None:
    root = written(tmp_path, GOOD)
    assert found(root, "a boat and a barge") == ["boat"]
    written(tmp_path, GOOD.replace("boat", "barge"))
    assert found(root, "a boat and a barge") == ["barge"]


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_store_is_built_anew(tmp_path: Path, damage: bytes | None) -> None:
    root = written(tmp_path, GOOD)
    found(root, "a boat")
    (kept,) = shelf.folder().glob("*.bin")
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_bytes(kept.read_bytes()[:-1] + b"?" if damage is None else damage)
    assert found(root, "a boat") == ["boat"]


def test_what_a_run_compiled_is_stored(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        GOOD.replace("existence", "substitution").replace(
            "tokens: [yes, off, boat]", "swap: {boat: ship}"
        ),
    )
    loaded = load(["house"], root)
    loaded.learn()
    again = load(["house"], root)
    assert again.key == loaded.key
    assert found(root, "a boat") == ["boat"]


def test_a_rule_alone_in_a_file_is_named_by_it(tmp_path: Path) -> None:
    text = "extends: existence\nmessage: \"'%s'\"\ntokens: [boat]\n"
    root = written(tmp_path, text, "no-boats.yaml")
    assert [entry.name for entry in load(["house"], root).ruleset.entries] == ["house.no-boats"]


def test_a_stored_rule_still_knows_its_manual(tmp_path: Path) -> None:
    told = "    why: Boats sink.\n    examples:\n    - ok: A ship.\n"
    root = written(tmp_path, GOOD + told)
    load(["house"], root)
    stored = load(["house"], root).ruleset
    assert stored.rule(0).why == ""
    rule = stored.named("house.good")
    assert rule is not None
    assert (rule.why, rule.examples[0].ok) == ("Boats sink.", "A ship.")
    assert found(root, "a boat") == ["boat"]
