"""Template tags and shortcodes, hidden from the Markdown parser at equal length."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from copylint.kept import kept
from copylint.parsers.draft import Draft
from copylint.parsers.ink import NOTHING, OBJECT

_TEMPLATE = kept(
    r"""
      (?P<value>\{\{(?![<%])[^{}\n]*+\}\})               # {{ value }}
    | \{\{<(?:[^{}>]|>(?!\}\}))*+>\}\}                   # {{< shortcode >}}
    | \{\{%(?:[^{}%]|%(?!\}\}))*+%\}\}                   # {{% shortcode %}}
    | \{%(?:[^%{]|%(?!\})|\{(?!%))*+%\}                  # {% tag %}
    | \{\#(?:[^\#{]|\#(?!\})|\{(?!\#))*+\#\}             # {# note #}
    | \{:[^{}\n]*+\}                                     # kramdown's {: .class }
    """,
    regex.VERBOSE,
)
_LONE_CR = kept(r"\r(?!\n)")
_SURROGATE = kept("[\ud800-\udfff]")
_NAME = kept(r"\{[{%][<%]?-?\s*(\w+)")
_CODE = frozenset("highlight code comment javascript schema style stylesheet mermaid math".split())


def mask(source: str, draft: Draft, start: int = 0) -> str:
    """The source with its template tags from `start` on replaced at equal length, a lone CR by LF.

    A line of nothing else becomes blank; a tag that stands like a word becomes OBJECT, one that
    touches a word NOTHING. What is masked is noted as left out.
    """
    text = _readable(source)
    if "{" not in text:
        return text
    pieces, at = [], 0
    for first, end, is_value in _templates(text, start):
        draft.omit("template", first, end)
        pieces += [text[at:first], _stand_in(text, first, end, is_value)]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _readable(source: str) -> str:
    """What any parser can take: a lone CR as LF, no half of a surrogate pair."""
    text = _LONE_CR.sub("\n", source) if "\r" in source else source
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _templates(text: str, at: int) -> Iterator[tuple[int, int, bool]]:
    unclosed: set[str] = set()
    while match := _TEMPLATE.search(text, at):
        start, at = match.span()
        name = _NAME.match(match[0])
        if name and name[1] in _CODE and name[1] not in unclosed:
            closing = _closing(name[1], text, at)
            if closing is None:
                unclosed.add(name[1])
            else:
                at = closing
        yield start, at, match["value"] is not None


def _closing(name: str, text: str, at: int) -> int | None:
    pattern = re.compile(rf"\{{[{{%][<%]?-?\s*(?:/\s*|end){name}\b[^{{}}]*+\}}\}}?")
    match = pattern.search(text, at)
    return match.end() if match else None


def _stand_in(text: str, start: int, end: int, is_value: bool) -> str:
    length = end - start
    if _alone(text, start, end):
        return "".join("\n" if char == "\n" else " " for char in text[start:end])
    before, after = text[start - 1 : start], text[end : end + 1]
    if is_value or (before.isspace() and after.isspace() and before != "\n"):
        return OBJECT * length
    return NOTHING * length


def _alone(text: str, start: int, end: int) -> bool:
    """True when the tag has its line or lines for itself."""
    line_start = text.rfind("\n", max(0, start - 200), start) + 1 or (0 if start <= 200 else -1)
    if line_start < 0 or text[line_start:start].strip():
        return False
    line_end = text.find("\n", end, end + 200)
    rest = text[end : line_end if line_end >= 0 else end + 200]
    return not rest.strip(" \t\r")
