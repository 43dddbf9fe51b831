"""What a .vale.ini says, and what is wrong with rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint.errors import ConfigError
from copylint.vale import config, globs
from copylint.vale.config import select
from tests.vale.conftest import Desk

RULE = "extends: existence\nmessage: m\ntokens: [tide]\n"


def read(tmp_path: Path, text: str) -> config.ValeConfig:
    (tmp_path / "s").mkdir(exist_ok=True)
    path = tmp_path / ".vale.ini"
    path.write_text(f"StylesPath = s\n{text}", "utf-8")
    return config.read(path)


@pytest.mark.parametrize(
    ("glob", "path", "right"),
    [
        ("*.md", "docs/a.md", True),
        ("*.{md,txt}", "a.txt", True),
        ("docs/*.md", "docs/deep/a.md", True),
        ("docs/**/*.md", "docs/deep/er/a.md", True),
        ("docs/**/*.md", "other/a.md", False),
        ("!*.md", "a.md", False),
        ("!*.md", "a.txt", True),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
    ],
)
def test_globs(glob: str, path: str, right: bool) -> None:
    assert globs.matches(glob, path) is right


def test_a_later_section_wins(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "[*]\nBasedOnStyles = A\nA.One = NO\n[*.md]\nBasedOnStyles = B\nB.Two = error\n"
        "A.One = YES\n[docs/*.md]\nB.Two = NO\n",
    )
    plain = select(found, found.matching("x.txt"))
    assert plain.runs("A.Two")
    assert not plain.runs("A.One")
    markdown = select(found, found.matching("x.md"))
    assert markdown.runs("A.One")
    assert markdown.runs("B.Two")
    assert markdown.level("B.Two", "warning") == "error"
    assert not markdown.runs("A.Two")
    assert not select(found, found.matching("docs/x.md")).runs("B.Two")


def test_no_styles_switch_all_off(tmp_path: Path) -> None:
    found = read(tmp_path, "[*]\nBasedOnStyles = A\n[legal/*]\nBasedOnStyles =\n")
    assert not select(found, found.matching("legal/a.md")).runs("A.One")


def test_commas_can_be_escaped(tmp_path: Path) -> None:
    found = read(tmp_path, "[*.md]\nTokenIgnores = (x{2\\,}), (y)\n")
    assert found.parts[0].tokens == ["(x{2,})", "(y)"]


def test_formats(tmp_path: Path) -> None:
    found = read(tmp_path, "[formats]\nmdx = md\n[*.md]\nBasedOnStyles = A\n")
    assert found.format_of("a.mdx") == ".md"
    assert found.format_of("a.markdown") == ".md"
    assert found.format_of("a.htm") == ".html"
    assert found.format_of("a.rst") == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("MinAlertLevel = loud\n", 2, "suggestion, warning, error"),
        ("[*.md]\nMinAlertLevel = error\n", 3, "above all sections"),
        ("BasedOnStyles = A\n", 2, "section"),
        ("[*]\nA.B[tokens] = x\n", 3, "extend"),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        read(tmp_path, text)
    assert caught.value.line == line


def test_inheritance(desk: Desk) -> None:
    desk.rule("Base/Words", RULE.replace("[tide]", "[tide, ebb]"))
    desk.rule("Mine", "extends: Base.Words\nmessage: mine\ntokens+: [flow]\ntokens-: [ebb]\n")
    assert desk.found("tide ebb flow") == ["tide", "flow"]
    assert desk.messages("tide") == ["mine"]


def test_parameters_in_the_configuration(desk: Desk) -> None:
    desk.rule("Words", "extends: occurrence\nmessage: m\ntoken: tide\nmax: 1\n")
    assert len(desk.found("tide tide")) == 1
    desk.configure("[*]\nBasedOnStyles = Desk\nDesk.Words[max] = 2\n")
    assert desk.found("tide tide") == []


def test_vocabularies(desk: Desk) -> None:
    desk.rule("Words", RULE.replace("tide", "'[A-Z][a-z]+'"))
    folder = desk.styles / "config" / "vocabularies" / "Coast"
    folder.mkdir(parents=True)
    (folder / "accept.txt").write_text("Morwen\n# a comment\nLowTide\n", "utf-8")
    (folder / "reject.txt").write_text("spindrift\n", "utf-8")
    desk.configure("Vocab = Coast\n[*]\nBasedOnStyles = Vale, Desk\nVale.Spelling = NO\n")
    text = "Morwen and Other saw lowtide and spindrift."
    assert desk.found(text) == ["Other", "lowtide", "spindrift"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("extends: existence\nmessage: m\ntokens: ['(x']\n", 1, "cannot be read"),
        ("extends: existence\nmessage: m\nscoope: text\n", 3, "scoope"),
        ("extends: nothing\nmessage: m\n", 1, "extends"),
        ("extends: existence\nlevel: warning\n", 1, "message"),
        ("extends: existence\nmessage: m\nlevel: loud\n", 3, "level"),
        ("extends: [\n", 2, "YAML"),
    ],
)
def test_a_bad_rule_stops_itself_alone(desk: Desk, text: str, line: int, words: str) -> None:
    path = desk.rule("Bad", text)
    desk.rule("Good", RULE)
    built = desk.built()
    (problem,) = built.problems
    assert words in problem.message
    assert (problem.path, problem.line) == (str(path), line)
    assert [check.definition.name for check in built.checks] == ["Desk.Good"]


def test_drafts_and_tests_are_no_rules(desk: Desk) -> None:
    desk.rule("Good", RULE)
    desk.rule("Desk/_old/Draft", "nonsense")
    desk.rule("Good.test", "cases: []")
    assert [check.definition.name for check in desk.built().checks] == ["Desk.Good"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rubbish", "'rubbish' sets nothing; write 'rubbish = ...'"),
        ("TokenIgnores = (", "'TokenIgnores' is left out: the pattern '(' cannot be read"),
        ("[*.txt", "the section '[*.txt' has no closing ']'"),
    ],
)
def test_a_bad_line_stops_itself_alone(desk: Desk, line: str, message: str) -> None:
    desk.rule("Tide", 'extends: existence\nmessage: "%s"\ntokens: [tide]\n')
    desk.configure(f"[*]\nBasedOnStyles = Desk\n{line}\n")
    built = desk.built()
    (problem,) = built.problems
    assert (problem.path, problem.line) == (str(desk.ini), 4)
    assert problem.message.startswith(message)
    assert len(built.checks) == 1


@pytest.mark.parametrize(
    ("glob", "why"),
    [
        ("*.{md", "a '{' has no '}'"),
        ("*.md}", "a '}' has no '{'"),
        ("[a-", "a '[' has no ']'"),
        ("[].md", "the set '[]' is empty"),
        ("[z-a]*", "the range '[z-a]' ends before it begins"),
        ("a\\", "nothing follows its last '\\'"),
    ],
)
def test_a_section_that_vale_refuses_is_told_and_passed_over(
    desk: Desk, glob: str, why: str
) -> None:
    rule = 'extends: existence\nmessage: "%s"\ntokens: [tide]\n'
    desk.rule("Tide", rule)
    desk.rule("Ebb", rule)
    desk.configure(f"[*]\nDesk.Tide = YES\n[{glob}]\nDesk.Ebb = YES\n")
    built = desk.built()
    (problem,) = built.problems
    assert (problem.path, problem.line) == (str(desk.ini), 4)
    assert problem.message == f"the section '[{glob}]' is left out: {why}"
    assert problem.hint
    assert [check.definition.name for check in built.checks] == ["Desk.Tide"]


@pytest.mark.parametrize("glob", ["*.{md,}", "[!a-c]*", "[[]x", "{a,{b,c}}", "\\[x", "*.md]", "{}"])
def test_globs_that_vale_takes(desk: Desk, glob: str) -> None:
    desk.configure(f"[{glob}]\nBasedOnStyles = Desk\n")
    assert not desk.built().problems
