"""How far an engine's rule is trusted: what is a warning, what is advice, what is left out.

What an engine finds is at most a warning. Style and typography are advice. The tables name the
grammar and spelling rules that are wrong too often for a warning, and the reason.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final

from copylint.issue import Category, Level

ADVICE_CATEGORIES: Final = frozenset({Category.STYLE, Category.TYPOGRAPHY, Category.STRUCTURE})

_COMPOUNDS: Final = "solid, hyphenated or open compounds are a house choice"

# Demoted to suggestions; a star stands for any part of a rule's name.
ADVICE: Final[dict[str, dict[str, str]]] = {
    "harper": {
        "AsHow": "'such as how' is plain English",
        "Everybody": "'every body' and 'every one' are often meant",
        "Everyday": "cannot tell 'every day' from 'everyday' reliably",
        "Everyone": "'every body' and 'every one' are often meant",
        "HopHope": "takes 'hip hop' for a slip of hope",
        "InflectedVerbAfterTo": "takes the adjective in 'led to improved results' for a verb",
        "MercedesBenzHyphen": "a firm's hyphen is a house choice",
        "MissingPreposition": "guesses from the position of nouns alone",
        "NotTo": "turns 'no to' round in slogans and votes",
        "NounVerbConfusion": "takes the verb in 'many believe' for a noun",
        "PhrasalVerbAsCompoundNoun": "splits slowdown, buildup and lookup as nouns in headlines",
        "PronounKnew": "takes 'what New Labour' for a pronoun and a verb",
        "PronounContraction": "takes 'were' after a comma for 'we're'",
        "QuiteQuiet": "'quite rare' is plain English",
        "RedundantThat": "'that that' is sometimes meant",
        "SingleBe": "takes 'wife-to-be were' for a doubled verb; doubled words are found anyway",
        "TheirToTheyre": "takes 'their two' for 'they're'; TheirToThere finds the slips",
        "TheyToThem": "takes the start of a clause for an object: 'a show they say is'",
        "ThisTypeOfThing": "'these sort of' is common in speech",
        "ThereIsAgreement": "takes 'there are few' for a singular",
        "ToTwoToo": "takes 'become too' before initials for a slip",
        "WereWhere": "takes 'affected were the towns' for where",
        "ThatWhich": "'the plan that that man drew' is plain English",
        "TheMy": "takes 'its the' for two determiners where an apostrophe is missing",
        "WhomSubjectOfVerb": "advice on whom and who",
        "YourPredicateAdjective": "takes 'your dedicated' for 'you are dedicated'",
    },
    "languagetool": {
        "COLLECTIVE_NOUN_VERB_AGREEMENT_VBP": "a stream of people may drop or drops",
        "*_COMPOUND": _COMPOUNDS,
        "*_COMPOUNDS": _COMPOUNDS,
        "*_COMPOUNDS_*": _COMPOUNDS,
        "*_HYPHEN": _COMPOUNDS,
        "AFTERWARDS_US": "the dialect pack decides on varieties of English",
        "CD_OF_MY_FRIEND": "takes titles of films for verbs",
        "COMA_COMMA": "takes the illness for the mark",
        "EN_SIMPLE_REPLACE_*": "initials and names are the house's to spell",
        "I_ME": "'you and I' is heard in speech",
        "INCORRECT_POSSESSIVE_FORM_*": "takes stage names for amounts",
        "RELATIVE_CLAUSE_AGREEMENT": "takes the nearest noun for the antecedent",
        "THE_MOST": "takes 'is most popular' for a superlative without article",
        "THE_SUPERLATIVE": "takes 'a best supporting actor' for a superlative",
        "IN_THE_MOMENT": "takes every 'in the moment' for 'at the moment'",
        "WRITE_IN_MY_OWN_PAGE": "'in a blog post' is plain English",
        "POSSESSIVE_APOSTROPHE": "takes team names for possessives",
        "WHOM_WHO": "advice on whom and who",
    },
}

_BE_HAVE_DO: Final = "(?i:is|are|was|were|am|has|have|had|do|does|isn't|aren't|wasn't|weren't)"

_INITIALS: Final = r"an (?:[AEFHILMNORSX][A-Z0-9]|uni[dmn]|hono|hour|heir|[£$€]?(?:8|1[18](?!\d)))"

# Trusted only where the words found are of a kind, advice elsewhere: the pattern, and the reason.
TRUSTED: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "harper": {
        "ItsPossessive": ("it['’]s", "takes the capitalised It's of titles for a possessive"),
        "MergeWords": ("[a-z]{2,} [a-z]{2,}", "joins the s of '60s' to the next word"),
        "MissingTo": (".*(?<!ing)", "takes 'is struggling are' for an infinitive"),
        "PronounVerbAgreement": (_BE_HAVE_DO, "takes the noun in 'you guys' for a verb"),
        "TransposedSpace": ("[a-z ]+", "moves the space in foreign names"),
    },
    "languagetool": {
        "AGREEMENT_SENT_START": (_BE_HAVE_DO, "takes a noun after 'of' for the subject"),
        "ENGLISH_WORD_REPEAT_RULE": (r".*\s[^A-Z].*", "takes names for slips: Duran Duran"),
        "PRP_MD_NN": ("(?!.*rather).*", "takes 'would rather someone' for a slip"),
        "HE_VERB_AGR": (_BE_HAVE_DO, "takes a month or place before a plural verb for its subject"),
    },
}

_SPOKEN: Final = "'they was', 'he don't' and 'he be' are how people speak, and are quoted so"
_DIALECT: Final = r"(?i:.*\b(?:was|wasn['’]t|don['’]t|ain['’]t|be|got|seen|done))"

# Advice in direct speech, whose grammar is the speaker's, where the words found are of that kind.
SPEECH: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "harper": {
        "DoubleNegative": (".*", _SPOKEN),
        "PronounInflectionBe": (_DIALECT, _SPOKEN),
        "PronounVerbAgreement": (_DIALECT, _SPOKEN),
    },
    "languagetool": {
        "HE_VERB_AGR": (_DIALECT, _SPOKEN),
        "NON3PRS_VERB": (_DIALECT, _SPOKEN),
    },
}

# Left out altogether: for engines' rules that their own adapters let through.
OFF: Final[dict[str, dict[str, str]]] = {
    "harper": {},
    "languagetool": {"EN_DATE_WEEKDAY*": "takes the clock's year for the article's"},
}


def level_of(
    engine: str, rule: str, category: Category, seen: str, after: str = "", *, quoted: bool = False
) -> Level | None:
    """The level of an engine's finding on the words `seen` before `after`; None: left out.

    `quoted`: in somebody's own words.
    """
    if _listed(rule, OFF.get(engine, {})):
        return None
    if rule in _ARTICLES and re.match(rf"{_INITIALS}|[ap]\.m", seen.lower() + after):
        return None
    pattern, _ = TRUSTED.get(engine, {}).get(rule, ("", ""))
    if pattern and not re.fullmatch(pattern, seen.strip()):
        return Level.SUGGESTION
    spoken, _ = SPEECH.get(engine, {}).get(rule, ("", ""))
    if quoted and spoken and re.fullmatch(spoken, seen.strip()):
        return Level.SUGGESTION
    if category in ADVICE_CATEGORIES or _listed(rule, ADVICE.get(engine, {})):
        return Level.SUGGESTION
    return Level.WARNING


_ARTICLES: Final = {
    "AnA": "reads 'an HIV test' and 'an unidentified man' as if begun by consonants",
    "EN_A_VS_AN": "reads 'an £11bn gap' and 'an hourslong talk' as if begun by consonants",
}


def _listed(rule: str, table: dict[str, str]) -> bool:
    """True for a rule named in a table or matched by one of its patterns."""
    return rule in table or any("*" in name and fnmatchcase(rule, name) for name in table)


def is_speller(rule: str) -> bool:
    """True for the rules (full names) that report words a dictionary lacks."""
    return rule == "harper.SpellCheck" or rule.startswith(
        ("languagetool.MORFOLOGIK_RULE", "languagetool.HUNSPELL_RULE")
    )


def is_phrase_speller(rule: str) -> bool:
    """True for the rules (full names) that report names of several words a list lacks."""
    return rule.startswith("languagetool.EN_MULTITOKEN_SPELLING")
