"""How far engines' rules are trusted, by what they saw."""

from __future__ import annotations

import re

import pytest

from copylint.issue import Category, Level
from copylint.proofreaders.levels import (
    ADVICE,
    OFF,
    TRUSTED,
    is_phrase_speller,
    is_speller,
    level_of,
)


def level(engine: str, rule: str, seen: str = "", after: str = "") -> Level | None:
    return level_of(engine, rule, Category.GRAMMAR, seen, after)


def test_grammar_is_a_warning_and_style_advice() -> None:
    assert level("harper", "AnyRule") is Level.WARNING
    assert level_of("languagetool", "ANY", Category.STYLE, "very") is Level.SUGGESTION


def test_families_are_named_by_a_pattern() -> None:
    assert level("languagetool", "EN_COMPOUNDS_HEAD_STRONG") is Level.SUGGESTION
    assert level("languagetool", "UP_AND_COMING_HYPHEN") is Level.SUGGESTION
    assert level("languagetool", "EN_DATE_WEEKDAY_CURRENTYEAR") is None


@pytest.mark.parametrize(
    ("rule", "seen", "expected"),
    [
        ("PronounVerbAgreement", "Was", Level.WARNING),
        ("PronounVerbAgreement", "guys", Level.SUGGESTION),
        ("ItsPossessive", "it's", Level.WARNING),
        ("ItsPossessive", "It's", Level.SUGGESTION),
    ],
)
def test_some_are_trusted_by_the_words_they_saw(rule: str, seen: str, expected: Level) -> None:
    assert level("harper", rule, seen) is expected


@pytest.mark.parametrize("after", [" MP's seat", " hourly bus", " £8bn gap", " unidentified man"])
def test_an_before_initials_and_figures_is_right(after: str) -> None:
    assert level("harper", "AnA", "an", after) is None
    assert level("languagetool", "EN_A_VS_AN", "An", after) is None


def test_an_before_a_consonant_is_a_warning() -> None:
    assert level("harper", "AnA", "an", " house") is Level.WARNING


def test_the_grammar_of_speech_is_the_speakers() -> None:
    rule = "PronounInflectionBe"
    assert level_of("harper", rule, Category.GRAMMAR, "was") is Level.WARNING
    assert level_of("harper", rule, Category.GRAMMAR, "was", quoted=True) is Level.SUGGESTION
    assert level_of("harper", rule, Category.GRAMMAR, "is", quoted=True) is Level.WARNING


def test_spellers_are_known_by_name() -> None:
    assert is_speller("harper.SpellCheck")
    assert is_speller("languagetool.MORFOLOGIK_RULE_EN_GB")
    assert not is_speller("languagetool.IT_IS")
    assert is_phrase_speller("languagetool.EN_MULTITOKEN_SPELLING_TWO")


def test_every_demotion_has_its_reason_and_every_pattern_compiles() -> None:
    for table in (*ADVICE.values(), *OFF.values()):
        assert all(reason.strip() for reason in table.values())
    for trusted in TRUSTED.values():
        for pattern, reason in trusted.values():
            assert re.compile(pattern)
            assert reason.strip()
