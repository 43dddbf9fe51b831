"""What a news desk makes of Harper's rules: the fields they belong to, and those switched off.

Harper 0.2.0 has 917 rules. All run but the ones named here, each with its reason.
"""

from __future__ import annotations

from typing import Final

from copylint.issue import Category

# Harper's own kinds of lint, and the field of ours that they belong to. What is a matter of taste
# (style, typography) becomes advice; see `levels.py`.
CATEGORIES: Final[dict[str, Category]] = {
    "Agreement": Category.GRAMMAR,
    "BoundaryError": Category.GRAMMAR,
    "Capitalization": Category.TYPOGRAPHY,
    "Eggcorn": Category.GRAMMAR,
    "Enhancement": Category.STYLE,
    "Formatting": Category.TYPOGRAPHY,
    "Grammar": Category.GRAMMAR,
    "Malapropism": Category.GRAMMAR,
    "Miscellaneous": Category.STYLE,
    "Nonstandard": Category.GRAMMAR,
    "Punctuation": Category.TYPOGRAPHY,
    "Readability": Category.STYLE,
    "Redundancy": Category.STYLE,
    "Regionalism": Category.STYLE,
    "Repetition": Category.GRAMMAR,
    "Spelling": Category.SPELLING,
    "Style": Category.STYLE,
    "Typo": Category.SPELLING,
    "Usage": Category.GRAMMAR,
    "WordChoice": Category.GRAMMAR,
}

# Rules whose kind says too little: each is plain grammar or spelling.
RULE_CATEGORIES: Final[dict[str, Category]] = {
    "AnA": Category.GRAMMAR,
    "Cant": Category.GRAMMAR,
    "CapitalizePersonalPronouns": Category.GRAMMAR,
    "DefiniteArticle": Category.GRAMMAR,
    "Didnt": Category.GRAMMAR,
    "EachOthersPossessive": Category.GRAMMAR,
    "ElsePossessive": Category.GRAMMAR,
    "ItsContraction": Category.GRAMMAR,
    "LetsConfusion": Category.GRAMMAR,
    "MissingDeterminer": Category.GRAMMAR,
    "ThenThan": Category.GRAMMAR,
    "Theres": Category.GRAMMAR,
    "ToTo": Category.GRAMMAR,
    "WrongApostrophe": Category.GRAMMAR,
}

_HOUSE = "a house choice: the profile's own rules decide"
_LENGTH = "a length is no error; long sentences are the style pack's affair"
_TYPE = "typesetting: wire copy is typed plain, and the profile decides"
_JARGON = "expands or polices computing jargon; a news desk keeps the word it wrote"
_NAMES = "rewrites names or Title Case, which the name check and the house decide"

# Switched off: the reason stands beside each.
OFF: Final[dict[str, str]] = {
    "AvoidAndAlso": "'and also' is plain English",
    "AvoidContractions": _HOUSE,
    "AvoidCurses": "reported speech keeps its words",
    "BlacklistWhitelist": _HOUSE,
    "BoringWords": "taste",
    "ByTheWay": "expands abbreviations people wrote on purpose",
    "CompoundNouns": "joins verbs and adjectives to nouns: 'heart breaks', 'top line'",
    "CondenseAllThe": "'all of the' is plain English",
    "CurrencyPlacement": _HOUSE,
    "Damages": "'damages' is a legal award in nearly all news",
    "Dashes": _TYPE,
    "DisjointPrefixes": "joins re-election, non-white, co-exist: a house choice",
    "DiscourseMarkers": "asks for commas the sentence does without",
    "DotInitialisms": _HOUSE,
    "EllipsisLength": _TYPE,
    "ExpandAlgorithm": _JARGON,
    "ExpandAlloc": _JARGON,
    "ExpandArgument": _JARGON,
    "ExpandConfiguration": _JARGON,
    "ExpandControl": _JARGON,
    "ExpandCoordinate": _JARGON,
    "ExpandDecl": _JARGON,
    "ExpandDependencies": _JARGON,
    "ExpandDereference": _JARGON,
    "ExpandDirectory": _JARGON,
    "ExpandMemoryShorthands": _JARGON,
    "ExpandMinimum": _JARGON,
    "ExpandParameter": _JARGON,
    "ExpandPointer": _JARGON,
    "ExpandPreference": _JARGON,
    "ExpandPrevious": _JARGON,
    "ExpandStandardInputAndOutput": _JARGON,
    "ExpandTimeShorthands": _HOUSE,
    "FillerWords": "taste; quotations keep their words",
    "Hedging": "taste",
    "HowTo": "takes any 'how' before a noun for 'how to'",
    "LongSentences": _LENGTH,
    "MassNouns": "takes 'a ruling', 'an expansion' for mass nouns",
    "ModalBeAdjective": "takes a noun after a modal verb for an adjective",
    "MoreAdjective": "'more modest' and its like are plain English",
    "AdjectiveDoubleDegree": "takes 'more modest' for a double comparative",
    "NationalCapitals": _NAMES,
    "NerveRacking": _HOUSE,
    "NoFrenchSpaces": _TYPE,
    "NoOxfordComma": _HOUSE,
    "NumericRangeEnDash": "scores, ranges and dates are typed with a hyphen on a wire",
    "OkToOkay": _HOUSE,
    "OneOfTheSingular": "takes names and adjectives after 'one of the' for singular nouns",
    "OrthographicConsistency": _NAMES,
    "OxfordComma": _HOUSE,
    "PartsOfSpeech": "grammarians' jargon",
    "PreferPled": _HOUSE,
    "PreferPleaded": _HOUSE,
    "PreferSnuck": _HOUSE,
    "PreferSneaked": _HOUSE,
    "ProperNouns": _NAMES,
    "PluralDecades": "the dates pack decides on 1990s and 90s",
    "QuantifierNumeralConflict": "'some 84,000' is how news says about",
    "QuoteSpacing": _TYPE,
    "Regionalisms": _HOUSE,
    "RepeatedWords": "copylint's own doubled words know 'had had' and Duran Duran",
    "SendAnEmailTo": "'send an email to' is plain English",
    "SentenceCapitalization": "takes bullets, initials, 'Jr.' and addresses for sentence starts",
    "Spaces": "copylint's own spacing rules place it exactly",
    "SpelledNumbers": _HOUSE,
    "SplitWords": "splits any unknown word in two; the speller knows better",
    "ThatThan": "takes 'the longer that' for a comparison",
    "There": "takes 'the re-election' for 'there'",
    "TheWhetherWeather": "takes 'the whether-or-not' for a slip; heard-alike asks for the sense",
    "Towards": _HOUSE,
    "UnclosedQuotes": "sees one block; copylint follows quotations over paragraphs",
    "UpdatePlaceNames": "the place-name packs know contexts and dates",
    "UseEllipsisCharacter": _TYPE,
    "UseTitleCase": _HOUSE,
    "Worldwide": "joins the World Wide Web",
    "ViciousCircle": _HOUSE,
    "ViciousCycle": _HOUSE,
    "ViciousCircleOrCycle": _HOUSE,
    "WrongNegative": "guesses a word with another prefix for any unknown name",
    "SubjunctiveWasToWere": _HOUSE,
    "LitotesDirectPositive": "taste",
}
