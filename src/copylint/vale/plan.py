"""Which of Vale's rules run on files under the same sections, and on blocks of a scope."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from copylint.matching.starts import fold
from copylint.parsers.vale_values import SKIPPED_CLASSES, Options
from copylint.vale.config import LEVELS, Selection, select
from copylint.vale.found import Alert, Kept, Memory, Run, Text
from copylint.vale.patterns import NONE, Excuses, excuses
from copylint.vale.scan import Scan
from copylint.vale.scopes import INLINE, denies, matches
from copylint.vale.table import Table
from copylint.vale.view import Reading

if TYPE_CHECKING:
    from copylint.vale.engine import Engine


class Fitting(NamedTuple):
    """The checks for blocks of a scope: all, those always tried, those with a hint, the scan.

    `inner` are those for the block's sentences; `sought` those with a hint of both.
    In texts of fewer characters than `shortest` those always tried find nothing.
    """

    checks: frozenset[int]
    always: tuple[int, ...]
    hinted: frozenset[int]
    scan: Scan
    inner: Fitting | None = None
    sought: frozenset[int] = frozenset()
    shortest: int = 0


class Plan:
    """Which checks run under certain sections, at which level; looked up by a block's scope."""

    def __init__(self, engine: Engine, numbers: tuple[int, ...]) -> None:
        self.engine = engine
        self.selection: Selection = select(engine.config, numbers)
        self.numbers = numbers
        self.levels: dict[int, str] = {}
        minimum = LEVELS.index(engine.config.minimum)
        for number, check in enumerate(engine.checks):
            name = check.definition.name
            level = self.selection.level(name, check.definition.level)
            if self.selection.runs(name) and LEVELS.index(level) >= minimum:
                self.levels[number] = level
        self.scopes: dict[str, Fitting] = {}
        self.runs: dict[int, Run] = {}
        self.tables: dict[tuple[frozenset[int], frozenset[int]], Table] = {}
        self.excuses = self._accepted()
        checks = engine.checks
        self.needy = [(n, checks[n].needs) for n in self.levels if checks[n].needs]

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "runs": {}, "tables": {}}

    def reading(self, format_: str) -> Reading:
        """How files of a format are read."""
        config, wanted = self.engine.config, self.engine.asked
        siblings = frozenset(name for name in INLINE if name in wanted)
        alt, selectors = "alt" not in config.skipped, self.engine.selectors
        options = Options(siblings=siblings, alt=alt, selectors=selectors)
        if config.ignored:
            options = replace(options, ignored=frozenset(config.ignored))
        if config.skipped:
            options = replace(options, skipped=frozenset(config.skipped))
        if config.classes:
            options = replace(options, classes=SKIPPED_CLASSES | frozenset(config.classes))
        runs = self.levels.keys()
        parts = (config.whole, *(config.parts[number] for number in self.numbers))
        return Reading(
            format_,
            options,
            parts,
            sentences=bool(wanted.get("sentence", frozenset()) & runs),
            paragraphs=bool(wanted.get("paragraph", frozenset()) & runs),
            apart=any(denies(check.definition.scope, "paragraph") for check in self.engine.checks),
        )

    def fitting(self, scope: str) -> Fitting:
        """The checks that look at blocks of a scope."""
        if scope not in self.scopes:
            inner = (
                None
                if scope.startswith("sentence.")
                else self.fitting(f"sentence.{scope.removeprefix('paragraph.')}")
            )
            checks = self.engine.checks
            fit = frozenset(n for n in self.levels if matches(checks[n].definition.scope, scope))
            always = tuple(sorted(n for n in fit if not (checks[n].starts or checks[n].hint)))
            hinted = frozenset(n for n in fit if checks[n].hint)
            both = fit | inner.checks if inner else fit
            sought = hinted | inner.hinted if inner else hinted
            scan = self.engine.scan(both)
            shortest = min((checks[n].shortest for n in always), default=0)
            self.scopes[scope] = Fitting(fit, always, hinted, scan, inner, sought, shortest)
        return self.scopes[scope]

    def table(self, fitting: Fitting) -> Table:
        """What words say of the checks for blocks of a scope and for their sentences."""
        inner = fitting.inner.checks if fitting.inner else frozenset()
        key = (fitting.checks, inner)
        if key not in self.tables:
            whole = fitting.checks - inner
            decide = partial(self._decided, whole)
            self.tables[key] = Table(fitting.scan, fitting.checks | inner, decide)
        return self.tables[key]

    def _decided(self, whole: frozenset[int], number: int, word: str) -> tuple[Alert, ...] | None:
        """What a rule says of a word by itself, where that is all it would ever say of it."""
        if number not in whole or not self.engine.checks[number].local or self.excuses.phrases:
            return None
        text = Text(word, fold(word))
        return tuple(self.run(number)(text, (0,), Memory(excuses=self.excuses)))

    def run(self, number: int) -> Run:
        """A rule, read from where it is kept when it is first run."""
        if number not in self.runs:
            kept = self.engine.checks[number].run
            self.runs[number] = kept.run() if isinstance(kept, Kept) else kept
        return self.runs[number]

    @cached_property
    def hints(self) -> dict[int, re.Pattern[str]]:
        """What is looked for in a file before a rule without known beginnings is tried."""
        checks = self.engine.checks
        return {n: re.compile(checks[n].hint) for n in sorted(self.levels) if checks[n].hint}

    def _accepted(self) -> Excuses:
        known = self.engine.setting.vocabularies
        named = (known[name] for name in self.selection.vocabularies if name in known)
        terms = [term for one in named for term in one.accepted]
        return excuses((), terms) if terms else NONE
