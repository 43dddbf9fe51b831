from __future__ import annotations

import datetime
import re

import pytest
from msgspec.structs import replace

from copylint.document import Document, Span
from copylint.filters.suppressions import Kept, apply
from copylint.issue import Category, Issue, Level
from copylint.parsers import parse

TODAY = datetime.date(2026, 11, 23)


def read(source: str, path: str = "a.md", **metadata: object) -> Document:
    """The document as its parser reads it, with a front matter of the test's own."""
    return replace(parse(path, source), metadata=metadata)


def found(source: str) -> list[Issue]:
    """`core.typo` on each `brigde`, `places.kyiv` on each `Kiev`."""
    rules = {"brigde": "core.typo", "Kiev": "places.kyiv"}
    return [
        Issue(rules[match[0]], "Seen.", Span(*match.span()), Category.SPELLING, Level.ERROR)
        for match in re.finditer("brigde|Kiev", source)
    ]


def kept(source: str, path: str = "a.md", **metadata: object) -> Kept:
    return apply(
        read(source, path, **metadata),
        found(source),
        today=TODAY,
        ran=lambda rule, _: not rule.startswith("harper"),
        known=lambda rule: (
            rule in {"core", "core.typo", "places", "places.kyiv", "harper.X", "core.*"}
        ),
    )


def places(result: Kept, source: str) -> list[tuple[str, int]]:
    """The rules left and the line each is on."""
    return [(one.rule, source.count("\n", 0, one.span.start) + 1) for one in result.issues]


def fixed(result: Kept, source: str) -> str:
    """The source after the fixes of the notices."""
    edits = [edit for one in result.issues for fix in one.fixes[:1] for edit in fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<!-- copylint-disable core.typo -->\nbrigde Kiev", [("places.kyiv", 2)]),
        ("<!-- copylint-disable core -->\nbrigde Kiev", [("places.kyiv", 2)]),
        ("<!-- copylint-disable core.* -->\nbrigde Kiev", [("places.kyiv", 2)]),
        ("<!-- copylint-disable -->\nbrigde Kiev", []),
        ("<!-- copylint-disable core.typo, places.kyiv -->\nbrigde Kiev", []),
        (
            "brigde\n<!-- copylint-disable core -->\nbrigde\n<!-- copylint-enable core -->\nbrigde",
            [("core.typo", 1), ("core.typo", 5)],
        ),
        (
            "<!-- copylint-disable core -->\nbrigde\n<!-- copylint-enable -->\nbrigde",
            [("core.typo", 4)],
        ),
        (
            "<!-- copylint-disable core.typo places.kyiv -->\n\nbrigde Kiev\n\n"
            "<!-- copylint-enable core -->\n\nbrigde Kiev",
            [("core.typo", 7)],
        ),
        ("brigde <!-- copylint-disable-line -->\nbrigde", [("core.typo", 2)]),
        ("brigde <!-- copylint-disable-line core reason=“a band” -->", []),
        ("<!-- copylint-disable-next-line -->\nbrigde\nbrigde", [("core.typo", 3)]),
        ("<!-- copylint-disable-next-line -->\n\nbrigde\nbrigde", [("core.typo", 4)]),
        ("<!-- a note on copylint-disable -->\nbrigde", [("core.typo", 2)]),
    ],
)
def test_what_is_held_back(source: str, left: list[tuple[str, int]]) -> None:
    assert places(kept(source), source) == left
    assert len(kept(source).held) == len(found(source)) - len(left)


@pytest.mark.parametrize("form", ["copylint-disable core", "  <!-- copylint-disable core -->"])
def test_plain_text_has_a_line_of_its_own(form: str) -> None:
    source = f"brigde\n{form}\r\nbrigde\n"
    assert places(kept(source, "a.txt"), source) == [("core.typo", 1)]


