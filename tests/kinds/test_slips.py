"""Surnames a letter off the name of someone in the article."""

from __future__ import annotations

import pytest

from copylint.kinds.slips import SlipRule
from tests.kinds.texts import found_in, hits

WON = "Ines Lindqvist won. Lindqvist wept. "


def rule() -> SlipRule:
    return SlipRule(name="p.p", extends="slip", message="%s %s %s", known=("Jordan",))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (WON + "“I slept,” Lindquist said.", ["Lindquist"]),
        (WON + "Lindqivst was second in May.", ["Lindqivst"]),
        (WON + "Fans of Lindquist’s team sang.", ["Lindquist"]),
        (WON + "Nina Lindquist lost.", []),
        (WON + "Mr. Lindquist lost.", []),
        (WON + "They met in Lindquist.", []),
        (WON + "They met at Lindquist Hall.", []),
        (WON + "“I like Lindquist,” he said.", []),
        (WON + "Lindquist Hall burned.", []),
        ("The Lindqvist prize is old. Lindqvist is a town. Lindquist said no.", []),
        ("Lars Pedersen quit. Petersen, 58, left. Petersen said no.", ["Pedersen"]),
        ("Jonas Brandt scored. Brant said it was fair.", ["Brant"]),
        ("Ivo Petrovic won. Petrovic wept. They like Petrovich.", ["Petrovich"]),
        ("Ivo Petrov won. Petrov wept. They like Petrova and the Petrovs.", []),
        ("Jonas Brandt scored. They like Brant.", []),
        ("Ann Jorden won. Jorden wept. She flew to Jordan.", []),
        ("Ann Marsh won. Marsh wept. Every march is long. March was wet.", []),
    ],
)
def test_names_a_letter_apart(text: str, spans: list[str]) -> None:
    assert found_in(rule(), text) == spans


def test_a_name_written_twice_must_be_well_outnumbered() -> None:
    twice = "He met Lindquist. She met Lindquist. "
    assert len(hits(rule(), WON + twice)) == 0
    assert len(hits(rule(), WON + "They met Lindqvist. " * 3 + twice)) == 2


def test_the_usual_name_is_offered_and_shown() -> None:
    (hit,) = hits(rule(), WON + "“I slept,” Lindquist said.")
    assert hit.values == ("Lindquist", "Lindqvist", "2")
    assert hit.suggestions == ("Lindqvist",)
    assert [note.span.of(WON) for note in hit.related] == ["Lindqvist"] * 2
