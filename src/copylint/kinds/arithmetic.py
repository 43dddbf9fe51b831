"""Kinds that do the sums: `total`, `change`, `multiple`, `shares` and `difference`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, register
from copylint.kinds.numerals import value_of
from copylint.language import sentences
from copylint.matching import ANYHOW, Anchors, Literal, Part, first_matches

_DIGITS = frozenset(Literal(digit) for digit in "0123456789")

_GROUP = "jury|panel|crew|team|group|party|board|committee|class|squad|family|council|cast|choir"
_SMALL = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
)
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_SMALL})"
_AT_TOTALS = Anchors(
    dict.fromkeys((*_SMALL.split("|"), *_GROUP.split("|")), ANYHOW), prefixes=("0",)
)
_PART = rf"(?:{_COUNT}|an?) (?:[\p{{L}}’'-]+ ){{0,3}}?[\p{{L}}’'-]+"
_PARTED = kept(r",? and |, ")
_TOTAL = kept(
    rf"(?:(?<![\w$£€.,-])(?P<total>{_COUNT}) (?P<noun>(?:[a-z’'-]+ ){{0,2}}?(?:[a-z]+s|people|men|"
    rf"women|children|dead|injured))|\b(?P<noun>(?:{_GROUP}) of) (?P<total>{_COUNT}))"
    rf"(?:: | ?[—–] ?| \(|, )"
    rf"(?P<parts>{_PART}(?:, {_PART})*,? and {_PART})(?=[.;,)—–]| ?[—–]|$)",
    regex.IGNORECASE,
)
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"[$£€]?(?:{NUMBER})"
_CHANGE = kept(
    rf"\bfrom (?P<old>{_AMOUNT})(?P<per>%| percent| per cent)?(?: (?:million|billion|[a-z]+))?"
    rf" to (?P<new>{_AMOUNT})(?P<pernew>%| percent| per cent)?(?: (?:million|billion|[a-z]+))?,? "
    rf"(?:\(|[—–] ?)?(?P<way>up|down|an? (?:[a-z]+ )?(?:increase|rise|gain|jump|growth|drop|fall|"
    rf"decline|decrease|cut|loss) of)(?: by| about| nearly| almost| some)? "
    rf"(?P<change>(?P<by>{NUMBER})(?P<unit>%| percent(?! points?)| per cent(?! points?)))(?!\w)",
    regex.IGNORECASE,
)

_WAY_FIRST = kept(
    rf"\b(?P<way>rose|grew|climbed|jumped|increased|gained|surged|soared|fell|dropped|declined|"
    rf"decreased|shrank|slid|sank|up|down|(?:increase|rise|gain|jump|growth|drop|fall|decline|"
    rf"decrease|cut) of)(?: by| about| nearly| almost| some)* "
    rf"(?P<change>(?P<by>{NUMBER})(?P<unit>%| percent(?! points?)| per cent(?! points?))),? "
    rf"(?:\(|— ?)?(?:from (?P<old>{_AMOUNT})(?P<per>%| percent| per cent)?"
    rf"(?: (?:million|billion|[a-z]+))? to (?P<new>{_AMOUNT})(?P<pernew>%| percent| per cent)?|"
    rf"to (?P<new>{_AMOUNT})(?P<pernew>%| percent| per cent)?(?: (?:million|billion|[a-z]+))?,? "
    rf"from (?P<old>{_AMOUNT})(?P<per>%| percent| per cent)?)(?![\w%]|[.,]\d)",
    regex.IGNORECASE,
)
_BACK_AGAIN = kept(r"\b(?:then|before|after|later|peak|again|low of|high of)\b", regex.IGNORECASE)


def value(shown: str) -> float:
    """What a figure or number word is worth; not a number where it is neither."""
    plain = shown.replace(",", "").lstrip("$£€")
    if plain.lower() in {"a", "an"}:
        return 1
    if plain[0].isdigit():
        return float(plain)
    worth = value_of(plain)
    return float(worth) if worth is not None else float("nan")


@register
class TotalRule(Rule, frozen=True, kw_only=True):
    """A total that its own parts do not add up to ("12 people: seven men and four women").

    Only closed lists count, in which every part opens with a number. Message values: the total
    with its noun, the sum of the parts.
    """

    kind: ClassVar[str] = "total"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The totals of a segment that differ from the sum of their parts."""
        for _, match in first_matches((Part(_TOTAL, _AT_TOTALS),), segment.text):
            parts = _PARTED.split(match["parts"])
            total, added = value(match["total"]), sum(value(part.split()[0]) for part in parts)
            if total not in (added, len(parts)):
                places = sorted([match.span("total"), match.span("noun")])
                shown = segment.text[places[0][0] : places[1][1]]
                yield Hit(Span(match.start(), match.end("parts")), values=(shown, f"{added:,.0f}"))

    def literals(self) -> tuple[str, ...]:
        """What joins the last part to the others."""
        return (" and ",)

    def also(self) -> tuple[frozenset[Literal], ...]:
        """Numbers: of the total, in whatever form, and what parts it from the list."""
        words = frozenset(Literal(word, whole=True) for word in _SMALL.split("|"))
        return words | _DIGITS, frozenset(map(Literal, (",", ":", "—", "–", "(")))


