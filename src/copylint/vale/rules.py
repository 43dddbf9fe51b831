"""The rules of a Vale configuration or of style folders, as the linter uses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from copylint.document import Document, Span
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.vale import store
from copylint.vale.config import Part, ValeConfig, read
from copylint.vale.found import Finding
from copylint.vale.store import ValeRules

LevelOf = Callable[[str, Level], Level | None]
_LEVELS = {level.label: level for level in Level}
_CATEGORIES = {"spelling": Category.SPELLING, "consistency": Category.CONSISTENCY}


def check(rules: ValeRules, document: Document, level_of: LevelOf) -> list[Issue]:
    """The issues of a document; `level_of` has the last word on a rule's level."""
    found = rules.engine.check(document.path, document.source)
    return [issue for one in found if (issue := _issue(one, document.source, level_of))]


def load(config: Path) -> ValeRules:
    """The rules that a .vale.ini names. Raises ConfigError for one that Vale would refuse."""
    return store.load(read(config))


def load_styles(folders: Sequence[Path]) -> ValeRules:
    """The rules of style folders, for every file."""
    paths = list(dict.fromkeys(folder.parent for folder in folders))
    whole = Part("*", styles=[folder.name for folder in folders])
    return store.load(ValeConfig(paths[0] / ".vale.ini", paths, whole=whole))


def _issue(finding: Finding, source: str, level_of: LevelOf) -> Issue | None:
    definition = finding.definition
    level = level_of(definition.name, _LEVELS[finding.level])
    if level is None:
        return None
    span = Span(finding.start, finding.end)
    return Issue(
        rule=definition.name,
        message=finding.alert.message,
        span=span,
        category=_CATEGORIES.get(definition.kind, Category.STYLE),
        level=level,
        fixes=_fixes(finding, span, source),
        url=definition.link,
        scope=finding.scope,
    )


def _fixes(finding: Finding, span: Span, source: str) -> tuple[Fix, ...]:
    """An edit for each suggestion; unsafe where the words stand as they read, else by hand."""
    suggestions = finding.alert.suggestions
    if not suggestions:
        return ()
    entity = source.startswith("&amp;", span.end - 1) if len(span) else False
    edited = Span(span.start, span.end + 4) if entity else span
    verbatim = edited.of(source) == finding.alert.words
    safety = Safety.UNSAFE if verbatim and len(suggestions) == 1 else Safety.MANUAL
    return tuple(Fix((Edit(edited, text),), safety) for text in suggestions)
