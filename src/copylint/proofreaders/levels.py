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
    "languagetool": {
        "AGREEMENT_SENT_START": "takes a plural after 'of' for the subject's number",
        "COLLECTIVE_NOUN_VERB_AGREEMENT_VBP": "a stream of people may drop or drops",
        "EN_COMPOUNDS": "solid, hyphenated or open compounds are a house choice",
        "IN_THE_MOMENT": "takes every 'in the moment' for 'at the moment'",
        "WRITE_IN_MY_OWN_PAGE": "'in a blog post' is plain English",
        "POSSESSIVE_APOSTROPHE": "takes team names for possessives",
        "WHOM_WHO": "advice on whom and who",
        "SO_CALLED_HYPHEN": "a hyphen is a house choice",
        "YEAR_OLD_HYPHEN": "in speech written down, the house decides",
    },
}

# Left out altogether: for engines' rules that their own adapters let through.
OFF: Final[dict[str, dict[str, str]]] = {"harper": {}, "languagetool": {}}


def level_of(engine: str, rule: str, category: Category) -> Level | None:
    """The level of an engine's finding before any filter; None when it is left out."""
    if rule in OFF.get(engine, {}):
        return None
    if category in ADVICE_CATEGORIES or _listed(rule, ADVICE.get(engine, {})):
        return Level.SUGGESTION
    return Level.WARNING


def _listed(rule: str, table: dict[str, str]) -> bool:
    """True for a rule in a table, or for one of a family: `EN_COMPOUNDS` and what follows it."""
    return rule in table or any(rule.startswith(f"{family}_") for family in table)


def is_speller(rule: str) -> bool:
    """True for the rules (full names) that report words a dictionary lacks."""
    return rule == "harper.SpellCheck" or rule.startswith(
        ("languagetool.MORFOLOGIK_RULE", "languagetool.HUNSPELL_RULE")
    )


def is_phrase_speller(rule: str) -> bool:
    """True for the rules (full names) that report names of several words a list lacks."""
    return rule.startswith("languagetool.EN_MULTITOKEN_SPELLING")
