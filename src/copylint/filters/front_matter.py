"""Where the entries of `copylint: {disable: [...]}` stand in front matter of any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from copylint.document import Span
from copylint.issue import Edit
from copylint.kept import kept
from copylint.parsers import front_matter

if TYPE_CHECKING:
    from yaml import Node

    from copylint.parsers.keyed_text import Value

_KEYS = ("copylint", "disable")
_COMMA = kept(r"\s*,\s*")
_LINE_END = kept(r"\r\n|\n|\r|\Z")


class Entry(Struct, frozen=True):
    """One entry of the list: its own span, and the edit that takes it away."""

    span: Span
    cut: Edit


def entries(source: str) -> list[Entry]:
    """The entries in order; none when there is no such key, or where it cannot be told."""
    block = front_matter.find(source)
    if block is None:
        return []
    if block.fence == "---":
        return _in_yaml(source, block.start, block.end)
    return _in_brackets(source, block)


def _in_yaml(source: str, start: int, end: int) -> list[Entry]:
    import yaml

    try:
        root = yaml.compose(source[start:end], yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    key, value = _child(root, "copylint")
    listed = _child(value, "disable")[1]
    if key is None or listed is None:
        return []
    items = listed.value if isinstance(listed, yaml.SequenceNode) else [listed]
    flow = isinstance(listed, yaml.SequenceNode) and bool(listed.flow_style)
    spans = [Span(start + item.start_mark.index, start + item.end_mark.index) for item in items]
    if not spans:
        return []
    return _entries(
        source, spans, _lines(source, start + key.start_mark.index, spans[-1].end), flow
    )


def _child(node: Node | None, name: str) -> tuple[Node | None, Node | None]:
    """A mapping's key node and value node, or nothing."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key, value
    return None, None


def _in_brackets(source: str, block: front_matter.Block) -> list[Entry]:
    """The entries in TOML or JSON."""
    from copylint.parsers import keyed_text

    syntax = keyed_text.JSON if block.fence == "{" else keyed_text.TOML
    values = list(keyed_text.values(syntax, source, block.start, block.end))
    lists = [value for value in values if value.keys == _KEYS]
    if not lists:
        return []
    listed = lists[-1]  # a list ends after what is in it
    spans = [
        value.span
        for value in lists
        if value.depth == listed.depth + 1 and listed.span.contains(value.span)
    ] or [listed.span]
    return _entries(source, spans, _whole(source, values, listed), flow=True)


def _whole(source: str, values: list[Value], listed: Value) -> Span:
    """What says `copylint`, and nothing else: lines of TOML, a pair of JSON with its comma."""
    own = next((value for value in values if value.keys == _KEYS[:1]), listed)
    if source[listed.table : listed.table + 1] == "[":
        return _lines(source, listed.table, listed.span.end)
    before, after = source[: own.key], source[own.span.end :]
    if own.depth == 0:
        return _lines(source, own.key, own.span.end)
    if before.rstrip().endswith(","):
        return Span(len(before.rstrip()) - 1, own.span.end)
    comma = _COMMA.match(after)
    return Span(own.key, own.span.end + (comma.end() if comma else 0))


def _entries(source: str, spans: list[Span], whole: Span, flow: bool) -> list[Entry]:
    """The entries; the last one takes the whole key with it."""
    if len(spans) == 1:
        return [Entry(spans[0], Edit(whole, ""))]
    return [Entry(span, Edit(_cut(source, spans, i, flow), "")) for i, span in enumerate(spans)]


def _cut(source: str, spans: list[Span], index: int, flow: bool) -> Span:
    span = spans[index]
    if not flow:
        return _lines(source, span.start, span.end)
    if index:
        return Span(spans[index - 1].end, span.end)
    return Span(span.start, spans[1].start)


def _lines(source: str, start: int, end: int) -> Span:
    """The whole lines of a range, with the last one's line end."""
    before = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start))
    stop = _LINE_END.search(source, end)
    return Span(before + 1, stop.end() if stop else len(source))
