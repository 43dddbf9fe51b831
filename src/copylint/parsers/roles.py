"""What part of an article each block is: headline, byline, dateline, lede, subhead, furniture."""

from __future__ import annotations

from collections.abc import Sequence

from copylint.document import Mark, Span
from copylint.kept import kept
from copylint.parsers.furniture import is_furniture
from copylint.parsers.ink import Block

_END_STOP = kept(r"[.!?…][\"'”’»)\]\s]*$")
_BYLINE = kept(
    r"(?:[Bb]y|BY|(?:Story|Words|Text|Reporting|Written|Photographs?|Photos)\s+by)\s+"
    r"(?:[A-Z][\w.’'-]*\s*,?\s*|(?:and|&|in|for|of|de|la|van|von|der|al|bin|the)\s+|[|/–—-]\s*){1,14}"
)
_AGENCY = r"\((?:[A-Z][\w/. ]{1,24})\)"
_DAY = r"(?:(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+(?:19|20)\d\d)?)"
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3}(?:/[A-ZÀ-Þ .’'-]+)?"
_DATELINE = kept(
    rf"{_CITY}(?:,\s+[A-Z][\w.’' -]{{1,30}}?)?(?:,\s+{_DAY})?(?:,?\s+{_AGENCY})?"
    rf"(?:\s*[—–]\s*|\s+--?\s+)(?=\S)"
)
_DATELINE_ALONE = kept(
    rf"(?:{_CITY}(?:,\s+[A-Z][\w.’' -]{{1,30}}?)?,\s+|[A-Z][a-z]{{2,8}},?\s+)?{_DAY}\.?"
)
_LONGEST_DATELINE = 120
_SHORT = 15
_LABEL = 8
_HEADINGS = ("heading.h1", "heading.h2", "heading.h3", "heading.h4", "heading.h5", "heading.h6")


def ends_with_stop(text: str) -> bool:
    """True when a text ends as a sentence does."""
    return _END_STOP.search(text, max(0, len(text) - 12)) is not None


def of_plain_text(blocks: Sequence[Block]) -> set[int]:
    """Give plain text's blocks their roles; the answer is which of them are furniture.

    The headline is the last block without an end stop before the first that has one; what stands
    before it is furniture. A short block without an end stop between paragraphs is a subhead.
    """
    furniture = {index for index, block in enumerate(blocks) if is_furniture(block.text)}
    left = [index for index in range(len(blocks)) if index not in furniture]
    body = next((i for i in left if _is_paragraph(blocks[i]) and _is_body(blocks[i].text)), None)
    if body is None:
        return furniture
    before = [index for index in left if index < body and not _give_line(blocks[index])]
    if before:
        _add(blocks[before[-1]], "headline", instead_of="paragraph")
        furniture.update(i for i in before[:-1] if len(blocks[i].text.split()) <= _LABEL)
    _find_subheads(blocks, [index for index in left if index >= body])
    _find_lede(blocks, [index for index in left if index >= body])
    return furniture


def of_markup(blocks: Sequence[Block]) -> set[int]:
    """Give the blocks of Markdown or HTML their roles; the answer is which are furniture."""
    furniture: set[int] = set()
    headline = False
    for index, block in enumerate(blocks):
        heading = next((scope for scope in block.scopes if scope in _HEADINGS), None)
        if heading:
            first = heading == "heading.h1" and not headline
            headline = headline or first
            _add(block, "headline" if first else "subhead")
        elif block.scopes[-1] == "paragraph":
            if is_furniture(block.text):
                furniture.add(index)
            elif index < 8:
                _give_line(block)
    _find_lede(blocks, [index for index in range(len(blocks)) if index not in furniture])
    return furniture


def _is_body(text: str) -> bool:
    return ends_with_stop(text)


def _is_paragraph(block: Block) -> bool:
    return block.scopes[-1] == "paragraph"


def _add(block: Block, role: str, instead_of: str = "") -> None:
    kept = tuple(scope for scope in block.scopes if scope != instead_of)
    block.scopes = (*kept, role)


def _give_line(block: Block) -> bool:
    """Call a block byline or dateline if it is one."""
    if not _is_paragraph(block) or len(block.text) > 160 or ends_with_stop(block.text):
        return False
    for role, pattern in (("byline", _BYLINE), ("dateline", _DATELINE_ALONE)):
        if pattern.fullmatch(block.text):
            _add(block, role, instead_of="paragraph")
            return True
    return False


def _find_subheads(blocks: Sequence[Block], body: Sequence[int]) -> None:
    for before, index, after in zip(body, body[1:], body[2:], strict=False):
        block = blocks[index]
        if not _is_paragraph(block) or not _is_paragraph(blocks[after]):
            continue
        short = len(block.text.split()) <= _SHORT and not block.text.endswith((":", ",", ";"))
        if short and not ends_with_stop(block.text) and ends_with_stop(blocks[before].text):
            _add(block, "subhead", instead_of="paragraph")


def _find_lede(blocks: Sequence[Block], body: Sequence[int]) -> None:
    for index in body:
        block = blocks[index]
        if block.scopes == ("text", "paragraph"):
            _add(block, "lede")
            if match := _DATELINE.match(block.text, 0, _LONGEST_DATELINE):
                block.marks.append(Mark("dateline", Span(0, match.end())))
            return
