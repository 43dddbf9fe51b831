"""From a draft to the document: roles of blocks, direct speech, and what is not copy."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from copylint.document import Document, Mark, Segment, Span
from copylint.language import is_foreign, is_foreign_phrase
from copylint.parsers import places, quotations
from copylint.parsers.dates import find_date
from copylint.parsers.draft import Draft
from copylint.parsers.ink import Block

Roles = Callable[[Sequence[Block]], set[int]]
_DATED = frozenset(("byline", "dateline"))


def assemble(path: str, source: str, draft: Draft, give_roles: Roles) -> Document:
    """The document of a draft, its segments in the order of the source."""
    blocks = sorted(draft.blocks, key=lambda block: block.start)
    furniture = give_roles(blocks)
    date = draft.date or _date(blocks, furniture)
    copy = _leave_out(blocks, furniture, draft)
    _mark_quotations(copy)
    for block in copy:
        _mark_what_is_not_prose(block)
    copy = _leave_out_code(copy, draft)
    return Document(
        path=path,
        source=source,
        segments=tuple(_segment(block) for block in copy),
        date=date,
        language=draft.language,
        metadata=draft.metadata,
        omissions=tuple(sorted(draft.omissions, key=lambda omission: omission.span)),
        comments=tuple(sorted(draft.comments, key=lambda comment: comment.span)),
    )


def _segment(block: Block) -> Segment:
    marks = sorted(set(block.marks), key=lambda mark: (mark.span, mark.scope))
    return Segment(block.text, block.scopes, block.runs, tuple(marks))


def _leave_out(blocks: list[Block], furniture: set[int], draft: Draft) -> list[Block]:
    copy = []
    for index, block in enumerate(blocks):
        reason = "furniture" if index in furniture else ""
        if not reason and is_foreign(block.text):
            reason = "foreign"
        if reason:
            draft.omit(reason, block.start, block.end)
        else:
            copy.append(block)
    return copy


def _leave_out_code(blocks: list[Block], draft: Draft) -> list[Block]:
    """A block that is nothing but code or an address is not copy."""
    copy = []
    for block in blocks:
        whole = Mark("code", Span(0, len(block.text)))
        if whole in block.marks:
            draft.omit("code", block.start, block.end)
        else:
            copy.append(block)
    return copy


def _date(blocks: list[Block], furniture: set[int]) -> datetime.date | None:
    for index, block in enumerate(blocks[:12]):
        dateline = next((m for m in block.marks if m.scope == "dateline"), None)
        if dateline:
            text = dateline.span.of(block.text)
        elif index in furniture or _DATED.intersection(block.scopes):
            text = block.text
        else:
            continue
        if date := find_date(text):
            return date
    return None


def _mark_quotations(blocks: list[Block]) -> None:
    for block, found in zip(blocks, quotations.find([b.text for b in blocks]), strict=True):
        for start, end in found:
            block.marks.append(Mark("quotation", Span(start, end)))
            if is_foreign(block.text[start:end]):
                block.marks.append(Mark("foreign", Span(start, end)))


def _mark_what_is_not_prose(block: Block) -> None:
    for mark in [mark for mark in block.marks if mark.scope == "emphasis"]:
        if is_foreign_phrase(mark.span.of(block.text)):
            block.marks.append(Mark("foreign-phrase", mark.span))
    block.marks += [Mark("code", Span(*place)) for place in places.find(block.text)]
