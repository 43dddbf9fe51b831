"""The kind `echo`: what an article says twice, by its openings, sentences and phrases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice, pairwise
from typing import ClassVar, Literal

import regex
from msgspec import Struct

from copylint.document import Document, Segment, Span
from copylint.kept import kept
from copylint.kinds.base import Hit, Place, Rule, register
from copylint.language import sentences

_WORD = kept(r"[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*")
_NOMINAL = kept(
    r"\b(?P<one>\p{Ll}{4,}) of (?:[\p{L}’']+ ){0,2}?(?P<other>\p{Ll}{3,}s)\b", regex.VERSION1
)
# Where a sentence may open: neither a space or a comma alone nor a mark inside a word parts two.
_MARK = r"(?:[^\w ,](?<!\w[’'-](?=\w))|_)"
_MARKS = kept(f"{_MARK}+")
_OPENING = kept(rf"\A[\W_]*|{_MARK}[\W_]*")
_ENDING = kept(r"(?:ing|ed|es|s|e)$")
_LONGEST = 40  # characters that a word and what parts it from the next have at most
_COMMON = frozenset(
    "a an the of to in on at by for from with and or but as is was are were be been has have had "
    "it its he she they his her their this that these those which who whom not said says say will "
    "would can could may might i we you s t there".split()
)
_BODY = frozenset({"paragraph", "lede"})
_HEADS = ("headline", "subhead", "heading")


class Word(Struct, frozen=True):
    """A word of a text, folded, and its place."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class _Sentence(Struct, frozen=True):
    segment: int
    span: Span
    words: tuple[Word, ...]


@lru_cache(maxsize=1024)
def words(text: str, span: Span) -> tuple[Word, ...]:
    """The words in a span of a text, in lower case, with their places in the text."""
    found = _WORD.finditer(text, span.start, span.end)
    return tuple(Word(match[0].lower(), *match.span()) for match in found)


