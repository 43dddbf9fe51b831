"""What a proofreading engine is to copylint: prose in, findings in the prose's own offsets out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from copylint.document import Segment, Span
from copylint.issue import Category


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of an engine in one segment.

    `span` counts code points of the segment's text; `rule` is the engine's own rule name
    (`SpellCheck`, `MORFOLOGIK_RULE_EN_US`); `suggestions` replace exactly the span, best first.
    """

    span: Span
    rule: str
    message: str
    category: Category
    suggestions: tuple[str, ...] = ()
    url: str = ""


class Proofreader(Protocol):
    """A spelling and grammar engine. Building one may be slow: it is built when first needed."""

    @property
    def name(self) -> str:
        """`harper`, `languagetool`: the prefix of its rule names."""

    @property
    def version(self) -> str:
        """The engine's version, for output and for the cache's key."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could be judged differently."""

    def proofread(self, segments: Sequence[Segment], language: str) -> list[list[Finding]]:
        """The findings of each segment, in order. `language` is a tag such as `en-US`.

        Raises ProofreaderError when the engine cannot give a complete answer.
        """

    def close(self) -> None:
        """Let go of what the engine holds; harmless when called twice."""
