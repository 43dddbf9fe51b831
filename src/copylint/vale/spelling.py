"""Rules that look words up in Hunspell dictionaries (the package `chunspell`, extra `vale`)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import regex
from msgspec import Struct, field

from copylint.errors import RuleError
from copylint.rulepack import builtin_rules
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Memory, Text
from copylint.vale.messages import filled
from copylint.vale.patterns import compiled, excuses, term_pattern
from copylint.vale.setting import Setting
from copylint.vale.tokens import words

_STANDARD = re.compile(r"[^a-zA-Z_']|[A-Z]\Z|[A-Z][a-z]+[A-Z]+[0-9A-Za-z_]")
_PART = regex.compile(r"\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+")
_IDENTIFIER = regex.compile(r"[\p{L}\p{Nd}_'-]+")
_UNITS = re.compile(r"[0-9]+([a-zA-Z]+)")
_SHORTEST = 3


class Dictionary(Struct, frozen=True):
    """A Hunspell dictionary and the words added to it; opened when first asked."""

    aff: str = ""
    dic: str = ""

    def knows(self, word: str) -> bool:
        """Whether a word is spelled as the dictionary has it."""
        speller = _speller(self.aff, self.dic)
        if _spells(speller, word):
            return True
        if self.aff or word.lower() not in _more_words():
            return False
        if word.islower():
            return not _spells(speller, word.capitalize())  # tuesday
        return word.isupper() or word[1:].islower()  # but no APIs

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Known words that are written much the same, best first."""
        return tuple(_speller(self.aff, self.dic).suggest(word))


def _spells(speller: Any, word: str) -> bool:
    try:
        return bool(speller.spell(word))
    except UnicodeEncodeError:
        # A file that names no encoding is read as Latin-1; most are UTF-8, byte for byte.
        return bool(speller.spell(word.encode().decode("latin-1")))


@cache
def _more_words() -> frozenset[str]:
    """Words that the American dictionary does not have and Vale's has.

    They are British spellings, from our list of common words, and words of today and of
    technology, which the package `pyspellchecker` lists with how often each is used.
    """
    found = find_spec("spellchecker")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise _missing("an English word list")
    packed = Path(folders[0], "resources", "en.json.gz").read_bytes()
    common = (builtin_rules() / "names" / "words-common.txt").read_text("utf-8").splitlines()
    listed = (line for line in common if not line.startswith("#"))
    return frozenset((*json.loads(gzip.decompress(packed)), *listed))


def _missing(what: str) -> RuleError:
    return RuleError(
        f"the kind 'spelling' needs {what}, which is not installed",
        hint="Install it with: pip install 'copylint[vale]'.",
    )


@cache
def _speller(aff: str, dic: str) -> Any:
    try:
        hunspell = import_module("hunspell").Hunspell
    except ImportError as error:
        raise _missing("Hunspell") from error
    if not aff:
        aff, dic = _default()
    return _by_path(hunspell, aff, dic)


def _default() -> tuple[str, str]:
    """American English: the dictionary that the package `spylls` brings along (SCOWL)."""
    found = find_spec("spylls")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise _missing("an English dictionary")
    base = Path(folders[0], "hunspell", "data", "en", "en_US")
    return str(base.with_suffix(".aff")), str(base.with_suffix(".dic"))


def _by_path(hunspell: Any, aff: str, dic: str) -> Any:
    """A speller for files of any names: Hunspell wants both under one name."""
    folder, name = str(Path(dic).parent), Path(dic).stem
    if Path(aff) != Path(folder, f"{name}.aff"):
        raise RuleError(f"the dictionary '{dic}' and its '{aff}' must have one name")
    return hunspell(name, hunspell_data_dir=folder)


