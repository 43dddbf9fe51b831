"""Vale's first steps over a source: line ends, ignored passages, front matter; places are kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from msgspec import Struct

from copylint.parsers.vale_tokens import Run, cut, shifted

FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)\n(.+?)\n(?:---|\+\+\+)", re.DOTALL)
_SANITIZED = re.compile(r"&rsquo;|\r\n?")


class Copy(Struct):
    """A text made from the source, with the runs that lead back to it."""

    text: str
    runs: list[Run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source of a part of the text."""
        return self._start(start), self._end(end)

    def _run(self, at: int) -> Run:
        return self.runs[max(0, bisect_right(self.runs, at, key=lambda run: run.at) - 1)]

    def _start(self, at: int) -> int:
        if not self.runs:
            return 0
        run = self._run(at)
        if run.length != run.end - run.start:
            return run.start
        return run.start + min(at - run.at, run.length)

    def _end(self, at: int) -> int:
        if at <= 0 or not self.runs:
            return 0
        run = self._run(at - 1)
        return (
            run.end
            if run.length != run.end - run.start
            else run.start + min(at, run.at + run.length) - run.at
        )


def sanitized(source: str) -> Copy:
    """The source with LF line ends and `&rsquo;` as an apostrophe."""
    if "\r" not in source and "&rsquo;" not in source:
        return Copy(source, [Run(0, len(source), 0, len(source))])
    whole = Copy(source, [Run(0, len(source), 0, len(source))])
    return substituted(
        whole, _SANITIZED.finditer(source), lambda m: "'" if m[0][0] == "&" else "\n"
    )


def substituted(
    copy: Copy, matches: Iterable[re.Match[str]], replacement: Callable[[re.Match[str]], str]
) -> Copy:
    """A copy with each match replaced by a text that stands for it."""
    text, runs = copy.text, copy.runs
    pieces: list[str] = []
    made: list[Run] = []
    at = length = 0
    for match in matches:
        before = text[at : match.start()]
        made += shifted(cut(runs, at, match.start()), length)
        value = replacement(match)
        length += len(before)
        start, end = copy.span(*match.span())
        if value:
            made.append(Run(length, len(value), start, end))
        pieces += [before, value]
        length += len(value)
        at = match.end()
    if not pieces:
        return copy
    made += shifted(cut(runs, at, len(text)), length)
    return Copy("".join([*pieces, text[at:]]), made)


class Wrap(Struct, frozen=True):
    """A passage to hide: the part of a match that stays, and what is put before and after it."""

    before: str
    after: str
    group: int = 1


def wrapped(copy: Copy, spans: Iterable[tuple[int, int, int, int]], wrap: Wrap) -> Copy:
    """A copy in which each match (its span and its group's span) is left as the wrapped group."""
    text, runs = copy.text, copy.runs
    pieces: list[str] = []
    made: list[Run] = []
    at = length = 0
    for start, end, inner_start, inner_end in spans:
        for piece, place in (
            (text[at:start], (at, start)),
            (wrap.before, None),
            (text[inner_start:inner_end], (inner_start, inner_end)),
            (wrap.after, None),
        ):
            if place:
                made += shifted(cut(runs, *place), length)
            elif piece:
                source = copy.span(start, start)[0]
                made.append(Run(length, len(piece), source, source))
            pieces.append(piece)
            length += len(piece)
        at = end
    if not pieces:
        return copy
    made += shifted(cut(runs, at, len(text)), length)
    return Copy("".join([*pieces, text[at:]]), made)
