"""Strange names: kept from Harper, found by us at the places where Harper would find them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint.document import Run, Segment, Span
from copylint.proofreaders import Finding
from copylint.proofreaders.harper import Harper
from copylint.proofreaders.harper_names import Strangers, is_name


def segment(text: str) -> Segment:
    span = Span(0, len(text))
    return Segment(text, ("text", "paragraph"), (Run(span, span),))


def nothing_alike(word: str) -> Iterable[str]:
    return ()


def near_person(word: str) -> Iterable[str]:
    return ("person",) if word.startswith("khers") else ()


class Spy:
    """A linter that tells which words it was taught."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.known = {*known}
        self.taught: list[list[str]] = []

    def is_likely_english(self, word: str) -> bool:
        return word in self.known

    def import_words(self, words: list[str]) -> None:
        self.taught.append(words)

    def clear_words(self) -> None:
        self.taught.append([])


def met(text: str, known: Iterable[str] = ()) -> list[str]:
    strangers = Strangers(Spy(known), nothing_alike)  # type: ignore[arg-type]
    return [span.of(text) for span in strangers.met(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We saw Strukov there.", ["Strukov"]),
        ("Strukov’s aide met Strukov, and Strukov's dog.", ["Strukov’s", "Strukov", "Strukov's"]),
        ("“Strukov,” (Strukov) Strukov—Strukov’ STRUKOV!", ["Strukov"] * 4 + ["STRUKOV"]),
        ("The Donggalas and Donggala won.", ["Donggalas", "Donggala"]),
        ("A Strukov and a strukov.", []),
        ("A Strukov and @Strukov.", []),
        ("A Strukov and strukov.com.", []),
        ("A Strukov and the pro-Strukov vote.", []),
        ("A Strukov and Strukov3 and Strukov_x.", []),
        ("A Strukov and O'Strukov.", []),
        ("Abu met Ali.", []),
    ],
)
def test_names_are_met_that_stand_apart_wherever_they_stand(text: str, found: list[str]) -> None:
    assert sorted(met(text)) == sorted(found)


def test_words_that_are_known_are_not_met() -> None:
    assert met("On Monday Strukov left Berlin.", ["monday", "berlin"]) == ["Strukov"]


def test_a_name_like_a_word_that_is_known_is_left_to_the_engine() -> None:
    text = "We saw Kherson there."
    assert Strangers(Spy(["person"]), near_person).met(text) == ()  # type: ignore[arg-type]
    assert len(Strangers(Spy(), near_person).met(text)) == 1  # type: ignore[arg-type]


def test_an_old_linter_is_taught_nothing() -> None:
    strangers = Strangers(Spy(), nothing_alike)  # type: ignore[arg-type]
    counts = [len(strangers.met("We saw Strukov there.")) for _ in range(12)]
    assert counts == [1] * 10 + [0] * 2


def test_a_curly_apostrophe_is_taught_straight() -> None:
    spy = Spy()
    strangers = Strangers(spy, nothing_alike)  # type: ignore[arg-type]
    with strangers.introduced(["Strukov’s", "Strukov's"]):
        assert spy.taught == [["Strukov's"]]
    assert spy.taught == [["Strukov's"], []]


def test_what_a_name_looks_like() -> None:
    assert all(map(is_name, ("Strukov", "Strukov’s", "UNHCR", "Erdoğan", "McAvoy")))
    assert not any(map(is_name, ("strukov", "Ali", "Ali's", "Strukov3", "")))


def proofread(harper: Harper, text: str) -> list[Finding]:
    return harper.proofread([segment(text)], "en-US")[0]


@pytest.fixture(scope="module")
def plain() -> Harper:
    return Harper()


@pytest.fixture(scope="module")
def spared() -> Harper:
    return Harper(near_person)


def test_a_strange_name_is_found_with_nothing_offered(spared: Harper) -> None:
    text = "The mayor met Strukov’s aides. Strukov recieved Strukov's letter at the Kherson office."
    found = proofread(spared, text)
    assert [(each.span.of(text), bool(each.suggestions)) for each in found] == [
        ("Strukov’s", False),
        ("Strukov", False),
        ("recieved", True),
        ("Strukov's", False),
        ("Kherson", True),
    ]
    assert {each.rule for each in found} == {"SpellCheck"}


def test_each_segment_gets_its_own(spared: Harper) -> None:
    texts = ["We saw Strukov.", "", "It rained in Donggala, and Strukov left."]
    found = spared.proofread([*map(segment, texts)], "en-US")
    seen = [
        [each.span.of(text) for each in every] for text, every in zip(texts, found, strict=True)
    ]
    assert seen == [["Strukov"], [], ["Donggala", "Strukov"]]


def test_a_name_in_one_text_is_not_known_in_the_next(spared: Harper) -> None:
    first = proofread(spared, "The mayor met Strukov.")
    assert [each.span for each in first] == [Span(14, 21)]
    text = "A strukov and the pro-Strukov vote."
    assert [each.span.of(text) for each in proofread(spared, text)] == ["strukov", "Strukov"]


def test_a_name_that_was_taught_is_offered_for_no_other_word(plain: Harper, spared: Harper) -> None:
    text = "We saw Khersin there, and an emptyed khersin with a strukow. Strukov said no."
    assert "Strukov" in {each.span.of(text) for each in proofread(spared, text)}
    offers = {each.span.of(text): each.suggestions for each in proofread(spared, text)}
    wanted = {each.span.of(text): each.suggestions for each in proofread(plain, text)}
    assert offers == wanted | {"Strukov": ()}


def test_what_is_found_does_not_depend_on_the_age_of_the_linter() -> None:
    harper = Harper(nothing_alike)
    text = "The mayor met Strukov’s aides in Donggala, and recieved the @Strukov letter."
    found = [proofread(harper, text) for _ in range(12)]
    assert all(each == found[0] for each in found)


def test_the_fingerprint_tells_the_ways_apart() -> None:
    assert Harper().fingerprint != Harper(nothing_alike).fingerprint


_WORDS = st.sampled_from(
    "the a mayor met said in of and recieved Monday Berlin Strukov Strukov’s Strukov's strukov "
    "Donggala (Donggala) DONGGALA Donggalas “Donggala,” ‘Donggala’ Kherson @Kherson Kherson-born "
    "Erdoğan Katherinator's Katherinators Strukov/Donggala Strukov—Donggala Mr. St. U.S. UNHCR "
    "McAvoyer Strukov3 Donggala.com Donggala: Strukov; Strukov! Strukov?".split()
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=10).map(lambda words: " ".join(words) + ".")
_PLAIN, _SPARED = Harper(), Harper(near_person)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=3))
def test_the_same_places_are_found_as_by_harper_alone(texts: list[str]) -> None:
    _SPARED._strangers.clear()
    segments = [*map(segment, texts)]
    assert places(_SPARED, segments) == places(_PLAIN, segments)


def places(harper: Harper, segments: list[Segment]) -> list[list[tuple[Span, str]]]:
    found = harper.proofread(segments, "en-US")
    return [[(each.span, each.rule) for each in every] for every in found]
