"""Markdown as the token stream of the HTML that Vale's converter (goldmark, with GFM, footnotes
and display mathematics) would make of it, over pyromark's events with their exact places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import pyromark

from copylint.parsers.vale_links import escaped, linked, struck
from copylint.parsers.vale_source import Copy
from copylint.parsers.vale_tokens import Kind, Run, Token, cut, shifted, tokens

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_MATH = re.compile(r"^ {0,3}\$\$", re.MULTILINE)
_PLAIN = {
    "Paragraph": "p",
    "BlockQuote": "blockquote",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Table": "table",
    "TableRow": "tr",
    "List": "",
    "Heading": "",
    "Link": "a",
    "Image": "",
    "CodeBlock": "",
    "HtmlBlock": "",
    "FootnoteDefinition": "",
    "TableHead": "",
    "TableCell": "",
}
_START = {name: Token(Kind.START, tag) for name, tag in _PLAIN.items() if tag}
_END = {name: Token(Kind.END, tag) for name, tag in _PLAIN.items() if tag}
_HEADINGS = {f"H{level}": f"h{level}" for level in range(1, 7)}
_BREAK = Token(Kind.START, "br")
MATH_FENCE = "\n```$$\n"  # hides a block of mathematics, which is no code
_MATH_BLOCK = {"Fenced": "$$"}
_CODE = (Token(Kind.START, "code"), Token(Kind.END, "code"))


def markdown_tokens(copy: Copy) -> list[Token]:
    """The tokens of a Markdown text, their runs leading to the source."""
    return _Reader(copy).read()


class _Reader:
    """Turns events into tokens; text that no tag divides is one token."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.found: list[Token] = []
        self.text: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.html: list[str] | None = None
        self.links = 0
        self.image: tuple[str, list[str]] | None = None
        self.head = self.math = False
        self.notes: dict[str, list[Token]] = {}
        self.cited: dict[str, int] = {}
        self.outer: list[tuple[str, list[Token]]] = []
        source = copy.text
        self.bytes = b"" if source.isascii() else source.encode("utf-8")
        self.extra = [m.start() for m in _CONTINUATION.finditer(self.bytes)]
        self.direct = len(copy.runs) == 1 and copy.runs[0].length == len(source)
        self.offset = copy.runs[0].start if self.direct else 0
        self.handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Text": self._text,
            "Start": self._start,
            "End": self._end,
            "SoftBreak": self._soft,
            "Code": self._code,
            "InlineHtml": self._inline_html,
            "Html": self._html,
            "HardBreak": self._hard,
            "FootnoteReference": self._cite,
            "TaskListMarker": self._task,
            "Rule": self._rule,
        }

    def read(self) -> list[Token]:
        handlers = self.handlers
        for event, place in pyromark.events_with_range(self.copy.text, options=_OPTIONS):
            if isinstance(event, str):
                handlers[event](None, place["start"], place["end"])
            else:
                for name, value in event.items():
                    if name in handlers:
                        handlers[name](value, place["start"], place["end"])
        self._flush()
        self._footnotes()
        return self.found

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Byte offsets to the source's code points."""
        if self.extra:
            start -= bisect_left(self.extra, start)
            end -= bisect_left(self.extra, end)
        if self.direct:
            return start + self.offset, end + self.offset
        return self.copy.span(start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        length = len(text)
        if not self.direct:
            self._put_pieces(text, start, end)
        else:
            first, last = self._place(start, end)
            runs = self.runs
            if runs and length == last - first and runs[-1].end == first:
                at, before, begun, ended = runs[-1]
                if before == ended - begun:
                    runs[-1] = Run(at, before + length, begun, last)
                else:
                    runs.append(Run(self.length, length, first, last))
            else:
                runs.append(Run(self.length, length, first, last))
        self.text.append(text)
        self.length += length

    def _put_pieces(self, text: str, start: int, end: int) -> None:
        """The runs of a text that was itself put together from pieces of the source."""
        self.runs += shifted(self._pieces(text, start, end), self.length)

    def _pieces(self, text: str, start: int, end: int) -> list[Run]:
        """The runs of a text at byte offsets, counted from its start."""
        if self.extra:
            start -= bisect_left(self.extra, start)
            end -= bisect_left(self.extra, end)
        if len(text) == end - start:
            return cut(self.copy.runs, start, end)
        return [Run(0, len(text), *self.copy.span(start, end))]

    def _flush(self) -> None:
        if not self.text:
            return
        text = self.text[0] if len(self.text) == 1 else "".join(self.text)
        runs = self.runs
        self.text, self.runs, self.length = [], [], 0
        if self.links == 0 and ("://" in text or "www." in text or "@" in text or "$" in text):
            self.found += linked(text, runs, self._before(runs[0].start))
        elif "~" in text and "\\~" not in self.copy.text:
            self.found += struck(text, runs)
        else:
            self.found.append(Token(Kind.TEXT, "", text, None, runs))

    def _before(self, start: int) -> str:
        return self.copy.text[start - self.offset - 1 : start - self.offset] if self.direct else ""

    def _tag(self, token: Token) -> None:
        if self.text:
            self._flush()
        self.found.append(token)

    def _text(self, text: str, start: int, end: int) -> None:
        if self.image:
            self.image[1].append(text)
        elif self.html is not None:
            self._html(text, start, end)  # the indent of the first line
        else:
            self._put(text, start, end)

    def _soft(self, _: None, start: int, end: int) -> None:
        self._text("\n", start, end)

    def _hard(self, _: None, start: int, end: int) -> None:
        if self.image:
            self.image[1].append("\n")
            return
        self._tag(_BREAK)
        self._put("\n", start, end)

    def _rule(self, _: None, start: int, end: int) -> None:
        self._tag(Token(Kind.START, "hr"))

    def _task(self, checked: bool, start: int, end: int) -> None:
        self._tag(Token(Kind.START, "input"))

    def _code(self, text: str, start: int, end: int) -> None:
        if self.image:
            self.image[1].append(text)
            return
        self._tag(_CODE[0])
        source = self._source(start, end)
        fence = len(source) - len(source.lstrip("`"))
        inner = source[fence : len(source) - fence]
        lead = 1 if len(inner) == len(text) + 2 else 0
        if len(inner) - 2 * lead == len(text):
            start, end = start + fence + lead, end - fence - lead
        self._put(text, start, end)
        self.found.append(Token(Kind.TEXT, "", text, None, self.runs))
        self.text, self.runs, self.length = [], [], 0
        self.found.append(_CODE[1])

    def _source(self, start: int, end: int) -> str:
        if self.extra:
            return self.bytes[start:end].decode("utf-8")
        return self.copy.text[start:end]

    def _inline_html(self, text: str, start: int, end: int) -> None:
        if self.image:
            return
        self._flush()
        self.found += tokens(text, self._pieces(text, start, end))

    def _html(self, text: str, start: int, end: int) -> None:
        assert self.html is not None
        self.html.append(text)
        self.runs += shifted(self._pieces(text, start, end), self.length)
        self.length += len(text)

    def _start(self, value: Any, start: int, end: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if self.image:
            return
        if token := _START.get(name):
            if name == "Link":
                self.links += 1
                token = Token(Kind.START, "a", attributes={"href": _address(value["Link"])})
            self._tag(token)
        else:
            self._open(name, value, start, end)

    def _open(self, name: str, value: Any, start: int, end: int) -> None:
        self._flush()
        detail: Any = None if isinstance(value, str) else value[name]
        if name == "List":
            self.found.append(Token(Kind.START, "ul" if detail is None else "ol"))
        elif name == "Heading":
            self.found.append(Token(Kind.START, _HEADINGS[detail["level"]]))
        elif name == "Image":
            self.image = (detail["dest_url"], [])
        elif name == "HtmlBlock":
            self.html = []
        elif name == "CodeBlock":
            self.found.append(Token(Kind.START, "pre"))
            self.math = detail == _MATH_BLOCK
            if not self.math:
                self.found.append(_CODE[0])
        elif name == "FootnoteDefinition":
            self.outer.append((detail, self.found))
            self.found = []
        else:
            self._open_table(name)

    def _open_table(self, name: str) -> None:
        if name == "TableHead":
            self.head = True
            self.found += (Token(Kind.START, "thead"), Token(Kind.START, "tr"))
        elif name == "TableCell":
            self.found.append(Token(Kind.START, "th" if self.head else "td"))

    def _end(self, value: Any, start: int, end: int) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if self.image and name != "Image":
            return
        if token := _END.get(name):
            self._tag(token)
            if name == "Link":
                self.links -= 1
        else:
            self._close(name, value, start, end)

    def _close(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "HtmlBlock":
            self._close_html()
            return
        self._flush()
        if name == "List":
            self.found.append(Token(Kind.END, "ol" if value["List"] else "ul"))
        elif name == "Heading":
            self.found.append(Token(Kind.END, _HEADINGS[value["Heading"]]))
        elif name == "Image" and self.image:
            self._close_image(start, end)
        elif name == "CodeBlock":
            if not self.math:
                self.found.append(_CODE[1])
            self.found.append(Token(Kind.END, "pre"))
        elif name == "FootnoteDefinition":
            note, outer = self.outer.pop()
            self.notes.setdefault(note, self.found)
            self.found = outer
        else:
            self._close_table(name)

    def _close_table(self, name: str) -> None:
        if name == "TableHead":
            self.head = False
            self.found += (Token(Kind.END, "tr"), Token(Kind.END, "thead"))
        elif name == "TableCell":
            self.found.append(Token(Kind.END, "th" if self.head else "td"))

    def _close_html(self) -> None:
        text = "".join(self.html or ())
        runs = self.runs
        self.html, self.runs, self.length = None, [], 0
        self.found += tokens(text, runs)

    def _close_image(self, start: int, end: int) -> None:
        assert self.image
        source, texts = self.image
        self.image = None
        alt = "".join(texts)
        place = Run(0, len(alt), *self._alt_place(alt, start, end))
        attributes = {"src": source, "alt": alt}
        self.found.append(Token(Kind.START, "img", attributes=attributes, runs=[place]))

    def _alt_place(self, alt: str, start: int, end: int) -> tuple[int, int]:
        """Where an image's alternative text stands: as written, else the whole image."""
        source_start, source_end = self._place(start, end)
        source = self._source(start, end)
        at = source.find(alt) if alt else -1
        if at >= 0 and source_end - source_start == len(source):
            return source_start + at, source_start + at + len(alt)
        return source_start, source_end

    def _cite(self, note: str, start: int, end: int) -> None:
        if self.image:
            return
        number = self.cited.setdefault(note, len(self.cited) + 1)
        self._tag(Token(Kind.START, "sup"))
        attributes = {"href": f"#fn:{number}", "class": "footnote-ref"}
        self.found.append(Token(Kind.START, "a", attributes=attributes))
        written = self._source(start, end)
        if written == f"[^{number}]":
            start, end = start + 2, end - 1
        place = Run(0, len(str(number)), *self._place(start, end))
        self.found.append(Token(Kind.TEXT, text=str(number), runs=[place]))
        self.found += (Token(Kind.END, "a"), Token(Kind.END, "sup"))

    def _footnotes(self) -> None:
        """Footnotes stand at the end, in the order they are first cited."""
        notes = [self.notes[note] for note in self.cited if note in self.notes]
        if not notes:
            return
        self.found += (
            Token(Kind.START, "div", attributes={"class": "footnotes"}),
            Token(Kind.START, "hr"),
            Token(Kind.START, "ol"),
        )
        for note in notes:
            self.found += (Token(Kind.START, "li"), *_with_backlink(note), Token(Kind.END, "li"))
        self.found += (Token(Kind.END, "ol"), Token(Kind.END, "div"))


def _address(link: dict[str, str]) -> str:
    address = link["dest_url"]
    if link["link_type"] == "Email" and not address.startswith("mailto:"):
        return f"mailto:{address}"
    return escaped(address)


def _with_backlink(note: list[Token]) -> list[Token]:
    if not note or note[-1] != _END["Paragraph"]:
        return note
    runs = note[-2].runs if len(note) > 1 else ()
    at = runs[-1].end if runs else 0
    back = Token(Kind.START, "a", attributes={"href": "#fnref:1", "class": "footnote-backref"})
    arrow = Token(Kind.TEXT, text="↩︎", runs=[Run(0, 2, at, at)])
    return [*note[:-1], back, arrow, Token(Kind.END, "a"), note[-1]]


def display_math(text: str) -> list[tuple[int, int]]:
    """Where `$$` blocks stand: from a line that opens one to the line that closes it or a gap."""
    found: list[tuple[int, int]] = []
    for match in _MATH.finditer(text):
        if not found or match.start() >= found[-1][1]:  # else it closes a block
            found.append(_block(text, match.start()))
    return found


def _block(text: str, start: int) -> tuple[int, int]:
    blank = re.compile(r"\n[ \t]*(?:\n|\Z)").search(text, start)
    limit = blank.start() if blank else len(text)
    opening = text.find("$$", start) + 2
    closing = re.compile(r"(?<!\\)\$\$[ \t]*(?:\{[^}\n]*\}[ \t]*)?$", re.MULTILINE)
    found = closing.search(text, opening, limit)
    return start, found.end() if found else limit
