"""Names that lack the apostrophe of a possessive: "Brazils economy"."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from copylint.filters.names_evidence import TITLES
from copylint.filters.names_unknown import Gate, Unknown, report
from copylint.issue import Category, Issue

RULE: Final = "names.apostrophe"


def lacks_apostrophe(unknown: Unknown, gate: Gate) -> bool:
    """True for a name with a bare s before the thing it owns: "Brazils economy"."""
    text, word = unknown.text, unknown.word
    name = text.removesuffix("s")
    if name == text or len(name) < 4 or unknown.part or name[-1] == "s" or unknown.owned:
        return False
    person = text in gate.lists.leaders or text in gate.lists.people
    known = gate.lists.knows(text) and (person or name not in gate.lists.solid)
    if known and not gate.evidence.names[name]:
        return False
    following = word.following.lower()
    if not following or following in _AFTER_PLURALS or following.endswith("ed"):
        return False
    if word.previous.lower() in _BEFORE_PLURALS:
        return False
    if gate.evidence.names[name] or name in gate.lists.solid:
        return True
    if name in gate.lists.leaders:
        return not gate.lists.ordinary(name.lower())
    given = word.previous[:1].isupper() and word.previous.lower() not in TITLES
    return word.following.islower() and given and name in gate.lists.people


_BEFORE_PLURALS: Final = frozenset(
    "the these those two three four five six seven eight nine ten both many most some several few "
    "all other no more fellow young old new of between among various".split()
)
_AFTER_PLURALS: Final = frozenset(
    "and or but nor are were have had do did will would can could may might shall should must of "
    "in on at to for from with by as than that who which whose when where while if because is was "
    "has against into over under about after before between during until since not also all both "
    "say said live lived came went made took won lost beat".split()
)


def possessive_issue(unknown: Unknown) -> Issue:
    """The warning, with the apostrophe in the shape the paragraph uses."""
    name = unknown.text.removesuffix("s")
    mark = "’" if "’" in unknown.segment.text else "'"
    owned = f"{name}{mark}s"
    message = f"'{unknown.text}' stands before what it owns: '{owned}' has the apostrophe."
    issue = report(unknown, RULE, [owned, name], message)
    return replace(issue, category=Category.GRAMMAR)
