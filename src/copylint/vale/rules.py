"""The rules of a Vale configuration or of style folders, as the linter uses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from copylint.document import Document, Span
from copylint.errors import RuleError
from copylint.issue import Category, Edit, Fix, Issue, Level, Safety
from copylint.vale import build, styles
from copylint.vale.config import Part, ValeConfig, read
from copylint.vale.engine import Engine, Finding

LevelOf = Callable[[str, Level], Level | None]
_CATEGORIES = {"spelling": Category.SPELLING, "consistency": Category.CONSISTENCY}


@dataclass(frozen=True)
class ValeRules:
    """Vale's rules, ready. `problems` are those that cannot be used, `unsupported` notices."""

    engine: Engine
    problems: tuple[RuleError, ...] = ()
    unsupported: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the rules."""
        return [check.definition.name for check in self.engine.checks]

    def check(self, document: Document, level_of: LevelOf) -> list[Issue]:
        """The issues of a document; `level_of` has the last word on a rule's level."""
        found = self.engine.check(document.path, document.source)
        return [issue for one in found if (issue := _issue(one, document.source, level_of))]


def load(config: Path) -> ValeRules:
    """The rules that a .vale.ini names. Raises ConfigError for one that Vale would refuse."""
    return _loaded(read(config))


def load_styles(folders: Sequence[Path]) -> ValeRules:
    """The rules of style folders, for every file."""
    paths = list(dict.fromkeys(folder.parent for folder in folders))
    whole = Part("*", styles=[folder.name for folder in folders])
    return _loaded(ValeConfig(paths[0] / ".vale.ini", paths, whole=whole))


def _loaded(config: ValeConfig) -> ValeRules:
    built = build.build(config, styles.load(config))
    engine = Engine(config, built.setting, built.checks)
    return ValeRules(engine, tuple(built.problems), (*config.notices, *built.unsupported))


def for_settings(config: Path | None, packs: Sequence[Path]) -> ValeRules | None:
    """The rules of a .vale.ini and of the packs that are Vale styles; None where there are none.

    Raises ConfigError for a .vale.ini that Vale would refuse.
    """
    folders = [pack for pack in packs if is_style(pack)]
    if config is not None and not folders:
        return load(config)
    return load_styles(folders) if folders else None


@cache
def is_style(folder: Path) -> bool:
    """Whether a folder is a Vale style: it holds rules as `.yml`, and nothing of a pack of ours."""
    if not folder.is_dir() or (folder / "pack.yaml").exists():
        return False
    first = next(styles.rule_files(folder), None)
    return first is not None and "extends:" in first.read_text("utf-8", errors="replace")


def _issue(finding: Finding, source: str, level_of: LevelOf) -> Issue | None:
    definition = finding.definition
    level = level_of(definition.name, Level.of(finding.level))
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
    verbatim = span.of(source) == finding.alert.words
    safety = Safety.UNSAFE if verbatim and len(suggestions) == 1 else Safety.MANUAL
    return tuple(Fix((Edit(span, text),), safety) for text in suggestions)