@register
class ChangeRule(Rule, frozen=True, kw_only=True):
    """A change in per cent that its two ends do not give ("from 4% to 6%, up 2%").

    Between two percentages the difference is in percentage points: that is suggested where the
    figure is the difference. Other figures may be rounded to the precision they show. Message
    values: the change as written, what the two ends give.
    """

    kind: ClassVar[str] = "change"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The changes of a segment that do not compute."""
        for match in self._changes(segment.text):
            old, new, by = (value(match[name]) for name in ("old", "new", "by"))
            if not old or near(abs(new - old) / old * 100, match["by"]):
                continue
            span = Span(*match.span("change"))
            points = bool(match["per"] or match["pernew"]) and near(abs(new - old), match["by"])
            if points:
                named = f"{match['by']} percentage point{'' if by == 1 else 's'}"
                yield Hit(span, values=(match["change"], named), suggestions=(named,))
            else:
                given = f"{abs(new - old) / old * 100:.3g}"
                wanted = f"{given}{match['unit']}"
                yield Hit(span, values=(match["change"], wanted), suggestions=(wanted,))

    @staticmethod
    def _changes(text: str) -> Iterator[regex.Match[str]]:
        for pattern in (_CHANGE, _WAY_FIRST):
            for match in pattern.finditer(text):
                if not _BACK_AGAIN.search(match[0]):
                    yield match

    def literals(self) -> tuple[str, ...]:
        """The word that opens a change."""
        return ("from ",)


_TIMES = {
    "doubl": (2, "doubled"), "tripl": (3, "tripled"), "trebl": (3, "tripled"),
    "quadrupl": (4, "quadrupled"), "halv": (0.5, "halved"),
}  # fmt: skip
_MULTIPLE = kept(
    rf"\b(?P<verb>(?P<stem>{'|'.join(_TIMES)})(?:e|es|ed|ing))(?: in [\p{{L}} ]{{3,20}})?,? from "
    rf"(?P<old>{_AMOUNT})(?P<size>%| million| billion| percent)?(?: [a-z]+)?(?: in \d{{4}})? to "
    rf"(?P<new>{_AMOUNT})(?P<newsize>%| million| billion| percent)?(?![\w%]|[.,]\d)",
    regex.IGNORECASE,
)


@register
class MultipleRule(Rule, frozen=True, kw_only=True):
    """A "doubled" or "halved" that its two ends do not bear out ("doubled from 300 to 900").

    A sixth more or less is let pass. The verb that fits is suggested where there is one. Message
    values: the verb, how many times as much it is.
    """

    kind: ClassVar[str] = "multiple"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The verbs of a segment that do not compute."""
        for match in _MULTIPLE.finditer(segment.text):
            old, new = value(match["old"]), value(match["new"])
            alike = (match["size"] or "") == (match["newsize"] or match["size"] or "")
            if not old or not alike or _fits(new / old, _TIMES[match["stem"].lower()][0]):
                continue
            better = [
                word for stem, (times, word) in _TIMES.items()
                if stem != "trebl" and _fits(new / old, times)
            ]  # fmt: skip
            offered = tuple(better) if match["verb"].lower().endswith("ed") else ()
            yield Hit(Span(*match.span("verb")), (match["verb"], f"{new / old:.2g}"), offered)

    def literals(self) -> tuple[str, ...]:
        """The stems of the verbs."""
        return tuple(_TIMES)


def _fits(ratio: float, times: float) -> bool:
    return abs(ratio - times) <= times / 6


