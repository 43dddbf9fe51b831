"""The kind `mixture`: competing forms of one thing across an article, the rarer one reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import msgspec
import regex

from copylint.document import Document, Segment, Span
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.kinds.numerals import opens_sentence


@dataclass(frozen=True, slots=True)
class _Seen:
    """One occurrence: which group of competing forms, which form, where, and how to write it."""

    group: int
    form: str
    segment: int
    span: Span
    context: str

    @property
    def text(self) -> str:
        return self.span.of(self.context)


@register
class MixtureRule(Rule, frozen=True, kw_only=True):
    """Forms that an article should not mix.

    `forms` names each competing form (in letters) and gives its regular expression; `write` gives,
    by the same names, the template (`$1`: the match's first group) that turns another form into it.
    `pairs` is the short way for words that compete one to one ({colour: color}); each pair stands
    for itself, and the suggestion is the other word. Forms are matched as whole words, without
    regard to case unless `ignorecase` is false.

    Where two forms stand in one article each occurrence of the rarer is reported (of the later one
    where they stand equal), with the place of the other. Words in quotations, blockquotes and code
    do not count, nor do pair words with a capital inside a sentence, which are parts of names.
    Message values: the usual form, the form found, how often the usual one stands, and the other.
    """

    kind: ClassVar[str] = "mixture"
    local: ClassVar[bool] = False

    forms: dict[str, str] = msgspec.field(default_factory=dict)
    write: dict[str, str] = msgspec.field(default_factory=dict)
    pairs: dict[str, str] = msgspec.field(default_factory=dict)
    ignorecase: bool = True

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Every occurrence of a form that another form outnumbers."""
        groups: defaultdict[int, list[_Seen]] = defaultdict(list)
        for seen in self._occurrences(document):
            groups[seen.group].append(seen)
        for group in groups.values():
            yield from self._rarer(group)

    def _occurrences(self, document: Document) -> Iterator[_Seen]:
        pattern, groups = _compiled(
            tuple(self.pairs.items()), tuple(self.forms.items()), self.ignorecase
        )
        for index, segment in enumerate(document.segments):
            if "blockquote" in segment.scopes:
                continue
            for match in pattern.finditer(segment.text):
                span = Span(*match.span())
                if self._counts(segment, span):
                    form = match.lastgroup or match[0].lower()
                    yield _Seen(groups.get(form, 0), form, index, span, segment.text)

    def _counts(self, segment: Segment, span: Span) -> bool:
        if segment.marks_over(span) & {"quotation", "code"}:
            return False
        named = self.pairs and segment.text[span.start].isupper()
        return not named or opens_sentence(segment.text, span.start)

    def _rarer(self, group: list[_Seen]) -> Iterator[Hit]:
        counts: dict[str, int] = {}
        for seen in group:
            counts[seen.form] = counts.get(seen.form, 0) + 1
        usual = max(counts, key=counts.__getitem__)  # the earlier of equals: dicts keep order
        first = next(seen for seen in group if seen.form == usual)
        for seen in group:
            if seen.form != usual:
                yield self._hit(seen, first, counts[usual])

    def _hit(self, seen: _Seen, first: _Seen, count: int) -> Hit:
        usual = self._rewritten(seen, first.form)
        shown = usual or first.text
        return Hit(
            seen.span,
            values=(shown, seen.text, f"{count} times" if count > 1 else "once"),
            suggestions=(usual,) if usual else (),
            related=(Place(first.segment, first.span, f"'{first.text}' stands here"),),
            segment=seen.segment,
            recase=bool(self.pairs),
        )

    def _rewritten(self, seen: _Seen, usual: str) -> str | None:
        if self.pairs:
            return usual
        match = _form(self.forms[seen.form], self.ignorecase).match(seen.context, seen.span.start)
        if usual not in self.write or match is None:
            return None
        return regex.sub(r"\$(\d)", lambda place: match[int(place[1])] or "", self.write[usual])

    def literals(self) -> tuple[str, ...] | None:
        """The words of the pairs; patterns are left to the exact match."""
        if self.forms or not self.ignorecase:
            return None
        return tuple(word.lower() for pair in self.pairs.items() for word in pair)


Items = tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def _compiled(
    pairs: Items, forms: Items, ignorecase: bool
) -> tuple[regex.Pattern[str], dict[str, int]]:
    """One pattern for all forms, and the group that each word of a pair belongs to."""
    words = sorted({word for pair in pairs for word in pair}, key=len, reverse=True)
    named = [f"(?P<{name}>{form})" for name, form in forms] or [
        regex.escape(word) for word in words
    ]
    flags = regex.VERSION1 | (regex.IGNORECASE if ignorecase else 0)
    groups = {word.lower(): number for number, pair in enumerate(pairs) for word in pair}
    return regex.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)", flags), groups


@lru_cache(maxsize=256)
def _form(form: str, ignorecase: bool) -> regex.Pattern[str]:
    return regex.compile(form, regex.VERSION1 | (regex.IGNORECASE if ignorecase else 0))
