"""Running rules: scopes, quotations, contexts, dates, levels, fixes, and what goes wrong."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from copylint import parsers
from copylint.document import Document, Segment, Span
from copylint.issue import Issue, Level, Safety
from copylint.kinds.base import Hit, Rule
from copylint.kinds.existence import Existence
from copylint.kinds.substitution import Substitution
from copylint.ruleset import Checked, RuleSet

DAY = datetime.date(2026, 1, 1)


def check(text: str, suffix: str = "txt", level_of: Any = None, **keys: Any) -> Checked:
    base: dict[str, Any] = {"name": "house.rule", "message": "Write '%s', not '%s'."}
    if "tokens" in keys:
        rule: Any = Existence(extends="existence", **{**base, "message": "'%s' is seen.", **keys})
    else:
        rule = Substitution(
            extends="substitution", **{**base, "swap": {"Kiev": "Kyiv", "boat": "ship"}, **keys}
        )
    document = parsers.parse(f"a.{suffix}", text)
    more = {"level_of": level_of} if level_of else {}
    return RuleSet.of([rule]).check(document, today=DAY, **more)


def found(text: str, suffix: str = "txt", **keys: Any) -> list[str]:
    return [issue.span.of(text) for issue in check(text, suffix, **keys).issues]


def one(text: str, suffix: str = "txt", **keys: Any) -> Issue:
    (issue,) = check(text, suffix, **keys).issues
    return issue


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (("text",), ["A", "B", "C", "D"]),
        (("heading",), ["A", "B"]),
        (("heading & ~heading.h1",), ["B"]),
        (("heading.h1", "blockquote"), ["A", "D"]),
        (("~heading",), ["C", "D"]),
        (("~blockquote & ~heading",), ["C"]),
    ],
)
def test_scopes_choose_blocks(scope: tuple[str, ...], seen: list[str]) -> None:
    text = "# A boat\n\n## B boat\n\nC boat went.\n\n> D boat went.\n"
    issues = check(text, "md", scope=scope, quotations="check").issues
    assert [text[issue.span.start - 2] for issue in issues] == seen


def test_inline_scopes_choose_places() -> None:
    text = "A boat, [a boat](x), *a boat* and “a boat” left."
    assert len(found(text, "md", quotations="check")) == 4
    assert len(found(text, "md", scope=("~link & ~emphasis",), quotations="check")) == 2
    (link,) = check(text, "md", scope=("link",), quotations="check").issues
    assert link.scope == "link"
    assert text[link.span.start - 3] == "["


def test_words_of_another_language_are_matched_only_where_a_rule_asks_for_them() -> None:
    text = 'A boat, <i lang="fr">un boat</i> and <i lang="en">a boat</i>.\n'
    assert [issue.span.start for issue in check(text, "html").issues] == [2, 52]
    assert [issue.span.start for issue in check(text, "html", scope=("foreign",)).issues] == [24]
    assert found("<p>un boat</p>", "html", scope=("foreign",)) == []
    assert found("Bound for *Las Palmas boat* harbour.", "md") == ["boat"], "only looks foreign"


def test_a_rule_may_look_at_sentences_one_by_one() -> None:
    text = "# A boat\n\nThe boat sank. A ship came; then a boat.\n\n> A boat.\n"
    starts = [issue.span.start for issue in check(text, "md", scope=("sentence",)).issues]
    assert starts == [4, 14, 45, 56]
    assert found(text, "md", scope=("sentence & heading",)) == ["boat"]
    assert found(text, "md", scope=("sentence & ~heading & ~blockquote",)) == ["boat", "boat"]
    assert found(text, "md", tokens=["^The boat"], scope=("sentence",)) == ["The boat"]


@pytest.mark.parametrize("key", ["summary", "description", "title", "hero_summary"])
def test_front_matter_is_read_whatever_its_key(key: str) -> None:
    text = f"---\n{key}: A boat sank.\nsub: {{teaser: A boat.}}\n---\nBody.\n"
    assert found(text, "md") == ["boat", "boat"]
    assert found(text, "md", scope=("sentence",)) == ["boat", "boat"]
    assert found(text, "md", scope=("~heading",)) == ["boat", "boat"]
    assert found(text, "md", scope=(f"front-matter.{key}",)) == ["boat"]
    assert found(text, "md", scope=("summary",)) == []


def test_code_and_addresses_are_never_matched() -> None:
    assert found("A `boat` at https://boat.example/boat left.", "md") == []


def test_quotations_flag_is_advice_without_a_fix() -> None:
    text = "He said “the boat left” by boat."
    quoted, plain = check(text, level="error", fix="safe").issues
    assert (quoted.level, quoted.fixes) == (Level.SUGGESTION, ())
    assert (plain.level, plain.safety) == (Level.ERROR, Safety.SAFE)
    assert found(text, quotations="skip") == ["boat"]
    assert [issue.safety for issue in check(text, quotations="check", fix="safe").issues] == [
        Safety.SAFE, Safety.SAFE,
    ]  # fmt: skip


def test_unless_silences_its_own_place_only() -> None:
    text = "Chicken Kiev was served in Kiev."
    issues = check(text, unless=("chicken Kiev",)).issues
    assert [issue.span.start for issue in issues] == [27]


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ({"from_": datetime.date(2026, 1, 2)}, 0),
        ({"from_": datetime.date(2026, 1, 1)}, 1),
        ({"until": datetime.date(2025, 12, 31)}, 0),
        ({"status": "retired"}, 0),
        ({"status": "trial"}, 1),
        ({"language": "en-GB"}, 0),
    ],
)
def test_when_a_rule_holds(keys: dict[str, Any], count: int) -> None:
    assert len(found("A boat left.", **_dated(keys))) == count


def _dated(keys: dict[str, Any]) -> dict[str, Any]:
    return keys


def test_the_articles_own_date_comes_before_today() -> None:
    text = "---\ndate: 2019-05-05\n---\n\nA boat left.\n"
    assert found(text, "md", until=datetime.date(2020, 1, 1)) == ["boat"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("Kiev", "Kyiv"), ("KIEV", "KYIV"), ("Boat", "Ship"), ("BOAT", "SHIP"), ("boat", "ship")],
)
def test_suggestions_take_the_case_of_the_match(text: str, suggestion: str) -> None:
    source = f"In {text} now."
    assert one(source, ignorecase=True).suggestions(source) == (suggestion,)


def test_suggestions_take_the_apostrophes_of_the_text() -> None:
    keys: dict[str, Any] = {"swap": {"its a": "it's a"}}
    for text, wanted in (("Now its a boat.", "it's a"), ("Bo’s boat: its a boat.", "it’s a")):
        assert one(text, **keys).suggestions(text) == (wanted,)


@pytest.mark.parametrize(
    ("text", "suffix", "match"),
    [("A bo**at** left.", "md", "bo**at"), ("<p>A bo&#97;t left.</p>", "html", "bo&#97;t")],
)
def test_across_markup_the_fix_is_for_a_person(text: str, suffix: str, match: str) -> None:
    issue = one(text, suffix, fix="safe")
    assert issue.span.of(text).rstrip("*") == match
    assert issue.safety is Safety.MANUAL


def test_a_line_break_is_no_markup() -> None:
    text = "New\r\nDelhi is hot."
    issue = one(text, swap={"New Delhi": "Delhi"}, fix="safe")
    assert (issue.span.of(text), issue.safety) == ("New\r\nDelhi", Safety.SAFE)


def test_levels_come_from_outside() -> None:
    levels = {"house.rule": None}
    assert check("A boat left.", level_of=lambda name, _: levels[name]).issues == []
    issues = check("A boat left.", level_of=lambda _, __: Level.ERROR).issues
    assert [issue.level for issue in issues] == [Level.ERROR]


def test_a_limit_holds_for_the_article() -> None:
    assert len(found("A boat. A boat. A boat.", limit=2)) == 2


def test_a_pattern_that_runs_away_is_one_failure_and_the_others_run() -> None:
    slow = Existence(
        name="house.slow", extends="existence", message="'%s'", nonword=True,
        tokens=(r"(?:(?:a+)+)+d",),
    )  # fmt: skip
    quick = Existence(name="house.quick", extends="existence", message="'%s'", tokens=("boat",))
    document = parsers.parse("a.txt", "boat d " + "a" * 5000 + "?")
    checked = RuleSet.of([slow, quick]).check(document, today=DAY)
    assert [issue.rule for issue in checked.issues] == ["house.quick"]
    (failure,) = checked.failures
    assert failure.source == "house.slow"
    assert "a.txt" in failure.message


def test_the_summary_is_the_running_text_as_one() -> None:
    text = "# One boat\n\nA boat, and\na *boat*.\n\n> No boat.\n"
    issues = check(text, "md", scope=("summary",), quotations="check").issues
    assert [text[i.span.start - 2 : i.span.end] for i in issues] == ["A boat", " *boat", "o boat"]
    across = check(text, "md", scope=("summary",), nonword=True, tokens=(r"boat\.\sNo",))
    assert [issue.span.of(text) for issue in across.issues] == ["boat*.\n\n> No"]


class Brittle(Rule, frozen=True, kw_only=True):
    """A kind with a mistake in it."""

    tokens: tuple[str, ...] = ()

    def find(self, segment: Segment) -> Iterator[Hit]:
        raise ValueError(f"no words for {len(segment.text)}")


def test_a_kind_that_fails_is_one_failure_and_the_others_run() -> None:
    keys: dict[str, Any] = {"extends": "existence", "message": "'%s'", "tokens": ("boat",)}
    rules = RuleSet.of([Brittle(name="house.brittle", **keys), Existence(name="house.b", **keys)])
    checked = rules.check(parsers.parse("a.txt", "A boat."), today=DAY)
    assert [issue.rule for issue in checked.issues] == ["house.b"]
    (failure,) = checked.failures
    assert failure.source == "house.brittle"
    assert "no words for 7" in failure.message


class Counting(Rule, frozen=True, kw_only=True):
    """A kind that sees the document, and tells how many blocks there are."""

    local: ClassVar[bool] = False

    tokens: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        yield Hit(Span(0, 1), (str(len(document.segments)),))


def test_a_rule_that_sees_the_document_is_looked_for_nowhere_and_runs_once() -> None:
    rule: Any = Counting(name="house.a", extends="counting", message="%s blocks.")
    rules = RuleSet.of([rule])
    assert rules.everywhere == (0,)
    assert rules.candidates("A boat.") == []
    document = parsers.parse("a.txt", "A boat.\n\nB boat.\n")
    (issue,) = rules.check(document, today=DAY).issues
    assert issue.message == "2 blocks."
    off = rules.check(document, today=DAY, level_of=lambda *_: None)
    assert off.issues == []
