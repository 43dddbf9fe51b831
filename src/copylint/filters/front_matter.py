"""Where the entries of `copylint: {disable: [...]}` stand in YAML front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex
from msgspec import Struct

from copylint.document import Span
from copylint.issue import Edit
from copylint.kept import kept

if TYPE_CHECKING:
    from yaml import Node

_FRONT = kept(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*\r?$", regex.DOTALL | regex.MULTILINE)


class Entry(Struct, frozen=True):
    """One entry of the list: its own span, and the edit that takes it away."""

    span: Span
    cut: Edit


def entries(source: str) -> list[Entry]:
    """The entries in order; none when the front matter is not YAML or has no such key."""
    import yaml

    front = _FRONT.match(source)
    if front is None:
        return []
    try:
        root = yaml.compose(front["yaml"], yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    key, value = _child(root, "copylint")
    listed = _child(value, "disable")[1]
    if key is None or listed is None:
        return []
    items = listed.value if isinstance(listed, yaml.SequenceNode) else [listed]
    flow = isinstance(listed, yaml.SequenceNode) and bool(listed.flow_style)
    return _entries(source, front.start("yaml"), key, items, flow=flow)


def _entries(source: str, at: int, key: Node, items: list[Node], *, flow: bool) -> list[Entry]:
    """The entries; the last one takes the whole key with it."""
    spans = [Span(at + item.start_mark.index, at + item.end_mark.index) for item in items]
    if len(spans) == 1:
        whole = _lines(source, at + key.start_mark.index, spans[0].end)
        return [Entry(spans[0], Edit(whole, ""))]
    return [Entry(span, Edit(_cut(source, spans, i, flow), "")) for i, span in enumerate(spans)]


def _child(node: Node | None, name: str) -> tuple[Node | None, Node | None]:
    """A mapping's key node and value node, or nothing."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key, value
    return None, None


def _cut(source: str, spans: list[Span], index: int, flow: bool) -> Span:
    span = spans[index]
    if not flow:
        return _lines(source, span.start, span.end)
    if index:
        return Span(spans[index - 1].end, span.end)
    return Span(span.start, spans[1].start)


def _lines(source: str, start: int, end: int) -> Span:
    """The whole lines of a range, with the last one's line end."""
    stop = source.find("\n", end)
    return Span(source.rfind("\n", 0, start) + 1, len(source) if stop < 0 else stop + 1)
