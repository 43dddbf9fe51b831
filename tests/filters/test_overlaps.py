"""One issue a place: who speaks, and whose suggestion comes first."""

from __future__ import annotations

from collections.abc import Iterable

from copylint.document import Document, Span
from copylint.filters.overlaps import merge
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety

TEXT = Document("a.txt", "The quick brown fox jumps over the lazy dog.", ())


def issue(
    rule: str,
    start: int,
    end: int,
    *texts: str,
    level: Level = Level.WARNING,
    category: Category = Category.GRAMMAR,
) -> Issue:
    span = Span(start, end)
    engine = rule.split(".")[0]
    return Issue(
        rule,
        f"said by {rule}",
        span,
        category,
        level,
        tuple(Fix((Edit(span, text),), Safety.UNSAFE) for text in texts),
        engines=(engine if engine in ("harper", "languagetool") else "rules",),
    )


def rules(issues: Iterable[Issue]) -> list[str]:
    return [one.rule for one in issues]


def test_house_rule_then_name_check_then_grammar_then_spelling() -> None:
    spelling = issue("harper.SpellCheck", 4, 9, category=Category.SPELLING)
    grammar = issue("languagetool.AGREEMENT", 4, 9)
    name = issue("names.near-miss", 4, 9, category=Category.NAMES)
    name = Issue(name.rule, name.message, name.span, name.category, name.level, engines=("harper",))
    house = issue("places.kyiv", 4, 9)
    assert rules(merge(TEXT, [spelling, grammar])) == ["languagetool.AGREEMENT"]
    assert rules(merge(TEXT, [spelling, grammar, name])) == ["names.near-miss"]
    assert rules(merge(TEXT, [spelling, grammar, name, house])) == ["places.kyiv"]


def test_agreed_suggestions_come_first_and_both_engines_are_named() -> None:
    (one,) = merge(
        TEXT,
        [
            issue("harper.A", 4, 9, "quack", "quirk"),
            issue("languagetool.B", 4, 9, "quirk", "quid"),
        ],
    )
    assert one.suggestions(TEXT.source) == ("quirk", "quack", "quid")
    assert set(one.engines) == {"harper", "languagetool"}


def test_a_house_rule_keeps_its_own_fixes() -> None:
    (one,) = merge(TEXT, [issue("places.x", 4, 9, "Kyiv"), issue("harper.A", 4, 9, "quirk")])
    assert one.suggestions(TEXT.source) == ("Kyiv",)
    assert one.engines == ("rules",)


def test_house_rules_never_swallow_each_other() -> None:
    found = [issue("places.x", 4, 9), issue("numbers.y", 4, 9)]
    assert sorted(rules(merge(TEXT, found))) == ["numbers.y", "places.x"]


def test_a_suggestion_does_not_hide_a_warning_beside_it() -> None:
    advice = issue("style.long", 0, 44, level=Level.SUGGESTION)
    assert rules(merge(TEXT, [advice, issue("harper.A", 4, 9)])) == ["style.long", "harper.A"]


def test_what_overlaps_a_stronger_finding_is_folded_in() -> None:
    found = [issue("harper.RepeatedWords", 4, 15, "quick"), issue("languagetool.X", 10, 19)]
    assert len(merge(TEXT, found)) == 1


def test_neighbours_stay_two() -> None:
    assert len(merge(TEXT, [issue("harper.A", 4, 9), issue("harper.B", 10, 15)])) == 2


def test_the_order_is_that_of_the_source() -> None:
    found = [issue("harper.B", 10, 15), issue("harper.A", 4, 9), issue("x.c", 0, 3)]
    assert rules(merge(TEXT, found)) == ["x.c", "harper.A", "harper.B"]
