"""Addresses, mathematics and struck words in Markdown text, as Vale's converter finds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from copylint.parsers.vale_tokens import Kind, Run, Token, cut

_REST = r"""(?:[/\#?][-a-zA-Z0-9@:%_+.~\#$!?&/=();,'">^{}\[\]`]*)?"""
_LINK = re.compile(
    rf"""
    (?:(?<=^)|(?<=[\s*_~(]))
    (?:
        (?P<url>(?:https?|ftp)://[-a-zA-Z0-9@:%._+~\#=]{{1,256}}\.[a-z]+(?::\d+)?{_REST})
      | (?P<www>www\.[-a-zA-Z0-9@:%._+~\#=]{{1,256}}\.[a-z]+{_REST})
      | (?P<mail>[a-zA-Z0-9.!\#$%&'*+/=?^_`{{|}}~-]+@
          [a-zA-Z0-9](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?
          (?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?)+)
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
_MATH = re.compile(r"(?<!\\)\$(?![\s$])(?:[^$]|\$)*?(?<![\s\\])\$(?![0-9])", re.DOTALL)
_STRUCK = re.compile(
    r"(?<![~\s])~(?:(?=\w)|(?<=\W~)(?!\s))([^~\n]*[^~\s])~(?:(?<=\w~)(?!~)|(?!\w|~))"
)
_DELETED = (Token(Kind.START, "del"), Token(Kind.END, "del"))
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;\Z")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SAFE = "!#$&'()*+,-./:;=?@_~%"


def linked(text: str, runs: Sequence[Run], before: str) -> list[Token]:
    """The tokens of a text: addresses become links, `$...$` code. `before` is what precedes it."""
    found: list[Token] = []
    at = 0
    for start, end, tokens in _special(text, runs, before):
        if start < at:
            continue
        if start > at:
            found.append(Token(Kind.TEXT, "", text[at:start], None, cut(runs, at, start)))
        found += tokens
        at = end
    if at < len(text):
        found.append(Token(Kind.TEXT, "", text[at:], None, cut(runs, at, len(text))))
    return found


def _special(
    text: str, runs: Sequence[Run], before: str
) -> list[tuple[int, int, tuple[Token, ...]]]:
    maths = _MATH.finditer(text) if "$" in text else ()
    found = [(*m.span(), _element("code", None, *m.span(), text, runs)) for m in maths]
    for match in _LINK.finditer(text):
        if match.start() == 0 and before and before not in " \n\t*_~(":
            continue
        if match["mail"] and match[0][0] in _PUNCTUATION:
            continue
        end = match.start() + _trimmed(match)
        href = _address(match, text[match.start() : end])
        found.append((match.start(), end, _element("a", href, match.start(), end, text, runs)))
    return sorted(found, key=lambda item: item[:2])


def _element(
    name: str, href: str | None, start: int, end: int, text: str, runs: Sequence[Run]
) -> tuple[Token, ...]:
    attributes = None if href is None else {"href": href}
    inner = Token(Kind.TEXT, "", text[start:end], None, cut(runs, start, end))
    return Token(Kind.START, name, attributes=attributes), inner, Token(Kind.END, name)


def _address(match: re.Match[str], text: str) -> str:
    if match["mail"]:
        return f"mailto:{text}"
    return f"http://{text}" if match["www"] else escaped(text)


def escaped(url: str) -> str:
    """An address as the converter writes it into an attribute."""
    return quote(url, safe=_SAFE)


def _trimmed(match: re.Match[str]) -> int:
    """How much of an address belongs to it: no end stop, no bracket that it does not open."""
    text = match[0]
    if match["mail"]:
        return len(text) - 1 if text.endswith(".") else len(text)
    text = text.rstrip("?!.,:*_~")
    if text.endswith(")"):
        return len(text) - max(0, text.count(")") - text.count("("))
    if text.endswith(";") and (entity := _ENTITY_END.search(text)):
        return entity.start()
    return len(text)


def struck(text: str, runs: Sequence[Run]) -> list[Token]:
    """The tokens of a text; `~...~` that begins or ends within a word strikes through."""
    found: list[Token] = []
    at = 0
    for match in _STRUCK.finditer(text):
        for start, end, around in ((at, match.start(), ()), (*match.span(1), _DELETED)):
            if end > start:
                inner = Token(Kind.TEXT, "", text[start:end], None, cut(runs, start, end))
                found += (around[0], inner, around[1]) if around else (inner,)
        at = match.end()
    if at < len(text):
        found.append(Token(Kind.TEXT, "", text[at:], None, cut(runs, at, len(text))))
    return found
