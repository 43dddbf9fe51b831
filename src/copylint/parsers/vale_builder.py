"""Tokens of HTML put where an HTML parser puts them: what is implied is added, or closed."""

from __future__ import annotations

from collections.abc import Iterable

from copylint.parsers.vale_tokens import SPACES, Kind, Token, shifted
from copylint.parsers.vale_tree import HEADINGS, VOID, Node, sectioned

_HEAD = frozenset("base basefont bgsound link meta noscript script style template title".split())
_CLOSES_P = HEADINGS | frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure"
    " footer form header hgroup hr listing main menu nav ol p plaintext pre search section summary"
    " table ul xmp li dd dt".split()
)
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_BARRIERS = frozenset("applet caption html table td th marquee object template".split())
_IMPLIED = frozenset("dd dt li optgroup option p rb rp rt rtc".split())
_SPECIAL = (
    _CLOSES_P
    | _HEAD
    | _BARRIERS
    | frozenset("body button col colgroup head iframe select tbody tfoot thead tr textarea".split())
)
_DEEPEST = 400  # elements within each other; deeper ones stand side by side
_TABLE_PARTS = frozenset("table tbody tfoot thead tr".split())
_CELLS = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
_ROWS = frozenset("tbody tfoot thead".split())
_MARKERS = frozenset("td th caption applet marquee object template".split())
_PLAIN = _CLOSES_P | _CELLS | _HEAD | {"param", "source", "track", "frame", "frameset"}


def tree(tokens: Iterable[Token]) -> Node:
    """The tree that an HTML parser makes of tokens, with its headings in sections."""
    builder = _Builder()
    for token in tokens:
        builder.take(token)
    builder.body()
    sectioned(builder.root)
    return builder.root


