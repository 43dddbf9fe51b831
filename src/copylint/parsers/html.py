"""HTML: what a reader sees of it, block by block, with the text of alt and title attributes."""

from __future__ import annotations

import html as charrefs
from collections.abc import Iterator, Sequence

import regex

from copylint.document import Comment, Span
from copylint.kept import kept
from copylint.parsers import front_matter
from copylint.parsers import html_names as names
from copylint.parsers.draft import Composer, Draft
from copylint.parsers.html_tokens import ENTITY, RAW, Token, attributes, closes_itself, tokens
from copylint.parsers.ink import Block, Ink
from copylint.parsers.masks import mask

_BLANKS = kept(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}")
_WORDS = kept(r"[a-z]+")
Effects = list[tuple[str, str]]


def read(source: str) -> Draft:
    """The blocks of an HTML page or fragment."""
    draft = Draft()
    start = front_matter.read(source, draft)
    composer = Composer(mask(source, draft, start), draft)
    HtmlReader(composer).read(start, len(source))
    composer.flush()
    return draft


class HtmlReader:
    """Reads HTML into a composer, a whole page or piece by piece: what is open stays open."""

    def __init__(self, composer: Composer) -> None:
        self._to = composer
        self._stack: list[tuple[str, Effects]] = []
        self._counts: dict[str, int] = {}
        self._base = 0
        self._gaps: Sequence[tuple[int, int]] = ()
        self._raw = ""

    def read(self, start: int, end: int, gaps: Sequence[tuple[int, int]] = ()) -> None:
        """Read a passage of the source but for its gaps, which belong to the markup around it."""
        self._base, self._gaps = start, gaps
        text = self._to.source[start:end]
        for token in tokens(text):
            if self._raw and not (token.kind == "close" and token.value == self._raw):
                self._to.draft.omit("code", start + token.start, start + token.end)
                continue
            self._take(token)
            if token.kind == "open" and token.value in RAW and not closes_itself(token, text):
                self._raw = token.value
                self._to.hide("code")

    def end_raw(self) -> None:
        """End of an element whose text is no copy, also of one that was never closed."""
        if self._raw:
            self._raw = ""
            self._to.show()

    def _take(self, token: Token) -> None:
        start, end = self._base + token.start, self._base + token.end
        if token.kind == "text":
            self._text(start, end)
        elif token.kind == "open":
            self._open(token, start, end)
        elif token.kind == "close":
            self._close(token.value)
        elif token.kind == "entity":
            self._entity(token.value, start, end)
        elif token.kind == "comment":
            self._to.draft.comments.append(Comment(token.value.strip(), Span(start, end)))

    def _text(self, start: int, end: int) -> None:
        if self._to.hidden:
            self._to.write(start, end)
            return
        for a, b in self._without_gaps(start, end):
            write_collapsed(self._to.ink, self._to.source, a, b)

    def _without_gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for gap_start, gap_end in self._gaps:
            if gap_start < end and gap_end > start:
                yield start, max(start, gap_start)
                start = gap_end
        if start < end:
            yield start, end

    def _entity(self, value: str, start: int, end: int) -> None:
        if not (value in " \t\n\r\f" and self._to.ink.ends_blank):
            self._to.put(value, start, end)

    def _open(self, token: Token, start: int, end: int) -> None:
        name = token.value
        if name in names.BLOCKS:
            self._to.flush()
            if self._counts.get("p"):
                self._close("p")
        found = attributes(self._to.source, *(self._base + at for at in token.inner))
        self._read_attributes(name, found)
        if name == "br" or name == "hr":
            self._to.ink.space(start, end)
        elif name == "img" and not self._to.ink.empty and not self._to.hidden:
            self._to.ink.object(start, start + 2)  # the rest holds its alt text
        if name not in names.VOID:
            self._push(name, self._effects(name, found))

    def _effects(self, name: str, found: dict[str, tuple[int, int]]) -> Effects:
        effects: Effects = []
        if name in names.CONTAINERS:
            effects.append(("enter", names.CONTAINERS[name]))
        elif role := self._role(name, found):
            effects.append(("enter", role))
        if name in names.INLINE:
            effects.append(("mark", names.INLINE[name]))
        if name in names.HIDDEN:
            effects.append(("hide", names.HIDDEN[name]))
        return effects + self._language(name, found)

    def _role(self, name: str, found: dict[str, tuple[int, int]]) -> str | None:
        if name not in names.BLOCKS or "class" not in found:
            return None
        words = _WORDS.findall(self._value(found["class"]).lower())
        return next((names.ROLES[word] for word in words if word in names.ROLES), None)

    def _language(self, name: str, found: dict[str, tuple[int, int]]) -> Effects:
        place = found.get("lang") or found.get("xml:lang")
        language = self._value(place).strip() if place else ""
        if not language:
            return []
        if name == "html":
            self._to.draft.language = language
        if language.lower().startswith("en"):
            return [("hide", "")]
        if name in names.BLOCKS:
            return [("hide", "foreign")]
        return [("mark", "foreign")]

    def _value(self, place: tuple[int, int]) -> str:
        return self._to.source[place[0] : place[1]]

    def _push(self, name: str, effects: Effects) -> None:
        if not effects and name in names.UNCLOSED and not self._counts.get(name):
            return
        for action, value in effects:
            self._begin(action, value)
        self._stack.append((name, effects))
        self._counts[name] = self._counts.get(name, 0) + 1

    def _begin(self, action: str, value: str) -> None:
        if action == "enter":
            self._to.enter(value)
        elif action == "mark":
            self._to.ink.open(value)
        else:
            self._to.hide(value)

    def _close(self, name: str) -> None:
        if name == self._raw:
            self.end_raw()
        if name in names.BLOCKS:
            self._to.flush()
        if not self._counts.get(name):
            return
        closed = ""
        while closed != name:
            closed, effects = self._stack.pop()
            self._counts[closed] -= 1
            for action, value in reversed(effects):
                self._finish(action, value)

    def _finish(self, action: str, value: str) -> None:
        if action == "enter":
            self._to.leave(value)
        elif action == "mark":
            self._to.ink.close(value)
        else:
            self._to.show()

    def _read_attributes(self, name: str, found: dict[str, tuple[int, int]]) -> None:
        if self._to.hidden:
            return
        for key in ("alt", "title"):
            if key in found:
                self.add_value(*found[key], key)
        if name == "meta" and "content" in found:
            kind = found.get("name") or found.get("property") or (0, 0)
            if self._value(kind).lower() in names.DESCRIPTIONS:
                self.add_value(*found["content"], "meta.description")

    def add_value(self, start: int, end: int, scope: str) -> None:
        """Make an attribute's value a block of its own."""
        block = value_block(self._to.source, start, end, ("text", scope))
        if block:
            self._to.draft.blocks.append(block)


def value_block(
    source: str,
    start: int,
    end: int,
    scopes: tuple[str, ...],
    special: regex.Pattern[str] = ENTITY,
) -> Block | None:
    """A value between quotation marks as a block; `special` finds its entities and escapes."""
    ink = Ink(source)
    for match in special.finditer(source, start, end):
        write_collapsed(ink, source, start, match.start())
        start = match.end()
        if match[0] == "\\":
            continue  # it makes the next character plain
        value = charrefs.unescape(match[0])
        if value == match[0]:
            ink.write(*match.span())
        else:
            ink.put(value, *match.span())
    write_collapsed(ink, source, start, end)
    return ink.take(scopes)


def write_collapsed(ink: Ink, source: str, start: int, end: int) -> None:
    """Write source in which any white space reads as one space, as in HTML."""
    for match in _BLANKS.finditer(source, start, end):
        ink.write(start, match.start())
        if not ink.ends_blank:
            ink.put(" ", *match.span())
        start = match.end()
    if start < end and source[start] == " " and ink.ends_blank:
        start += 1
    ink.write(start, end)
