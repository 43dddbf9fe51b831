"""What each HTML element is to a reader of prose: tables of names, no more."""

from __future__ import annotations

CONTAINERS = {
    "blockquote": "blockquote",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dl": "list",
    "table": "table",
    "figcaption": "caption",
    "caption": "caption",
    "title": "title",
} | {f"h{level}": f"heading.h{level}" for level in range(1, 7)}
"""Elements that give the prose in them a scope."""

BLOCKS = CONTAINERS.keys() | frozenset(
    """address article aside body button canvas center col colgroup dd details dialog dir div dt
    fieldset figure footer form frameset head header hgroup hr html iframe input label legend li
    main nav noscript object optgroup option p picture pre search section select source summary
    tbody td template textarea tfoot th thead tr video audio""".split()
)
"""Elements that end the block before them."""

INLINE = {
    "em": "emphasis",
    "i": "emphasis",
    "dfn": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "a": "link",
    "q": "quotation",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "var": "code",
}
"""Elements that mark the words in them."""

HIDDEN = {"pre": "code", "svg": "markup", "math": "code", "template": "markup", "nav": "furniture"}
"""Elements whose text is not copy, and why."""

VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr".split()
)
"""Elements that never have an end."""

UNCLOSED = frozenset("dd dt li option p td th tr".split())
"""Elements that are often left open."""

DESCRIPTIONS = frozenset(
    """description og:description og:title og:image:alt twitter:title twitter:description
    twitter:image:alt dc.description dcterms.description""".split()
)
"""Names of the meta elements whose content people read."""

ROLES = {
    "byline": "byline",
    "dateline": "dateline",
    "deck": "deck",
    "dek": "deck",
    "standfirst": "deck",
    "caption": "caption",
}
"""Words in a class name that say what part of an article an element is."""
