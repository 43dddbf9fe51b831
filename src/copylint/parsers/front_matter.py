"""Front matter: what YAML, TOML or JSON before an article says, its title and summary as copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from copylint.kept import kept
from copylint.parsers.dates import as_date
from copylint.parsers.draft import Draft
from copylint.parsers.ink import Ink

if TYPE_CHECKING:
    from copylint.parsers.keyed_text import Text
    from copylint.parsers.scalars import Piece

_OPENING = kept(r"\ufeff?(?:(---|\+\+\+)[ \t]*+(?>\r\n|[\n\r])|(?=\{\s*+\"))")
_CLOSINGS = {
    "---": kept(r"(?:(?<=[\n\r])|\A)(?:---|\.\.\.)[ \t]*+(?:(?>\r\n|[\n\r])|\Z)"),
    "+++": kept(r"(?<=[\n\r])\+\+\+[ \t]*+(?:(?>\r\n|[\n\r])|\Z)"),
    "{": kept(r"(?<=[\n\r])\}(?=[ \t]*+(?:[\n\r]|\Z))"),
}
_REST_OF_LINE = kept(r"[ \t]*+(?:(?>\r\n|[\n\r])|\Z)")
_KEY_LINE = kept(r"""\{?\s*(?:\#.*\s+)*["']?[A-Za-z_][\w -]*["']?[ \t]*[:=]""")
_LONE_CR = kept(r"\r(?!\n)")

_HEADLINES = frozenset("title headline hed".split())
_DECKS = frozenset(
    """description summary deck dek excerpt subtitle sub_title subhead subheading subheadline
    standfirst abstract lead lede intro introduction teaser blurb tagline strapline""".split()
)
_TEXTS = frozenset("caption alt kicker quote pullquote pull_quote".split())
_TEXT_ENDS = ("_title", "_headline", "_description", "_summary", "_excerpt", "_caption", "_alt")
_DATES = """date published publish_date published_date pubdate pub_date published_at
    publication_date date_published datepublished publishdate""".split()
_LANGUAGES = ("lang", "language", "locale")


class Block(Struct, frozen=True):
    """Where front matter stands."""

    fence: str
    start: int  # of its content
    end: int
    after: int  # where the article begins


def read(source: str, draft: Draft) -> int:
    """Read the front matter into the draft, if there is one; where the article begins.

    Front matter that cannot be read becomes an omission whose reason begins
    `front matter that is not`; a text that only looks like front matter is left to the article.
    """
    block = find(source)
    if block is None:
        return 0
    return block.after if _READERS[block.fence](source, block, draft) else 0


def find(source: str) -> Block | None:
    """The front matter of a text, or what looks like it; JSON with its braces."""
    opening = _OPENING.match(source)
    if not opening:
        return None
    if not opening[1]:
        return _find_json(source, opening.end())
    closing = _CLOSINGS[opening[1]].search(source, opening.end())
    if not closing:
        return None
    return Block(opening[1], opening.end(), closing.start(), closing.end())


def _find_json(source: str, start: int) -> Block | None:
    """The object that a text begins with; where it is broken, up to the line that ends it."""
    import json

    try:
        end = json.JSONDecoder().raw_decode(source, start)[1]
    except (ValueError, RecursionError):
        closing = _CLOSINGS["{"].search(source, start)
        end = closing.end() if closing else start
    rest = _REST_OF_LINE.match(source, end)
    return Block("{", start, end, rest.end()) if rest and end > start else None


def _read_yaml(source: str, block: Block, draft: Draft) -> bool:
    from copylint.parsers import scalars, yaml_text

    try:
        value, found = yaml_text.read(source[block.start : block.end])
    except yaml_text.NotYamlError as error:
        return _broken(source, block, draft, "YAML", str(error), block.start + error.offset)
    if not isinstance(value, dict):
        return value is None
    _note(value, draft)
    for item in found:
        if role := _role(item.keys):
            start, end = block.start + item.start, block.start + item.end
            written = list(scalars.pieces(source, item.style, start, end, item.value))
            if "".join(text for text, _, _ in written).rstrip("\n") != item.value.rstrip("\n"):
                written = [(" ".join(item.value.split()), start, end)]
            _write(source, written, draft, role, soft=item.style == "|")
    return True


def _read_toml(source: str, block: Block, draft: Draft) -> bool:
    import tomllib

    from copylint.parsers import keyed_text

    plain = _LONE_CR.sub("\n", source[: block.end])
    try:
        value = tomllib.loads(plain[block.start :])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why, line = _without_place(str(error))
        offset = _start_of_line(plain, block.start, line)
        return _broken(plain, block, draft, "TOML", why, offset)
    _note(value, draft)
    _write_texts(source, keyed_text.texts(keyed_text.TOML, plain, block.start, block.end), draft)
    return True


def _read_json(source: str, block: Block, draft: Draft) -> bool:
    import json

    from copylint.parsers import keyed_text

    try:
        value = json.loads(source[block.start : block.end])
    except json.JSONDecodeError as error:
        return _broken(source, block, draft, "JSON", error.msg, block.start + error.pos)
    except (ValueError, RecursionError) as error:
        return _broken(source, block, draft, "JSON", str(error), block.start)
    _note(value, draft)
    _write_texts(source, keyed_text.texts(keyed_text.JSON, source, block.start, block.end), draft)
    return True


_READERS = {"---": _read_yaml, "+++": _read_toml, "{": _read_json}


def _write_texts(source: str, found: Iterable[Text], draft: Draft) -> None:
    from copylint.parsers import scalars

    for item in found:
        if role := _role(item.keys):
            written = scalars.toml_pieces(source, item.start, item.end, escapes=item.escapes)
            _write(source, written, draft, role, soft=True)


def _broken(source: str, block: Block, draft: Draft, language: str, why: str, offset: int) -> bool:
    """Note front matter that cannot be read; False when it does not look like any."""
    if not _KEY_LINE.match(source, block.start, block.end):
        return False
    line = source.count("\n", 0, min(offset, len(source))) + 1
    draft.omit(f"front matter that is not {language}: line {line}: {why}", block.start, block.end)
    return True


_TOML_PLACE = kept(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def _without_place(why: str) -> tuple[str, int]:
    """What tomllib says is wrong, and on which line, counted from 1."""
    place = _TOML_PLACE.search(why)
    return _TOML_PLACE.sub("", why), int(place["line"]) if place and place["line"] else 1


def _start_of_line(source: str, start: int, line: int) -> int:
    for _ in range(line - 1):
        start = source.find("\n", start) + 1
    return start


def _note(values: Mapping[str, object], draft: Draft) -> None:
    draft.metadata.update(values)
    plain = {_plain(key): value for key, value in values.items()}
    draft.date = next((date for key in _DATES if (date := as_date(plain.get(key)))), None)
    tags = (plain.get(key) for key in _LANGUAGES)
    draft.language = next((tag for tag in tags if isinstance(tag, str)), None)


def _plain(key: object) -> str:
    return str(key).lower().replace("-", "_")


def _role(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The scopes of a value, none for one that is not copy."""
    key = _plain(keys[-1])
    scope = f"front-matter.{'.'.join(keys)}"
    if key in _HEADLINES:
        return (scope, "headline") if len(keys) == 1 else (scope,)
    if key in _DECKS:
        return (scope, "deck") if len(keys) == 1 else (scope,)
    return (scope,) if key in _TEXTS or key.endswith(_TEXT_ENDS) else ()


def _write(
    source: str, written: Iterable[Piece], draft: Draft, role: tuple[str, ...], *, soft: bool
) -> None:
    """Make blocks of a value, one a paragraph; `soft`: a single line break reads as a space."""
    ink = Ink(source)
    breaks = 0
    for text, start, end in written:
        breaks = 0 if text.strip("\n") else breaks + len(text)
        if breaks > soft:
            _take(ink, role, draft)
        elif breaks or text == " ":
            ink.space(start, end)
        elif text == source[start:end]:
            ink.write(start, end)
        else:
            ink.put(text, start, end)
    _take(ink, role, draft)


def _take(ink: Ink, role: tuple[str, ...], draft: Draft) -> None:
    if block := ink.take(("text", *role)):
        draft.blocks.append(block)
