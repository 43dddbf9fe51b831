"""How an unknown capitalised word stands, and how heavy a slip may be in such a place."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from copylint.filters.names_evidence import PARTICLES, TITLES, Evidence, Word
from copylint.filters.names_lists import House, Lists
from copylint.kept import kept

SPEECH: Final = frozenset(
    "said says told tells added adds asked asks wrote writes argued argues announced claimed noted "
    "replied explained warned insisted admitted recalled testified tweeted posted agreed".split()
)
HEADS: Final = frozenset(  # what a place, firm or prize is called after a name
    "airport river lake island islands mountain mountains valley bay beach street road avenue "
    "square bridge park village town city district county province region peninsula prize award "
    "university college school hospital hotel stadium arena theatre theater museum gallery church "
    "mosque temple castle palace tower bank group corp inc ltd plc fc club brothers sons "
    "securities holdings technologies systems capital partners industries motors airlines airways "
    "media software energy oil steel pharmaceuticals insurance investments financial records "
    "productions pictures studios foods brewery winery estate farm farms ranch mine mines plant "
    "dam canal gulf cape mount fort port camp prison barracks base station hall house".split()
)
DETERMINERS: Final = frozenset(
    "the a an this that these those his her its their our my your every each no any some of in "
    "at for and with by from to on under against via as".split()
)
# Particles that stand only between a first name and a family's.
_BETWEEN: Final = frozenset(
    "ab ag al ap bin bint da der di dos du el ibn nic ould van von wa".split()
)
COMMON: Final = 12_000
VERY_COMMON: Final = 5_000
BASIC: Final = 400
_EVERYDAY: Final = 1_500  # words so frequent that a capital seldom makes them a first name
_UNHEARD: Final = 10**6
_VERBS: Final = frozenset(
    "had will would can could may might shall should must did went came took won lost led ran got "
    "made saw left met sat spoke stood began became died grew knew fell kept held and or".split()
)
_NEVER: Final = -1.0
_DOUBLED: Final = 0.45  # no more than a doubled letter
_DAY: Final = kept(r"^\.?\s\d")
_BEFORE_MONTH: Final = frozenset(
    "in since until by of late early mid last next this from on".split()
)


class Place(Struct, frozen=True):
    """A capitalised word in its surroundings.

    `text` is the word, `both` that two engines do not know it, `after` what follows in the text.
    """

    text: str
    word: Word
    both: bool
    after: str
    evidence: Evidence
    lists: Lists
    house: House

    def is_solid(self, name: str) -> bool:
        """True for a place, people or body, or a name of the house's lists."""
        return name in self.lists.solid or name in self.house.words

    def is_name(self, name: str) -> bool:
        """True for a name that slips are looked for."""
        return name in self.lists.famous or name in self.house.words

    @property
    def telling(self) -> bool:
        """True where the neighbours may show that a listed name is a slip."""
        running = self.word.starts and self.word.following.islower()
        beside = self.word.previous[:1].isupper() or self.word.following[:1].isupper()
        return running or beside or bool(_DAY.match(self.after))

    @property
    def free(self) -> bool:
        """True where any word has a capital: the start of a sentence, Title Case."""
        return self.word.starts or self.evidence.titled(self.word.segment)

    @property
    def repeated(self) -> bool:
        """True when the word stands in the document again."""
        return self.evidence.names[self.text] > 1

    @property
    def person(self) -> bool:
        """True after a title, a first name or a particle, before one or a verb of speech."""
        before = self.word.previous
        if self.before_particle:
            return True
        if before.lower() in TITLES or before.lower() in PARTICLES:
            return True
        if self.word.following.lower() in SPEECH:
            return True
        if not self.word.starts and self._is_other_name(before):
            return True
        return self._is_other_name(self.word.following)

    @property
    def before_particle(self) -> bool:
        """True for the first name of "Rhun ap Iorwerth"."""
        return self.word.following in _BETWEEN

    @property
    def institution(self) -> bool:
        """True beside a capitalised ordinary word: "General ...", "... Department"."""
        neighbours = (
            [self.word.following] if self.word.starts else [self.word.previous, self.word.following]
        )
        return any(self._is_ordinary(word) for word in neighbours)

    def in_phrase(self, name: str) -> bool:
        """True when a name of several words, known or in the document, has `name` in this place."""
        return self.in_known_phrase(name) or self._again(name)

    def in_known_phrase(self, name: str) -> bool:
        """True when a listed name of several words has `name` beside this neighbour."""
        phrases = self.lists.phrases
        return (self.word.previous, name) in phrases or (name, self.word.following) in phrases

    def dated(self, name: str) -> bool:
        """True for the name of a month before a day or year."""
        return name in self.lists.calendar and bool(_DAY.match(self.after))

    def _again(self, name: str) -> bool:
        pairs = self.evidence.pairs
        before, after = self.word.previous, self.word.following
        return bool(before and (before, name) in pairs) or bool(after and (name, after) in pairs)

    def in_document(self, name: str) -> bool:
        """True when the document has that word elsewhere."""
        return bool(self.evidence.names[name] or self.evidence.lower[name.lower()])

    def _is_other_name(self, word: str) -> bool:
        """True for a capitalised neighbour that is no place, day, title or ordinary word."""
        return (
            word[:1].isupper()
            and word.lower() not in TITLES
            and not self._is_ordinary(word)
            and word not in self.lists.solid
            and word not in self.lists.calendar
        )

    def _is_ordinary(self, word: str) -> bool:
        rank = self.lists.rank.get(word.lower(), _UNHEARD)
        most = _UNHEARD if len(word) > 6 else COMMON
        person = word in self.lists.people or (word in self.lists.leaders and rank > _EVERYDAY)
        return word[:1].isupper() and rank < most and not person


