"""Kinds about places: `renamed` (former names) and `enclosed` (the comma after a country)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

import msgspec
import regex

from copylint.document import Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Rule, RuleProblem, register
from copylint.language import sentences

_YEAR = kept(r"(?<![\w$£€.,-])(?:in |c\. ?)?(1\d{3}|20\d\d)(?:s|[-–]\d{2,4})?(?![\w,.]\d|\w)")
_PAST = kept(
    r"\b(?:formerly|previously|originally|former name|old name|renamed|was called|then called|"
    r"then known|"
    r"once called|once known|known as|now known|now called|spelled|spelt|colonial|empire|emperor|"
    r"sultan(?:ate)?|dynasty|Ottoman|Byzantine|Roman|Soviet|tsarist|czarist|the Raj|British India|"
    r"medieval|ancient|centur(?:y|ies)|World War|BC|B\.C\.|historic name|besieged|siege of|"
    r"battle (?:of|for)|gulf of|colony|tribesmen|legion)\b",
    regex.IGNORECASE,
)
_DAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June "
    "July August September October November December Jan Feb Aug Sept Oct Nov Dec"
).split()
_DAY = "|".join(_DAYS)
_NAME_AFTER = kept(rf"[ -](?!(?:{_DAY})\b)\p{{Lu}}")
_NAME_BEFORE = kept(r"(?<=[\p{L}\d,;:’')”] )(?:\p{Lu}[\p{L}.’'-]*) $")


class NewName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a place is called now, since which year, and where the former name stands rightly.

    `anywhere`: the former name also counts inside a longer capitalised name, as adjectives do.
    `before`: what must stand before it (a pattern), for names that people bear too.
    """

    new: str
    year: int = 0
    unless: tuple[str, ...] = ()
    anywhere: bool = False
    before: str = ""


@register
class Renamed(Rule, frozen=True, kw_only=True):
    """Former names of places, silent where they belong to the past or to a longer name.

    `names` maps a former name to what it is now: a name, or `new`, `year`, `unless`, `anywhere`.
    A sentence that holds a year before the change, a word of the past ("formerly", "Ottoman") or
    the new name itself is left alone (with `history: years` only the year counts); so is a former
    name beside another capitalised word ("Madras High Court"). Message values: the new name, the
    former one, the year.
    """

    kind: ClassVar[str] = "renamed"

    names: dict[str, str | NewName]
    history: Literal["words", "years"] = "words"

    def prepare(self) -> None:
        """Compile the names. Raises RuleProblem."""
        if not self.names:
            raise RuleProblem("'names' names no place", "names")
        _ = self._pattern, self._contexts

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Former names used of today's places."""
        text = segment.text
        for match in self._pattern.finditer(text):
            old = self._known[match[0].casefold()]
            name = self._name(old)
            if self._fits(text, Span(*match.span()), old, name):
                year = str(name.year) if name.year else ""
                yield Hit(
                    Span(*match.span()), (name.new, match[0], year), tuple(name.new.split("|"))
                )

    def literals(self) -> tuple[str, ...]:
        """The former names."""
        return tuple(self._known)

    def _name(self, old: str) -> NewName:
        name = self.names[old]
        return NewName(name) if isinstance(name, str) else name

    def _fits(self, text: str, span: Span, old: str, name: NewName) -> bool:
        if name.before and not regex.search(rf"(?:{name.before})$", text[: span.start]):
            return False
        if not name.anywhere and _in_longer_name(text, span):
            return False
        context = self._contexts.get(old)
        if context and any(Span(*found.span()).overlaps(span) for found in context.finditer(text)):
            return False
        if not self._in_the_past(text, span.of(text), name):
            return True  # so that the sentence, which takes long to find, need not be
        return not self._in_the_past(_sentence(text, span), span.of(text), name)

    def _in_the_past(self, passage: str, old: str, name: NewName) -> bool:
        told = self.history == "words" and _told_as_past(passage, old, name)
        return told or _before_change(passage, name)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {old.casefold(): old for old in self.names}

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        longest = sorted(self.names, key=len, reverse=True)
        written = [form for old in longest for form in dict.fromkeys((old, old.upper()))]
        choice = "|".join(map(regex.escape, written))
        return regex.compile(rf"(?<![\w-])(?:{choice})(?!\w|[’'](?!s\b|S\b)\w)")

    @cached_property
    def _contexts(self) -> dict[str, regex.Pattern[str]]:
        found = {}
        for old in self.names:
            if contexts := self._name(old).unless:
                try:
                    found[old] = regex.compile("|".join(contexts))
                except regex.error as error:
                    raise RuleProblem(f"'unless' cannot be read: {error}", "names", old) from None
        return found


