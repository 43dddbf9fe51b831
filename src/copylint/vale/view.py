"""A file as Vale sees it: its blocks in the order in which rules look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import PurePath

import yaml
from msgspec import Struct, field

from copylint.document import Document, Segment, Span
from copylint.document import Run as DocumentRun
from copylint.parsers import keyed_text
from copylint.parsers.scalars import pieces, toml_pieces
from copylint.parsers.vale_blocks import walk
from copylint.parsers.vale_enclosing import joined
from copylint.parsers.vale_markdown import MATH_FENCE, display_math, markdown_tokens
from copylint.parsers.vale_source import FRONT_MATTER, Copy, Wrap, sanitized, substituted, wrapped
from copylint.parsers.vale_tokens import Run, cut, tokens
from copylint.parsers.vale_values import Directive, Options, ValeBlock, Walked
from copylint.vale.config import Part
from copylint.vale.patterns import compiled
from copylint.vale.styles import is_string

_BLOCKS = {".md": Wrap("\n```\n", "\n```\n"), ".html": Wrap("<pre>", "</pre>")}
_INLINES = {".md": Wrap("`", "`"), ".html": Wrap("<code>", "</code>")}
_DELIMITER = re.compile(r"(?:---|---yaml|\+\+\+|---toml)[ \t]*\n")


class Reading(Struct, frozen=True):
    """How a file is read: its format, what markup hides, which fragments rules ask for.

    `apart` says that a block and its only paragraph are told apart.
    """

    format: str
    options: Options = field(default_factory=Options)
    parts: tuple[Part, ...] = ()
    sentences: bool = False
    paragraphs: bool = False
    apart: bool = False


class View(Struct):
    """All blocks of a file, in Vale's order, and the directives in its comments."""

    path: str
    source: str
    blocks: list[ValeBlock] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)

    def document(self) -> Document:
        """The same as a document: Vale's blocks as segments, the source as it is."""
        segments = tuple(segment(block) for block in self.blocks if block.text and block.runs)
        return Document(self.path, self.source, segments)


def segment(block: ValeBlock) -> Segment:
    """A block as a segment; what separates pieces stands for no source of its own."""
    runs: list[DocumentRun] = []
    at, source = 0, block.runs[0].start
    for run in sorted(block.runs):
        if run.at > at:
            runs.append(DocumentRun(Span(at, run.at), Span(source, source)))
        runs.append(DocumentRun(Span(run.at, run.at + run.length), Span(run.start, run.end)))
        at, source = run.at + run.length, run.end
    if at < len(block.text):
        runs.append(DocumentRun(Span(at, len(block.text)), Span(source, source)))
    return Segment(block.text, (block.scope,), tuple(runs))


def view(path: str, source: str, reading: Reading) -> View:
    """Read a file as Vale does."""
    copy = sanitized(source)
    found = View(path, source)
    suffix = PurePath(path).suffix
    if reading.format in (".md", ".html"):
        walked = _markup(copy, suffix, reading, found)
        _spread(walked.blocks, reading, found)
        found.directives = walked.directives
        off = tuple(text for text in _texts(walked.directives) if text in ("vale off", "vale on"))
        found.blocks.append(_summary(walked, suffix, off))
    else:
        off = ()
        prose = reading.format == ".txt"
        whole = ValeBlock(copy.text, f"text{suffix}", copy.runs, prose=prose, split=prose)
        _spread([whole], reading, found)
    found.blocks.append(ValeBlock(copy.text, f"raw{suffix}", copy.runs, comments=off))
    return found


def _summary(walked: Walked, suffix: str, comments: tuple[str, ...]) -> ValeBlock:
    """All prose in one block, for measures."""
    whole = joined(walked.summary)
    scope = f"summary{suffix}"
    return ValeBlock(whole.text, scope, whole.runs, comments=comments, metrics=walked.metrics)


def _texts(directives: Sequence[Directive]) -> Iterator[str]:
    return (directive.text for directive in directives)


def _markup(copy: Copy, suffix: str, reading: Reading, found: View) -> Walked:
    matter = FRONT_MATTER.match(copy.text)
    if reading.format == ".md":
        found.blocks += front_matter(copy, suffix, reading.options)
    body = _hidden(copy, matter.end() if matter else 0, reading)
    if reading.format == ".md":
        if "$$" in body.text:
            spans = [(a, b, a, b) for a, b in display_math(body.text)]
            body = wrapped(body, spans, Wrap(MATH_FENCE, "\n```\n"))
        stream = markdown_tokens(body)
    else:
        stream = tokens(body.text, body.runs)
    walked = walk(stream, suffix, reading.options)
    if matter and not _shows_code(reading.options):
        walked.metrics["pre"] = walked.metrics.get("pre", 0) + 1
    return walked


def _hidden(copy: Copy, start: int, reading: Reading) -> Copy:
    """The text after the front matter, with what the configuration ignores hidden."""
    body = copy
    if start and _shows_code(reading.options):
        body = wrapped(copy, [(0, start, 4, start - 4)], _BLOCKS[reading.format])
    elif start:
        body = Copy(copy.text[start:], cut(copy.runs, start, len(copy.text)))
    for kind, wraps in (("blocks", _BLOCKS), ("tokens", _INLINES)):
        for part in reading.parts:
            for pattern in part.blocks if kind == "blocks" else part.tokens:
                body = _ignored(body, pattern, wraps[reading.format])
    for part in reading.parts:
        if part.comments:
            body = _commented(body, *part.comments)
    return body