@register
class EchoRule(Rule, frozen=True, kw_only=True):
    """Repetition across an article.

    `check: openings` reports the `times`-th sentence in a row that opens with the same words: the
    one of `connectors`, or `least` words. `heading` reports a paragraph that opens with the words
    of the headline above it, and a subhead that opens as its own paragraph does (with `loose` small
    words and endings do not count). `sentence`
    reports a sentence of `least` words that stood before. `phrase` reports the `times`-th
    occurrence of a phrase of `least` words; `nominal` that of one noun "of" another, whatever words
    stand between, headings included. Message values: the words; for phrases also how often.
    """

    kind: ClassVar[str] = "echo"
    local: ClassVar[bool] = False

    check: Literal["openings", "heading", "sentence", "phrase", "nominal"]
    times: int = 3
    least: int = 2
    connectors: tuple[str, ...] = ()
    loose: bool = False

    def find_all(self, document: Document) -> Iterator[Hit]:
        """The repetitions of a document, at the later place."""
        checks = {
            "openings": self._openings,
            "heading": self._headings,
            "sentence": self._sentences,
            "phrase": self._phrases,
            "nominal": self._nominals,
        }
        if self.check in ("heading", "nominal") or self._may_repeat(document):
            yield from checks[self.check](document)

    def _may_repeat(self, document: Document) -> bool:
        """False when no words stand often enough, wherever the sentences may end.

        Telling that takes a fraction of the time that splitting sentences does.
        """
        if self.check == "openings":
            return self._may_follow(document)
        passages = document.derived("body words", lambda: _body_words(document))
        if self.check == "phrase":
            return self._may_recur(passages)
        runs = list(_runs(passages, self.least))
        return len(set(runs)) < len(runs)

    def _may_recur(self, passages: list[list[str]]) -> bool:
        """True when a run of words of which two have weight stands often enough."""
        counts = Counter(chain.from_iterable(passages))
        often = {word for word, count in counts.items() if count >= self.times} - _COMMON
        runs = Counter(run for run in _runs(passages, self.least) if run[-1] in often)
        return any(count >= self.times and _is_telling(run) for run, count in runs.items())

    def _may_follow(self, document: Document) -> bool:
        """True when openings that are alike may follow each other often enough."""
        bodies = [each for each in document.segments if _is_copy(each) and self.sees(each)]
        if not self._may_open(bodies):
            return False
        lengths: dict[tuple[str, ...], int] = {}
        for run, sure in chain.from_iterable(map(self._openings_of, bodies)):
            length = lengths.get(run, 0) + 1
            if length == self.times:
                return True
            if sure:
                lengths.clear()
            lengths[run] = length
        return False

    def _may_open(self, bodies: list[Segment]) -> bool:
        """True when the first words of pieces without a mark are alike often enough."""
        pieces = chain.from_iterable(_MARKS.split(each.text.lower()) for each in bodies)
        least = self.least
        openings = (piece.replace(",", " ").split(None, least)[:least] for piece in pieces)
        runs = Counter(map(tuple, openings))
        firsts: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for run, count in runs.items():
            if run:
                whole = len(run) == least and run[0] not in self._connectors
                firsts[run[0]][run if whole else ()] += count
        # A piece that a mark cuts short may go on as any other that opens with its word.
        return any(max(each.values()) + each[()] >= self.times for each in firsts.values())

    def _openings_of(self, segment: Segment) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The words from each place on where a sentence may open, and whether one surely does."""
        text, reach = segment.text, _LONGEST * self.least
        for match in _OPENING.finditer(text):
            at = match.end()
            found = islice(_WORD.finditer(text, at, at + reach), self.least)
            run = tuple(word[0].lower() for word in found)
            if run:
                sure = _surely_opens(text, match.start(), at)
                sure = sure and not segment.within("quotation", Span(at, at + 1))
                yield run[:1] if run[0] in self._connectors else run, sure

    def _openings(self, document: Document) -> Iterator[Hit]:
        run: list[_Sentence] = []
        for sentence in self._copy(document):
            if not (run and self._opening(sentence) and self._alike(run[-1], sentence)):
                run = []
            run.append(sentence)
            if len(run) == self.times:
                yield self._opening_hit(run, document)

    def _alike(self, one: _Sentence, other: _Sentence) -> bool:
        return self._opening(one) == self._opening(other)

    def _opening(self, sentence: _Sentence) -> tuple[str, ...]:
        """The words by which a sentence's opening is compared; none when it is too short."""
        opening = tuple(word.text for word in sentence.words[: self.least])
        if opening[:1] and opening[0] in self._connectors:
            return opening[:1]
        return opening if len(opening) == self.least else ()

    def _opening_hit(self, run: list[_Sentence], document: Document) -> Hit:
        first, last = run[0], run[-1]
        length = len(self._opening(last))
        span = Span(last.span.start, last.words[length - 1].span.end)
        shown = span.of(document.segments[last.segment].text)
        note = Place(first.segment, Span(first.span.start, first.words[length - 1].span.end))
        return Hit(
            span, (shown,), related=(_noted(note, "the first of them"),), segment=last.segment
        )

    def _headings(self, document: Document) -> Iterator[Hit]:
        copy = [
            (n, each)
            for n, each in enumerate(document.segments)
            if _is_head(each) or _is_copy(each)
        ]
        for (index, head), (below, paragraph) in pairwise(copy):
            if not _is_head(head) or _is_head(paragraph):
                continue
            shared = self._shared(_all_words(head), _all_words(paragraph))
            if len(shared) < self.least:
                continue
            places = [
                Place(n, Span(pair[0].span.start, pair[1].span.end))
                for n, pair in (
                    (index, (shared[0][0], shared[-1][0])),
                    (below, (shared[0][1], shared[-1][1])),
                )
            ]
            late, early = places if "subhead" in head.scopes else reversed(places)
            text = late.span.of(document.segments[late.segment].text)
            note = _noted(early, "the same words")
            yield Hit(late.span, (text,), related=(note,), segment=late.segment)

    def _shared(self, head: tuple[Word, ...], opening: tuple[Word, ...]) -> list[tuple[Word, Word]]:
        """The words that both open with; small ones and endings aside where those are `loose`."""
        if not self.loose:
            return _shared_opening(head, opening)
        return _shared_opening(_strong(head), _strong(opening), key=_stem)

    def _sentences(self, document: Document) -> Iterator[Hit]:
        seen: dict[tuple[str, ...], _Sentence] = {}
        for sentence in self._copy(document):
            key = tuple(word.text for word in sentence.words)
            if len(key) < self.least:
                continue
            first = seen.setdefault(key, sentence)
            if first is not sentence:
                text = sentence.span.of(document.segments[sentence.segment].text)
                note = _noted(Place(first.segment, first.span), "here first")
                yield Hit(sentence.span, (text,), related=(note,), segment=sentence.segment)

    def _phrases(self, document: Document) -> Iterator[Hit]:
        seen: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
        for sentence in self._copy(document):
            for start in range(len(sentence.words) - self.least + 1):
                part = sentence.words[start : start + self.least]
                if self._telling(part, document.segments[sentence.segment].text):
                    span = Span(part[0].start, part[-1].end)
                    key = tuple(word.text for word in part)
                    seen[key].append(Place(sentence.segment, span))
        yield from self._often(seen, document)

    def _nominals(self, document: Document) -> Iterator[Hit]:
        seen: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
        if sum(segment.text.count(" of ") for segment in document.segments) < self.times:
            return
        for index, segment in enumerate(document.segments):
            if _is_copy(segment) or _is_head(segment):
                for match in _NOMINAL.finditer(segment.text):
                    key = (match["one"].lower(), match["other"].lower())
                    if not set(key) & _COMMON:
                        seen[key].append(Place(index, Span(*match.span())))
        yield from self._often(seen, document)

    def _often(self, seen: dict[tuple[str, ...], list[Place]], document: Document) -> Iterator[Hit]:
        told: list[Place] = []
        for places in seen.values():
            if len(places) < self.times:
                continue
            place = places[self.times - 1]
            if any(place.segment == one.segment and place.span.overlaps(one.span) for one in told):
                continue
            told.append(place)
            text = place.span.of(document.segments[place.segment].text)
            note = _noted(places[0], "the first of them")
            yield Hit(place.span, (text, str(len(places))), related=(note,), segment=place.segment)

    def _telling(self, part: tuple[Word, ...], text: str) -> bool:
        """A phrase of two words of weight at least, not all of them parts of names."""
        weighty = (word for word in part if word.text not in _COMMON)
        telling = _is_telling(tuple(word.text for word in part))
        return telling and any(text[word.start].islower() for word in weighty)

    def _copy(self, document: Document) -> Iterator[_Sentence]:
        for index, segment in enumerate(document.segments):
            if not _is_copy(segment) or not self.sees(segment):
                continue
            for span in sentences(segment.text):
                if not segment.within("quotation", span):
                    found = words(segment.text, span)
                    if found:
                        yield _Sentence(index, span, found)

    @cached_property
    def _connectors(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self.connectors)