def test_plain_text_in_a_sentence_or_in_markdown_is_only_text() -> None:
    source = "We write copylint-disable core\nbrigde"
    assert places(kept(source, "a.txt"), source) == [("core.typo", 2)]
    source = "copylint-disable core\nbrigde"
    assert places(kept(source, "a.md"), source) == [("core.typo", 2)]


@pytest.mark.parametrize(
    "wish", [["core.typo"], "core.typo", [{"rule": "core", "until": "2027-05-01", "reason": "x"}]]
)
def test_front_matter_holds_for_the_article(wish: object) -> None:
    source = "---\ncopylint: {disable: [core.typo]}\n---\nbrigde Kiev"
    result = kept(source, copylint={"disable": wish})
    assert places(result, source) == [("places.kyiv", 4)]


@pytest.mark.parametrize("wish", [5, {"disable": 5}, {"disabel": ["core"]}, {"disable": [5]}])
def test_front_matter_that_makes_no_sense_is_reported(wish: object) -> None:
    source = "---\ncopylint: x\n---\nbrigde"
    result = kept(source, copylint=wish)
    assert places(result, source) == [("copylint.invalid-suppression", 2), ("core.typo", 4)]


def test_unused_is_reported_and_its_fix_takes_the_line_away() -> None:
    source = (
        "One.\n\n<!-- copylint-disable core.typo -->\nTwo.\n\n<!-- copylint-enable core.typo -->\n"
    )
    result = kept(source)
    assert places(result, source) == [("copylint.unused-suppression", 3)]
    assert result.issues[0].trial
    assert fixed(result, source) == "One.\n\nTwo.\n\n"


def test_one_unused_rule_of_two_is_taken_out_of_the_list() -> None:
    source = "<!-- copylint-disable core.typo, places.kyiv until=2028-01-01 -->\nbrigde"
    result = kept(source)
    assert "'places.kyiv'" in result.issues[0].message
    assert fixed(result, source) == "<!-- copylint-disable core.typo until=2028-01-01 -->\nbrigde"


def test_a_comment_inside_a_line_leaves_the_line() -> None:
    source = "Two. <!-- copylint-disable-line core --> Three.\n"
    assert fixed(kept(source), source) == "Two.  Three.\n"


def test_taking_a_line_away_does_not_join_paragraphs() -> None:
    source = "One.\n<!-- copylint-disable core -->\nTwo.\n"
    assert fixed(kept(source), source) == "One.\n\nTwo.\n"


def test_a_rule_that_did_not_run_is_not_called_unused() -> None:
    assert kept("<!-- copylint-disable harper.X -->\nTwo.").issues == ()


def test_an_exception_past_all_text_is_not_called_unused() -> None:
    assert kept("Two.\n<!-- copylint-disable core -->\n").issues == ()


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("copylint: {disable: [core.typo, places.kyiv]}\n", "copylint: {disable: [core.typo]}\n"),
        ("copylint: {disable: [places.kyiv, core.typo]}\n", "copylint: {disable: [core.typo]}\n"),
        (
            "copylint:\n  disable:\n    - places.kyiv\n    - core.typo\ntitle: A\n",
            "copylint:\n  disable:\n    - core.typo\ntitle: A\n",
        ),
        ("title: Ü\r\ncopylint: {disable: [places]}\r\ndate: x\r\n", "title: Ü\r\ndate: x\r\n"),
        ("copylint:\n  disable: places.kyiv\ntitle: A\n", "title: A\n"),
        ("copylint:\n  disable:\n  - {rule: places, reason: x}\ntitle: A\n", "title: A\n"),
    ],
)
def test_an_unused_entry_of_the_front_matter_is_taken_out(front: str, after: str) -> None:
    source = f"\ufeff---\n{front}---\nbrigde\n"
    document = parse("a.md", source)
    result = apply(document, found(source), today=TODAY, ran=lambda *_: True)
    assert fixed(result, source) == f"\ufeff---\n{after}---\nbrigde\n"


