"""From a draft to the document: roles of blocks, quotations, and what is not copy."""

from __future__ import annotations

from copylint.document import Document, Segment
from copylint.parsers.draft import Draft


def assemble(path: str, source: str, draft: Draft) -> Document:
    """The document of a draft, its segments in the order of the source."""
    blocks = sorted(draft.blocks, key=lambda block: block.start)
    return Document(
        path=path,
        source=source,
        segments=tuple(
            Segment(block.text, block.scopes, block.runs, tuple(block.marks)) for block in blocks
        ),
        date=draft.date,
        language=draft.language,
        metadata=draft.metadata,
        omissions=tuple(sorted(draft.omissions, key=lambda omission: omission.span)),
        comments=tuple(sorted(draft.comments, key=lambda comment: comment.span)),
    )
