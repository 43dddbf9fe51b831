"""Direct speech: where quotations stand in each paragraph, their quotation marks included."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from msgspec import Struct

from copylint.kept import kept

_MARKS = kept("[\"“”„‟«»'‘’‚‹›]")
_ANY = frozenset("\"“”„‟«»'‘’‚‹›")
_CLOSERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "»": "«"}
_BEFORE_OPENING = frozenset("([{<—–-/|\"“„«‘'")
_STRONG_BEFORE = frozenset(',.!?…—–;:)]"”»')
_STRONG_AFTER = frozenset(',.;:!?…)]—–"”»')
_ELISION = kept(
    r"['‘’](?:\d0s|\d\ds?\b|(?:em|tis|twas|twere|twill|til|till|cause|bout|round|neath|n|un|s|am|"
    r"gainst|ere|cos|cuz|kay|nuff|cept|ello)\b(?!\w))",
    regex.IGNORECASE,
)
_SENTENCE_END = kept(r"[.!?…](?=\s|$)")

_DEEPEST = 8  # quotations in quotations; more is no speech


class _Open(Struct, frozen=True):
    mark: str
    start: int


def find(paragraphs: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The quotations of each paragraph, as (start, end).

    A quotation without its closing mark goes on to the end of its paragraph if the next paragraph
    opens with the same mark; otherwise it is a slip and reaches to the end of its sentence.
    """
    found = []
    for index, text in enumerate(paragraphs):
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        found.append(_Paragraph(text, follower).quotations() if _MARKS.search(text) else [])
    return found


class _Paragraph:
    def __init__(self, text: str, follower: str) -> None:
        self._text = text
        self._follower = follower.lstrip()
        self._open: list[_Open] = []
        self._found: list[tuple[int, int]] = []

    def quotations(self) -> list[tuple[int, int]]:
        for match in _MARKS.finditer(self._text):
            mark, at = match[0], match.start()
            if mark in "'‘’‚":
                self._single(mark, at)
            elif mark == '"':
                self._straight(at)
            else:
                self._curly(mark, at)
        self._finish()
        return sorted(self._found)

    def _before(self, at: int) -> str:
        return self._text[at - 1] if at else ""

    def _after(self, at: int) -> str:
        return self._text[at + 1 : at + 2]

    def _may_open(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        starts = not before or before.isspace() or before in _BEFORE_OPENING
        return starts and bool(after) and not after.isspace()

    def _is_open(self, marks: str) -> bool:
        return any(opened.mark in marks for opened in self._open)

    def _push(self, mark: str, at: int) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(_Open(mark, at))

    def _close(self, marks: str, at: int) -> None:
        while self._open:
            opened = self._open.pop()
            if opened.mark in marks:
                self._found.append((opened.start, at + 1))
                return

    def _straight(self, at: int) -> None:
        before = self._before(at)
        spaced = not before or before.isspace()
        is_open = self._is_open('"')
        if self._may_open(at) and (spaced or not is_open):
            self._push('"', at)
        elif is_open and (not spaced or not self._after(at).strip()):
            self._close('"', at)

    def _curly(self, mark: str, at: int) -> None:
        if mark == "“" and not self._may_open(at) and self._is_open("“"):
            self._close("“", at)  # the wrong key, but where a quotation ends
            return
        openers = "".join(opener for opener, closers in _CLOSERS.items() if mark in closers)
        if openers and self._is_open(openers) and not (mark == "“" and self._may_open(at)):
            self._close(openers, at)
        elif mark == "”" and self._is_open('"'):
            self._close('"', at)
        elif mark in _CLOSERS and (mark != "»" or self._may_open(at)):
            self._push(mark, at)

    def _single(self, mark: str, at: int) -> None:
        if self._is_apostrophe(at):
            return
        if self._text[at : at + 2] in ("’’", "''") and self._is_open('"“'):
            self._close('"“', at + 1)
            return
        if mark != "’" and self._may_open(at) and not _ELISION.match(self._text, at):
            if mark == "‘" or mark == "‚" or self._closing_after(at) or self._continues(mark, at):
                self._push("'", at)
        elif self._is_open("'") and self._closes(at):
            self._close("'", at)

    def _is_apostrophe(self, at: int) -> bool:
        """Inside a word: don't, O'Neill."""
        return self._before(at).isalnum() and self._after(at).isalnum()

    def _may_close(self, at: int) -> bool:
        before = self._before(at)
        return bool(before) and not before.isspace() and not self._after(at).isalnum()

    def _closes(self, at: int) -> bool:
        if not self._may_close(at):
            return False
        before, after = self._before(at), self._after(at)
        if before in _STRONG_BEFORE or after in _STRONG_AFTER or not after:
            return True
        plural = before in "sS" or self._text[at - 2 : at] == "in"
        return not plural or not self._closing_after(at)

    def _closing_after(self, at: int) -> bool:
        """True when a single mark that can close comes after, before another opens."""
        for match in _MARKS.finditer(self._text, at + 1, at + 3000):
            if match[0] not in "'’" or self._is_apostrophe(match.start()):
                continue
            if self._may_close(match.start()):
                return True
            if self._may_open(match.start()) and not _ELISION.match(self._text, match.start()):
                return False
        return False

    def _continues(self, mark: str, at: int) -> bool:
        return at == 0 and self._follower.startswith(mark)

    def _finish(self) -> None:
        for opened in self._open:
            if self._goes_on(opened):
                end = len(self._text)
            elif opened.mark == "'":
                continue
            else:
                stop = _SENTENCE_END.search(self._text, opened.start)
                end = stop.end() if stop else len(self._text)
            self._found.append((opened.start, end))

    def _goes_on(self, opened: _Open) -> bool:
        return self._follower[:1] == self._text[opened.start]
