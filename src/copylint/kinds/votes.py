"""The kind `votes`: more votes than there are members to cast them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.arithmetic import value
from copylint.kinds.base import Hit, Rule, register
from copylint.language import sentences

_SMALL = (
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty"
)
_VOTERS = (
    r"House|Senate|parliament|assembly|chamber|council|court|voters|residents|lawmakers|legislature|"
    r"legislators|delegates|shareholders|union|board|committee|panel|commission|congress|tribunal"
)
_BODY = kept(
    rf"\b(?P<all>\d{{1,3}}|{_SMALL})-(?:member|seat|judge|justice|person|strong) "
    rf"(?:(?:[\p{{L}}’'-]+ ){{0,3}}?(?:{_VOTERS})\b)?",
    regex.IGNORECASE,
)
_VOTING = (
    r"\b(?:vot(?:e[sd]?|ing)|ruled|ruling|decided|split|divided|approved|passed|rejected|backed|"
    r"adopted|upheld|struck|endorsed|confirmed|carried|elected|overturned|sided|agreed)\b"
)
_TALLY = kept(
    rf"(?<={_VOTING}[^.;:!?]{{0,90}})(?<![\w$£€.,/:–-])"
    r"(?P<shown>(?P<yes>\d{1,3})(?:-|–| to | votes to )(?P<no>\d{1,3})"
    r"(?:(?:-|–)(?P<rest>\d{1,2}))?)(?![\w%/:–-]|[.,]\d)",
    regex.IGNORECASE,
)
_ABSTAINED = kept(
    rf"\b(?P<some>\d{{1,2}}|one|two|{_SMALL}) (?:members? |judges? )?(?:abstentions?|abstain\w*)",
    regex.IGNORECASE,
)
_COUNTED = kept(
    rf"\bof (?:the |its |all )?(?P<all>\d{{1,3}}|{_SMALL}) [a-z]+s,? "
    rf"(?P<shown>(?P<yes>\d{{1,3}}|{_SMALL}) (?:voted|were|cast votes) "
    rf"(?:for|in favou?r|yes)(?: of it)?,?(?: and| while| with)? (?P<no>\d{{1,3}}|{_SMALL}))"
    r"(?= (?:voted |were )?(?:against|no|opposed))",
    regex.IGNORECASE,
)
_OTHERS = kept(rf"\b(?:{_VOTERS})\b", regex.IGNORECASE)
_GOES_ON = kept(r"(?:It|They|The (?:vote|tally|measure|motion|result|decision|ruling|plan))\b")


@register
class VotesRule(Rule, frozen=True, kw_only=True):
    """More votes than members ("the nine-member court ruled 6-4"), abstentions counted.

    The body and its tally stand in one sentence, or the next opens with "It", "They", "The vote";
    no other body stands between. Fewer votes than members are let pass: people stay away. Message
    values: the tally, the votes in all, the members.
    """

    kind: ClassVar[str] = "votes"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The tallies of a segment that are too high."""
        text = segment.text
        for match in _COUNTED.finditer(text):
            yield from _too_many(match, 0, match["all"])
        for body in _BODY.finditer(text):
            reach = _reach(text, body)
            tally = _tally(text, body, reach)
            if tally is not None:
                also = _ABSTAINED.search(text, tally.end(), reach.end)
                yield from _too_many(tally, value(also["some"]) if also else 0, body["all"])

    def literals(self) -> tuple[str, ...]:
        """What tells how many have a vote."""
        return ("-member ", "-seat ", "-judge ", "-justice ", "-person ", "-strong ", "of ")


def _reach(text: str, body: regex.Match[str]) -> Span:
    """The sentence of a body, and the next where that goes on about it."""
    spans = list(sentences(text))
    at = next((i for i, span in enumerate(spans) if span.start <= body.start() < span.end), None)
    if at is None:
        return Span(0, len(text))
    after = spans[at + 1] if at + 1 < len(spans) else None
    goes_on = after is not None and _GOES_ON.match(text, after.start)
    return Span(spans[at].start, after.end if after and goes_on else spans[at].end)


def _tally(text: str, body: regex.Match[str], reach: Span) -> regex.Match[str] | None:
    """The one tally of a vote that the body must have cast."""
    tally = _TALLY.search(text, reach.start, reach.end)
    if tally is None:
        return None
    first, second = sorted((body, tally), key=lambda match: int(match.start()))
    return None if _OTHERS.search(text, first.end(), second.start()) else tally


def _too_many(tally: regex.Match[str], also: float, members: str) -> Iterator[Hit]:
    groups = tally.groupdict()
    cast = sum(value(groups[name]) for name in ("yes", "no", "rest") if groups.get(name)) + also
    if cast > value(members):
        yield Hit(Span(*tally.span("shown")), (tally["shown"], f"{cast:g}", members))
