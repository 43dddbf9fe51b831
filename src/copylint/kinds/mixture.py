"""The kind `mixture`: competing forms of one thing across an article, the rarer reported."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import msgspec
import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, RuleProblem, register
from copylint.kinds.patterns import check_each, part_of, reading_of
from copylint.matching import Gate, Part, demands, first_matches

# `$1`, in small letters `$_1`; what stands in braces goes when its group is empty.
_GROUP = kept(r"\$(_?)(\d)")
_IF_FILLED = kept(r"\{([^{}$]*\$_?(\d)[^{}]*)\}")


class _Seen(Struct, frozen=True):
    form: str
    segment: int
    match: regex.Match[str]

    @property
    def span(self) -> Span:
        return Span(*self.match.span())

    @property
    def text(self) -> str:
        return self.match[0]

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple((group or "").lower() for group in self.match.groups())


@register
class MixtureRule(Rule, frozen=True, kw_only=True):
    """Forms that an article should not mix, each a regular expression under a name of its own.

    `write` gives, by the same names, the template (`$1`: the match's first group, `$_1` in small
    letters, `{, $3}` only where the group holds something) that turns a match of another form
    into it. Where two forms stand in one article each occurrence of the
    rarer is reported (of the later one where they stand equal), with the place of the other; with
    `alike` only forms whose groups read alike compete (U.N. and UN, not U.N. and UK). Words
    in code do not count, nor do those in quotations and blockquotes unless `quotations` is `check`.
    Forms are whole words unless `nonword` is true. For pairs of words use `consistency`.
    Message values: the usual form, the form found, how often the usual one stands.
    """

    kind: ClassVar[str] = "mixture"
    local: ClassVar[bool] = False

    forms: dict[str, str]
    write: dict[str, str] = msgspec.field(default_factory=dict)
    ignorecase: bool = True
    nonword: bool = False
    alike: bool = False

    def prepare(self) -> None:
        """Check the forms; each is compiled when a text first may hold it."""
        for name in self.write:
            if name not in self.forms:
                raise RuleProblem(f"there is no form '{name}'", "write", name)
        check_each((form, ("forms", name)) for name, form in self.forms.items())

    def compile_parts(self) -> None:
        """Compile now, to be stored with the rule, what is looked for."""
        for name in self.forms:
            self._part(name)

    def find_all(self, document: Document) -> Iterator[Hit]:
        """Every occurrence of a form that another form outnumbers."""
        found: dict[tuple[str, ...], list[_Seen]] = {}
        for seen in self._occurrences(document) if self._may_mix(document) else ():
            found.setdefault(seen.groups if self.alike else (), []).append(seen)
        for rivals in found.values():
            yield from self._rarer(rivals)

    def _rarer(self, found: list[_Seen]) -> Iterator[Hit]:
        counts: dict[str, int] = {}
        for seen in found:
            counts[seen.form] = counts.get(seen.form, 0) + 1
        if len(counts) < 2:
            return
        usual = max(counts, key=counts.__getitem__)  # the earlier of equals: dicts keep order
        first = next(seen for seen in found if seen.form == usual)
        for seen in found:
            if seen.form != usual:
                yield self._hit(seen, first, counts[usual])

    def _occurrences(self, document: Document) -> Iterator[_Seen]:
        for index, segment in enumerate(document.segments):
            text = segment.text
            names = [name for name, gate in self._gates.items() if gate.open_to(text)]
            if not names or not self.sees(segment):
                continue
            for number, match in first_matches(list(map(self._part, names)), text):
                if self._counts(segment, Span(*match.span())):
                    yield _Seen(names[number], index, match)

    def _may_mix(self, document: Document) -> bool:
        """False where at most one of the forms can stand at all."""
        whole = reading_of(document)
        open_gates = [gate for gate in self._gates.values() if gate.lets(whole)]
        if len(open_gates) < 2:
            return False
        texts = [segment.text for segment in document.segments]
        return sum(any(map(gate.open_to, texts)) for gate in open_gates) > 1

    def _counts(self, segment: Segment, span: Span) -> bool:
        marks = segment.marks_over(span)
        quoted = "quotation" in marks or "blockquote" in segment.scopes
        return "code" not in marks and (not quoted or self.quotations == "check")

    def _hit(self, seen: _Seen, first: _Seen, count: int) -> Hit:
        template = self.write.get(first.form)
        usual = None if template is None else _filled(template, seen.match)
        return Hit(
            seen.span,
            values=(usual or first.text, seen.text, f"{count} times" if count > 1 else "once"),
            suggestions=(usual,) if usual else (),
            related=(Place(first.segment, first.span, f"'{first.text}' stands here"),),
            segment=seen.segment,
            recase=False,
        )

    @cached_property
    def _gates(self) -> dict[str, Gate]:
        bounded, ignorecase = not self.nonword, self.ignorecase
        return {
            name: Gate.of(demands(form, bounded=bounded, ignorecase=ignorecase))
            for name, form in self.forms.items()
        }

    def _part(self, name: str) -> Part:
        """What is looked for under a name, compiled once and kept with what the rule derives."""
        part: Part = self.derived(f"_form {name}", lambda: self._made(name))
        return part

    def _made(self, name: str) -> Part:
        form = self.forms[name]
        pattern = form if self.nonword else rf"(?<!\w)(?:{form})(?!\w)"
        return part_of(pattern, "forms", name, ignorecase=self.ignorecase)


def _filled(template: str, match: regex.Match[str]) -> str:
    def group(place: regex.Match[str]) -> str:
        text = match[int(place[2])] or ""
        return text.lower() if place[1] else text

    kept = _IF_FILLED.sub(lambda part: part[1] if match[int(part[2])] else "", template)
    return _GROUP.sub(group, kept)
