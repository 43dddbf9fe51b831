"""The names copylint knows: its own lists, loaded when first needed, and the house's."""

from __future__ import annotations

import csv
import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from copylint.errors import RuleError
from copylint.filters.names_distance import letters
from copylint.kept import kept

_NAMES: Final = 1_500  # words of names ("New", "Bank") more frequent than this are no names alone
SHORTEST: Final = 4  # of the names that a slip is looked for
_UNLIKE: Final = (3, 4)  # letters that only one of two words has: short words, longer ones
_SHORT: Final = 6
_TOKEN: Final = kept(r"[^\W\d_]+")


class SortedText:
    """A long sorted list of words, one a line, searched where it lies: nothing to build."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, word: str) -> bool:
        text, low, high = self._text, 0, len(self._text)
        while low < high:
            start = text.rfind("\n", low, (low + high) // 2) + 1 or low
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else None]
            if line == word:
                return True
            if line < word:
                low = end + 1 if end >= 0 else high
            else:
                high = start
        return False


class Lists(Struct, frozen=True, dict=True):
    """copylint's own lists.

    Names an unknown word may be a slip of: `solid` (places, peoples, bodies), `calendar`,
    `leaders`, and frequent names of `people`. `others` are more names in sorted texts, `phrases`
    the neighbours in names of several words. `rank` orders ordinary words from the most frequent
    (0), `rare` and `news` are more of them.
    """

    solid: frozenset[str]
    calendar: frozenset[str]
    leaders: frozenset[str]
    people: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    others: tuple[SortedText, ...]
    rank: Mapping[str, int]
    rare: SortedText
    news: frozenset[str]

    @cached_property
    def famous(self) -> frozenset[str]:
        """All names that an unknown word may be a slip of."""
        return self.solid | self.calendar | self.leaders | self.people

    def knows(self, name: str) -> bool:
        """True for a listed name, as it stands or without its diacritics."""
        return any(
            form in self.famous or any(form in text for text in self.others)
            for form in {name, without_marks(name)}
        )

    def ordinary(self, word: str) -> bool:
        """True for an ordinary English word (lower case)."""
        return word in self.rank or word in self.news or word in self.rare

    @cached_property
    def _index(self) -> _Index:
        return _indexed(name for name in self.famous if len(name) >= SHORTEST)

    @cached_property
    def small(self) -> frozenset[str]:
        """All that an unknown name could be taken for, in small letters."""
        phrases = (word for pair in self.phrases for word in pair)
        return frozenset(map(str.lower, (*self.famous, *phrases))).union(self.rank)

    @cached_property
    def _small_index(self) -> _Index:
        return _indexed(self.small)

    def around(self, word: str) -> Iterator[str]:
        """Of `small`, words of nearly a word's length, first letter and other letters."""
        unlike, most = frozenset(word).symmetric_difference, _UNLIKE[len(word) > _SHORT]
        for text in _around(self._small_index, word, {word[:1], word[1:2]}):
            if len(unlike(text)) <= most:
                yield text

    def near(self, word: str) -> Iterator[str]:
        """Well-known names of nearly a word's length, first letter and other letters.

        People seldom get the first letter wrong, except by swapping it with the second.
        """
        bits = letters(word)
        for name in _around(self._index, word, {word[0].upper(), word[1:2].upper()}):
            if (letters(name) ^ bits).bit_count() <= 3:
                yield name


_Index = dict[tuple[str, int], list[str]]  # by first letter and length


def _indexed(words: Iterable[str]) -> _Index:
    index: _Index = {}
    for word in words:
        index.setdefault((word[:1], len(word)), []).append(word)
    return index


def _around(index: _Index, word: str, firsts: set[str]) -> Iterator[str]:
    """Words of nearly a word's length that begin with one of some letters."""
    for first in firsts:
        for length in range(len(word) - 2, len(word) + 3):
            yield from index.get((first, length), ())


def folder() -> Path:
    """Where the lists lie: in the wheel, or in the checkout of an editable install."""
    try:
        shipped = Path(str(resources.files("copylint"))) / "rules"
    except ModuleNotFoundError:
        shipped = Path()
    if (shipped / "names").is_dir():
        return shipped / "names"
    return Path(__file__).resolve().parents[3] / "rules" / "names"


