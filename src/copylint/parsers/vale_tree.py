"""HTML as a tree of nodes, for scopes that name elements by a selector, and back as tokens."""

from __future__ import annotations

from collections.abc import Iterator

from copylint.parsers.vale_tokens import Kind, Token
from copylint.parsers.vale_values import MARK

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source"
    " track wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class Node:
    """An element, a text or a comment; the document itself has neither name nor token."""

    __slots__ = ("attributes", "children", "marks", "name", "parent", "token")

    def __init__(self, name: str = "", token: Token | None = None) -> None:
        self.name = name
        self.token = token
        self.attributes: dict[str, str] = (token.attributes if token else None) or {}
        self.children: list[Node] = []
        self.parent: Node | None = None
        self.marks: list[str] = []

    @property
    def is_element(self) -> bool:
        """Whether it is an element."""
        return bool(self.name)

    @property
    def is_text(self) -> bool:
        """Whether it is text."""
        return self.token is not None and self.token.kind == Kind.TEXT

    def add(self, node: Node, before: Node | None = None) -> None:
        """Make a node the last child, or the one before another."""
        at = len(self.children) if before is None else self.children.index(before)
        self.children.insert(at, node)
        node.parent = self

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        """What it stands in, from the inside."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self) -> str:
        """All text in it."""
        return "".join(one.token.text for one in self.walk() if one.is_text and one.token)

    def own_text(self) -> str:
        """The text in it that stands in no element of its own."""
        return "".join(one.token.text for one in self.children if one.is_text and one.token)


def sectioned(parent: Node) -> None:
    """Wrap each heading, with what follows up to the next of its level, in a `section`."""
    for child in parent.children:
        sectioned(child)
    open_: list[tuple[int, Node]] = []
    for child in list(parent.children):
        if child.name in HEADINGS:
            level = int(child.name[1])
            while open_ and open_[-1][0] >= level:
                open_.pop()
            section = Node("section", Token(Kind.START, "section"))
            if open_:
                open_[-1][1].add(section)
            else:
                parent.add(section, before=child)
            open_.append((level, section))
        if open_:
            parent.children.remove(child)
            open_[-1][1].add(child)


def rendered(node: Node) -> Iterator[Token]:
    """The tokens of a tree; an element's marks are an attribute of it."""
    if not node.is_element:
        if node.token is not None:
            yield node.token
        for child in node.children:
            yield from rendered(child)
        return
    token = node.token or Token(Kind.START, node.name)
    if node.marks:
        token = token._replace(attributes={**node.attributes, MARK: " ".join(node.marks)})
    if node.name in VOID:
        yield token._replace(kind=Kind.VOID)
        return
    yield token._replace(kind=Kind.START)
    for child in node.children:
        yield from rendered(child)
    yield Token(Kind.END, node.name)
