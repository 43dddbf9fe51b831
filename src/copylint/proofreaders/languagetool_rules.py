"""What copylint makes of LanguageTool's rules: those a news desk does not want, and its fields."""

from __future__ import annotations

from copylint.issue import Category

_CONTEXT = "looks beyond its own paragraph, so that what it says of one depends on its neighbours"
_HOUSE = "house style decides, and copylint's own rules carry it"
_LAYOUT = "speaks of white space and marks that our segments no longer have"

SWITCHED_OFF: dict[str, str] = {
    "EN_UNPAIRED_BRACKETS": _CONTEXT,
    "EN_UNPAIRED_QUOTES": "a quotation over several paragraphs opens each and closes only the last",
    "EN_WORD_COHERENCY": _CONTEXT,
    "ENGLISH_WORD_REPEAT_BEGINNING_RULE": _CONTEXT,
    "EN_COMPOUNDS_COHERENCY": _CONTEXT,
    "EN_DASH_RULE": _HOUSE,
    "EN_QUOTES": _HOUSE,
    "APOS_INCORRECT": _HOUSE,
    "WHITESPACE_RULE": _LAYOUT,
    "SENTENCE_WHITESPACE": _LAYOUT,
    "CONSECUTIVE_SPACES": _LAYOUT,
    "DATE_WEEKDAY": "the dates pack checks weekdays, and offers both readings",
    "DATE_NEW_YEAR": "takes the clock's year for the article's",
    "OXFORD_SPELLING_Z_NOT_S": _HOUSE,
}
"""Rule id -> why it is off."""

SWITCHED_OFF_CATEGORIES: dict[str, str] = {
    "STYLE": "advice on taste, which copylint's packs give with a reason and a source",
    "REDUNDANCY": "advice on taste; direct speech and quoted names are full of it",
    "PLAIN_ENGLISH": "advice on taste",
    "WORDINESS": "advice on taste",
    "GENDER_NEUTRALITY": _HOUSE,
    "CREATIVE_WRITING": "not news",
    "TEXT_ANALYSIS": "counts, not errors",
}
"""Category id -> why all its rules are off."""

_CATEGORIES = {
    "TYPOS": Category.SPELLING,
    "COMPOUNDING": Category.SPELLING,
    "BRITISH_ENGLISH": Category.SPELLING,
    "AMERICAN_ENGLISH": Category.SPELLING,
    "AMERICAN_ENGLISH_STYLE": Category.STYLE,
    "CASING": Category.TYPOGRAPHY,
    "PUNCTUATION": Category.TYPOGRAPHY,
    "TYPOGRAPHY": Category.TYPOGRAPHY,
    "PROPER_NOUNS": Category.NAMES,
    "STYLE": Category.STYLE,
    "REDUNDANCY": Category.STYLE,
    "PLAIN_ENGLISH": Category.STYLE,
    "WORDINESS": Category.STYLE,
    "GENDER_NEUTRALITY": Category.STYLE,
    "ACADEMIC_WRITING": Category.STYLE,
    "CREATIVE_WRITING": Category.STYLE,
}


def category(theirs: str) -> Category:
    """Our field for a category id of LanguageTool; what it does not file is grammar."""
    return _CATEGORIES.get(theirs, Category.GRAMMAR)
