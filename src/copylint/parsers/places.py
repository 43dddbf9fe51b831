"""Words that are not prose: web and mail addresses, file paths, handles and hashtags."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from copylint.kept import kept

_HINT = kept(r"[@#\\/]|\w\.[a-z]")
_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|io|co|uk|us|eu|de|fr|ua|ru|au|ca|in|nl|ch|at|it|es|pl|tv|me|"
    "news|app|dev|ai|biz|ie|nz|za|jp|cn|br|se|no|fi|dk|be|cz|gr|ly|fm|gg|xyz|online|site"
)
_FILES = (
    "jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|pptx?|csv|tsv|json|ya?ml|toml|txt|md|html?|xml|zip|tar|"
    "gz|mp[34]|mov|avi|wav|exe|dll|py|js|ts|css|sh|ini|cfg|log|sql"
)
_PLACE = kept(
    rf"""
      \b[A-Za-z][A-Za-z0-9+.-]*://[^\s<>"“”]+                    # scheme://...
    | \b(?:www\.|mailto:|tel:)[^\s<>"“”]+
    | [\w.+%-]+@[\w-]+(?:\.[\w-]+)+                              # someone@example.org
    | (?<![\w@/.])@\w[\w.]*                                      # @handle
    | (?<![\w&#/])\#(?=\w*[^\W\d_])\w+                           # \#hashtag
    | (?<![\w/.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_ENDINGS})
        (?:(?::\d+)?/[^\s<>"“”]*|(?![\w-]|\.\w))                 # example.org/page
    | \b[A-Za-z]:\\[^\s"“”]+                                     # C:\folder
    | (?<![\w/.])(?:~|\.{{1,2}})?/(?:[\w.-]+/)+[\w.-]*           # /usr/share/
    | (?<![\w/])(?:[\w-]+/)*[\w-]+\.(?:{_FILES})(?![\w/]|\.\w)   # images/name.jpg
    """,
    regex.VERBOSE,
)
_BOUNDS = ' \t\n\r\f\v\u00a0"“”<>'
_BOUND = kept(f"[{_BOUNDS}]")
_LONGEST = 2000
_TAIL = ".,;:!?'’)]}*_…"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of what is not prose in a text."""
    for start, end in _candidates(text):
        for match in _PLACE.finditer(text, start, end):
            yield match.start(), match.start() + len(_without_tail(match[0]))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """The words, between blanks or quotation marks, that hold a sign of an address."""
    done = 0
    for hint in _HINT.finditer(text):
        if hint.start() < done:
            continue
        start, at = hint.start(), max(done, hint.start() - _LONGEST)
        while start > at and text[start - 1] not in _BOUNDS:
            start -= 1
        bound = _BOUND.search(text, hint.start())
        end = done = bound.start() if bound else len(text)
        if end - start <= _LONGEST:
            yield start, end


def _without_tail(place: str) -> str:
    """Punctuation at the end belongs to the sentence, a bracket that was opened to the address."""
    kept = place.rstrip(_TAIL)
    rest = place[len(kept) :]
    if rest.startswith(")") and kept.count("(") > kept.count(")"):
        return kept + ")"
    return kept
