"""What reading a document as Vale does makes: blocks, their inline elements, directives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field

from copylint.parsers.vale_tokens import Run

MARK = "data-vale-doc"  # an attribute that says which selectors match an element
SKIPPED_TAGS = frozenset("script style pre figure noscript iframe".split())
SKIPPED_CLASSES = frozenset("problematic pre code".split())
IGNORED_TAGS = frozenset(("tt", "code", "kbd"))


class Options(Struct, frozen=True):
    """What a configuration says of markup. `siblings` are the inline scopes that rules ask for.

    `selectors` are those of `doc(...)` scopes, each after the name that its elements' blocks bear.
    """

    ignored: frozenset[str] = IGNORED_TAGS
    skipped: frozenset[str] = SKIPPED_TAGS
    classes: frozenset[str] = SKIPPED_CLASSES
    siblings: frozenset[str] = frozenset()
    alt: bool = True
    selectors: tuple[tuple[str, str], ...] = ()


class Inline(NamedTuple):
    """A part of a block's text that an inline element holds."""

    scope: str
    start: int
    end: int


class ValeBlock(Struct):
    """A text with its scope. `prose` says that it has sentences, `split` that it has paragraphs.

    `comments` are the directives read before it.
    """

    text: str
    scope: str
    runs: Sequence[Run]
    inline: Sequence[Inline] = ()
    prose: bool = False
    split: bool = False
    comments: tuple[str, ...] = ()
    metrics: dict[str, int] | None = None


class Directive(NamedTuple):
    """An in-text comment for Vale, and where it stands in the source."""

    text: str
    start: int


class Walked(Struct):
    """What a token stream came to. `summary` is all prose, block by block."""

    blocks: list[ValeBlock] = field(default_factory=list)
    summary: list[ValeBlock] = field(default_factory=list)
    metrics: dict[str, int] = field(default_factory=dict)
    directives: list[Directive] = field(default_factory=list)
