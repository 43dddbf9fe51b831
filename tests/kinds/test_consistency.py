"""Of two forms, one."""

from __future__ import annotations

from typing import Any

import pytest

from copylint.document import Document, Mark, Span
from copylint.kinds.base import RuleProblem
from copylint.kinds.consistency import Consistency
from tests.kinds.texts import found, hits, segment


def rule(*pairs: str, **keys: Any) -> Consistency:
    either = dict(pair.split("/") for pair in pairs or ("adviser/advisor",))
    return Consistency(name="a.b", extends="consistency", message="%s", either=either, **keys)


@pytest.mark.parametrize(
    ("texts", "reported"),
    [
        (("An adviser.", "An advisor."), ["advisor"]),
        (("An advisor.", "An adviser."), ["adviser"]),
        (("An advisor, two, advisor, adviser.",), ["adviser"]),
        (("An adviser.", "An advisor, advisor."), ["adviser"]),
        (("An adviser.", "Advisor, advisors."), []),
        (("An adviser, an adviser.",), []),
    ],
)
def test_the_rarer_or_else_the_later_is_reported(
    texts: tuple[str, ...], reported: list[str]
) -> None:
    hit_texts = [hit.span.of(texts[hit.segment]) for hit in hits(rule(), *texts)]
    assert hit_texts == reported


def test_a_hit_names_the_other_form_and_how_often_it_stands() -> None:
    (hit,) = hits(rule(), "adviser, adviser", "advisor")
    assert hit.values == ("advisor", "adviser", "2 times")
    assert (hit.suggestions, hit.segment) == (("adviser",), 1)
    assert (hit.related[0].segment, hit.related[0].span) == (0, Span(0, 7))
    (hit,) = hits(rule("email/e-?mails?"), "e-mails, email")
    assert (hit.values, hit.suggestions) == (("email", "e-mails", "once"), ())


def test_pairs_are_judged_each_on_its_own() -> None:
    made = rule("adviser/advisor", "grey/gray")
    assert found(made, "adviser, gray", "grey, gray") == ["grey"]
    assert found(made, "adviser, gray, advisor, grey") == ["advisor", "grey"]


def test_quotations_do_not_count_unless_they_are_checked() -> None:
    quoted = segment("An advisor.", marks=(Mark("quotation", Span(0, 11)),))
    block = segment("An advisor.", "text", "blockquote")
    for said in (quoted, block):
        doc = Document("a.txt", "", (segment("An adviser."), said))
        assert list(rule().find_all(doc)) == []
        assert len(list(rule(quotations="check").find_all(doc))) == 1


def test_case_counts_unless_it_is_ignored() -> None:
    assert found(rule(), "adviser ADVISOR") == []
    assert found(rule(ignorecase=True), "adviser ADVISOR") == ["ADVISOR"]


def test_a_rule_without_pairs_or_with_a_broken_one() -> None:
    empty: Any = Consistency
    with pytest.raises(RuleProblem):
        empty(name="a.b", extends="consistency", message="%s", either={}).prepare()
    with pytest.raises(RuleProblem) as caught:
        rule("ok/(bad").prepare()
    assert caught.value.where == ("either", "ok")
