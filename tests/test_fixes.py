from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from copylint import fixes
from copylint.document import Document, Span
from copylint.errors import FixError
from copylint.fixes import Fixed, apply, fix, shape, write
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.parsers import decode, parse
from copylint.quoted import quotations

SWAPS = {"recieve": "receive", "teh": "the", "brigde": "bridge", "the the": "the"}


def check(document: Document) -> list[Issue]:
    """An issue on each of SWAPS, in the words as they stand in the source."""
    return swaps(document, SWAPS)


def swaps(document: Document, words: dict[str, str], safety: Safety = Safety.SAFE) -> list[Issue]:
    found = []
    for segment in document.segments:
        for word, right in words.items():
            for match in re.finditer(rf"\b{word}\b", segment.text):
                span = Span(*match.span())
                kind = safety if segment.is_verbatim(span) else Safety.MANUAL
                found.append(issue(segment.to_source(span), right, kind, f"core.{word}"))
    return found


def issue(span: Span, text: str, safety: Safety = Safety.SAFE, rule: str = "core.x") -> Issue:
    edits = (Edit(span, text),)
    return Issue(rule, "Seen.", span, Category.SPELLING, Level.ERROR, (Fix(edits, safety),))


def fixed(source: str, path: str = "a.md", **options: bool) -> str:
    return fix(parse(path, source), check, parse, **options).document.source


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("They recieve teh post.\n", "They receive the post.\n"),
        (
            "\ufeffThey recieve it.\r\n\r\nOn teh quay.\r\n",
            "\ufeffThey receive it.\r\n\r\nOn the quay.\r\n",
        ),
        ("They **recieve** [teh post](a.html).\n", "They **receive** [the post](a.html).\n"),
        ("No line end: brigde", "No line end: bridge"),
        ("teh the quay\n", "the quay\n"),
        ("A re*cieve* here.\n", "A re*cieve* here.\n"),
        ("`teh` code\n", "`teh` code\n"),
    ],
)
def test_fixes_keep_markup_line_ends_and_marks(source: str, after: str) -> None:
    assert fixed(source) == after


@pytest.mark.parametrize(
    "source",
    [
        'He said: "Teh teh brigde is shut."\n',
        "He said: “We recieve it,” and left.\n",
        "> We recieve it.\n",
        "“We recieve it.\n\n“And teh rest,” she said.\n",
    ],
)
def test_nothing_inside_a_direct_quotation_is_touched(source: str) -> None:
    assert fixed(source, unsafe=True) == source


def test_words_beside_a_quotation_are_fixed() -> None:
    assert fixed("Teh teh “brigde” teh end.\n") == "Teh the “brigde” the end.\n"


def test_nothing_is_put_in_at_the_edge_of_quoted_words() -> None:
    source = "She said “yes” twice.\n"
    document = parse("a.txt", source)
    for at, is_fixed in ((10, False), (13, False), (9, True), (14, True)):
        _, done = apply(document, [issue(Span(at, at), "x")], parse)
        assert bool(done) is is_fixed, at


def test_unsafe_only_when_asked_and_manual_never() -> None:
    document = parse("a.md", "A brigde, a quay.\n")

    def unsafe_check(document: Document) -> list[Issue]:
        unsafe = swaps(document, {"brigde": "bridge"}, Safety.UNSAFE)
        return unsafe + swaps(document, {"quay": "pier"}, Safety.MANUAL)

    assert not fix(document, unsafe_check, parse).applied
    done = fix(document, unsafe_check, parse, unsafe=True)
    assert done.document.source == "A bridge, a quay.\n"


def test_a_trial_rule_fixes_nothing() -> None:
    document = parse("a.md", "A brigde.\n")
    trial = [replace(one, trial=True) for one in check(document)]
    assert apply(document, trial, parse)[1] == []


def test_overlapping_fixes_are_applied_in_turn_the_gravest_first() -> None:
    document = parse("a.txt", "one two three\n")
    wide = replace(issue(Span(0, 7), "1 2", rule="a.wide"), level=Level.WARNING)
    narrow = issue(Span(4, 7), "2", rule="a.narrow")
    after, done = apply(document, [wide, narrow], parse)
    assert (after.source, [one.rule for one in done]) == ("one 2 three\n", ["a.narrow"])


def test_the_edits_of_a_fix_are_applied_together_or_not_at_all() -> None:
    document = parse("a.txt", "one two three\n")
    pair = Fix((Edit(Span(0, 3), "1"), Edit(Span(8, 13), "3")), Safety.SAFE)
    both = replace(issue(Span(0, 13), ""), fixes=(pair,))
    other = replace(issue(Span(8, 13), "iii"), level=Level.SUGGESTION)
    assert apply(document, [both, other], parse)[0].source == "1 two 3\n"
    broken = Fix((Edit(Span(0, 3), "1"), Edit(Span(2, 5), "3")), Safety.SAFE)
    assert apply(document, [replace(both, fixes=(broken,))], parse)[1] == []


