"""Several patterns as one alternation, without joining them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from copylint.matching.anchors import Part, Seeker


def first_matches(parts: Sequence[Part], text: str) -> Iterator[tuple[int, regex.Match[str]]]:
    """What the parts' patterns would match as one alternation, each with its part's number.

    Leftmost first, of those at one place the earlier part's. Joining them would cost a
    compilation for every new choice of patterns. Raises TimeoutError as `matches` does.
    """
    if len(parts) == 1:
        yield from ((0, match) for match in Seeker(parts[0], text).all())
        return
    seekers = [Seeker(part, text) for part in parts]
    coming = [(number, seeker.next(0)) for number, seeker in enumerate(seekers)]
    while True:
        standing = [(match.start(), number, match) for number, match in coming if match]
        if not standing:
            return
        _, first, match = min(standing, key=lambda each: each[:2])
        yield first, match
        end = match.end()
        coming = [
            (number, seekers[number].next(end) if other.start() < end else other)
            for number, other in coming
            if other
        ]
