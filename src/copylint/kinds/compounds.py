"""The kind `compound`: one compound written together here and apart, or with a hyphen, there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.patterns import whole_text
from copylint.kinds.varieties import is_copy

_WORD = kept(r"(?<![\w@/.’'-])\p{L}+(?:-\p{L}+)?(?![\w@/-]|\.\w)")
_HYPHENATED = kept(r"\p{L}{2,}-\p{L}{2,}|\b\p{L}-\p{L}{3,}")
_HIDDEN = ("blockquote", "raw", "front-matter")


class _Seen(Struct, frozen=True, order=True):
    segment: int
    span: Span
    text: str
    joint: int  # where its first part ends; 0 when it is written together

    @property
    def form(self) -> str:
        """What parts it: a hyphen, a space, nothing."""
        return self.text[self.joint] if self.joint else ""


@register
class CompoundRule(Rule, frozen=True, kw_only=True):
    """Two forms of one compound: "start-up" and "startup", "e-mail" and "email".

    Every hyphenated word is held against the same letters without the hyphen; those under `open`
    also against the form in two words. `apart` names, without hyphen, those whose forms differ in
    meaning. Plurals count as their singular; names, quotations and code do not count. The rarer
    form is reported, the later of equals. Message values: the usual form, the form found, how
    often the usual one stands.
    """

    kind: ClassVar[str] = "compound"
    local: ClassVar[bool] = False

    open: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Each compound that the rest of the article writes otherwise."""
        written: defaultdict[str, list[_Seen]] = defaultdict(list)
        both = self._written_together(document)
        for index, segment in enumerate(document.segments) if both else ():
            if self.sees(segment) and not set(segment.scopes) & set(_HIDDEN):
                for seen in self._compounds(index, segment, both):
                    written[_key(seen)].append(seen)
        for forms in written.values():
            if len({each.form for each in forms}) > 1:
                yield from _rarer(sorted(forms))

    def literals(self) -> tuple[str, ...]:
        """A hyphen, or the words of an open compound."""
        return ("-", *self.open)

    def _written_together(self, document: Document) -> frozenset[str]:
        """The compounds, bare and singular, that also stand in the document as one word."""
        text = whole_text(document).lower()
        joined = [word for word in text.split() if "-" in word]
        parted = {_bare(match[0]) for word in joined for match in _HYPHENATED.finditer(word)}
        apart = {bare for words, bare in self._open.items() if words in text}
        singular = {word.removesuffix("s") for word in parted} | apart
        return frozenset(word for word in singular if word in text)

    def _compounds(self, index: int, segment: Segment, both: frozenset[str]) -> Iterator[_Seen]:
        """The words of a block that are one of the compounds, in whatever form."""
        whole = _bare(segment.text)
        if not any(word in whole for word in both):
            return
        words = [Span(*match.span()) for match in _WORD.finditer(segment.text)]
        for span in words:
            word = span.of(segment.text)
            joint = max(word.find("-"), 0)
            if (
                _bare(word).removesuffix("s") in both
                and self._told(word)
                and is_copy(segment, span)
            ):
                yield _Seen(index, span, word, joint)
        for one, other in pairwise(words) if self._open else ():
            span = Span(one.start, other.end)
            text = span.of(segment.text)
            if (
                _bare(text) in both
                and _bare(text) in self._bare_open
                and len(text) == len(one) + len(other) + 1
            ):
                yield _Seen(index, span, text, len(one))

    def _told(self, word: str) -> bool:
        return _bare(word) not in self._apart

    @cached_property
    def _open(self) -> dict[str, str]:
        """The words of each open compound, and the same written together."""
        return {words.lower(): _bare(words) for words in self.open}

    @cached_property
    def _bare_open(self) -> frozenset[str]:
        return frozenset(self._open.values())

    @cached_property
    def _apart(self) -> frozenset[str]:
        return frozenset(self.apart) | {f"{word}s" for word in self.apart}


def _bare(word: str) -> str:
    return word.lower().replace("-", "").replace(" ", "")


def _key(seen: _Seen) -> str:
    return _bare(seen.text).removesuffix("s")


def _rarer(seen: list[_Seen]) -> Iterator[Hit]:
    """The occurrences of all forms but the usual one: the most frequent, else the earliest."""
    forms = [each.form for each in seen]
    usual = max(dict.fromkeys(forms), key=forms.count)
    first = next(each for each in seen if each.form == usual)
    parted = next((each.joint for each in seen if each.joint), 0)
    count = forms.count(usual)
    for each in seen:
        if each.form != usual:
            wanted = _written(each, usual, each.joint or parted)
            yield Hit(
                each.span,
                values=(wanted, each.text, "once" if count == 1 else f"{count} times"),
                suggestions=(wanted,),
                related=(Place(first.segment, first.span, f"'{first.text}' stands here"),),
                segment=each.segment,
                recase=False,
            )


def _written(seen: _Seen, usual: str, joint: int) -> str:
    rest = seen.text[joint + 1 :] if seen.joint else seen.text[joint:]
    return seen.text[:joint] + usual + rest
