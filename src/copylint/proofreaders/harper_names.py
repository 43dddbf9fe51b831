"""Names that are like no word Harper knows: kept from its search for better words, found by us.

Harper searches ever wider for what an unknown word may have been meant for, and the first time it
finds nothing near costs seconds of processor time. Nearly every article has such a name, and what
Harper offers for it is of no use to anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

from copylint.document import Span
from copylint.kept import kept

if TYPE_CHECKING:
    from harper import Linter

# The listed words, in small letters, that an unknown name could be taken for.
Alike: TypeAlias = Callable[[str], Iterable[str]]

_SHORTEST: Final = 4
_YOUNG: Final = 10  # texts after which Harper has most likely made its search anyway
_WORD: Final = kept(r"[^\W\d_]+")
_POSSESSIVE: Final = kept("['’]s?$")
_TOKEN: Final = kept(
    r"""(?<![^\s(\["“‘—–])[^\W\d_]+(?:['’]s)?"""
    r"""(?=['’]?(?:$|[\s)\]"”—–…]|[.,;:!?]+(?:$|[\s"”’')\]])))"""
)


class Strangers:
    """The strange names of one linter: those it does not know, nor any word they are like."""

    def __init__(self, linter: Linter, alike: Alike) -> None:
        self._linter = linter
        self._alike = alike
        self._strange: dict[str, bool] = {}
        self._texts = 0

    def met(self, text: str) -> tuple[Span, ...]:
        """Where strange names stand that can be kept from the linter; none once it is old.

        Each stands in capitals and apart from other signs wherever it stands in the text.
        """
        if self._texts >= _YOUNG:
            return ()
        self._texts += 1
        return tuple(
            span
            for small, spans in _apart(text).items()
            if not self._knows(small) and self.strange(small)
            for span in spans
        )

    def strange(self, word: str) -> bool:
        """True for a word, possessive or not, that is like no word the linter knows."""
        small = _POSSESSIVE.sub("", word).lower()
        if small not in self._strange:
            far = not any(map(self._knows, self._alike(small)))
            self._strange[small] = far
        return self._strange[small]

    @contextmanager
    def introduced(self, words: Iterable[str]) -> Iterator[None]:
        """Make words known to the linter for a while, in which it is asked for nothing else."""
        self._linter.import_words(sorted({word.replace("’", "'") for word in words}))
        try:
            yield
        finally:
            self._linter.clear_words()

    def _knows(self, word: str) -> bool:
        return self._linter.is_likely_english(word)


def is_name(word: str) -> bool:
    """True for letters that begin with a capital, possessive or not, and are no short word."""
    name = _POSSESSIVE.sub("", word)
    return len(name) >= _SHORTEST and name[0].isupper() and name.isalpha()


def _apart(text: str) -> dict[str, list[Span]]:
    """By the word in small letters, where names stand that never stand small or joined."""
    found: dict[str, list[Span]] = {}
    for match in _TOKEN.finditer(text):
        if is_name(match.group()):
            small = _POSSESSIVE.sub("", match.group()).lower()
            found.setdefault(small, []).append(Span(*match.span()))
    places = Counter(match.group().lower() for match in _WORD.finditer(text))
    return {small: spans for small, spans in found.items() if len(spans) == places[small]}
