"""`words add` and `words list`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from copylint.cli.words import words
from copylint.errors import CopylintError


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> str:
    result = CliRunner().invoke(words, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_words_are_added_once_and_kept_in_order(desk: Path) -> None:
    run("add", "Zviahel", "Borsa Istanbul")
    assert "1 added, 1 known" in run("add", "Zviahel", "ajvar")
    assert (desk / "words.txt").read_text() == "ajvar\nBorsa Istanbul\nZviahel\n"


def test_the_configurations_list_is_used(desk: Path) -> None:
    (desk / "copylint.yaml").write_text("words: [desk/names.txt]\n")
    (desk / "desk").mkdir()
    (desk / "desk" / "names.txt").write_text("# of the foreign desk\nOlha\n")
    run("add", "Ihor")
    assert (desk / "desk" / "names.txt").read_text() == "# of the foreign desk\nIhor\nOlha\n"
    assert run("list").splitlines() == ["Ihor", "Olha"]


def test_the_rest_of_a_list_stays_as_it_is(desk: Path) -> None:
    ours = "# Members\n\nAda Byrne\n\n# Places\n\nOl Doinyo\nZviahel\n"
    (desk / "words.txt").write_text(ours)
    run("add", "Quay Street")
    assert (desk / "words.txt").read_text() == ours.replace("Zviahel", "Quay Street\nZviahel")
    (desk / "words.txt").write_text("Zviahel\n# then\nAda Byrne\n")
    run("add", "Mole")
    assert (desk / "words.txt").read_text() == "Zviahel\n# then\nAda Byrne\nMole\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Mole", "--file", "none/words.txt"), "none/words.txt: cannot be written"),
        (("Mole", "--file", "mps.csv"), "mps.csv: is no list of words"),
        (("# Mole",), "would be a comment"),
    ],
)
def test_what_cannot_be_added(desk: Path, arguments: tuple[str, ...], told: str) -> None:
    (desk / "mps.csv").write_text("name,until\nOlha,\n")
    with pytest.raises(CopylintError, match=told):
        CliRunner().invoke(words, ["add", *arguments], catch_exceptions=False)
    assert (desk / "mps.csv").read_text() == "name,until\nOlha,\n"


def test_it_says_how_to_use_a_new_list(desk: Path) -> None:
    assert "words: [words.txt]" in run("add", "Olha")
