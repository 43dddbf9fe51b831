"""The kinds of rules: a table from a kind's name to its module, which is loaded when needed."""

from __future__ import annotations

from importlib import import_module

from copylint.kinds.base import Rule, kinds

# A kind's name, and the module of this package that registers it.
MODULES = {
    "capitalization": "capitalization",
    "conditional": "conditional",
    "consistency": "consistency",
    "existence": "existence",
    "occurrence": "occurrence",
    "repetition": "repetition",
    "substitution": "substitution",
    "abbreviation": "abbreviation",
    "antecedent": "antecedent",
    "calendar": "calendar",
    "change": "arithmetic",
    "contrast": "contrast",
    "conversion": "conversions",
    "count": "counting",
    "items": "counting",
    "echo": "repeats",
    "differing-figure": "figures",
    "differing-name": "figures",
    "differing-year": "years",
    "headline": "heads",
    "marks": "quotation",
    "mention": "mentions",
    "mixture": "mixture",
    "twin": "twins",
    "votes": "votes",
    "renamed": "places",
    "enclosed": "places",
    "doubled": "doubled",
    "varieties": "varieties",
    "numeral": "numerals",
    "total": "arithmetic",
    "multiple": "arithmetic",
    "shares": "arithmetic",
    "difference": "arithmetic",
    "headings": "headings",
    "undated": "undated",
    "verdict": "verdict",
    "compound": "compounds",
    "capitals": "capitals",
    "fact": "facts",
    "elapsed": "facts",
    "lookalike": "lookalikes",
}


def kind_of(name: str) -> type[Rule] | None:
    """The kind of that name, its module loaded if need be; None when there is none."""
    if name not in kinds() and name in MODULES:
        import_module(f"{__name__}.{MODULES[name]}")
    return kinds().get(name)


def kind_names() -> list[str]:
    """The names of all kinds that can be had, in order."""
    return sorted({*MODULES, *kinds()})
