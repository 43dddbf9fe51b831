"""Harper in process: exact places, rule names, dialects, and what is switched off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint.document import Document, Mark, Run, Segment, Span
from copylint.errors import ConfigError, ProofreaderError
from copylint.issue import Category, Level, Safety
from copylint.proofreaders import Finding, create, to_issues
from copylint.proofreaders.harper import Harper
from copylint.proofreaders.harper_rules import OFF


def segment(text: str, start: int = 0, marks: tuple[Mark, ...] = ()) -> Segment:
    span = Span(0, len(text))
    return Segment(text, ("text", "paragraph"), (Run(span, span.shift(start)),), marks)


def document(*texts: str) -> Document:
    source = "\n\n".join(texts)
    starts = [sum(len(text) + 2 for text in texts[:at]) for at in range(len(texts))]
    return Document("a.txt", source, tuple(map(segment, texts, starts)))


@pytest.fixture(scope="module")
def harper() -> Harper:
    return Harper()


def words(findings: list[Finding], text: str) -> dict[str, str]:
    return {finding.rule: finding.span.of(text) for finding in findings}


def test_finds_in_the_offsets_of_each_segment(harper: Harper) -> None:
    texts = ("The 🙂 mayor recieved a letter.", "Nobody was hurt.", "She bought an house.")
    found = harper.proofread(document(*texts).segments, "en-US")
    assert words(found[0], texts[0]) == {"SpellCheck": "recieved"}
    assert found[0][0].suggestions[0] == "received"
    assert found[1] == []
    assert words(found[2], texts[2]) == {"AnA": "an"}


def test_lints_many_segments_at_once_as_one_by_one(harper: Harper) -> None:
    texts = (
        "Their is no headline",
        "The the vote was postponed, it’s backers said.",
        "teh café reopened",
        "",
        "Police has arrested two man. 'Wich ones?' she asked.",
    )
    together = harper.proofread(document(*texts).segments, "en-US")
    alone = [harper.proofread([segment(text)], "en-US")[0] for text in texts]
    assert together == alone


def test_the_dialect_follows_the_language(harper: Harper) -> None:
    text = [segment("The labour ministry changed colour.")]
    assert len(harper.proofread(text, "en-US")[0]) == 2
    assert harper.proofread(text, "en-GB") == [[]]
    assert harper.proofread(text, "en-NZ") == [[]]


def test_noise_is_switched_off_with_a_reason(harper: Harper) -> None:
    text = "Rivals won 3-1, 2-0 and 1-0 - ships, tanks and guns... the re-election of a co-founder."
    assert harper.proofread([segment(text)], "en-US") == [[]]
    assert all(reason.strip() for reason in OFF.values())


def test_issues_stand_at_source_places_and_are_unsafe() -> None:
    doc = document("All is well.", "We recieve an letter.")
    issues = to_issues(doc, "harper", Harper().proofread(doc.segments, "en-US"))
    assert [(i.rule, i.span.of(doc.source)) for i in issues] == [
        ("harper.SpellCheck", "recieve"),
        ("harper.AnA", "an"),
    ]
    assert {i.level for i in issues} == {Level.WARNING}
    assert {i.safety for i in issues} == {Safety.UNSAFE}
    assert [i.category for i in issues] == [Category.SPELLING, Category.GRAMMAR]


def test_what_stands_across_markup_is_fixed_by_hand() -> None:
    text = "recieve"
    runs = (Run(Span(0, 3), Span(2, 5)), Run(Span(3, 7), Span(7, 11)))
    doc = Document("a.md", "**rec**ieve", (Segment(text, ("text",), runs),))
    finding = Finding(Span(0, 7), "SpellCheck", "", Category.SPELLING, ("receive",))
    (issue,) = to_issues(doc, "harper", [[finding]])
    assert issue.span.of(doc.source) == "rec**ieve"
    assert issue.safety is Safety.MANUAL


def test_code_is_not_copy() -> None:
    doc = Document("a.md", "x recieve", (segment("x recieve", 0, (Mark("code", Span(2, 9)),)),))
    finding = Finding(Span(2, 9), "SpellCheck", "", Category.SPELLING)
    assert to_issues(doc, "harper", [[finding]]) == []


def test_style_is_advice() -> None:
    doc = document("A long word.")
    finding = Finding(Span(0, 1), "Anything", "", Category.STYLE)
    assert to_issues(doc, "harper", [[finding]])[0].level is Level.SUGGESTION


def test_an_engine_is_made_by_name_and_an_unknown_one_refused() -> None:
    assert create("harper").name == "harper"
    with pytest.raises(ConfigError, match="no proofreader is called 'hemingway'"):
        create("hemingway")


def test_a_failing_engine_says_so(harper: Harper, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def organized_lints(self, text: str, **options: object) -> object:
            raise RuntimeError("Already borrowed")

    monkeypatch.setattr(harper, "_linter", lambda language: Broken())
    with pytest.raises(ProofreaderError, match="Harper stopped: Already borrowed"):
        harper.proofread([segment("A word.")], "en-US")


def test_the_fingerprint_names_engine_and_version(harper: Harper) -> None:
    assert harper.fingerprint.startswith(f"harper {harper.version} ")
    harper.close()
    harper.close()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_findings_lie_inside_their_segments(texts: list[str]) -> None:
    harper = _SHARED
    for text, findings in zip(
        texts, harper.proofread([*map(segment, texts)], "en-US"), strict=True
    ):
        assert all(finding.span.end <= len(text) for finding in findings)


_SHARED = Harper()
