"""How far an engine's rule is trusted: what is a warning, what is advice, what is left out.

What an engine finds is at most a warning. Style and typography are advice. The tables name the
grammar and spelling rules that are wrong too often for a warning, and the reason.
"""

from __future__ import annotations

from typing import Final

from copylint.issue import Category, Level

ADVICE_CATEGORIES: Final = frozenset({Category.STYLE, Category.TYPOGRAPHY, Category.STRUCTURE})

# Demoted to suggestions.
ADVICE: Final[dict[str, dict[str, str]]] = {
    "harper": {
        "CompoundNouns": "joins verbs and adjectives to nouns: 'heart breaks', 'top line'",
        "Everybody": "'every body' and 'every one' are often meant",
        "Everyday": "cannot tell 'every day' from 'everyday' reliably",
        "Everyone": "'every body' and 'every one' are often meant",
        "HowTo": "takes any 'how' before a noun for 'how to'",
        "MassNouns": "takes 'a ruling', 'an expansion' for mass nouns",
        "MissingPreposition": "guesses from the position of nouns alone",
        "ModalBeAdjective": "takes a noun after a modal verb for an adjective",
        "ThatThan": "takes 'the longer that' for a comparison",
        "WhomSubjectOfVerb": "advice on whom and who",
        "YourPredicateAdjective": "takes 'your dedicated' for 'you are dedicated'",
    },
    "languagetool": {},
}

# Left out altogether: for engines' rules that their own adapters let through.
OFF: Final[dict[str, dict[str, str]]] = {"harper": {}, "languagetool": {}}


def level_of(engine: str, rule: str, category: Category) -> Level | None:
    """The level of an engine's finding before any filter; None when it is left out."""
    if rule in OFF.get(engine, {}):
        return None
    if category in ADVICE_CATEGORIES or rule in ADVICE.get(engine, {}):
        return Level.SUGGESTION
    return Level.WARNING