def allowed(text: str) -> float:
    """How heavy a slip may be for a word of that length, all else being neutral."""
    size = len(text)
    return 0.6 if size <= 4 else 0.85 if size <= 6 else 1.0 if size <= 8 else 1.4


def heaviest(text: str) -> float:
    """A slip that no place allows to be heavier, for a word of that length."""
    return allowed(text) + 0.85


def limit(place: Place, name: str) -> float:
    """The heaviest slip at which the word in its place is taken for `name`; negative for never."""
    lists, size = place.lists, len(place.text)
    if place.in_phrase(name):
        return allowed(place.text) + 0.5
    near = place.in_document(name)
    named = bool(place.evidence.names[name])
    if size < 3:
        return _NEVER
    if size < 4 and name not in lists.calendar:
        basic = place.free and lists.rank.get(name.lower(), _UNHEARD) < BASIC
        return 0.8 if basic and place.word.following.islower() else _NEVER
    if place.repeated and not named:
        firm = place.is_solid(name) or name in lists.leaders
        return 0.6 if size >= 8 and firm else _NEVER
    more = 0.2 * place.both + 0.3 * near
    if name in lists.calendar:
        return _of_calendar(place, more)
    limits = [_of_word(place, name, more)]
    if place.is_solid(name):
        most = allowed(place.text) + more + 0.15 * (size > 4)
        limits.append(min(most - 0.2, 0.65) if place.person else most)
    if name in lists.leaders and size > 4:
        before, after = place.word.previous, place.word.following
        known = before.lower() in TITLES or after in lists.leaders - lists.people
        most = allowed(place.text) + more + 0.15 * known - 0.1
        limits.append(min(most, _DOUBLED) if place.person and not known and not named else most)
    if name in lists.people:
        surname = place.word.previous[:1].isupper() and place.person and not named
        limits.append(_DOUBLED if surname else _of_person(size, more))
    return max(limits)


def _of_calendar(place: Place, more: float) -> float:
    if _DAY.match(place.after):
        return 1.2
    if place.word.previous.lower() in _BEFORE_MONTH:
        return max(1.6 if len(place.text) > 5 else 0.9, allowed(place.text) + more)
    return allowed(place.text) + more


def _of_person(size: int, more: float) -> float:
    if size < 7:
        return more + 0.1
    return more + (0.6 if size < 9 else 0.8)


def _of_word(place: Place, name: str, more: float) -> float:
    """The limit for an ordinary word that has a capital by its place or in a name."""
    size, rank = len(place.text), place.lists.rank.get(name.lower(), _UNHEARD)
    base = allowed(place.text) + more
    person = place.person or place.word.following.lower() in HEADS
    if place.word.starts or (place.free and not person):
        return _at_start(place, rank, base)
    if place.institution and not place.repeated and rank < COMMON:
        return base + 0.1 if size >= 6 else min(base, 0.6)
    if rank >= VERY_COMMON:
        return _NEVER
    if person:
        return 0.7 + more if size >= 9 else _NEVER
    expected = place.word.previous.lower() in DETERMINERS or bool(place.evidence.names[name])
    return base - 0.05 if size >= 6 and expected else _NEVER


def _at_start(place: Place, rank: int, base: float) -> float:
    """The limit where any word would have a capital: the more frequent, the more is allowed."""
    following = place.word.following
    running = following[:1].islower()
    if following.lower() in SPEECH or place.before_particle:
        return _NEVER
    if len(place.text) < 6 and following and not running and rank > BASIC:
        return _NEVER
    if rank >= COMMON:
        if rank == _UNHEARD or len(place.text) < 6:
            return _NEVER
        return base if len(place.text) >= 8 else min(base, 0.8)
    if running and rank < BASIC:
        return base + 0.35
    if not following:
        return base
    return base + 0.1 + 0.2 * (running and rank < VERY_COMMON and len(place.text) > 4)


def outweighs(place: Place, name: str) -> bool:
    """True where even a listed name, if a rare one, is more likely a slip of `name`."""
    if place.in_known_phrase(name) or place.dated(name):
        return True
    following = place.word.following
    return (
        place.word.starts
        and following.islower()
        and following not in SPEECH
        and following not in _VERBS
        and not following.endswith(("ed", "s"))
        and place.lists.rank.get(name.lower(), _UNHEARD) < BASIC
    )