def _noted(place: Place, message: str) -> Place:
    return Place(place.segment, place.span, message)


def _is_copy(segment: Segment) -> bool:
    return bool(_BODY & set(segment.scopes)) and "blockquote" not in segment.scopes


def _is_head(segment: Segment) -> bool:
    return any(scope.startswith(_HEADS) for scope in segment.scopes)


def _all_words(segment: Segment) -> tuple[Word, ...]:
    return words(segment.text, Span(0, len(segment.text)))


def _body_words(document: Document) -> list[list[str]]:
    """The words of each passage of the body, in lower case."""
    return [_WORD.findall(each.text.lower()) for each in document.segments if _is_copy(each)]


def _runs(passages: list[list[str]], length: int) -> Iterator[tuple[str, ...]]:
    """Each run of so many words of a passage."""
    for words in passages:
        yield from zip(*(words[first:] for first in range(length)), strict=False)


def _surely_opens(text: str, gap: int, at: int) -> bool:
    """True at the start of a passage, and at a capital behind a whole word and its stop."""
    word, stop, opening = text[max(0, gap - 4) : gap], text[gap:at], text[at : at + 2]
    behind = len(word) == 4 and word.isalpha() and word.islower()
    return not gap or (behind and stop in (". ", "! ", "? ") and opening.istitle())


def _is_telling(run: tuple[str, ...]) -> bool:
    """False for a phrase of small words, which may come back as often as it likes."""
    return run[-1] not in _COMMON and sum(word not in _COMMON for word in run) > 1


def _strong(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.text not in _COMMON)


def _stem(word: str) -> str:
    """A word without its commonest endings: block, blocks, blocked."""
    return _ENDING.sub("", word) or word


def _shared_opening(
    one: tuple[Word, ...], other: tuple[Word, ...], key: Callable[[str], str] = str
) -> list[tuple[Word, Word]]:
    shared: list[tuple[Word, Word]] = []
    for pair in zip(one, other, strict=False):
        if key(pair[0].text) != key(pair[1].text):
            break
        shared.append(pair)
    return shared