@lru_cache(maxsize=1)
def lists() -> Lists:
    """All built-in lists, read once a process; the long ones stay text."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder().glob("*.txt")}
    words = {stem: _body(text) for stem, text in texts.items()}
    near = {stem for stem, text in texts.items() if text.startswith("# near-miss: yes")}
    solid = near - {"calendar", "leaders", "people-frequent"}
    peoples = words["peoples"].split()
    rank = {word: place for place, word in enumerate(words["words-common"].split())}
    named = {word for stem in solid for word in words[stem].split()}
    rest = sorted(words.keys() - near - {"phrases"})
    return Lists(
        solid=frozenset(word for word in named if rank.get(word.lower(), _NAMES) >= _NAMES)
        | {f"{people}s" for people in peoples if people.endswith(("n", "i"))},
        calendar=frozenset(words["calendar"].split()),
        leaders=frozenset(words["leaders"].split()),
        people=frozenset(words["people-frequent"].split()),
        phrases=frozenset(_neighbours(words["phrases"])),
        others=tuple(SortedText(words[stem]) for stem in rest if not stem.startswith("words-")),
        rank=rank,
        rare=SortedText(words["words-more"]),
        news=frozenset(words["words-news"].split()),
    )


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        yield from pairwise(line.replace(".", "").split())


def _body(text: str) -> str:
    """A list without the comment lines on top."""
    at = 0
    while text.startswith("#", at):
        at = text.index("\n", at) + 1
    return text[at:]


def without_marks(word: str) -> str:
    """The word without diacritics."""
    if word.isascii():
        return word
    split = unicodedata.normalize("NFD", word)
    return "".join(char for char in split if not unicodedata.combining(char))


class HouseName(Struct, frozen=True):
    """A spelling the house asserts, with the spellings it is to replace, until a day."""

    name: str
    instead_of: tuple[str, ...] = ()
    note: str = ""
    until: datetime.date | None = None


class House(Struct, frozen=True):
    """The house's own names: `words` are accepted, `wrong` maps a lower-case spelling to a name."""

    words: frozenset[str] = frozenset()
    wrong: Mapping[str, HouseName] = field(default_factory=dict)
    names: tuple[HouseName, ...] = ()

    def near(self, word: str) -> Iterator[str]:
        """Names of about a word's length with nearly its letters."""
        bits = letters(word)
        for name in self.words:
            if abs(len(name) - len(word)) < 3 and (letters(name) ^ bits).bit_count() <= 3:
                yield name


NOBODY: Final = House()


@lru_cache(maxsize=16)
def house(paths: tuple[Path, ...], today: datetime.date) -> House:
    """The house's lists: txt with one name a line, csv with a header.

    csv columns: `name` (or `word`), `instead-of` (spellings separated by `;` or `|`), `until`
    (a date, after which the row counts no more), `note`. Raises RuleError naming file and line.
    """
    if not paths:
        return NOBODY
    rows = [row for path in paths for row in _house_rows(path)]
    rows = [row for row in rows if row.until is None or row.until >= today]
    words = {word for row in rows for word in (row.name, *_TOKEN.findall(row.name))}
    wrong = {spelling.casefold(): row for row in rows for spelling in row.instead_of}
    return House(frozenset(words), wrong, tuple(rows))


def _house_rows(path: Path) -> list[HouseName]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(
            f"the list of names cannot be read: {error}.", path=str(path), hint="Save it as UTF-8."
        ) from error
    if path.suffix.lower() == ".csv":
        return list(_csv_rows(path, text))
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [HouseName(line) for line in lines if line]


def _csv_rows(path: Path, text: str) -> Iterator[HouseName]:
    reader = csv.DictReader(text.splitlines())
    columns = {name.strip().lower().replace("_", "-"): name for name in reader.fieldnames or ()}
    key = columns.get("name") or columns.get("word")
    if key is None:
        raise RuleError(
            "the list has no column 'name'.", path=str(path), line=1, hint="Add a header line."
        )
    for row in reader:
        cells = {column: (row[original] or "").strip() for column, original in columns.items()}
        name = (row[key] or "").strip()
        if name:
            yield HouseName(
                name,
                tuple(
                    x.strip() for x in re.split("[;|]", cells.get("instead-of", "")) if x.strip()
                ),
                cells.get("note", ""),
                _day(cells.get("until", ""), path, reader.line_num),
            )


def _day(text: str, path: Path, line: int) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise RuleError(
            f"'{text}' is not a date.", path=str(path), line=line, hint="Write 2026-11-30."
        ) from error
