"""Vale's blocks: which text each rule sees as one piece, under which dotted scope.

A block gathers text over inline tags until a block's tag ends or another begins; the tags met
since the last block name its scope, the outermost of them first (Vale 3.22, internal/lint).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from copylint.parsers.vale_enclosing import Enclosing
from copylint.parsers.vale_tokens import SPACES, Run, Token, cut, shifted, unescaped
from copylint.parsers.vale_values import (
    MARK,
    Directive,
    Inline,
    Options,
    ValeBlock,
    Walked,
)

INLINE = frozenset(
    "b big i small abbr acronym cite dfn em kbd strong a br img span sub sup code tt del".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SIBLINGS = {
    "a": "link",
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
    "tt": "code",
}
_SCOPES = {
    "th": "text.table.header",
    "td": "text.table.cell",
    "caption": "text.table.caption",
    "li": "text.list",
    "blockquote": "text.blockquote",
    "figcaption": "text.figure.caption",
} | {f"h{level}": f"text.heading.h{level}" for level in range(10)}
_STARTERS = frozenset(".?!,:;)]}—–")
_TIGHT = frozenset("([{—–")
_VISIBLE = re.compile(r"[^\n]")


def walk(tokens: Iterable[Token], suffix: str, options: Options) -> Walked:
    """Gather blocks from tokens. `suffix` ends every scope, a file's `.md`."""
    walker = _Walker(suffix, options)
    if options.selectors:
        from copylint.parsers.selectors import marked

        tokens = marked(tokens, options.selectors)
    handlers = (walker.text, walker.start, walker.end, walker.void, walker.comment)
    for token in tokens:
        handlers[token.kind](token)
    for name, _ in options.selectors:
        if name not in walker.enclosing.seen:  # an empty text, for rules that count
            walker.emit(ValeBlock("", f"doc.{name}{suffix}", ()))
    return walker.walked


class _Capture(Struct):
    """An inline element that is being read, for a scope of its own."""

    tag: str
    scope: str
    masked: bool
    start: int
    text: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, runs: Sequence[Run]) -> None:
        self.text.append(text)
        self.runs += shifted(runs, self.length)
        self.length += len(text)


