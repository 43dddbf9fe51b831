"""Quotation marks and brackets."""

from __future__ import annotations

from typing import Any

import pytest

from copylint import parsers
from copylint.kinds.quotation import MarksRule


def found(check: str, text: str) -> list[str]:
    rule: Any = MarksRule
    rule = rule(name="q.q", extends="marks", message="%s", check=check)
    document = parsers.parse("a.md", text)
    return [hit.span.of(document.segments[hit.segment].text) for hit in rule.find_all(document)]


CHECKS = (
    "unclosed", "unclosed-single", "stray", "nested", "brackets", "mixed", "mixed-single",
)  # fmt: skip


@pytest.mark.parametrize(
    ("check", "text", "spans"),
    [
        ("unclosed", 'He called it "a feast and left.', ['"a']),
        ("unclosed", "He called it “a feast and left.", ["“a"]),
        ("stray", 'He called it a feast" and left.', ['feast"']),
        ("stray", "It was late.” He left.", ["late.”"]),
        ("nested", 'She said, "He cried "wolf" twice," and left.', ['"wolf']),
        ("brackets", "The toll (nine crowns is due.", ["(nine"]),
        ("brackets", "The toll, nine crowns] is due.", ["crowns]"]),
        ("mixed", '“No,” he said. “Yes,” she said. "Why?"', ['"Why?"']),
        ("mixed", '"No," he said. “Yes,” she said.', ["“Yes,”"]),
        ("mixed-single", "It’s late and he’s out. The dog's here.", ["'"]),
        ("unclosed-single", "The guard said ‘stop and left in haste.", ["‘stop"]),
        ("unclosed-single", "She wrote: 'the mill is shut. Nobody answered.", ["'the"]),
        ("unclosed", '"We lost," he said. "We lost all.', ['"We']),
    ],
)
def test_marks_out_of_order(check: str, text: str, spans: list[str]) -> None:
    assert found(check, text) == spans


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ('“No," he said. “Yes,” she said.', "”"),
        ('"No,” he said. “Yes,” she said. “Why?”', "“"),
        ('"No," he said. "Yes,” she said.', '"'),
    ],
)
def test_a_lone_mark_of_another_shape_is_turned(text: str, offered: str) -> None:
    rule = MarksRule(name="q.q", extends="marks", message="%s", check="mixed")
    document = parsers.parse("a.md", text)
    assert [hit.suggestions for hit in rule.find_all(document)] == [(offered,)]


@pytest.mark.parametrize(
    "text",
    [
        '"One.\n\n"Two.\n\n"Three," he said.',
        '"One.\n\n"Two," she said.',
        'The 6" nail and the 9" bolt, he said, are "too long".',
        '"It is 6," he said. "It was 9."',
        """He said, "I'm 6' 1" in these shoes." It was late.""",
        "He (the cook [of sorts]) left. a) one b) two :)",
        "The players’ bus; the ’90s; it’s here.",
        "‘One and two and three.\n\n‘Four and five,’ he said.",
        "The rock ‘n’ roll years, said ’twas the farmers of the hill.",
        '`"` and `(` are keys.',
    ],
)
def test_what_pairs_is_left_alone(text: str) -> None:
    assert [found(check, text) for check in CHECKS] == [[]] * len(CHECKS)
