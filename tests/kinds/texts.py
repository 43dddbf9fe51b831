"""Plain texts for rules to read, and what they find there."""

from __future__ import annotations

from copylint import parsers
from copylint.document import Document, Mark, Run, Segment, Span
from copylint.kinds.base import Hit, Rule


def segment(text: str, *scopes: str, marks: tuple[Mark, ...] = (), offset: int = 0) -> Segment:
    run = Run(Span(0, len(text)), Span(offset, offset + len(text)))
    return Segment(text, scopes or ("text",), (run,), marks)


def document(*texts: str) -> Document:
    segments, offset = [], 0
    for text in texts:
        segments.append(segment(text, offset=offset))
        offset += len(text) + 2
    return Document("a.txt", "\n\n".join(texts), tuple(segments))


def hits(rule: Rule, *texts: str) -> list[Hit]:
    rule.prepare()
    if rule.local:
        return [hit for text in texts for hit in rule.find(segment(text))]
    return list(rule.find_all(document(*texts)))


def found(rule: Rule, *texts: str) -> list[str]:
    """The words that the rule reports."""
    one = texts[0] if rule.local and len(texts) == 1 else None
    return [
        hit.span.of(one if one is not None else texts[hit.segment]) for hit in hits(rule, *texts)
    ]


def found_in(rule: Rule, text: str) -> list[str]:
    """The words that the rule reports in a text read as Markdown."""
    rule.prepare()
    parsed = parsers.parse("a.md", text)
    return [hit.span.of(parsed.segments[hit.segment].text) for hit in rule.find_all(parsed)]