class Spelling(Struct, frozen=True):
    """Every word that no dictionary knows is an alert."""

    definition: Definition
    dictionaries: tuple[Dictionary, ...]
    ignored: frozenset[str]
    filters: tuple[regex.Pattern[str], ...]
    terms: regex.Pattern[str] | None
    phrases: regex.Pattern[str] | None
    standard: bool
    split: bool
    known: dict[str, bool] = field(default_factory=dict)

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        body = text.text
        if self.phrases is not None:
            body = self.phrases.sub(lambda match: " " * len(match[0]), body)
        known = self.known
        alerts: list[Alert] = []
        for found, at in words(body):
            right = known.get(found)
            if right is None:
                right = known[found] = self._right(found)
            if not right and not (memory.excuses and memory.excuses.hold(found, body, at, at)):
                alerts += self._alerts(found, at)
        return alerts

    def _right(self, found: str) -> bool:
        word = found.replace("’", "'").replace("‘", "'")
        skips = _IDENTIFIER.fullmatch(word) is None if self.split else _STANDARD.search(word)
        if self.standard and skips:
            return True
        if any(pattern.search(word) for pattern in self.filters):
            return True
        if self._spelled(word):
            return True
        return self.terms is not None and self.terms.search(word) is not None

    def _spelled(self, word: str) -> bool:
        if word.lower() in self.ignored or word in self.ignored or _is_number(word):
            return True
        if any(dictionary.knows(word) for dictionary in self.dictionaries):
            return True
        units = _UNITS.fullmatch(word)
        return units is not None and self._spelled(units[1])

    def _alerts(self, found: str, at: int) -> Iterator[Alert]:
        parts = list(_PART.finditer(found)) if self.split else []
        if len(parts) > 1 or (parts and parts[0][0] != found):
            for part in parts:
                word = part[0]
                if len(word) >= _SHORTEST and word.upper() != word and not self._right(word):
                    yield self._alert(word, at + part.start())
        else:
            yield self._alert(found, at)

    def _alert(self, word: str, at: int) -> Alert:
        return Alert(at, at + len(word), word, filled(self.definition.message, word))


def _is_number(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[0-9]+[.,-]?)+|0?x[0-9A-Fa-f]+|0b[01]+", word))


def spelling(definition: Definition, setting: Setting) -> Check:
    """Build a spelling rule. Raises RuleError for a dictionary that is not there."""
    terms = [_whole(term_pattern(term)) for term in setting.accepted]
    listed = [*definition.words("exceptions"), *terms] if terms else []
    run = Spelling(
        definition,
        tuple(_dictionaries(definition, setting)),
        _ignored(definition, setting),
        tuple(compiled(source).regex for source in definition.words("filters")),
        compiled(f"(?i){'|'.join(listed)}").regex if listed else None,
        excuses((), setting.accepted).phrases,
        not definition.flag("custom"),
        definition.flag("split"),
    )
    run.dictionaries[0].knows("word")
    return Check(definition, run)


def _whole(term: str) -> str:
    return rf"\b{term}\b"


def _dictionaries(definition: Definition, setting: Setting) -> Iterator[Dictionary]:
    aff, dic = setting.asset(definition.word("aff")), setting.asset(definition.word("dic"))
    if aff and dic:
        yield Dictionary(str(aff), str(dic))
        return
    folders = list(_folders(definition, setting))
    names = definition.words("dictionaries")
    for name in names:
        folder = next((one for one in folders if (one / f"{name}.dic").is_file()), None)
        if folder is None:
            raise RuleError(f"'dictionaries' names '{name}', which is in no dictionary folder")
        yield Dictionary(str(folder / f"{name}.aff"), str(folder / f"{name}.dic"))
    if not names or definition.flag("append"):
        yield Dictionary()
    if definition.name == "Vale.Spelling":
        for folder in folders:
            for file in sorted(folder.glob("*.dic")):
                yield Dictionary(str(file.with_suffix(".aff")), str(file))


def _folders(definition: Definition, setting: Setting) -> Iterator[Path]:
    if path := definition.word("dicpath"):
        roots = (Path(path), *(one / path for one in setting.styles_paths), Path.cwd() / path)
        found = next((root for root in roots if root.is_dir()), None)
        if found is None:
            raise RuleError(f"'dicpath' is '{path}', which is no folder")
        yield found
    else:
        yield from (one / "config" / "dictionaries" for one in setting.styles_paths)


def _ignored(definition: Definition, setting: Setting) -> frozenset[str]:
    """The words of the rule's own lists; for Vale.Spelling those of config/ignore."""
    files: list[Path] = []
    for styles in setting.styles_paths:
        folder = styles / "config" / "ignore"
        if definition.name == "Vale.Spelling":
            files += sorted(folder.rglob("*.txt"))
        for name in definition.words("ignore"):
            files += [path for path in (styles / name, folder / name) if path.is_file()]
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line)
