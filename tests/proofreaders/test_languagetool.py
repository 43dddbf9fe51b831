from __future__ import annotations

import ast
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copylint
from copylint.document import Run, Segment, Span
from copylint.errors import ProofreaderError
from copylint.issue import Category
from copylint.proofreaders.languagetool import (
    Batch,
    CodePoints,
    LanguageTool,
    batches,
    findings_of,
)
from copylint.proofreaders.languagetool_rules import SWITCHED_OFF, SWITCHED_OFF_CATEGORIES
from tests.proofreaders.servers import Fake, every, match, serving, units

# Letters of one, two and three bytes, characters beyond the basic plane, and what joins them.
LETTERS = st.sampled_from("abé中😀𝒜🏳\u200d\ufe0f \n.")
TEXTS = st.text(LETTERS, max_size=40)


def segment(text: str) -> Segment:
    whole = Span(0, len(text))
    return Segment(text, ("text", "paragraph"), (Run(whole, whole),) if text else ())


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(Fake()) as server:
        yield server


@pytest.fixture
def engine(fake: Fake) -> Iterator[LanguageTool]:
    made = LanguageTool(url=fake.url, requests=2)
    yield made
    made.close()


def found(engine: LanguageTool, *texts: str, language: str = "en-US") -> list[list[str]]:
    segments = [segment(text) for text in texts]
    answers = engine.proofread(segments, language)
    return [
        [finding.span.of(text) for finding in findings]
        for text, findings in zip(texts, answers, strict=True)
    ]


@given(TEXTS, st.data())
def test_a_range_of_utf16_units_is_the_same_range_of_code_points(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = CodePoints(text).span(units(text[:start]), units(text[start:end]))
    assert span == Span(start, end)


def test_a_range_that_cuts_a_pair_takes_it_in_whole() -> None:
    points = CodePoints("a😀b")
    assert points.span(2, 2) == Span(1, 3)
    assert points.span(0, 2) == Span(0, 2)


@pytest.mark.parametrize(("offset", "length"), [(-1, 1), (0, 9), (9, 0), (3, -1)])
def test_a_range_outside_the_text_makes_no_sense(offset: int, length: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        CodePoints("a😀bc").span(offset, length)


@given(st.lists(TEXTS, max_size=12), st.integers(1, 4))
def test_batches_keep_every_text_whole_and_in_order(texts: list[str], workers: int) -> None:
    sent = {
        batch.first + number: text
        for batch in batches(texts, workers)
        for number, text in enumerate(batch.texts)
    }
    assert sent == {number: texts[number] for number in sent}
    left = set(range(len(texts))) - sent.keys()
    assert not any(char.isalnum() for number in left for char in texts[number])


def test_an_article_is_shared_among_the_workers_but_a_short_one_is_not() -> None:
    paragraph = "Nothing much happened in the harbour on Sunday. " * 10
    assert len(batches([paragraph] * 20, 2)) == 2
    assert len(batches([paragraph] * 200, 2)) > 2
    assert len(batches([paragraph[:48]] * 20, 2)) == 1


@given(st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1, max_size=6), st.data())
def test_findings_come_back_to_their_segments(texts: list[str], data: st.DataObject) -> None:
    batch = Batch(0, tuple(texts))
    index = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[index]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[index])))
    at = batch.starts[index]
    answer = {"matches": [match(batch.text, at + start, at + end)]}
    findings = findings_of(batch, answer)
    expected = [[Span(start, end)] if number == index else [] for number in range(len(texts))]
    assert [[each.span for each in some] for some in findings] == expected


def test_a_match_that_reaches_into_the_next_segment_is_dropped() -> None:
    batch = Batch(0, ("One ends", "here"))
    assert findings_of(batch, {"matches": [match(batch.text, 4, 12)]}) == [[], []]


def test_emoji_before_and_inside_a_match(engine: LanguageTool, fake: Fake) -> None:
    fake.answer = every("😀 teh 🏳️")
    assert found(engine, "🎉 So 😀 teh 🏳️ flew", "and 😀😀 teh", "x 😀 teh 🏳️") == [
        ["😀 teh 🏳️"],
        [],
        ["😀 teh 🏳️"],
    ]


def test_all_that_the_server_said_is_kept(engine: LanguageTool, fake: Fake) -> None:
    def answer(text: str, _: str) -> object:
        said = match(
            text, 0, 3, message="Did you mean “the…”?", replacements=["the", "ten", "the"],
            rule="TEH_THE", category="GRAMMAR", urls=["https://example.org/the"],
        )  # fmt: skip
        return {"matches": [said]}

    fake.answer = answer
    (finding,) = engine.proofread([segment("teh end")], "en-US")[0]
    assert finding.rule == "TEH_THE"
    assert finding.message == "Did you mean “the…”?"
    assert finding.category is Category.GRAMMAR
    assert finding.suggestions == ("the", "ten")
    assert finding.url == "https://example.org/the"


@pytest.mark.parametrize(
    ("language", "sent"),
    [("en-GB", "en-GB"), ("en_us", "en-US"), ("en-IE", "en-GB"), ("en-AU", "en-AU")],
)
def test_the_variant_is_the_documents(
    engine: LanguageTool, fake: Fake, language: str, sent: str
) -> None:
    engine.proofread([segment("teh end")], language)
    assert [form["language"] for form in fake.asked] == [sent]


