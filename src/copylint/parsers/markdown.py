"""Markdown: CommonMark with tables, footnotes and raw HTML, as pulldown-cmark reads it."""

from __future__ import annotations

from typing import Any

import pyromark
import regex

from copylint.kept import kept
from copylint.parsers import front_matter
from copylint.parsers.byte_offsets import ByteOffsets
from copylint.parsers.draft import Composer, Draft
from copylint.parsers.html import HtmlReader, value_block
from copylint.parsers.html_tokens import ENTITY
from copylint.parsers.masks import mask

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)
_CONTAINERS = {
    "BlockQuote": "blockquote",
    "List": "list",
    "DefinitionList": "list",
    "Table": "table",
    "FootnoteDefinition": "footnote",
}
_LEAVES = frozenset(
    "Paragraph Heading Item TableCell DefinitionListTitle DefinitionListDefinition".split()
)
_INLINE = {"Emphasis": "emphasis", "Strong": "strong", "Link": "link"}
_QUOTED = r"""[\s>]("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))\s*"""
_TITLE = kept(rf"{_QUOTED}\)$", regex.DOTALL)
_DEFINITION = kept(r"""^[ \t>]*+\[[^\]\n]++\]:\s*+\S++\s++["'(]""", regex.MULTILINE)
_DEFINITION_TITLE = kept(rf"{_QUOTED}$", regex.DOTALL)
_ESCAPED = kept(rf"\\(?=[!-/:-@\[-`{{-~])|{ENTITY.pattern}")


def read(source: str) -> Draft:
    """The blocks of a Markdown text, those of its front matter first."""
    draft = Draft()
    start = front_matter.read(source, draft) or source.startswith("\ufeff")
    masked = mask(source, draft, start)
    composer = Composer(masked, draft)
    MarkdownReader(composer, start).read()
    composer.flush()
    return draft


class MarkdownReader:
    """Turns the parser's events into blocks."""

    def __init__(self, composer: Composer, start: int) -> None:
        self._to = composer
        self._html = HtmlReader(composer)
        self._body = composer.source[start:]
        self._base = start
        self._offset = ByteOffsets(self._body)
        self._pieces: list[tuple[int, int]] = []
        self._code = 0
        self._titles: list[bool] = []
        self._inner_end = start

    def read(self) -> None:
        """Read the whole text."""
        for event, span in pyromark.events_with_range(self._body, options=_OPTIONS):
            if isinstance(event, str):
                self._leaf(event, "", span)
                continue
            name, value = next(iter(event.items()))
            if name == "Start":
                self._start(*_named(value), span)
            elif name == "End":
                self._end(_named(value)[0], span)
            else:
                self._leaf(name, value, span)
        self._read_definitions()

    def _place(self, span: Any) -> tuple[int, int]:
        start = self._offset(span["start"])
        return self._base + start, self._base + self._offset(span["end"])

    def _start(self, name: str, value: Any, span: Any) -> None:
        to = self._to
        if name in ("Link", "Image"):
            self._titles.append(bool(value["title"]) and value["link_type"] == "Inline")
            self._inner_end = self._place(span)[0]
        if name in _INLINE:
            to.ink.open(_INLINE[name])
        elif name == "Image":
            to.begin_aside()
        elif name in _LEAVES:
            to.flush()
            if name == "Heading":
                to.kind = f"heading.{value['level'].lower()}"
        elif name in _CONTAINERS:
            to.enter(_CONTAINERS[name])
        elif name == "CodeBlock":
            to.flush()
            self._code += 1
        elif name == "HtmlBlock":
            to.flush()
            self._pieces = []

    def _end(self, name: str, span: Any) -> None:
        to = self._to
        if name in _INLINE:
            to.ink.close(_INLINE[name])
            if name == "Link":
                self._add_title(self._place(span)[1])
        elif name == "Image":
            self._end_image(span)
        elif name in _LEAVES:
            self._html.end_raw()
            to.flush()
            if name == "Heading":
                to.kind = None
        elif name in _CONTAINERS:
            to.leave(_CONTAINERS[name])
        elif name == "CodeBlock":
            self._code -= 1
        elif name == "HtmlBlock":
            self._read_html()

    def _end_image(self, span: Any) -> None:
        start, end = (
            self._base + self._offset(span["start"]),
            self._base + self._offset(span["end"]),
        )
        self._to.end_aside("alt")
        self._add_title(end)
        if not self._to.ink.empty and not self._to.hidden:
            self._to.ink.object(start, start + 2)  # the rest holds its alt text

    def _add_title(self, end: int) -> None:
        """The title in `[text](url "title")`, which ends at `end`."""
        inner, self._inner_end = self._inner_end, end
        if not self._titles.pop() or self._to.hidden:
            return
        if match := _TITLE.search(self._to.source, inner, end):
            self._add_title_text(match)

    def _add_title_text(self, match: regex.Match[str]) -> None:
        start, end = match.span(1)
        scopes = ("text", "title")
        block = value_block(self._to.source, start + 1, end - 1, scopes, _ESCAPED)
        if block:
            self._to.draft.blocks.append(block)

    def _read_definitions(self) -> None:
        """The titles in `[label]: url "title"`, which the events leave out."""
        if not _DEFINITION.search(self._body):
            return
        known = pyromark.reference_definitions(self._body, options=_OPTIONS)
        for one in sorted(known.values(), key=lambda one: one["span"]["start"]):
            if one["title"]:
                start, end = self._place(one["span"])
                if match := _DEFINITION_TITLE.search(self._to.source, start, end):
                    self._add_title_text(match)

    def _leaf(self, name: str, value: Any, span: Any) -> None:
        to = self._to
        if name == "Text" and value.isascii() and len(value) == span["end"] - span["start"]:
            start = self._base + self._offset(span["start"])  # as it is written: the usual case
            self._inner_end = start + len(value)
            self._text(value, start, self._inner_end)
            return
        start, end = self._place(span)
        self._inner_end = end
        if name == "Text":
            self._text(value, start, end)
        elif name in ("SoftBreak", "HardBreak"):
            if not to.hidden:
                to.ink.space(start, end)
        elif name == "Code":
            self._inline_code(value, start, end)
        elif name == "InlineHtml":
            self._html.read(start, end)
        elif name == "Html":
            self._pieces.append((start, end))

    def _text(self, value: str, start: int, end: int) -> None:
        if self._code:
            self._to.draft.omit("code", start, end)
        elif value == self._to.source[start:end]:
            self._to.write(start, end)
        else:
            self._to.put(value, start, end)

    def _inline_code(self, value: str, start: int, end: int) -> None:
        """Inline code keeps its place and text, marked, so that the sentence reads as it does."""
        self._to.ink.open("code")
        at = self._to.source.find(value, start, end)
        if at >= 0:
            self._to.write(at, at + len(value))
        else:
            self._to.put(value, start, end)
        self._to.ink.close("code")

    def _read_html(self) -> None:
        if not self._pieces:
            return
        gaps = [
            (a_end, b_start)
            for (_, a_end), (b_start, _) in zip(self._pieces, self._pieces[1:], strict=False)
            if a_end < b_start
        ]
        self._html.read(self._pieces[0][0], self._pieces[-1][1], gaps)
        self._html.end_raw()
        self._pieces = []
        self._to.flush()


def _named(value: Any) -> tuple[str, Any]:
    if isinstance(value, str):
        return value, None
    name, inner = next(iter(value.items()))
    return name, inner