_SHARE = kept(
    rf"(?<![\w$£€.,-])(?P<by>{NUMBER})(?:%| percent\b| per cent\b)(?! points?)", regex.IGNORECASE
)
_FEWEST = 3  # shares that a list of them has; splitting sentences costs more than counting
_NO_SHARES = kept(
    r"\b(?:from|rose|fell|up|down|than|compared|compares|more than one|several|multiple|both|rise|"
    r"increase|increased|decrease|decreased|drop|dropped|growth|grew|gain|gained|discount|interest|"
    r"tax|rates?|inflation|while|versus|against|respectively|of (?:women|men)|points?)\b",
    regex.IGNORECASE,
)


@register
class SharesRule(Rule, frozen=True, kw_only=True):
    """Shares of one whole that come to more than all of it ("52% ..., 41% ... and 14% ...").

    Three shares or more in one sentence, joined by commas and a last "and", count; a sentence of
    changes, rates or several answers does not. What rounding can do (a point for three) is let
    pass. Message values: what they come to.
    """

    kind: ClassVar[str] = "shares"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The lists of shares in a segment that are too much."""
        if sum(1 for _ in _SHARE.finditer(segment.text)) < _FEWEST:
            return
        for sentence in sentences(segment.text):
            text = sentence.of(segment.text)
            found = list(_SHARE.finditer(text))
            if len(found) < _FEWEST or _NO_SHARES.search(text) or not _joined(text, found):
                continue
            total = sum(value(share["by"]) for share in found)
            if len(found) * 0.5 + 0.5 < total - 100 <= 60:
                span = Span(found[0].start(), found[-1].end()).shift(sentence.start)
                if not segment.marks_over(span) & {"quotation", "code"}:
                    yield Hit(span, (f"{total:g}%",))

    def literals(self) -> tuple[str, ...]:
        """What makes a figure a share."""
        return ("%", " percent", " per cent")


def _joined(text: str, shares: list[regex.Match[str]]) -> bool:
    """True when commas part the shares, and "and" the last from the others."""
    gaps = [text[a.end() : b.start()] for a, b in pairwise(shares)]
    return all("," in gap or ";" in gap for gap in gaps[:-1]) and "and " in gaps[-1]


_COUNTED = ("vote", "point", "seat", "goal", "runs", "to ", "ballots")
_MARGINS = ("margin", "majority", "lead", "difference", "gap")
_VOTES = kept(
    rf"\bby (?P<gap>{NUMBER}|{_SMALL}) (?:votes?|points?|seats?|goals?|runs|to|ballots),? "
    rf"(?P<one>{NUMBER})[- ]?(?:to |[-–])(?P<other>{NUMBER})(?![\w%]|[.,]\d)"
    rf"|(?<![\w$.,-])(?P<one>{NUMBER})(?: votes)?(?: to |[-–])(?P<other>{NUMBER}),? (?:by )?an? "
    rf"(?:margin|majority|lead|difference|gap) of (?P<gap>{NUMBER}|{_SMALL})(?![\w%]|[.,]\d)",
    regex.IGNORECASE,
)


@register
class DifferenceRule(Rule, frozen=True, kw_only=True):
    """A margin that its two figures do not give ("by 200 votes, 5,400 to 5,100").

    Message values: the margin, what the figures give.
    """

    kind: ClassVar[str] = "difference"

    def find(self, segment: Segment) -> Iterator[Hit]:
        """The margins of a segment that do not compute."""
        for match in _VOTES.finditer(segment.text):
            gap = abs(value(match["one"]) - value(match["other"]))
            if abs(gap - value(match["gap"])) > 0.05:
                shown = f"{gap:,g}" if gap < 1000 else f"{gap:,.0f}"
                yield Hit(Span(*match.span("gap")), (match["gap"], shown), (shown,), recase=False)

    def literals(self) -> tuple[str, ...]:
        """What opens a margin."""
        return ("by ", " of ")

    def also(self) -> tuple[frozenset[Literal], ...]:
        """The figures, and what they count or what parts them."""
        return _DIGITS, frozenset(Literal(word) for word in (*_COUNTED, *_MARGINS))


def near(given: float, shown: str) -> bool:
    """True when what is given could be rounded to the figure shown, or is a fiftieth off."""
    figure = value(shown)
    return abs(given - figure) <= max(half_step(shown), abs(given) * 0.02)


def half_step(shown: str) -> float:
    """Half the last place that a figure shows."""
    return 0.5 * 10.0 ** -len(shown.partition(".")[2])