def test_either_english_is_right_when_none_is_chosen(engine: LanguageTool, fake: Fake) -> None:
    def answer(text: str, language: str) -> object:
        return every("colour" if language == "en-US" else "labor")(text, language)

    fake.answer = answer
    assert found(engine, "The colour of labor", language="en") == [[]]
    fake.answer = every("teh")
    assert found(engine, "All well", "In teh end", language="en") == [[], ["teh"]]


def test_what_is_switched_off_is_neither_asked_for_nor_believed(
    engine: LanguageTool, fake: Fake
) -> None:
    off = next(iter(SWITCHED_OFF))
    fake.answer = lambda text, _: {"matches": [match(text, 0, 3, rule=off)]}
    assert found(engine, "teh end") == [[]]
    assert set(fake.asked[0]["disabledRules"].split(",")) == set(SWITCHED_OFF)
    assert set(fake.asked[0]["disabledCategories"].split(",")) == set(SWITCHED_OFF_CATEGORIES)
    assert all(reason for reason in (*SWITCHED_OFF.values(), *SWITCHED_OFF_CATEGORIES.values()))


def test_batches_are_asked_side_by_side(engine: LanguageTool, fake: Fake) -> None:
    together = threading.Barrier(2, timeout=20)

    def answer(text: str, language: str) -> object:
        together.wait()
        return every("teh")(text, language)

    fake.answer = answer
    paragraph = "In teh end nothing much happened in the harbour. " * 20
    assert found(engine, *[paragraph] * 4) == [["teh"] * 20] * 4
    assert fake.most_under_way == 2


def test_what_has_no_word_is_not_sent(engine: LanguageTool, fake: Fake) -> None:
    assert found(engine, "", "* * *", "—") == [[], [], []]
    assert engine.proofread([], "en-US") == []
    assert fake.asked == []


def test_a_lone_surrogate_does_not_stop_the_run(engine: LanguageTool) -> None:
    assert found(engine, "teh \udc00 teh") == [["teh", "teh"]]


def test_a_proxy_is_not_asked_for_this_machine(
    engine: LanguageTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert found(engine, "In teh end") == [["teh"]]


def test_the_version_of_a_server_elsewhere_is_what_it_says(engine: LanguageTool) -> None:
    assert engine.version == "remote"
    found(engine, "In teh end")
    assert engine.version == "9.9"


NONSENSE: dict[str, object] = {
    "a page": b"<html>Welcome to the router</html>",
    "a list": [1, 2],
    "no matches": {"software": {}},
    "matches that are no list": {"matches": "many"},
    "a match without a rule": {"matches": [{"offset": 0, "length": 3}]},
    "a match outside the text": {"matches": [match("x" * 99, 90, 99)]},
    "a number": b"12",
    "bytes": b"\xff\xfe\x00",
    "half an answer": {"matches": [], "warnings": {"incompleteResults": True}},
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_never_a_clean_result(engine: LanguageTool, fake: Fake, answer: object) -> None:
    fake.answer = lambda *_: answer
    with pytest.raises(ProofreaderError) as caught:
        engine.proofread([segment("teh end")], "en-US")
    one_line_with_a_next_step(caught.value)


@pytest.mark.parametrize("status", [302, 307, 400, 403, 413, 426, 429, 500, 503])
def test_a_refusal_names_its_status(engine: LanguageTool, fake: Fake, status: int) -> None:
    fake.answer = lambda *_: status
    with pytest.raises(ProofreaderError, match=str(status)) as caught:
        engine.proofread([segment("teh end")], "en-US")
    one_line_with_a_next_step(caught.value)
    assert len(fake.asked) == 1


def test_a_slow_server_is_given_up_on(fake: Fake) -> None:
    ended = threading.Event()

    def answer(*_: str) -> object:
        ended.wait(20)
        return {"matches": []}

    fake.answer = answer
    engine = LanguageTool(url=fake.url, seconds=0.2)
    with pytest.raises(ProofreaderError, match=r"did not answer in 0\.2 seconds") as caught:
        engine.proofread([segment("teh end")], "en-US")
    ended.set()
    engine.close()
    one_line_with_a_next_step(caught.value)


def test_a_server_that_is_not_there(fake: Fake) -> None:
    with serving(Fake()) as other:
        url = other.url
    engine = LanguageTool(url=url)
    with pytest.raises(ProofreaderError, match="cannot be reached") as caught:
        engine.proofread([segment("teh end")], "en-US")
    one_line_with_a_next_step(caught.value)


def test_a_server_that_ends_in_mid_run_is_not_asked_again() -> None:
    with serving(Fake()) as server:
        engine = LanguageTool(url=server.url)
        assert found(engine, "In teh end") == [["teh"]]
    for _ in range(2):
        with pytest.raises(ProofreaderError, match="cannot be reached"):
            found(engine, "In teh end")
    engine.close()
    assert len(server.asked) == 1


def test_something_else_on_the_port(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.proofreaders.servers.LANGUAGES", {"hello": "world"})
    engine = LanguageTool(url=fake.url)
    with pytest.raises(ProofreaderError, match="not a LanguageTool server") as caught:
        found(engine, "In teh end")
    engine.close()
    one_line_with_a_next_step(caught.value)


def test_only_one_module_imports_the_wrapper() -> None:
    root = Path(next(iter(copylint.__path__)))
    importing = {
        path.name
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name.partition(".")[0] == "language_tool_python"
    }
    assert importing == {"languagetool_client.py"}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def one_line_with_a_next_step(error: ProofreaderError) -> None:
    assert error.hint
    assert "\n" not in str(error)
    assert "Traceback" not in str(error)