@pytest.mark.parametrize(
    ("front", "after"),
    [
        (
            "+++\ncopylint = { disable = ['core.typo', 'places.kyiv'] }\n+++\n",
            "+++\ncopylint = { disable = ['core.typo'] }\n+++\n",
        ),
        (
            "+++\na = 1\n[copylint]\ndisable = [\n  'places.kyiv',\n  'core.typo',\n]\n[b]\n+++\n",
            "+++\na = 1\n[copylint]\ndisable = [\n  'core.typo',\n]\n[b]\n+++\n",
        ),
        ("+++\na = 1\n[copylint]\ndisable = ['places']\n[b]\n+++\n", "+++\na = 1\n[b]\n+++\n"),
        ("+++\na = 1\ncopylint.disable = 'places'\n+++\n", "+++\na = 1\n+++\n"),
        (
            "+++\ncopylint = {disable = [{rule = 'places', reason = 'x'}, 'core.typo']}\n+++\n",
            "+++\ncopylint = {disable = ['core.typo']}\n+++\n",
        ),
        (
            '{\n"a": 1,\n"copylint": {"disable": ["places"]},\n"b": 2\n}\n',
            '{\n"a": 1,\n"b": 2\n}\n',
        ),
        ('{"copylint": {"disable": ["places"]}, "b": 2}\n', '{"b": 2}\n'),
        (
            '{"copylint": {"disable": ["core.typo", {"rule": "places"}]}}\n',
            '{"copylint": {"disable": ["core.typo"]}}\n',
        ),
        ("---\rtitle: A\rcopylint: {disable: [places]}\r---\r", "---\rtitle: A\r---\r"),
    ],
)
def test_an_unused_entry_in_other_front_matter_is_taken_out(front: str, after: str) -> None:
    source = f"{front}brigde\n"
    result = apply(parse("a.md", source), found(source), today=TODAY, ran=lambda *_: True)
    assert fixed(result, source) == f"{after}brigde\n"


def test_a_reason_may_hold_quotation_marks() -> None:
    said = r'''until=2026-12-01 reason="the \"old\" one, isn't it"'''
    source = f"<!-- copylint-disable core {said} -->\nbrigde"
    (issue,) = kept(source).issues
    assert issue.rule == "copylint.expiring-suppression"
    assert '(the "old" one, isn\'t it)' in issue.message


def test_an_enable_that_ends_nothing_is_unused() -> None:
    source = "Two.\n<!-- copylint-enable core -->\n"
    assert fixed(kept(source), source) == "Two.\n"


@pytest.mark.parametrize(
    ("until", "rules"),
    [
        ("2027-01-01", []),
        ("2026-12-08", []),
        ("2026-12-07", ["copylint.expiring-suppression"]),
        ("2026-11-23", ["copylint.expiring-suppression"]),
        ("2026-11-22", ["copylint.expired-suppression", "core.typo"]),
    ],
)
def test_an_exception_ends_with_notice_and_never_blocks(until: str, rules: list[str]) -> None:
    source = f'<!-- copylint-disable core until={until} reason="old bridge" -->\nbrigde'
    result = kept(source)
    assert [one.rule for one in result.issues] == rules
    assert all(one.trial for one in result.issues)
    assert len(result.held) == (until >= "2026-11-23")
    if rules:
        assert "old bridge" in result.issues[0].message


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            "copylint-disabel core",
            "'copylint-disabel' is none of copylint-enable, copylint-disable",
        ),
        ("copylint-disable core until=soon", "'soon' is not a date"),
        ("copylint-disable cora", "No rule or pack is named 'cora'"),
    ],
)
def test_a_directive_that_cannot_be_obeyed_says_so(comment: str, message: str) -> None:
    result = kept(f"<!-- {comment} -->\nbrigde")
    assert [one.rule for one in result.issues if "invalid" in one.rule]
    assert message in result.issues[0].message
    assert not result.held


def test_without_directives_nothing_changes() -> None:
    issues = found("brigde Kiev")
    assert apply(read("brigde Kiev"), issues, today=TODAY) == Kept(tuple(issues))
