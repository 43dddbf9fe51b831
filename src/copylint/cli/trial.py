"""`copylint rules trial`: a pack over a folder of articles, and what changed since last time."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import Struct

from copylint import folders
from copylint.cli.mishaps import say
from copylint.discovery import discover
from copylint.document import Document
from copylint.errors import CopylintError
from copylint.issue import Issue, fingerprints
from copylint.parsers import decode, parse
from copylint.reporters.visible import visible
from copylint.rulepack import load
from copylint.ruleset import RuleSet

_AROUND = 36  # code points of the article on either side of a hit
_FORMAT = 1


class Found(Struct, frozen=True):
    """A hit of a trial: its name across runs, its rule, its place and the words around it."""

    key: str
    rule: str
    place: str
    excerpt: str


@click.command("trial")
@click.argument("packs", nargs=-1, required=True, metavar="PACK or PATH...")
@click.option("--on", "articles", required=True, multiple=True, help="Articles or folders of them.")
@click.option("--rule", "wanted", multiple=True, help="Only these rules, by full name.")
@click.option("--most", default=5, show_default=True, help="Excerpts shown of each rule.")
@click.option("--language", default="en", show_default=True, help="The English that is written.")
def trial(
    packs: tuple[str, ...],
    articles: tuple[str, ...],
    wanted: tuple[str, ...],
    most: int,
    language: str,
) -> None:
    """Run rules over articles: hits a thousand words, and what is new or gone since last time.

    A pack is a built-in name, or a folder or file of rules. Only places are remembered, in the
    user's own cache folder, without words of the articles.
    """
    loaded = load(packs, Path.cwd())
    for problem in loaded.problems:
        say(str(problem))
    words, found = 0, list[Found]()
    for document in documents(articles):
        words += document.words
        found += hits(document, loaded.ruleset, wanted, language)
    memory = _memory((*packs, *articles, *wanted, language))
    click.echo("".join(report(found, words, remembered(memory), most)), nl=False)
    remember(memory, found)
    raise SystemExit(2 if loaded.problems else 0)


def documents(paths: Sequence[str]) -> Iterator[Document]:
    """The articles under some paths; what cannot be read is told on standard error."""
    for target in discover(paths, lambda _path, _folder: False):
        try:
            if target.problem:
                say(f"{target.path}: {target.problem}")
            elif target.supported:
                yield parse(target.path, decode(target.real.read_bytes()).text)
        except (OSError, CopylintError) as error:
            say(f"{target.path}: {error}")


def hits(
    document: Document, rules: RuleSet, wanted: tuple[str, ...], language: str
) -> Iterator[Found]:
    """The hits of the rules in one article."""
    checked = rules.check(document, today=datetime.date.today(), dialect=language)
    issues = [issue for issue in checked.issues if not wanted or issue.rule in wanted]
    for failure in checked.failures:
        say(f"{document.path}: {failure.source}: {failure.message}")
    for issue, key in zip(issues, fingerprints(document, issues), strict=True):
        line, column = document.position(issue.span.start)
        place = f"{document.path}:{line}:{column}"
        yield Found(f"{document.path}\0{key}", issue.rule, place, _excerpt(document, issue))


def _excerpt(document: Document, issue: Issue) -> str:
    source, span = document.source, issue.span
    before = source[max(0, span.start - _AROUND) : span.start]
    after = source[span.end : span.end + _AROUND]
    return visible(" ".join(f"{before}[{span.of(source)}]{after}".split()))


def report(
    found: list[Found], words: int, before: dict[str, tuple[str, str]] | None, most: int
) -> Iterator[str]:
    """The trial in words: rule by rule, the most frequent first; then new and gone hits."""
    counts = Counter(one.rule for one in found)
    for rule, count in counts.most_common():
        yield f"{rule}: {count} hits, {1000 * count / max(1, words):.2f} a thousand words\n"
        shown = [one for one in found if one.rule == rule][:most]
        yield from (f"  {one.place}  {one.excerpt}\n" for one in shown)
    rate = 1000 * len(found) / max(1, words)
    yield f"{len(found)} hits in {words:,} words: {rate:.2f} a thousand.\n"
    if before is not None:
        yield from _changes(found, before, most)


def _changes(found: list[Found], before: dict[str, tuple[str, str]], most: int) -> Iterator[str]:
    now = {one.key for one in found}
    new = [one for one in found if one.key not in before]
    gone = [place for key, place in before.items() if key not in now]
    yield f"Since the last trial: {len(new)} new, {len(gone)} gone.\n"
    yield from (f"  new   {one.rule}  {one.place}  {one.excerpt}\n" for one in new[:most])
    yield from (f"  gone  {rule}  {place}\n" for rule, place in gone[:most])


def _memory(what: Sequence[str]) -> Path:
    key = "\0".join((str(Path.cwd()), *what))
    name = hashlib.blake2b(key.encode(), digest_size=10).hexdigest()
    return folders.cache() / "trials" / f"{name}.json"


def remembered(memory: Path) -> dict[str, tuple[str, str]] | None:
    """Rule and place of each hit of the last trial by its key; None when there was none."""
    try:
        kept = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict) or kept.get("format") != _FORMAT:
        return None
    return {key: (rule, place) for key, rule, place in kept["hits"]}


def remember(memory: Path, found: list[Found]) -> None:
    """Keep the places of a trial for the next one. Raises OSError."""
    folders.private(memory.parent)
    kept = [(one.key, one.rule, one.place) for one in found]
    folders.write_private(memory, json.dumps({"format": _FORMAT, "hits": kept}))
