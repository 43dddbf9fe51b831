"""`copylint baseline`, `dismiss` and `report`, and `check` with what they wrote."""

from __future__ import annotations

import csv
import io

import pytest

from copylint.filters.baseline import path_hash

from .desks import ARTICLE, CLEAN, CONFIG, Desk

BASELINE = "copylint-baseline.txt"


def test_what_the_baseline_knows_does_not_block(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("baseline") == 0
    assert "1 known issue in 1 file" in desk.out
    assert desk.check("--baseline", BASELINE) == 0
    assert desk.json["summary"]["known"] == 1
    desk.write("a.md", "A new start.\n\n" + ARTICLE.replace("river was", "river, was"))
    assert desk.check("--baseline", BASELINE) == 0
    desk.write("b.md", ARTICLE)
    assert desk.check("--baseline", BASELINE) == 1
    assert desk.found == [("b.md", "brigde")]


def test_the_baseline_holds_sorted_hashes_only(desk: Desk) -> None:
    for name in "dbca":
        desk.write(f"{name}.md", ARTICLE)
    desk.run("baseline")
    lines = (desk.folder / BASELINE).read_text().splitlines()
    assert lines[0] == "# copylint baseline 1"
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == 5
    assert "brigde" not in "".join(lines)


def test_stale_entries_are_told_and_pruned(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.run("baseline")
    desk.write("a.md", CLEAN)
    assert desk.check("--baseline", BASELINE) == 0
    assert "1 entry" in desk.err
    assert "--prune" in desk.err
    desk.write("c.md", ARTICLE)
    assert desk.run("baseline", "--prune") == 0
    assert len((desk.folder / BASELINE).read_text().splitlines()) == 2
    assert desk.check("--baseline", BASELINE) == 1
    assert desk.found == [("c.md", "brigde")]


def path_hash_of(desk: Desk, name: str) -> str:
    return path_hash(desk.folder, desk.folder / name)


def test_stale_entries_are_named_with_their_files(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.run("baseline")
    desk.write("a.md", CLEAN)
    desk.check("--baseline", BASELINE)
    hashes = (desk.folder / BASELINE).read_text().splitlines()
    line = hashes.index(next(one for one in hashes if one.startswith(path_hash_of(desk, "a.md"))))
    assert f"{BASELINE}:{line + 1}: stale: a.md has this issue no more" in desk.err
    assert "b.md" not in desk.err


def test_pruning_in_a_folder_leaves_the_entries_of_others(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("sub/b.md", ARTICLE)
    desk.run("baseline")
    desk.write("sub/b.md", CLEAN)
    assert desk.run_in(desk.folder / "sub", "baseline", "--prune", "--file", f"../{BASELINE}") == 0
    assert len((desk.folder / BASELINE).read_text().splitlines()) == 2


@pytest.mark.parametrize("broken", [("a.md", "caf\udce9"), ("copylint.yaml", "profle: none\n")])
def test_nothing_is_pruned_where_not_all_was_checked(desk: Desk, broken: tuple[str, str]) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.run("baseline")
    before = (desk.folder / BASELINE).read_text()
    name, text = broken
    (desk.folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert desk.run("baseline", "--prune") == 2
    assert "nothing is taken out" in desk.err
    assert (desk.folder / BASELINE).read_text() == before


def test_lists_of_ours_are_no_articles(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("desk/names.txt", "brigde\n")
    desk.write("copylint.yaml", f"{CONFIG}words: [desk/names.txt]\n")
    for arguments in ((), ("--file", "known.txt")):
        for _ in range(2):
            assert desk.run("baseline", *arguments) == 0
            assert "1 known issue in 1 file" in desk.out
    desk.check("--baseline", "known.txt")
    assert desk.json["summary"]["files"] == 1


def test_pruning_some_files_leaves_the_entries_of_others(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.run("baseline")
    desk.write("a.md", CLEAN)
    desk.run("baseline", "--prune", "b.md")
    assert len((desk.folder / BASELINE).read_text().splitlines()) == 3


def test_no_growth_fails_on_any_new_issue(desk: Desk) -> None:
    desk.write("a.md", CLEAN)
    desk.run("baseline")
    desk.write("a.md", CLEAN + "\nBoats lie at the quay.\n")
    assert desk.check("--baseline", BASELINE, "--no-growth") == 0, "a trial rule blocks nothing"
    desk.write("a.md", CLEAN + "\n“The brigde fell,” he said.\n")
    assert desk.check("--baseline", BASELINE) == 0
    assert desk.check("--baseline", BASELINE, "--no-growth") == 1


def test_the_baseline_itself_can_be_held_to_its_size(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.run("baseline")
    before = (desk.folder / BASELINE).read_text()
    assert desk.run("baseline", "--no-growth") == 0
    desk.write("b.md", ARTICLE)
    assert desk.run("baseline", "--no-growth") == 1
    assert "1 issue not known" in desk.out
    assert (desk.folder / BASELINE).read_text() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [("{}\n", "not a copylint baseline"), ("# copylint baseline 9\n", "has version 9")],
)
def test_a_baseline_of_another_kind_is_refused(desk: Desk, text: str, message: str) -> None:
    desk.write("a.md", CLEAN)
    desk.write(BASELINE, text)
    for command in (("check", "--baseline", BASELINE), ("baseline", "--prune")):
        assert desk.run(*command) == 2
        assert message in desk.err
    assert desk.run("check", "--baseline", "none.txt") == 2
    assert "no such baseline" in desk.err


def test_dismissing_a_false_alarm(desk: Desk) -> None:
    desk.write("news/a.md", ARTICLE)
    assert desk.check() == 1
    fingerprint = desk.json["issues"][0]["fingerprint"]
    assert desk.run("dismiss", fingerprint, "--reason", "the name of a band") == 0
    assert "house.bridge" in desk.out
    text = (desk.folder / "copylint-dismissals.jsonl").read_text()
    assert '"path": "news/a.md"' in text
    assert "brigde" not in text
    assert desk.check() == 0
    assert desk.json["summary"]["suppressed"] == 1
    desk.write("news/a.md", ARTICLE + "\nA second brigde.\n")
    assert desk.check() == 1
    assert len(desk.found) == 1


def test_a_broken_dismissal_is_told_once_and_all_is_checked(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.write("copylint-dismissals.jsonl", "x\n")
    assert desk.check() == 2
    assert [path for path, _ in desk.found] == ["a.md", "b.md"]
    (failure,) = desk.json["failures"]
    assert failure["source"] == "configuration"
    assert failure["message"].startswith("copylint-dismissals.jsonl:1: is not a dismissal.")
    assert desk.json["summary"]["files"] == 2


def test_an_unknown_fingerprint_is_not_dismissed(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("dismiss", "0" * 20, "--reason", "x") == 2
    assert "no issue has the fingerprint" in desk.err
    assert not (desk.folder / "copylint-dismissals.jsonl").exists()
    assert desk.run("dismiss", "0" * 20) == 2


def rows(desk: Desk, *arguments: str) -> dict[tuple[str, str], dict[str, str]]:
    assert desk.run("report", "--format", "csv", *arguments) == 0
    return {(row["by"], row["name"]): row for row in csv.DictReader(io.StringIO(desk.out))}


def test_the_report_counts_by_rule_desk_and_author(desk: Desk) -> None:
    desk.write("news/a.md", ARTICLE + "\nA second brigde.\n")
    desk.write("sport/b.md", ARTICLE.replace("old brigde", "iron brigde"))
    desk.commit()
    desk.write("sport/b.md", CLEAN)
    desk.write(
        "sport/c.md",
        "One brigde.\n<!-- copylint-disable-line house.bridge until=2020-01-01 reason=old -->\n",
    )
    desk.check("news")
    desk.run("dismiss", desk.json["issues"][0]["fingerprint"], "--reason", "x")
    found = rows(desk, "--since", "HEAD")
    by_rule = found["rule", "house.bridge"]
    assert (by_rule["errors"], by_rule["fixable"], by_rule["fixed"]) == ("2", "2", "1")
    assert (by_rule["dismissed"], by_rule["ending"]) == ("1", "1")
    assert found["desk", "news"]["errors"] == "1"
    assert found["desk", "sport"]["fixed"] == "1"
    assert found["author", "copy desk"]["errors"] == "2"
    assert found["exception", "house.bridge"]["where"] == "sport/c.md:2"


def test_the_report_as_text_and_html(desk: Desk) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run("report") == 0
    assert "house.bridge" in desk.out
    assert desk.run("report", "--format", "html", "--output-file", "r.html") == 0
    assert "<caption>By rule</caption>" in (desk.folder / "r.html").read_text()


@pytest.mark.parametrize(
    "command",
    [("baseline", "--file", "no/such/folder.txt"), ("report", "--output-file", "no/such.csv")],
)
def test_a_place_that_cannot_be_written_is_named(desk: Desk, command: tuple[str, ...]) -> None:
    desk.write("a.md", ARTICLE)
    assert desk.run(*command) == 2
    assert "cannot be written" in desk.err


@pytest.mark.parametrize("command", ["baseline", "report"])
def test_what_could_not_be_checked_is_told(desk: Desk, command: str) -> None:
    desk.write("a.md", ARTICLE)
    (desk.folder / "b.md").write_bytes(b"\xff\xfe\xff")
    assert desk.run(command, "a.md", "b.md", "none.md") == 2
    assert "b.md" in desk.err
    assert "none.md" in desk.err
    assert desk.out
