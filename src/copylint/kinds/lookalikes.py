"""The kind `lookalike`: letters of another script that look like Latin ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.matching import Literal, Needs

# Letters that most typefaces draw alike: Unicode Technical Standard 39, confusables.
_LATIN = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅοανικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTYXIJSoavikABEZHIKMNOPTYX",
        strict=True,
    )
)
_MIXED = kept(
    r"(?<![\w-])(?=\w*[A-Za-z])(?=\w*[\p{Cyrillic}\p{Greek}])[\p{Latin}\p{Cyrillic}\p{Greek}]+(?!\w)"
)


@register
class LookalikeRule(Rule, frozen=True, kw_only=True):
    """A word of Latin letters among which one of another script hides ("nаtional").

    Only words that read as Latin once those letters are replaced are reported. Message values: the
    word in Latin letters, the letters that are not.
    """

    kind: ClassVar[str] = "lookalike"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The words of a segment that are only almost Latin."""
        for match in _MIXED.finditer(segment.text):
            strange = dict.fromkeys(char for char in match[0] if char in _LATIN)
            latin = "".join(_LATIN.get(char, char) for char in match[0])
            if len(latin) > 2 and latin.isascii():
                shown = ", ".join(f"U+{ord(char):04X}" for char in strange)
                yield Hit(Span(*match.span()), (latin, shown), (latin,), recase=False)

    def needs(self) -> Needs:
        """One of the letters."""
        return frozenset(Literal(char.casefold()) for char in _LATIN)
