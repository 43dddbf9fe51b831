"""Rules about sequences of words and their parts of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import regex
from msgspec import Struct

from copylint.errors import RuleError
from copylint.vale.actions import Actions
from copylint.vale.definition import Definition, text, truth, whole
from copylint.vale.found import Alert, Check, Memory, Text
from copylint.vale.messages import filled
from copylint.vale.patterns import compiled
from copylint.vale.setting import Setting
from copylint.vale.tagging import TaggedWord, tagged_text

_UPOS = {
    "ADJ": "JJ|JJR|JJS",
    "ADP": "IN|RP",
    "ADV": "RB|RBR|RBS|WRB",
    "AUX": "MD|VB|VBD|VBG|VBN|VBP|VBZ",
    "CCONJ": "CC",
    "DET": r"DT|PDT|WDT|WP\$",
    "INTJ": "UH",
    "NOUN": "NN|NNS",
    "NUM": "CD",
    "PART": "TO|RP|POS",
    "PRON": r"PRP|PRP\$|WP|EX",
    "PROPN": "NNP|NNPS",
    "PUNCT": r"[.,:]|''|``|-LRB-|-RRB-|\(|\)",
    "SCONJ": "IN|WRB",
    "SYM": r"SYM|\$|#",
    "VERB": "VB|VBD|VBG|VBN|VBP|VBZ",
    "X": "FW|LS",
}
_UPOS_WORDS = {
    "AUX": "am is are was were be been being have has had having do does did doing will would shall"
    " should can could may might must ought 's 're 'm 've 'll 'd",
    "SCONJ": "after although as because before even if since so than that though unless until when"
    " whenever where whereas wherever whether while why how",
}


class Step(NamedTuple):
    """A place of the sequence: what its word and tag must be.

    Steps of one group stand for one token.
    """

    pattern: regex.Pattern[str] | None
    word: regex.Pattern[str] | None
    tag: regex.Pattern[str] | None
    among: regex.Pattern[str] | None
    negate: bool
    target: bool
    skips: bool
    optional: bool
    first: bool
    last: bool
    group: int
    anchored: str

    def fits(self, word: TaggedWord) -> bool:
        """Whether a word can stand here."""
        tag_fails = (self.tag is None or _finds(self.tag, word.tag)) == self.negate
        if self.among is not None and _finds(self.among, word.text) == self.negate:
            return False
        if self.word is None:
            return not tag_fails
        word_fits = _finds(self.word, word.text) != self.negate
        return word_fits if self.tag is None else word_fits and not tag_fails


@lru_cache(maxsize=65536)
def _finds(pattern: regex.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


class Match(NamedTuple):
    """Where a sequence was found: the words it covers, and which word each step took."""

    words: list[str]
    low: int
    high: int
    taken: dict[int, int]


class SequenceRule(Struct, frozen=True):
    """Every place where words follow as the rule says is an alert."""

    definition: Definition
    steps: tuple[Step, ...]
    exceptions: tuple[regex.Pattern[str], ...]
    actions: Actions

    def __call__(self, text: Text, places: Sequence[int] | None, memory: Memory) -> list[Alert]:
        """What the rule finds in a block."""
        anchor = _anchor(self.steps)
        if anchor is None:
            return []
        body = text.text
        step = self.steps[anchor]
        tries = len(list(step.pattern.finditer(body))) if step.pattern is not None else -1
        if not tries:
            return []
        words = tagged_text(body)
        excused = [m.span() for pattern in self.exceptions for m in pattern.finditer(body)]
        return list(self._alerts(body, words, anchor, len(words) if tries < 0 else tries, excused))

    def _alerts(
        self,
        body: str,
        words: Sequence[TaggedWord],
        anchor: int,
        tries: int,
        excused: list[tuple[int, int]],
    ) -> Iterator[Alert]:
        step = self.steps[anchor]
        fitting = [index for index, word in enumerate(words) if step.fits(word)]
        for start in fitting[:tries]:
            match = _match(self.steps, anchor, words, start)
            if not match.words or match.low < 0 or match.high < match.low:
                continue
            start, end = self._span(words, match)
            if any(low <= start < high for low, high in excused):
                continue
            found = body[start:end]
            message = filled(self.definition.message, *match.words)
            yield Alert(start, end, found, message, self.actions.suggestions(found))

    def _span(self, words: Sequence[TaggedWord], match: Match) -> tuple[int, int]:
        targets = [index for index, step in enumerate(self.steps) if step.target]
        low, high = match.low, match.high
        if targets and all(index in match.taken for index in targets):
            taken = [match.taken[index] for index in targets]
            low, high = min(taken), max(taken)
        return words[low].start, words[high].start + len(words[high].text)


def _anchor(steps: Sequence[Step]) -> int | None:
    """The step that the search starts from: the first with a pattern, else with a tag."""
    for index, step in enumerate(steps):
        if not step.negate and step.pattern is not None:
            return index
    return next((i for i, step in enumerate(steps) if not step.negate and step.tag), None)


def _match(steps: Sequence[Step], anchor: int, words: Sequence[TaggedWord], start: int) -> Match:
    """The sequence around a word that fits the anchor, if all of it fits."""
    taken: dict[int, int] = {}
    left = _left(steps, anchor, words, start, taken) if anchor else []
    right = None if left is None else _right(steps, anchor, words, start, taken)
    if left is None or right is None:
        return Match([], -1, -1, {})
    low = min([*left, *right], default=-1)
    high = max(right, default=-1)
    return Match([words[i].text for i in [*reversed(left), *right]], low, high, taken)


def _left(
    steps: Sequence[Step],
    anchor: int,
    words: Sequence[TaggedWord],
    start: int,
    taken: dict[int, int],
) -> list[int] | None:
    found: list[int] = []
    step, at = anchor - 1, start - 1
    while step >= 0:
        if at < 0:
            return found if all(one.negate for one in steps[: step + 1]) else None
        here = steps[step]
        optional = here.optional
        if here.skips:
            optional = (here.optional or here.last) and not here.first
        found.append(at)
        taken[step] = at
        fits = here.fits(words[at])
        if not fits and not optional:
            return None
        if fits and optional:
            while step >= 0 and steps[step].group == here.group:
                step -= 1
        else:
            step -= 1
        at -= 1
    return found


def _right(
    steps: Sequence[Step],
    anchor: int,
    words: Sequence[TaggedWord],
    start: int,
    taken: dict[int, int],
) -> list[int] | None:
    found: list[int] = []
    step, at = anchor, start
    while step < len(steps):
        if at >= len(words):
            return found if all(one.negate for one in steps[step:]) else None
        here = steps[step]
        found.append(at)
        taken[step] = at
        fits = here.fits(words[at])
        if not fits and not here.optional:
            return None
        if fits and here.optional:
            while step < len(steps) and steps[step].group == here.group:
                step += 1
        else:
            step += 1
        at += 1
    return found


def sequence(definition: Definition, setting: Setting) -> Check:
    """Build a sequence rule."""
    if definition.word("model"):
        raise RuleError("'model' names a tagger of its own, which is not supported")
    tokens = definition.keys.get("tokens")
    if not isinstance(tokens, list) or not tokens:
        raise RuleError("'tokens' is a list of steps")
    ignorecase = definition.flag("ignorecase")
    steps: list[Step] = []
    group = 0
    for token in tokens:
        given = {str(k).lower(): v for k, v in token.items()} if isinstance(token, dict) else {}
        for _ in range(max(1, whole(given.get("min"), "min"))):
            group += 1
            steps += _steps(given, group, ignorecase)
    run = SequenceRule(
        definition,
        tuple(steps),
        tuple(compiled(source).regex for source in definition.words("exceptions")),
        Actions.of(definition, setting),
    )
    anchor = _anchor(steps)
    needed = None if anchor is None else steps[anchor]
    starts = None
    if needed is not None and needed.anchored:
        starts = compiled(f"(?:{needed.anchored})", ignorecase=ignorecase).starts
    return Check(definition, run, starts)


def _steps(given: dict[str, Any], group: int, ignorecase: bool) -> list[Step]:
    """The steps of a token: one for each word it may skip, and one that it needs."""
    source, tag = text(given.get("pattern"), "pattern"), text(given.get("tag"), "tag")
    upos = text(given.get("upos"), "upos")
    if tag and upos:
        raise RuleError("a token has both 'tag' and 'upos'")
    among = None
    if upos:
        tag, among = _universal(upos), None if source else _among(upos)
    step = Step(
        compiled(f"(?m)(?:{source})", ignorecase=ignorecase).regex if source else None,
        compiled(f"^(?:{source})$", ignorecase=ignorecase).regex if source else None,
        compiled(tag).regex if tag else None,
        compiled(among).regex if among else None,
        truth(given.get("negate"), "negate"),
        truth(given.get("target"), "target"),
        whole(given.get("skip"), "skip") > 0,
        optional=True,
        first=False,
        last=False,
        group=group,
        anchored=source,
    )
    skip = whole(given.get("skip"), "skip")
    found = [step._replace(first=index == 0) for index in range(skip)]
    if source or tag:
        found.append(step._replace(optional=False, last=True))
    return found


def _universal(upos: str) -> str:
    names = [name.strip().upper() for name in upos.split("|")]
    for name in names:
        if name not in _UPOS:
            raise RuleError(f"'upos' is '{name}'; it is one of {', '.join(sorted(_UPOS))}")
    return f"^(?:{'|'.join(_UPOS[name] for name in names)})$"


def _among(upos: str) -> str | None:
    names = [name.strip().upper() for name in upos.split("|")]
    if any(name not in _UPOS_WORDS for name in names):
        return None
    words = (word for name in names for word in _UPOS_WORDS[name].split())
    return f"^(?:{'|'.join(regex.escape(word) for word in words)})$"
