"""Scope selectors: which blocks a rule sees, and which places in them it may report.

As in Vale: a term holds when all its dotted parts are among the block's, `&` joins terms, `~`
denies one, and a list of selectors holds when one of them does. The inline scopes (`quotation`,
`link`, `emphasis`, `strong`, `code`, `foreign`) speak of the match instead of the block.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from copylint.document import Segment, Span

INLINE = frozenset({"quotation", "link", "emphasis", "strong", "code", "foreign"})
# The blocks that the parsers name, each also with more behind a dot (`heading.h2`).
BLOCKS = frozenset(
    "text headline deck byline dateline lede subhead paragraph sentence list table caption "
    "blockquote heading raw summary front-matter footnote title alt meta attr".split()
)
# Texts that only those rules see that name them.
APART = ("raw", "summary", "sentence")
_FRONT = "front-matter"


class Term(Struct, frozen=True):
    """One name of a selector, taken apart at its dots."""

    parts: frozenset[str]
    denied: bool
    inline: str = ""

    def fits(self, block: frozenset[str]) -> bool:
        """True unless the block alone rules it out."""
        if self.inline and not self.denied:
            return True
        return (self.parts <= block) is not self.denied

    def holds(self, segment: Segment, span: Span, block: frozenset[str]) -> bool:
        """True when the match at `span` is where the term wants it."""
        if not self.inline or (not self.denied and self.parts <= block):
            return True
        if self.denied:
            return self.inline not in segment.marks_over(span)
        return segment.within(self.inline, span)


class Conjunction(Struct, frozen=True):
    """Terms that must all hold. `view` is the kind of text it is about."""

    terms: tuple[Term, ...]
    view: str

    @property
    def foreign(self) -> bool:
        """True when it asks for words of another language, which are else no copy."""
        return any(term.inline == "foreign" and not term.denied for term in self.terms)

    def fits(self, block: frozenset[str]) -> bool:
        """True when a block can hold matches."""
        apart = apart_in(block)
        if apart and not any(apart in term.parts and not term.denied for term in self.terms):
            return False
        return all(term.fits(block) for term in self.terms)

    def holds(self, segment: Segment, span: Span) -> bool:
        """True when a match in a block that fits is where it should be."""
        block = parts_of(segment.scopes)
        return all(term.holds(segment, span, block) for term in self.terms)


@lru_cache(maxsize=1024)
def parse(selectors: tuple[str, ...]) -> tuple[Conjunction, ...]:
    """The alternatives that a rule's `scope` names."""
    return tuple(_conjunction(selector) for selector in selectors)


def _conjunction(selector: str) -> Conjunction:
    terms = tuple(_term(name.strip()) for name in selector.split("&") if name.strip())
    named = [term.parts for term in terms if not term.denied and _FRONT not in term.parts]
    wanted = frozenset[str]().union(*named)
    view = next(
        (name for name in ("raw", "summary", "sentence", "code") if name in wanted), "block"
    )
    return Conjunction(terms, view)


def _term(name: str) -> Term:
    bare = name.removeprefix("~").strip()
    return Term(frozenset(bare.split(".")), name.startswith("~"), bare if bare in INLINE else "")


def unknown_name(selector: str) -> str | None:
    """The first name in a selector that is no scope of ours, None when all are."""
    for name in selector.split("&"):
        bare = name.strip().removeprefix("~").strip().split(".")[0]
        if bare not in BLOCKS and bare not in INLINE:
            return bare
    return None


@lru_cache(maxsize=4096)
def parts_of(scopes: tuple[str, ...]) -> frozenset[str]:
    """All dotted parts of a block's scopes."""
    return frozenset(part for scope in scopes for part in scope.split("."))


def apart_in(block: frozenset[str]) -> str | None:
    """Which text apart the parts of a block's scopes make it; a key of front matter makes none."""
    names = APART if _FRONT not in block else ("sentence",)
    return next((name for name in names if name in block), None)


@lru_cache(maxsize=16384)
def fitting(
    selectors: tuple[str, ...], view: str, scopes: tuple[str, ...]
) -> tuple[Conjunction, ...]:
    """The alternatives of a rule that can hold in a block seen in that way."""
    block = parts_of((*scopes, view) if view == "sentence" else scopes)
    return tuple(one for one in parse(selectors) if one.view == view and one.fits(block))


@lru_cache(maxsize=4096)
def views_of(selectors: tuple[str, ...]) -> frozenset[str]:
    """The kinds of text that a rule wants to see."""
    return frozenset(one.view for one in parse(selectors))
