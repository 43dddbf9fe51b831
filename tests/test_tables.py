"""House editors' tables: rows become rules, mistakes name their line."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from copylint import parsers
from copylint.errors import RuleError
from copylint.rulepack import load


def pack(tmp_path: Path, text: str, name: str = "style.csv") -> Path:
    folder = tmp_path / "house"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return tmp_path


def found(root: Path, text: str, day: str = "2026-01-01") -> list[tuple[str, str, tuple[str, ...]]]:
    loaded = load(["house"], root)
    assert not loaded.problems
    document = parsers.parse("a.txt", text)
    checked = loaded.ruleset.check(document, today=datetime.date.fromisoformat(day))
    return [(issue.rule, issue.message, issue.suggestions(text)) for issue in checked.issues]


def test_a_row_is_a_rule(tmp_path: Path) -> None:
    root = pack(tmp_path, "wrong,right,note\nco-worker,colleague,Our readers say so\n")
    (issue,) = found(root, "A Co-worker left.")
    message = "Write 'Colleague' instead of 'Co-worker': Our readers say so."
    assert issue == ("house.co-worker", message, ("Colleague",))


def test_a_row_without_right_only_reports(tmp_path: Path) -> None:
    root = pack(tmp_path, "wrong,right,note,level\niconic,,Who says so?,suggestion\n")
    (issue,) = found(root, "An iconic bridge.")
    assert issue[0] == "house.iconic"
    assert issue[2] == ()


def test_marks_are_not_patterns_and_dates_hold(tmp_path: Path) -> None:
    root = pack(tmp_path, "wrong,right,from,until\nC++,C plus plus,2020-01-01,2024-12-31\n")
    assert len(found(root, "She writes C++ daily.", "2023-05-05")) == 1
    assert found(root, "She writes C++ daily.", "2025-01-01") == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("wrong,rihgt\na,b\n", 1, "Did you mean 'right'?"),
        ("right\na\n", 1, "no column 'wrong'"),
        ("wrong,right\nx y,z\n,b\n", 3, "'wrong' is empty"),
        ("wrong,right\nsame,same\n", 2, "are the same"),
        ("wrong,right\na,b,c, d\n", 2, "more cells than columns"),
        ("wrong,right,from\nold,new,soon\n", 2, "from: is not a date. Write it as 2026-11-23."),
        ("wrong,right,level\nold,new,fatal\n", 2, "level: 'fatal' is none of"),
        ("wrong,right,level\nold,new,eror\n", 2, "Did you mean 'error'?"),
        ("wrong,right\nold,new\n\nold,newer\n", 4, "'old' stands in line 2"),
    ],
)
def test_a_mistake_names_its_line_and_stops_that_row_alone(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    root = pack(tmp_path, text)
    (problem,) = load(["house"], root).problems
    assert isinstance(problem, RuleError)
    assert (problem.path, problem.line) == ("house/style.csv", line)
    assert says in str(problem)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_may_be_parted_as_spreadsheets_of_other_countries_do(
    tmp_path: Path, mark: str
) -> None:
    text = "wrong,right\nold,new | newer\n".replace(",", mark)
    root = pack(tmp_path, f"# ours, all of it\n{text}")
    (issue,) = found(root, "The old ship.")
    assert issue[2] == ("new", "newer")


def test_the_same_words_in_other_years(tmp_path: Path) -> None:
    rows = "Kelm,Kolm,,2020-01-01\nKelm,Kalm,2020-01-01,\n"
    root = pack(tmp_path, f"wrong,right,from,until\n{rows}")
    assert found(root, "In Kelm.", "2019-01-01")[0][2] == ("Kolm",)
    assert found(root, "In Kelm.", "2021-01-01")[0][2] == ("Kalm",)


def test_a_spreadsheet_reads_as_a_table(tmp_path: Path) -> None:
    root = pack(tmp_path, "wrong,right\n", "words.csv")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["wrong", "right", "from"], ["motorway", "highway", datetime.datetime(2020, 1, 1)]):
        book.active.append(row)
    book.save(root / "house" / "style.xlsx")
    assert found(root, "The motorway is shut.")[0][2] == ("highway",)


def test_no_spreadsheet_is_a_clear_mistake(tmp_path: Path) -> None:
    root = pack(tmp_path, "not a zip", "style.xlsx")
    (problem,) = load(["house"], root).problems
    assert "cannot be read as a spreadsheet" in str(problem)