def _sentence(text: str, span: Span) -> str:
    for sentence in sentences(text):
        if sentence.contains(span):
            return sentence.of(text)
    return text


def _in_longer_name(text: str, span: Span) -> bool:
    return (
        bool(
            _NAME_AFTER.match(text, span.end)
            or _NAME_BEFORE.search(text, max(0, span.start - 40), span.start)
        )
        and not span.of(text).isupper()
    )


def _told_as_past(sentence: str, old: str, name: NewName) -> bool:
    if any(form in sentence and form not in old for form in name.new.split("|")):
        return True
    return _PAST.search(sentence) is not None


_CENTURY = kept(r"\b(?:(?:1?\dth|20th)[ -]centur(?:y|ies)|medieval)\b")


def _before_change(sentence: str, name: NewName) -> bool:
    if name.year and _CENTURY.search(sentence):
        return True
    years = [int(found[1]) for found in _YEAR.finditer(sentence)]
    return bool(name.year) and any(year < name.year for year in years)


# A word of a name; a stop with a space behind it only ends St. and the like.
_CAP = r"(?:(?:St|Ste|Sta|Sto|Ft|Mt|Pt)\.|\p{Lu}(?:[\p{L}’'-]|\.(?=\p{L}))*)"
_RUN = (
    rf"{_CAP}(?: (?:{_CAP}|de|la|el|al|del|of|on|upon|the|los|las|le|do|da|dos|di|am|an|der)(?= ))*"
    rf"(?: {_CAP})?"
)
# After these nothing has to be closed: a stop, a bracket, a dash, a possessive, the end.
_CLOSED = kept(r"\s*(?:$|[,.;:!?)\]”\"…—–/]|[’'](?!s\b)|[’']s\b|- |\()|-|\w")
_NAMING = kept(rf" (?!(?:{_DAY})\b)(?:\p{{Lu}}|\d{{5}})")
_LINKED = kept(r" (?:and|or|&) ")
_LISTED = kept(rf"{_CAP}, $")
_BEFORE = (
    "in at near from to of outside around into through toward towards via across off beyond inside "
    "north south east west"
).split()
_PLACED = kept(rf"\b(?:{'|'.join(_BEFORE)}) (?:the )?$", regex.IGNORECASE)
# What may stand before the place: Last year in Berlin, Two days later in Doha.
_WHEN = (
    r"(?i:(?:last|next|this|that|later that|earlier this|earlier that|the same|the next) "
    r"(?:year|month|week|weekend|season|summer|winter|spring|autumn|fall|day|night|morning|evening)|"
    r"(?:earlier|later|meanwhile|elsewhere|back|yesterday|today|only|once|again|also|then|now)|"
    r"(?:\w+ )?(?:days?|weeks?|months?|years?|hours?) (?:ago|later|earlier|before)|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
# A clause that opens with a place ("In Geneva, Russia said") has its comma already.
_OPENING = kept(
    r"(?:^|[.!?:;—–“\"]\s*|, (?:and|but|while|as|so|yet|when|where|which|because) |"
    r"\b(?:that|while|because|when|where|and|but|as|if|although|whereas) )"
    rf"(?:(?:{_WHEN} )?(?:(?i:in|at|near|from|outside|after|before|during|following|since|until|"
    r"on|by|with|(?:hours|days|weeks|months|minutes|shortly|soon|just|long|right) (?:before|after)|"
    r"ahead of|because of|despite|for|under|like|unlike|amid|speaking|meeting|arriving|"
    r"talking|visiting|hosting)\b)"
    r"[^,.;:!?“”\"]{0,70}? )?(?:the )?$"
)
# So has one that opens with a clause ("When he reached Paris, France was at war").
_CLAUSE = kept(
    r"(?:^|[.!?:;—–“\"]\s*|, (?:and|but) |\bthat )"
    r"(?i:when|while|as|if|because|although|though|once|where|whereas|whether)\b"
    r"[^,.;:!?“”\"]{0,70}? (?:the )?$"
)
_VERBS = (
    "also now still never once again too both has is was had will would could can may might must "
    "should does did do have are were said says won lost beat made took gave began became saw held "
    "led put set cut let went came got sought sent spent told kept left met drew ran hit rose fell "
    "found felt sat stood spoke swept struck threw tied sold bought built chose grew wrote broke "
    "fought brought thought withdrew shot sank shut agrees wants hopes plans faces remains needs "
    "holds leads seeks keeps takes makes gives sees calls plays meets hosts joins looks stands "
    "continues begins expects warns argues need want face lead host seek hope plan play trail draw "
    "win lose"
).split()
_VERB = kept(rf" (?:{'|'.join(_VERBS)}|\p{{Ll}}{{3,}}ed)\b")
# A sentence under way to its verb: the country after a namesake of another country's city.
_UNDER_WAY = kept(
    r"(?:^|[.!?]\s+)(?:An?|The|His|Her|Its|Their|Some|Two|Three|Four|Five|\d+) "
    r"[^,.;:!?“”\"()]{1,60}$"
)
_GOES_ON = kept(
    rf"{_VERB.pattern}| (?:on|in|at|for|after|before|last|next|to|when|where|with|by|since)\b"
)
_NO_PLACE = frozenset(
    [*_DAYS, "Parliament", "Congress", "Ramadan", "Easter", "Christmas", "Europe"]
)


@register
class Enclosed(Rule, frozen=True, kw_only=True):
    """A country or state named after its city must be closed by a comma inside a sentence.

    `places` maps each country or state to cities known to lie in it; for those the comma is
    certain. `loose` names the countries and states that also follow an unlisted place, when a
    preposition stands before it and nothing else explains the first comma. Clauses that open with
    a place ("In Geneva, Russia said") and lists of places are left alone. Message values: the
    place with its comma, the place as found.
    """

    kind: ClassVar[str] = "enclosed"

    places: dict[str, tuple[str, ...]]
    loose: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Compile the places."""
        if not self.places:
            raise RuleProblem("'places' names no country", "places")
        _ = self._pattern, self._cities, self._all

    def find(self, segment: Segment) -> Iterator[Hit]:
        """Places that lack their second comma."""
        text = segment.text
        for match in self._pattern.finditer(text):
            start = self._start(text, match)
            if start is None or _closed(text, match.end()):
                continue
            seen = text[start : match.end()]
            yield Hit(Span(start, match.end()), (f"{seen},", seen), (f"{seen},",), recase=False)

    def literals(self) -> tuple[str, ...]:
        """Each country or state with the comma before it."""
        return tuple(f", {region.casefold()}" for region in self.places)

    def _start(self, text: str, match: regex.Match[str]) -> int | None:
        """Where the city of a match starts; None when it is no city with its country."""
        region = match["region"]
        offset = self._known(match["city"], region)
        known = offset is not None
        if offset is None:
            offset = self._unknown(text, match)
        if offset is None:
            return None
        start = match.start("city") + offset
        return None if self._stands_free(text, match.end(), start, known=known) else start

    def _known(self, run: str, region: str) -> int | None:
        """The offset in a run of words at which a known city of the region begins."""
        words = list(regex.finditer(r"\S+", run))
        for word in words:
            if run[word.start() :] in self._cities[region]:
                return int(word.start())
        return None

    def _unknown(self, text: str, match: regex.Match[str]) -> int | None:
        run, region = match["city"], match["region"]
        if region not in self.loose or run.split()[0] in _NO_PLACE:
            return None
        if run in self._all and not _continues(text, match):
            return None
        placed = _PLACED.search(text, max(0, match.start() - 24), match.start())
        listed = _LISTED.search(text[: match.start()])
        return 0 if placed and not listed else None

    def _stands_free(self, text: str, end: int, start: int, *, known: bool) -> bool:
        """True when the comma before the country may be there for another reason."""
        linked, verb = _LINKED.match(text, end), _VERB.match(text, end)
        if linked and not known:
            return True
        if _OPENING.search(text, 0, start):
            return bool(verb or linked or not known)
        return bool(_CLAUSE.search(text, 0, start) and (verb or not known))

    @cached_property
    def _cities(self) -> dict[str, frozenset[str]]:
        return {region: frozenset(cities) for region, cities in self.places.items()}

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self.places).union(*self.places.values())

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        regions = "|".join(map(regex.escape, sorted(self.places, key=len, reverse=True)))
        return regex.compile(
            rf"(?<![\p{{L}}\d])(?P<city>{_RUN}), (?P<region>{regions})(?![\p{{L}}\d])"
        )


def _continues(text: str, match: regex.Match[str]) -> bool:
    """True when the sentence has begun before the city and goes on behind the country."""
    return bool(_UNDER_WAY.search(text, 0, match.start()) and _GOES_ON.match(text, match.end()))


def _closed(text: str, end: int) -> bool:
    return bool(_CLOSED.match(text, end) or _NAMING.match(text, end))
