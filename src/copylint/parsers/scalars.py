"""How the value of a quoted, escaped or folded scalar was written, piece by piece.

A piece is (text, start, end): a text of the source's own length reads as it is written. Line
breaks of the value are pieces of their own. What stands between pieces is markup.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copylint.kept import kept

Piece = tuple[str, int, int]

_EOL = r"(?>\r\n|[\n\r])"
_FOLD = kept(rf"[ \t]*+{_EOL}(?:[ \t]*+{_EOL})*+[ \t]*+")
_LINE_END = kept(_EOL)
_SINGLE = kept(rf"''|{_FOLD.pattern}")
_PAIR = r"u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
_ESCAPE = rf"\\(?:{_PAIR}|x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}|[^\r\n])"
_DOUBLE = kept(rf"(?P<join>\\{_EOL}[ \t]*+)|(?P<escape>{_ESCAPE})|{_FOLD.pattern}")
_TOML = kept(rf"(?P<join>\\[ \t]*+(?:{_EOL}[ \t]*+)++)|(?P<escape>{_ESCAPE})|{_EOL}")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def pieces(source: str, style: str, start: int, end: int, value: str) -> Iterator[Piece]:
    """The pieces of a YAML scalar that stands at start-end, its quotation marks included."""
    if style == "'":
        return _quoted(source, _SINGLE, start + 1, end - 1)
    if style == '"':
        return _quoted(source, _DOUBLE, start + 1, end - 1)
    if style in ("|", ">"):
        return _block(source, style, start, end, _blanks(value.lstrip("\n")))
    return _quoted(source, _FOLD, start, end)


def toml_pieces(source: str, start: int, end: int, *, escapes: bool) -> Iterator[Piece]:
    """The pieces of a TOML string, without its quotation marks."""
    return _quoted(source, _TOML if escapes else _LINE_END, start, end)


def _quoted(source: str, special: regex.Pattern[str], start: int, end: int) -> Iterator[Piece]:
    for match in special.finditer(source, start, end):
        if match.start() > start:
            yield source[start : match.start()], start, match.start()
        written = match[0]
        groups = match.groupdict()
        if groups.get("escape"):
            yield _unescaped(written), *match.span()
        elif written == "''":
            yield "'", *match.span()
        elif not groups.get("join"):
            breaks = len(_LINE_END.findall(written))
            folded = special.pattern not in (_TOML.pattern, _LINE_END.pattern)
            yield ("\n" * (breaks - 1) or " ") if folded else "\n" * breaks, *match.span()
        start = match.end()
    if start < end:
        yield source[start:end], start, end


def _unescaped(written: str) -> str:
    if written[1] in "xuU":
        units = [int(unit, 16) for unit in written[2:].split("\\u")]
        if len(units) == 2:
            return chr(0x10000 + ((units[0] & 0x3FF) << 10) + (units[1] & 0x3FF))
        return chr(units[0]) if units[0] < 0x110000 and units[0] >> 11 != 0x1B else "\ufffd"
    return _NAMED.get(written[1], written[1])


def _block(source: str, style: str, start: int, end: int, inner: int) -> Iterator[Piece]:
    """A literal or folded scalar; `inner` blanks at the start of its text are no indentation."""
    lines = _lines(source, start, end)
    next(lines, None)  # the header: |, > and its indicators
    kept = list(lines)
    indent = max(0, _indent(source, kept) - inner)
    if style == "|":
        for a, b, after in kept:
            yield from _literal_line(source, a + indent, b)
            yield "\n", b, after
    else:
        yield from _folded(source, [(min(a + indent, b), b, after) for a, b, after in kept])


def _literal_line(source: str, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield source[start:end], start, end


def _folded(source: str, lines: list[tuple[int, int, int]]) -> Iterator[Piece]:
    pending = 0  # line breaks since the last line with text
    break_start = 0
    deeper = False  # such lines keep their breaks
    for a, b, _ in lines:
        if a < b:
            was_deeper, deeper = deeper, source[a] in " \t"
            if pending:
                kept = pending if deeper or was_deeper else pending - 1
                yield ("\n" * kept or " "), break_start, max(break_start, a)
            yield source[a:b], a, b
            pending, break_start = 1, b
        elif pending:
            pending += 1


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for match in _LINE_END.finditer(source, start, end):
        yield start, match.start(), match.end()
        start = match.end()
    if start < end:
        yield start, end, end


def _indent(source: str, lines: list[tuple[int, int, int]]) -> int:
    for a, b, _ in lines:
        line = source[a:b]
        if line.strip(" "):
            return _blanks(line)
    return 0


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
