"""The draft of a document: what a format's reader hands on, before roles are given to blocks."""

from __future__ import annotations

import datetime

from msgspec import Struct, field

from copylint.document import Comment, Omission, Span
from copylint.parsers.ink import Block, Ink


class Draft(Struct):
    """What was read so far. Blocks stand in the order they were met."""

    blocks: list[Block] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    metadata: dict[str, object] = field(default_factory=dict)
    date: datetime.date | None = None
    language: str | None = None

    def omit(self, reason: str, start: int, end: int) -> None:
        """Note a passage that is left out; one that goes straight on widens the last."""
        if start >= end:
            return
        last = self.omissions[-1] if self.omissions else None
        if last and last.reason == reason and last.span.start <= start <= last.span.end:
            self.omissions[-1] = Omission(reason, Span(last.span.start, max(last.span.end, end)))
        else:
            self.omissions.append(Omission(reason, Span(start, end)))


class Composer:
    """Puts blocks together for readers of nested markup: what is open gives a block its scopes."""

    def __init__(self, source: str, draft: Draft) -> None:
        self.source = source
        self.draft = draft
        self.ink = Ink(source)
        self.kind: str | None = None
        self._containers: dict[str, int] = {}
        self._hidden: list[str] = []
        self._asides: list[Ink] = []

    @property
    def hidden(self) -> str | None:
        """Why text is left out here, or None where it is copy."""
        return self._hidden[-1] if self._hidden else None

    def enter(self, scope: str) -> None:
        """Start of a container block."""
        self.flush()
        self._containers[scope] = self._containers.get(scope, 0) + 1

    def leave(self, scope: str) -> None:
        """End of a container block."""
        self.flush()
        count = self._containers.get(scope, 0) - 1
        if count > 0:
            self._containers[scope] = count
        else:
            self._containers.pop(scope, None)

    def inside(self, scope: str) -> bool:
        """True while a container of that scope is open."""
        return scope in self._containers

    def hide(self, reason: str) -> None:
        """Leave text out from here on, until `show`."""
        self._hidden.append(reason)

    def show(self) -> None:
        """End of what the last `hide` began."""
        if self._hidden:
            self._hidden.pop()

    def write(self, start: int, end: int) -> None:
        """Text of the source, as it is written."""
        if self._hidden:
            self.draft.omit(self._hidden[-1], start, end)
        else:
            self.ink.write(start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Text that the source writes otherwise."""
        if self._hidden:
            self.draft.omit(self._hidden[-1], start, end)
        else:
            self.ink.put(text, start, end)

    def begin_aside(self) -> None:
        """From here on write a block of its own that stands inside the current one."""
        self._asides.append(self.ink)
        self.ink = Ink(self.source)

    def end_aside(self, scope: str) -> None:
        """End of the innermost aside; the block around it goes on."""
        block = self.ink.take(("text", scope))
        self.ink = self._asides.pop()
        if block and not self._hidden:
            self.draft.blocks.append(block)

    def flush(self) -> None:
        """End the block that is being written."""
        if self.ink.empty:
            return
        block = self.ink.take(self.scopes())
        if block:
            self.draft.blocks.append(block)

    def scopes(self) -> tuple[str, ...]:
        """The scopes of the block being written, widest first."""
        kind = self.kind
        if kind is None and not self._containers.keys() - {"blockquote", "footnote"}:
            kind = "paragraph"
        return ("text", *self._containers, *((kind,) if kind else ()))
