from __future__ import annotations

import pytest

from copylint.language import is_foreign, is_foreign_phrase, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two here.", ["One.", "Two here."]),
        (
            "Lt. Col. Ann Day met Sgt. Bo Ek. They spoke.",
            ["Lt. Col. Ann Day met Sgt. Bo Ek.", "They spoke."],
        ),
        (
            "Cmdr. Day and Pfc. Ek left at 5 a.m. Friday.",
            ["Cmdr. Day and Pfc. Ek left at 5 a.m. Friday."],
        ),
        ("No stop at all", ["No stop at all"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus ist nicht da, und die Leute haben es auf der Bank gesagt.",
        "El alcalde dijo que la ciudad est\u00e1 en paz y que no hay m\u00e1s barcos en la costa.",
        "\u5317\u4eac\u5e02\u957f\u53d1\u8868\u8bb2\u8bdd",
    ],
)
def test_surely_not_english(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the city is calm.",
        "Rosa de la Vega, Juan de los Santos y Maria del Carmen",
        "Ferry firm cuts night service",
        "The city (\u041a\u0438\u0457\u0432) is calm",
        "Emptyed streets",
    ],
)
def test_in_doubt_it_is_english(text: str) -> None:
    assert not is_foreign(text)


def test_phrases_in_italics() -> None:
    assert is_foreign_phrase("coup de gr\u00e2ce")
    assert not is_foreign_phrase("not at all")
    assert not is_foreign_phrase("Voyager")
