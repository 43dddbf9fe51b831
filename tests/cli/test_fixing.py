"""--fix and --diff from the command line, on real files."""

from __future__ import annotations

import subprocess

import pytest

from .desks import ARTICLE, CLEAN, Desk


def test_fix_mends_the_file_and_what_is_left_decides(desk: Desk) -> None:
    path = desk.write("a.md", ARTICLE)
    assert desk.check("--fix", "a.md") == 0
    assert path.read_text() == CLEAN
    assert desk.found == []
    desk.write("b.md", "Some organise it. Others organize it. The brigde.\n")
    assert desk.check("--fix", "b.md") == 1
    assert (desk.folder / "b.md").read_text().endswith("The bridge.\n")


def test_fix_keeps_every_other_byte(desk: Desk) -> None:
    text = "\ufeffThe brigde — “The brigde fell,” he said.\r\n\r\nTwo\t spaces  here \r\n"
    path = desk.write("a.md", text)
    path.chmod(0o600)
    desk.check("--fix", "a.md")
    assert path.read_bytes().decode() == text.replace("brigde", "bridge", 1)
    assert path.stat().st_mode & 0o777 == 0o600


def test_diff_shows_and_changes_nothing(desk: Desk) -> None:
    path = desk.write("a.md", ARTICLE)
    assert desk.run("check", "--diff", "a.md") == 1
    assert path.read_text() == ARTICLE
    subprocess.run(["git", "apply", "-"], cwd=desk.folder, input=desk.out.encode(), check=True)
    assert path.read_text() == CLEAN


def test_diff_goes_before_fix_and_says_so_once(desk: Desk) -> None:
    path = desk.write("a.md", ARTICLE)
    assert desk.run("check", "--fix", "--diff", "a.md") == 1
    assert path.read_text() == ARTICLE
    assert desk.out.count("+The old bridge") == 1
    assert desk.err.count("Would fix 1 issue in 1 file.") == 1
    assert desk.run("check", "--diff", "--quiet", "--output", "json=out.json", "a.md") == 1
    assert desk.err == ""
    assert '"brigde"' in (desk.folder / "out.json").read_text()


def test_a_read_only_file_is_named_and_the_others_are_fixed(desk: Desk) -> None:
    locked = desk.write("a.md", ARTICLE)
    locked.chmod(0o444)
    desk.write("b.md", ARTICLE)
    assert desk.check("--fix", "a.md", "b.md") == 2
    assert locked.read_text() == ARTICLE
    assert (desk.folder / "b.md").read_text() == CLEAN
    assert "read-only" in desk.json["failures"][0]["message"]


def test_only_new_findings_are_fixed_when_only_new_ones_count(desk: Desk) -> None:
    desk.commit(a_md=ARTICLE)
    path = desk.write("a.md", ARTICLE + "\nA second brigde is planned by the harbor.\n")
    assert desk.check("--fix", "--changed-since", "HEAD") == 0
    assert path.read_text() == ARTICLE + "\nA second bridge is planned by the harbour.\n"


def test_an_unused_exception_is_taken_out(desk: Desk) -> None:
    path = desk.write("a.md", "One.\n\n<!-- copylint-disable house.bridge -->\n\nTwo.\n")
    assert desk.check("a.md") == 0
    assert [issue["rule"] for issue in desk.json["issues"]] == ["copylint.unused-suppression"]
    assert desk.check("--fix", "a.md") == 0
    assert path.read_text() == "One.\n\n\nTwo.\n"


def test_an_exception_holds_and_is_counted(desk: Desk) -> None:
    desk.write("a.md", f"<!-- copylint-disable-next-line house -->\n{ARTICLE[19:]}")
    assert desk.check("a.md") == 0
    assert desk.json["summary"]["suppressed"] == 1
    assert desk.found == []


def test_a_trial_rule_never_blocks(desk: Desk) -> None:
    desk.write("a.md", "Boats lie at the quay.\n")
    assert desk.check("a.md") == 0
    assert desk.found == [("a.md", "quay")]


def test_standard_input_is_mended_to_standard_output(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    class Stdin(io.StringIO):
        buffer = io.BytesIO(ARTICLE.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert desk.run("check", "--fix", "--stdin-filename", "a.md", "-") == 0
    assert desk.out == CLEAN