class _Builder:
    """Puts tokens where an HTML parser would."""

    def __init__(self) -> None:
        self.root = Node()
        self.open: list[Node] = []
        self.quirks = True  # no document type was declared
        self.formats: list[Node | None] = []  # those to open anew; None: a cell begins

    @property
    def current(self) -> Node:
        return self.open[-1] if self.open else self.root

    def take(self, token: Token) -> None:
        if token.kind == Kind.TEXT:
            self._text(token)
        elif token.kind == Kind.COMMENT:
            self.quirks = self.quirks and not token.text.lower().startswith("doctype")
            self.current.add(Node("", token))
        elif token.kind == Kind.END:
            self._end(token.name)
        else:
            self._start(token)

    # Where the document begins

    def _html(self, token: Token | None = None) -> None:
        if not self.open:
            self._push(Node("html", token or Token(Kind.START, "html")))

    def _head(self) -> None:
        self._html()
        if not any(child.name == "head" for child in self.open[0].children):
            self._push(Node("head", Token(Kind.START, "head")))

    def body(self, token: Token | None = None) -> None:
        """Be in the body, which begins here if it has not begun."""
        if len(self.open) > 1 and self.open[1].name == "body":
            return
        self._head()
        del self.open[1:]
        self._push(Node("body", token or Token(Kind.START, "body")))

    def _in_body(self) -> bool:
        return len(self.open) > 1 and self.open[1].name == "body"

    # What comes

    def _text(self, token: Token) -> None:
        inside = len(self.open) > 2 and self.open[-1].name in _HEAD
        if not self._in_body() and not inside:
            if not token.text.strip(SPACES):
                return
            self.body()
        if not inside:
            self._reopen()
        if self.current.name in _TABLE_PARTS and token.text.strip(SPACES):
            self._foster(Node("", token))
        elif not _continues(self.current, len(self.current.children), token):
            self.current.add(Node("", token))

    def _start(self, token: Token) -> None:
        name = token.name
        if name in ("html", "head", "body"):
            self._outer(token)
            return
        if not self._in_body():
            if name in _HEAD:
                self._head()
                if len(self.open) == 1:
                    self.open.append(self.open[0].children[0])
            else:
                self.body()
        if name in _CELLS and not any(one.name == "table" for one in self.open):
            return  # a part of no table
        self._make_room(name)
        if name not in _PLAIN:
            self._reopen()
        node = Node(name, token)
        self._insert(node)
        if name in _FORMATS:
            self.formats.append(node)
        elif name in _MARKERS:
            self.formats.append(None)

    def _outer(self, token: Token) -> None:
        if token.name == "html":
            self._html(token)
        elif token.name == "head":
            self._head()
        else:
            self.body(token)

    def _insert(self, node: Node) -> None:
        in_table = self.current.name in _TABLE_PARTS
        allowed = _TABLE_PARTS | {"caption", "colgroup", "col", "td", "th", *_HEAD}
        if in_table and node.name not in allowed:
            self._foster(node)
        else:
            self.current.add(node)
        if node.name not in VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    def _push(self, node: Node) -> None:
        self.current.add(node)
        self.open.append(node)

    def _foster(self, node: Node) -> None:
        """What does not belong in a table stands before it."""
        table = next(one for one in reversed(self.open) if one.name == "table")
        parent = table.parent
        assert parent
        at = parent.children.index(table)
        if not (node.is_text and node.token and _continues(parent, at, node.token)):
            parent.add(node, before=table)

    def _make_room(self, name: str) -> None:
        """Close what cannot hold an element, and open what it needs around it."""
        if name in ("li", "dd", "dt"):
            self._close_item({"li"} if name == "li" else {"dd", "dt"})
        if name in _CLOSES_P and not (name == "table" and self.quirks):
            self._close("p", barriers=_BARRIERS | {"button"})
        if (name in HEADINGS and self.current.name in HEADINGS) or (
            name in ("option", "optgroup") and self.current.name == "option"
        ):
            self.open.pop()
        elif name == "a" and any(node and node.name == "a" for node in self.formats):
            self._close_format("a")
        elif name in _ROWS or name in ("caption", "colgroup"):
            self._clear({"table"})
        elif name == "tr":
            self._clear({"table", *_ROWS})
            self._need("table", "tbody")
        elif name in ("td", "th"):
            self._clear({"table", "tr", *_ROWS})
            self._need("table", "tbody")
            if self.current.name in _ROWS:
                self._push(Node("tr", Token(Kind.START, "tr")))

    def _need(self, parent: str, name: str) -> None:
        if self.current.name == parent:
            self._push(Node(name, Token(Kind.START, name)))

    def _clear(self, names: set[str]) -> None:
        """Close all within the innermost of some elements, if there is one."""
        for at in range(len(self.open) - 1, 1, -1):
            if self.open[at].name in names:
                self._cut(at + 1)
                return

    def _close_item(self, names: set[str]) -> None:
        for at in range(len(self.open) - 1, 1, -1):
            name = self.open[at].name
            if name in names:
                self._cut(at)
                return
            if name in _SPECIAL and name not in ("address", "div", "p"):
                return

    def _close(self, name: str, barriers: Iterable[str] = _BARRIERS) -> bool:
        """Close an element, and what is open in it; False where none is open."""
        for at in range(len(self.open) - 1, 1, -1):
            if self.open[at].name == name:
                self._cut(at)
                return True
            if self.open[at].name in barriers:
                return False
        return False

    def _end(self, name: str) -> None:
        if name in ("html", "body"):
            return
        if name == "head" and not self._in_body():
            del self.open[1:]
        elif name == "p" and not self._close("p", _BARRIERS | {"button"}):
            self._start(Token(Kind.START, "p"))
            self._close("p")
        elif name == "br":
            self._start(Token(Kind.START, "br"))
        elif name in HEADINGS:
            self._close_heading()
        elif name in _TABLE_PARTS or name in ("td", "th", "caption"):
            self._close(name, ("html",) if name == "table" else ("table",))
        elif name != "p":
            self._close_other(name)

    def _close_format(self, name: str) -> None:
        """An element that formats ends; others that stand open in it open anew after it."""
        node = next(
            (one for one in reversed(self.formats) if one is None or one.name == name), None
        )
        if node is None:
            return
        self.formats.remove(node)
        if node in self.open:
            at = self.open.index(node)
            if not any(one.name in _SPECIAL for one in self.open[at + 1 :]):
                self._cut(at)

    def _reopen(self) -> None:
        """Open anew the elements that format and were closed by what they stood in."""
        at = len(self.formats)
        while at and (node := self.formats[at - 1]) is not None and node not in self.open:
            at -= 1
        for index in range(at, len(self.formats)):
            closed = self.formats[index]
            assert closed
            self.formats[index] = node = Node(closed.name, closed.token)
            self._insert(node)

    def _cut(self, at: int) -> None:
        """Close the elements from a depth on."""
        for node in self.open[at:]:
            if node.name in _MARKERS:
                while self.formats and self.formats.pop() is not None:
                    pass
        del self.open[at:]

    def _close_heading(self) -> None:
        for at in range(len(self.open) - 1, 1, -1):
            if self.open[at].name in HEADINGS:
                self._cut(at)
                return
            if self.open[at].name in _BARRIERS:
                return

    def _close_other(self, name: str) -> None:
        if name in _FORMATS:
            self._close_format(name)
        elif name in _SPECIAL and name not in _HEAD:
            barriers = _BARRIERS | {"ol", "ul"} if name == "li" else _BARRIERS
            self._close(name, barriers)
        else:
            self._close(name, _SPECIAL - _IMPLIED - {name})


def _continues(parent: Node, at: int, token: Token) -> bool:
    """Join a text to the one that stands before a place among a parent's children, if one does."""
    before = parent.children[at - 1] if at else None
    if before is None or not before.is_text or before.token is None:
        return False
    last = before.token
    runs = [*last.runs, *shifted(token.runs, len(last.text))]
    before.token = last._replace(text=last.text + token.text, runs=runs)
    return True