def test_a_fix_that_would_change_the_markup_is_left_out() -> None:
    document = parse("a.md", "One man and teh quay.\n")
    heading = issue(Span(0, 3), "#", rule="a.bad")
    after, done = apply(document, [heading, *check(document)], parse)
    assert after.source == "One man and the quay.\n"
    assert [one.rule for one in done] == ["core.teh"]


def ping(document: Document) -> list[Issue]:
    """Two rules that undo each other, and one that is right."""
    return swaps(document, {"grey": "gray", "gray": "grey", "teh": "the"})


def growing(document: Document) -> list[Issue]:
    """A rule that is never content."""
    return swaps(document, {"very": "very very", "teh": "the"})


def test_rules_that_undo_each_other_are_named_and_apply_nothing() -> None:
    done = fix(parse("a.txt", "Teh grey cat sat on teh mat.\n"), ping, parse)
    assert done.document.source == "Teh grey cat sat on the mat.\n"
    assert [one.rule for one in done.applied] == ["core.teh"]
    assert done.failures[0].message == (
        "core.gray and core.grey: undo each other's fixes; none of these fixes was applied."
    )


def test_a_rule_that_never_settles_is_named_and_applies_nothing() -> None:
    done = fix(parse("a.txt", "A very good cat on teh mat.\n"), growing, parse)
    assert done.document.source == "A very good cat on the mat.\n"
    assert "core.very: not settled after 10 rounds" in done.failures[0].message


WORDS = st.sampled_from(
    'They recieve teh the post **teh** *brigde* “teh” "brigde" > # - <b>teh</b> `teh` [a teh](b) '
    "&amp; caf\u00e9 \U0001f6a2 e\u0301 東京 \r\n \n \n\n \t".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
PATHS = st.sampled_from(["a.md", "a.txt", "a.html"])


@given(TEXTS, PATHS)
def test_fixing_twice_is_fixing_once(source: str, path: str) -> None:
    once = fix(parse(path, source), check, parse)
    assert fix(once.document, check, parse).document.source == once.document.source


@given(TEXTS, PATHS)
def test_only_places_of_issues_change(source: str, path: str) -> None:
    document = parse(path, source)
    after, done = apply(document, check(document), parse)
    rest, at = [], 0
    for edit in sorted((edit for one in done for edit in one.fixes[0].edits), key=lambda e: e.span):
        rest.append(source[at : edit.span.start])
        at = edit.span.end
    rest.append(source[at:])
    place = 0
    for piece in rest:
        place = after.source.find(piece, place)
        assert place >= 0
        place += len(piece)
    assert len(after.source) == len(source) + sum(
        len(one.fixes[0].edits[0].text) - len(one.span) for one in done
    )


@given(TEXTS, PATHS)
def test_the_result_is_read_the_same_and_quotations_are_the_same(source: str, path: str) -> None:
    document = parse(path, source)
    done = fix(document, check, parse)
    assert shape(done.document) == shape(document)
    before = [span.of(document.source) for span in quotations(document)]
    assert [span.of(done.document.source) for span in quotations(done.document)] == before


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]))
def test_the_encoding_and_its_mark_are_kept(source: str, encoding: str) -> None:
    bom = "\ufeff" if encoding.startswith("utf-16") else ""
    data = (bom + source).encode(encoding)
    decoded = decode(data)
    assert decoded.text.encode(decoded.encoding) == data


def test_a_diff_is_one_that_git_applies(tmp_path: Path) -> None:
    for name, before in (
        ("a.md", "one\r\nteh two\r\nthree\r\n"),
        ('q"u\no\tte.md', "teh\n\u2028teh\x0cteh\n"),
        ("end.txt", "teh"),
        ("ü.txt", "a\n" * 20 + "teh\n" + "b\n" * 20),
    ):
        path = tmp_path / name
        path.write_bytes(before.encode())
        after = fix(parse("a.md", before), check, parse).document.source
        patch = "".join(fixes.diff(name, before, after))
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        subprocess.run(command, cwd=tmp_path, input=patch.encode(), check=True)
        assert path.read_bytes() == after.encode()


def test_no_change_has_no_diff() -> None:
    assert list(fixes.diff("a", "x\n", "x\n")) == []


def test_writing_keeps_permissions_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", b"old", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"edited by someone")
    with pytest.raises(FixError, match=r"changed while it was being fixed.*Run copylint again"):
        write(path, b"old", b"new")
    assert path.read_bytes() == b"edited by someone"
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_and_a_missing_one_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FixError, match=r"a.md: is read-only\. Allow writing"):
        write(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    with pytest.raises(FixError, match="cannot be written"):
        write(tmp_path / "gone.md", b"old", b"new")


def test_a_failed_write_leaves_the_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FixError, match="No space left on device"):
        write(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_many_fixes_take_little_time() -> None:
    source = "Teh old brigde. " * 5000
    done: Fixed = fix(parse("a.txt", source), check, parse)
    assert len(done.applied) == 5000
