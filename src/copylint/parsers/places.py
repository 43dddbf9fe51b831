"""Words that are not prose: web and mail addresses, file paths, handles and hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HINT = re.compile(r"[@#\\/]|\w\.[a-z]")
_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|io|co|uk|us|eu|de|fr|ua|ru|au|ca|in|nl|ch|at|it|es|pl|tv|me|"
    "news|app|dev|ai|biz|ie|nz|za|jp|cn|br|se|no|fi|dk|be|cz|gr|ly|fm|gg|xyz|online|site"
)
_FILES = (
    "jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|pptx?|csv|tsv|json|ya?ml|toml|txt|md|html?|xml|zip|tar|"
    "gz|mp[34]|mov|avi|wav|exe|dll|py|js|ts|css|sh|ini|cfg|log|sql"
)
_PLACE = re.compile(
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
    re.VERBOSE,
)
_TAIL = ".,;:!?'’)]}*_…"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of what is not prose in a text."""
    if not _HINT.search(text):
        return
    for match in _PLACE.finditer(text):
        yield match.start(), match.start() + len(_without_tail(match[0]))


def _without_tail(place: str) -> str:
    """Punctuation at the end belongs to the sentence, a bracket that was opened to the address."""
    kept = place.rstrip(_TAIL)
    rest = place[len(kept) :]
    if rest.startswith(")") and kept.count("(") > kept.count(")"):
        return kept + ")"
    return kept
