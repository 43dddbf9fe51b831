"""Several patterns as one alternation, without joining them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from copylint.matching.dialect import TIME_LIMIT


def first_matches(
    patterns: Sequence[regex.Pattern[str]], text: str
) -> Iterator[tuple[int, regex.Match[str]]]:
    """What the patterns would match as one alternation, each with its pattern's number.

    Leftmost first, of those at one place the earlier pattern's. Joining them would cost a
    compilation for every new choice of patterns. Raises TimeoutError as `matches` does.
    """
    coming = [(number, _next(pattern, text, 0)) for number, pattern in enumerate(patterns)]
    while True:
        standing = [(match.start(), number, match) for number, match in coming if match]
        if not standing:
            return
        _, first, match = min(standing, key=lambda each: each[:2])
        yield first, match
        end = match.end()
        coming = [
            (number, _next(patterns[number], text, end) if other.start() < end else other)
            for number, other in coming
            if other
        ]


def _next(pattern: regex.Pattern[str], text: str, start: int) -> regex.Match[str] | None:
    """The next match that holds at least one character."""
    while start <= len(text):
        match = pattern.search(text, start, timeout=TIME_LIMIT)
        if match is None or match.end() > match.start():
            return match
        start = match.end() + 1
    return None
