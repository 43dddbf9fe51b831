"""Former names of places, and the comma that closes a country."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from copylint.document import Document
from copylint.kinds.base import RuleProblem
from copylint.kinds.places import Enclosed, NewName, Renamed
from copylint.rulepack import Written, find_pack, pack_files, read_file
from copylint.ruleset import RuleSet
from tests.kinds.texts import document, found, hits

RENAMED = Renamed(
    name="a.b",
    extends="renamed",
    message="%s %s %s",
    names={
        "Calcutta": NewName("Kolkata", year=2001, unless=(r"Oh! Calcutta",)),
        "Swaziland": NewName("Eswatini|the Kingdom of Eswatini", year=2018, anywhere=True),
        "Pleasant Bay": "Calm Bay",
        "Angora": NewName("Ankara", year=1930, before=r"\b(?:in|to|from) "),
    },
)
ENCLOSED = Enclosed(
    name="a.b",
    extends="enclosed",
    message="%s %s",
    places={
        "Texas": ("Odessa", "El Paso", "Paris"),
        "Peru": ("Lima",),
        "Switzerland": ("Geneva", "Bern"),
        "Russia": ("Moscow",),
        "Norway": ("Oslo",),
    },
    loose=("Texas", "Norway"),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trams in Calcutta stopped.", ["Calcutta"]),
        ("Calcutta's trams and CALCUTTA’S trains", ["Calcutta", "CALCUTTA"]),
        ("She rowed across Pleasant Bay to Swaziland.", ["Pleasant Bay", "Swaziland"]),
        ("Swaziland King visits a Swaziland mine.", ["Swaziland", "Swaziland"]),
        ("It flew to Angora.", ["Angora"]),
        ("Trams stopped. They ran in Calcutta in 2010.", ["Calcutta"]),
    ],
)
def test_former_names_of_todays_places(text: str, names: list[str]) -> None:
    assert found(RENAMED, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Calcutta High Court rose.",
        "She sang in Oh! Calcutta again.",
        "In 1943 Calcutta starved.",
        "Calcutta in the 1960s was loud.",
        "Kolkata, long written Calcutta, is hot.",
        "The city was formerly Calcutta.",
        "Colonial Calcutta traded jute.",
        "A pro-Calcutta vote in Calcuttaville.",
        "He wore Angora.",
        "calcutta",
    ],
)
def test_the_past_and_longer_names_are_left_alone(text: str) -> None:
    assert found(RENAMED, text) == []


def test_with_only_years_a_word_of_the_past_is_no_excuse() -> None:
    rule = Renamed(
        name="a.b", extends="renamed", message="%s", history="years",
        names={"Calcutta": NewName("Kolkata", year=2001)},
    )  # fmt: skip
    assert found(rule, "Formerly calm, Calcutta rose.") == ["Calcutta"]
    assert found(rule, "In 1999 Calcutta rose.") == []


def test_a_former_name_offers_the_new_ones() -> None:
    (hit,) = hits(RENAMED, "Rain fell on Swaziland.")
    assert hit.values == ("Eswatini|the Kingdom of Eswatini", "Swaziland", "2018")
    assert hit.suggestions == ("Eswatini", "the Kingdom of Eswatini")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Odessa, Texas mayor wept.", ["Odessa, Texas"]),
        ("A clinic in Lima, Peru opened.", ["Lima, Peru"]),
        ("When he left Lima, Peru for good, it rained.", ["Lima, Peru"]),
        ("In Geneva, Switzerland protesters sang.", ["Geneva, Switzerland"]),
        (
            "He left Geneva, Switzerland and Oslo, Norway for good.",
            ["Geneva, Switzerland", "Oslo, Norway"],
        ),
        ("They drove to Marfa, Texas on foot.", ["Marfa, Texas"]),
        ("She left El Paso, Texas on Monday.", ["El Paso, Texas"]),
        ("A mill in Lima, Texas has burned.", ["Lima, Texas"]),
    ],
)
def test_a_country_after_its_city_wants_a_second_comma(text: str, places: list[str]) -> None:
    assert found(ENCLOSED, text) == places
    assert [hit.suggestions for hit in hits(ENCLOSED, text)] == [(f"{p},",) for p in places]


@pytest.mark.parametrize(
    "text",
    [
        "He left Geneva, Switzerland, for good.",
        "She works in Lima, Peru.",
        "A clinic (in Lima, Peru) opened.",
        "A clinic in Lima, Peru — the first — opened.",
        "In Geneva, Russia said it would stay.",
        "Last year in Geneva, Russia said it would stay.",
        "Hours before the talks in Geneva, Russia said it would stay.",
        "Two days later in Geneva, Russia said it would stay.",
        "In Geneva, Switzerland said it would stay.",
        "At talks in Moscow, Norway agreed to wait.",
        "He said that in Oslo, Texas was unknown.",
        "Oil from Russia, Norway and Peru rose.",
        "Rivals in France, Norway and Peru met.",
        "Paris, Peru and Bern signed.",
        "In Geneva, Switzerland drew with Norway.",
        "In Moscow, Russia lost.",
        "After a defeat in Geneva, Switzerland need a win.",
        "When he reached Lima, Peru was at war.",
        "She wrote that while he stayed in Oslo, Norway fell.",
        "On Monday, Texas sued.",
        "In Congress, Texas senators wept.",
        "Odessa, Texas’s second-driest town, baked.",
        "A Lima, Peru-based choir sang.",
        "They met in Bergen on Tuesday. Last April, Norway lent the sum.",
        "Envoys met in Lima, Norway and Peru said.",
    ],
)
def test_what_only_looks_like_an_open_country(text: str) -> None:
    assert found(ENCLOSED, text) == []


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (Renamed(name="a.b", extends="renamed", message="%s", names={}), ("names",)),
        (
            Renamed(name="a.b", extends="renamed", message="%s",
                    names={"Old": NewName("New", unless=("(x",))}),
            ("names", "Old"),
        ),
        (Enclosed(name="a.b", extends="enclosed", message="%s", places={}), ("places",)),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused(rule: Any, key: tuple[str, ...]) -> None:
    with pytest.raises(RuleProblem) as caught:
        rule.prepare()
    assert caught.value.where == key


@pytest.fixture(scope="module")
def pack() -> RuleSet:
    places = find_pack("places", Path.cwd())
    files = pack_files(places)
    return RuleSet.of(
        [
            written.rule
            for file in files
            for written in read_file(places, file, trusted=True)
            if isinstance(written, Written)
        ]
    )


def reported(pack: RuleSet, *texts: str) -> list[str]:
    doc: Document = document(*texts)
    return [
        issue.span.of(doc.source)
        for issue in pack.check(doc, today=datetime.date(2026, 1, 1)).issues
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells fell on Odessa at dawn.", ["Odessa"]),
        ("The mayor of Kiev wept.", ["Kiev"]),
        ("Trains left Kharkov and Lvov.", ["Kharkov", "Lvov"]),
        ("The Kiev Mayor wept.", ["Kiev"]),
        ("A clinic in Nairobi, Kenya closed early.", ["Nairobi, Kenya"]),
        ("Flights to Bombay were late.", ["Bombay"]),
    ],
)
def test_the_packs_places(pack: RuleSet, text: str, places: list[str]) -> None:
    assert reported(pack, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "A dust storm hit Odessa, Texas, at dawn.",
        "In west Texas, the Odessa school board met.",
        "She ordered chicken Kiev and a salad.",
        "Two chicken Kievs, please.",
        "The princes of Kievan Rus and of Kiev Rus fought.",
        "In 1941 Kiev burned.",
        "Mussorgsky's Great Gate of Kiev rang out.",
        "A Bombay Sapphire and a Bombay duck, please.",
        "Peking duck and Peking University are known.",
        "He fed a Burmese cat.",
        "In Geneva, Russia said no.",
        "Delegates from Austria, Hungary, Kenya and Peru met.",
        "She lived in Paris, Texas, and in Rome, Georgia.",
        "Constantinople fell in 1453.",
        "The fall of Saigon ended the war in 1975.",
    ],
)
def test_the_packs_silence(pack: RuleSet, text: str) -> None:
    assert reported(pack, text) == []