class _Walker:
    def __init__(self, suffix: str, options: Options) -> None:
        self.suffix = suffix
        self.options = options
        self.walked = Walked()
        self.comments: tuple[str, ...] = ()
        self.off = False
        self.inline = self.skip = self.skip_class = self.in_block = self.closed_inline = False
        self.trailing = self.padding = self.href = self.parent_class = self.active = ""
        self.gap: Sequence[Run] = ()  # where the white space after the last text stands
        self.counted = ("", 0, 0)  # a skipped class's tag, how often it opened and closed
        self.enclosing = Enclosing()
        self.open: list[_Capture] = []
        self.reset()

    def reset(self) -> None:
        """Begin a new block."""
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.marks: list[str] = []
        self.spans: list[Inline] = []
        self.siblings: list[ValeBlock] = []

    # The tokens

    def start(self, token: Token) -> None:
        """A tag that opens."""
        name = token.name
        attributes = token.attributes
        classes = attributes.get("class", "") if attributes else ""
        self._count(name, opens=True)
        inline = name in INLINE
        marks = attributes.get(MARK, "").split() if attributes else []
        if not inline and name not in VOID:
            self.enclosing.enter(name, classes, marks)
        skipped_class = bool(classes) and self._has_skipped(classes)
        if not inline and (name in self.options.skipped or skipped_class):
            if skipped_class:
                self.counted = (name, 1, 0)
            self.in_block = True
            self._meter(name)
        elif not self._leaves(name):
            self._open(name, classes, inline)
            self.marks += marks
        self._after(token, classes)

    def _open(self, name: str, classes: str, inline: bool) -> None:
        if not inline and name not in VOID and self.pieces:
            self._flush()
        last = self.tags[-1] if self.tags else self.active
        if name in ("em", "b") and last == "code":
            name = "code"
        self.inline = inline or name in VOID
        self.skip = name in self.options.ignored or name in self.options.skipped
        self.closed_inline = False
        self.padding = ""
        scope = _SIBLINGS.get(name)
        if scope and scope in self.options.siblings:
            self.open.append(_Capture(name, scope, self.skip, self.length))
        self.tags.append(name)
        self.classes.append(classes)
        self.active = name

    def _leaves(self, name: str) -> bool:
        """Whether a tag ends a skipped passage."""
        if not self.in_block:
            return False
        closed = self._closed()
        if name in self.options.skipped or closed:
            self.in_block = False
            if closed:
                self.counted = ("", 0, 0)
            return True
        return False

    def _count(self, name: str, *, opens: bool) -> None:
        tag, begun, ended = self.counted
        if name == tag:
            self.counted = (tag, begun + opens, ended + (not opens))

    def _closed(self) -> bool:
        tag, begun, ended = self.counted
        return bool(tag) and begun == ended and begun > 0

    def end(self, token: Token) -> None:
        """A tag that closes."""
        name = token.name
        self._count(name, opens=False)
        inline = name in INLINE
        closed = None if inline else self.enclosing.leave(name)
        if not self._leaves(name) and inline:
            self.active = ""
            self.closed_inline = True
            self.padding = ""
            if self.open and self.open[-1].tag == name:
                self._capture(self.open.pop())
        if not inline:
            self._flush()
            if closed and (gathered := closed.block(self.suffix)):
                self.emit(gathered)
        self.href = self.parent_class = ""

    def void(self, token: Token) -> None:
        """A tag that closes itself."""
        self._count(token.name, opens=False)
        if not self._leaves(token.name) and token.name in INLINE:
            self.inline = True
            self.closed_inline = False
        self._after(token, token.attributes.get("class", "") if token.attributes else "")

    def _after(self, token: Token, classes: str) -> None:
        attributes = token.attributes
        self.href = attributes.get("href", "") if attributes else ""
        self.parent_class = classes
        if token.name == "img" and attributes and "alt" in attributes and self.options.alt:
            alt = attributes["alt"]
            place = token.runs or [self._here(len(alt))]
            self.emit(ValeBlock(alt, "text.attr.alt", place))

    def _here(self, length: int) -> Run:
        at = self.runs[-1].end if self.runs else 0
        return Run(0, length, at, at)

    def comment(self, token: Token) -> None:
        """A comment; Vale's directives are among them."""
        if not self._leaves(""):
            if not self.inline:
                self.closed_inline = True
                self.padding = self.trailing
            text = token.text.strip(SPACES)
            if text.startswith("vale "):
                self._directive(text, token.runs[0].start if token.runs else 0)
        self.href = self.parent_class = ""

    def _directive(self, text: str, start: int) -> None:
        self.walked.directives.append(Directive(text, start))
        self.comments = (*self.comments, text)
        if text in ("vale off", "vale on"):
            self.off = text == "vale off"

    def text(self, token: Token) -> None:
        """Text between tags."""
        data = token.text
        stripped = data.strip(SPACES)
        if not self.in_block and not self.off:
            if stripped:
                self._write(data, stripped, token.runs)
            self.trailing = _separator(data[-1:])
            if self.trailing:
                self.gap = cut(token.runs, len(data) - 1, len(data))
        self.href = self.parent_class = ""

    # The text of a block

    def _write(self, data: str, text: str, whole: Sequence[Run]) -> None:
        runs = whole
        if len(text) != len(data):
            lead = len(data) - len(data.lstrip(SPACES))
            runs = cut(runs, lead, lead + len(text))
        if "&" in text:
            text, runs = unescaped(text, runs)
        raw, raw_runs = text, runs
        separator = _separator(data[:1])
        gap = cut(whole, 0, 1) if separator else self.gap if self.trailing else ()
        if self.closed_inline and not separator:
            separator = self.padding
        self.padding = ""
        if not self.inline and self._is_nested_list():
            text, runs = " " + text, shifted(runs, 1)
        text, prefix = self._cleaned(text, separator)
        self.closed_inline = False
        if prefix == " " and not self.trailing and self.pieces and self.pieces[-1][-1] in _TIGHT:
            prefix = ""
        self._append(prefix, gap, text, runs)
        for capture in self.open:
            if capture.masked:
                capture.add(raw, raw_runs)
            else:
                capture.add(prefix + text, shifted(runs, len(prefix)))

    def _append(self, prefix: str, gap: Sequence[Run], text: str, runs: Sequence[Run]) -> None:
        if prefix:
            self.pieces.append(prefix)
            if gap and self.runs:
                self.runs.append(Run(self.length, 1, gap[0].start, gap[0].end))
            self.length += 1
        self.pieces.append(text)
        self.runs += shifted(runs, self.length)
        self.length += len(text)

    def _cleaned(self, text: str, separator: str) -> tuple[str, str]:
        """The text, masked where it is code or a bare address, and what parts it from the last."""
        starter = text[0] in _STARTERS and not self.skip
        if self.parent_class and not self.skip and self._has_skipped(self.parent_class):
            starter, self.skip = False, True
        if self.skip or self.href == text:
            text = _VISIBLE.sub("*", text)
            self.skip = False
        if self.closed_inline:
            return text, separator
        return text, " " if self.inline and not starter else ""

    def _has_skipped(self, classes: str) -> bool:
        return any(name in self.options.classes for name in classes.split(" "))

    def _is_nested_list(self) -> bool:
        tags = self.tags
        return len(tags) > 3 and tags[-1] == "li" and tags[-2] in ("ol", "ul") and tags[-3] == "li"

    def _capture(self, capture: _Capture) -> None:
        text = "".join(capture.text)
        body = text.strip(SPACES)
        if not body:
            return
        lead = len(text) - len(text.lstrip(SPACES))
        runs = cut(capture.runs, lead, lead + len(body)) if capture.runs else []
        if not capture.masked:
            written = "".join(self.pieces)[capture.start :]
            start = capture.start + len(written) - len(written.lstrip(" \n"))
            end = capture.start + len(written.rstrip(" \n"))
            self.spans.append(Inline(capture.scope, start, end))
        self.siblings.append(ValeBlock(body, capture.scope, runs))

    # The blocks

    def _flush(self) -> None:
        if self.pieces:
            text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
            if text.strip(SPACES):
                self._block(text)
        self.reset()

    def _block(self, text: str) -> None:
        if "data" in self.tags:
            self._meter("meta")
            self.emit(ValeBlock(text, self._scope("meta"), self.runs))
            return
        scope = next((_SCOPES[tag] for tag in self.tags if tag in _SCOPES), "")
        if not scope or scope in ("text.blockquote", "text.list"):
            self.walked.summary.append(ValeBlock(text, "", self.runs))
        if not scope:
            self._meter("paragraphs")
            block = ValeBlock(text, self._scope("text"), self.runs, self.spans, True, True)
        else:
            self._meter(scope.removeprefix("text."))
            block = self._trimmed(text, self._scope(scope))
        self.enclosing.gather(text, self.runs)
        self.emit(block)
        for sibling in self.siblings:
            sibling.scope += self.suffix
            self.emit(sibling)

    def _trimmed(self, text: str, scope: str) -> ValeBlock:
        body = text.lstrip(" ")
        shift = len(text) - len(body)
        if not shift:
            return ValeBlock(text, scope, self.runs, self.spans, prose=True)
        spans = [Inline(s, a - shift, b - shift) for s, a, b in self.spans if a >= shift]
        return ValeBlock(body, scope, cut(self.runs, shift, len(text)), spans, prose=True)

    def _scope(self, scope: str) -> str:
        names: dict[str, None] = {}
        for classes in (*self.enclosing.classes(), *self.classes):
            if classes:
                names.update(dict.fromkeys(classes.split()))
        safe = [name for name in names if not any(char in ".&~" for char in name)]
        classed = f"{scope}.class.{'.class.'.join(safe)}" if safe else scope
        return classed + self.enclosing.within(self.marks) + self.suffix

    def emit(self, block: ValeBlock) -> None:
        """Add a block."""
        block.comments = self.comments
        self.walked.blocks.append(block)

    def _meter(self, name: str) -> None:
        self.enclosing.meter(name, self.walked.metrics)


def _separator(char: str) -> str:
    """A line break or a space, if text begins or ends in one."""
    if char and char in "\n\r":
        return "\n"
    return " " if char and char in " \t" else ""