def _shows_code(options: Options) -> bool:
    """Whether code is read, and with it the front matter, which Vale makes a block of code."""
    return "pre" not in options.skipped or "code" in options.skipped


def _ignored(copy: Copy, pattern: str, wrap: Wrap) -> Copy:
    found = compiled(pattern).regex
    if not found.groups:
        wrap = Wrap(f"{wrap.before}$1", wrap.after)  # what Vale puts where no group is captured
    spans = [
        (*match.span(), *(match.span(1) if found.groups else (match.start(), match.start())))
        for match in found.finditer(copy.text)
        if not found.groups or match.start(1) >= 0
    ]
    return wrapped(copy, spans, wrap)


def _mark(mark: str, _: re.Match[str]) -> str:
    return mark


def _commented(copy: Copy, opening: str, closing: str) -> Copy:
    for delimiter, mark in ((opening, "<!--"), (closing, "-->")):
        found = re.finditer(re.escape(delimiter), copy.text)
        copy = substituted(copy, found, partial(_mark, mark))
    return copy


# Front matter


def front_matter(copy: Copy, suffix: str, options: Options) -> list[ValeBlock]:
    """A block for each text at the top level of the front matter."""
    opening = _DELIMITER.match(copy.text)
    if not opening:
        return []
    fence = "+++" if opening[0].startswith("+++") else "---"
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*$", re.MULTILINE).search(
        copy.text, opening.end()
    )
    if not closing:
        return []
    places = (opening.end(), closing.start())
    toml = "toml" in opening[0] or fence == "+++"
    read = _toml(copy, *places, suffix) if toml else _yaml(copy, *places, suffix)
    return [block for block in read if not _is_ignored(block.scope, options)]


def _is_ignored(scope: str, options: Options) -> bool:
    parts = frozenset(scope.split("."))
    return any(frozenset(name.split(".")) <= parts for name in options.ignored)


def _yaml(copy: Copy, start: int, end: int, suffix: str) -> list[ValeBlock]:
    text = copy.text[start:end]
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return []
    if not isinstance(node, yaml.MappingNode):
        return []
    found = []
    for key, value in node.value:
        if isinstance(value, yaml.ScalarNode) and is_string(value.value, value.style):
            places = value.start_mark.index + start, value.end_mark.index + start
            made = list(pieces(copy.text, value.style or "", *places, value.value))
            found.append(_field(copy, str(key.value), value.value, made, suffix))
    return found


def _toml(copy: Copy, start: int, end: int, suffix: str) -> list[ValeBlock]:
    found = []
    for text in keyed_text.texts(keyed_text.TOML, copy.text, start, end):
        if len(text.keys) == 1 and not text.nested:
            made = list(toml_pieces(copy.text, text.start, text.end, escapes=text.escapes))
            value = "".join(piece for piece, _, _ in made)
            found.append(_field(copy, text.keys[0], value, made, suffix))
    return found


def _field(
    copy: Copy, key: str, value: str, made: list[tuple[str, int, int]], suffix: str
) -> ValeBlock:
    runs: list[Run] = []
    at = 0
    for text, start, end in made:
        if at >= len(value):
            break
        size = min(len(text), len(value) - at)
        if size < len(text):
            end = start + size if len(text) == end - start else end
        runs.append(Run(at, size, *copy.span(start, end)))
        at += size
    return ValeBlock(value, f"text.frontmatter.{key}{suffix}", runs)


# Fragments


def _spread(blocks: Sequence[ValeBlock], reading: Reading, found: View) -> None:
    """Add blocks, each after its paragraphs if a rule asks for those; so with sentences."""
    for block in blocks:
        if block.split and reading.paragraphs:
            if "\n\n" not in block.text and not reading.apart:
                block.scope = f"paragraph.{block.scope}"  # the block is its only paragraph
            else:
                found.blocks += _paragraphs(block)
        block.prose = block.prose and reading.sentences
        found.blocks.append(block)


def _paragraphs(block: ValeBlock) -> Iterator[ValeBlock]:
    at = 0
    for piece in re.split(r"(?<=\n\n)", block.text):
        yield fragment(block, at, at + len(piece), "paragraph")
        at += len(piece)


def fragment(block: ValeBlock, start: int, end: int, kind: str) -> ValeBlock:
    """A part of a block as a block of its own."""
    inline = [
        type(item)(item.scope, item.start - start, item.end - start)
        for item in block.inline
        if item.start >= start and item.end <= end
    ]
    runs = cut(block.runs, start, end)
    text = block.text[start:end]
    scope = block.scope.removeprefix("paragraph.")
    return ValeBlock(text, f"{kind}.{scope}", runs, inline, comments=block.comments)


@lru_cache(maxsize=1024)
def scope_parts(scope: str) -> frozenset[str]:
    """The names in a dotted scope."""
    return frozenset(scope.split("."))
