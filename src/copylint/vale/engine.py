"""Running Vale's rules on a file: which look at which block, and what comments switch off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from copylint.parsers.vale_blocks import SKIPPED_CLASSES, Directive, Options, ValeBlock
from copylint.parsers.vale_tokens import Run as Piece
from copylint.vale.config import LEVELS, Selection, ValeConfig, select
from copylint.vale.definition import Definition
from copylint.vale.found import Alert, Check, Kept, Memory, Run, Text
from copylint.vale.patterns import NONE, Excuses, excuses
from copylint.vale.scan import Scan
from copylint.vale.scopes import INLINE, asked, denies, excluded, matches
from copylint.vale.setting import Setting
from copylint.vale.starts import fold
from copylint.vale.view import Reading, View, view

_CONTROL = re.compile(r"vale (.+\..+|[^.]+) = (YES|NO|on|off)")
_MATCH_CONTROL = re.compile(r"vale (.+\..+)(\[.+\]) = (YES|NO)")
_STYLES = re.compile(r"vale styles? = (.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Finding(NamedTuple):
    """An alert at its place in the source, with the rule's definition and the level in force."""

    definition: Definition
    level: str
    start: int
    end: int
    alert: Alert
    scope: str


@dataclass(frozen=True)
class Engine:
    """All checks of a configuration, ready for any file."""

    config: ValeConfig
    setting: Setting
    checks: Sequence[Check]

    @cached_property
    def _scans(self) -> dict[frozenset[int], Scan]:
        return {}

    def scan(self, numbers: frozenset[int]) -> Scan:
        """The scan for checks; one for all serves those that are most of them."""
        anchored = frozenset(n for n, check in enumerate(self.checks) if check.starts)
        wanted = numbers & anchored
        if 2 * len(wanted) > len(anchored):
            wanted = anchored
        if wanted not in self._scans:
            known = ((n, starts) for n in sorted(wanted) if (starts := self.checks[n].starts))
            self._scans[wanted] = Scan.of(known)
        return self._scans[wanted]

    @cached_property
    def asked(self) -> Mapping[str, frozenset[int]]:
        """Which checks ask for each family of blocks."""
        found: dict[str, set[int]] = {}
        for number, check in enumerate(self.checks):
            for family in asked(check.definition.scope):
                found.setdefault(family, set()).add(number)
        return {family: frozenset(numbers) for family, numbers in found.items()}

    @cached_property
    def _plans(self) -> dict[tuple[int, ...], Plan]:
        return {}

    def plan(self, path: str) -> Plan:
        """What is done with files under the same sections."""
        numbers = self.config.matching(path)
        if numbers not in self._plans:
            self._plans[numbers] = Plan(self, numbers)
        return self._plans[numbers]

    def check(self, path: str, source: str) -> list[Finding]:
        """All findings in a file, in the order of the source."""
        if not self.config.applies(path):
            return []
        plan = self.plan(path)
        reading = plan.reading(self.config.format_of(path))
        return _Pass(plan, view(path, source, reading)).findings()


class Fitting(NamedTuple):
    """The checks for blocks of a scope, those of them that are always tried, and the scan."""

    checks: frozenset[int]
    always: tuple[int, ...]
    scan: Scan


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

    def reading(self, format_: str) -> Reading:
        """How files of a format are read."""
        config, wanted = self.engine.config, self.engine.asked
        siblings = frozenset(name for name in INLINE if name in wanted)
        options = Options(siblings=siblings, alt="alt" not in config.skipped)
        if config.ignored:
            options = _with(options, ignored=frozenset(config.ignored))
        if config.skipped:
            options = _with(options, skipped=frozenset(config.skipped))
        if config.classes:
            options = _with(options, classes=SKIPPED_CLASSES | frozenset(config.classes))
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
            checks = self.engine.checks
            fit = frozenset(n for n in self.levels if matches(checks[n].definition.scope, scope))
            always = tuple(sorted(n for n in fit if checks[n].starts is None))
            self.scopes[scope] = Fitting(fit, always, self.engine.scan(fit))
        return self.scopes[scope]


def _with(options: Options, **changes: frozenset[str]) -> Options:
    return Options(
        ignored=changes.get("ignored", options.ignored),
        skipped=changes.get("skipped", options.skipped),
        classes=changes.get("classes", options.classes),
        siblings=options.siblings,
        alt=options.alt,
    )


@dataclass(slots=True)
class _State:
    """What the directives before a block switch off."""

    off: bool = False
    names: dict[str, bool] = field(default_factory=dict)

    def silences(self, check: str, words: str = "") -> bool:
        """Whether a rule, or one match of it, is off."""
        style = check.partition(".")[0]
        name = f"{check}[{words}]" if words else check
        return self.off or self.names.get(style, False) or self.names.get(name, False)


class _Pass:
    """One file's pass: blocks in order, rules in the order of their names."""

    def __init__(self, plan: Plan, seen: View) -> None:
        self.plan = plan
        self.view = seen
        self.checks = plan.engine.checks
        self.memory = Memory(excuses=_accepted(plan))
        self.found: dict[tuple[int, str], Finding] = {}
        self.limits: dict[str, int] = {}
        self.states: dict[tuple[str, ...], _State] = {}
        self.regions = Regions(seen.directives)
        self.absent: frozenset[int] = frozenset()

    def findings(self) -> list[Finding]:
        texts = (b.text for b in self.view.blocks if not b.scope.startswith("sentence."))
        whole = fold("\n".join(texts))
        self.absent = frozenset(
            number
            for number in self.plan.levels
            if (needs := self.checks[number].needs) and not _holds(whole, needs)
        )
        for block in self.view.blocks:
            fitting = self.plan.fitting(block.scope)
            if fitting.checks:
                self._block(block, fitting)
        return sorted(self.found.values(), key=lambda finding: (finding.start, finding.end))

    def _block(self, block: ValeBlock, fitting: Fitting) -> None:
        folded = fold(block.text)
        text = Text(block.text, folded, block.metrics)
        places = fitting.scan.places(folded)
        state = self._state(block.comments) if block.comments else None
        wanted = (places.keys() & fitting.checks).union(fitting.always)
        runs = self.plan.runs
        for number in sorted(wanted - self.absent):
            check = self.checks[number]
            if check.needs and not _holds(folded, check.needs):
                continue
            if state and state.silences(check.definition.name):
                continue
            seen = self._blanked(text, block, check) if block.inline else text
            run = runs.get(number) or self._ready(number)
            for alert in run(seen, places.get(number), self.memory):
                if not (state and state.silences(check.definition.name, alert.words)):
                    self._add(number, alert, block)

    def _ready(self, number: int) -> Run:
        """A rule, read from where it is kept when it is first run."""
        kept = self.checks[number].run
        run = kept.run() if isinstance(kept, Kept) else kept
        self.plan.runs[number] = run
        return run

    def _blanked(self, text: Text, block: ValeBlock, check: Check) -> Text:
        """The text without the inline elements that a rule's scope excludes."""
        names = excluded(check.definition.scope)
        if not names:
            return text
        body = text.text
        for scope, start, end in block.inline:
            if scope in names:
                body = f"{body[:start]}{' ' * (end - start)}{body[end:]}"
        return text if body == text.text else Text(body, fold(body), text.counts)

    def _add(self, number: int, alert: Alert, block: ValeBlock) -> None:
        definition = self.checks[number].definition
        start, end = _place(alert, block, self.view.source)
        name = definition.name
        if start == end and alert.start < alert.end:
            return  # all that matched is of the converter's making
        if (start, name) in self.found or self.regions.cover(name, alert.words, start):
            return
        if definition.limit and self.limits.get(name, 0) >= definition.limit:
            return
        self.limits[name] = self.limits.get(name, 0) + 1
        level = self.plan.levels[number]
        self.found[start, name] = Finding(definition, level, start, end, alert, block.scope)

    def _state(self, comments: tuple[str, ...]) -> _State:
        if comments not in self.states:
            self.states[comments] = _resolved(comments, self.plan.selection.styles)
        return self.states[comments]


def _holds(folded: str, needs: Sequence[frozenset[str]]) -> bool:
    """Whether a text holds one string of each set."""
    for one in needs:
        for text in one:
            if text in folded:
                break
        else:
            return False
    return True


def _accepted(plan: Plan) -> Excuses:
    names = plan.selection.vocabularies
    known = plan.engine.setting.vocabularies
    terms = [term for name in names if name in known for term in known[name].accepted]
    return excuses((), terms) if terms else NONE


def _place(alert: Alert, block: ValeBlock, source: str) -> tuple[int, int]:
    """Where an alert stands in the source.

    One without words stands at the start of its block's last line, as with Vale; that of a file
    or of plain text, which Vale does not place, at the file's.
    """
    runs = block.runs
    if not runs:
        return 0, 0
    if alert.start < 0:
        if block.scope.startswith(("summary", "raw")) or block.scope.endswith(".txt"):
            return 0, 0
        last = len(block.text.rstrip()) - 1
        start = source.rfind("\n", 0, _source_of(runs, max(last, 0))[0]) + 1
        return start, start
    if alert.start == alert.end:
        start = _source_of(runs, alert.start)[0]
        return start, start
    return _source_of(runs, alert.start)[0], _source_of(runs, alert.end - 1)[1]


def _source_of(runs: Sequence[Piece], at: int) -> tuple[int, int]:
    """The source of one character; of a separator, the place between what it parts."""
    last = runs[0].start
    for run_at, length, start, end in runs:
        if at < run_at:
            return last, last
        if at < run_at + length:
            if length == end - start:
                return start + at - run_at, start + at - run_at + 1
            return start, end
        last = end
    return last, last


def _resolved(comments: Iterable[str], styles: frozenset[str]) -> _State:
    state = _State()
    for text in comments:
        if text in ("vale off", "vale on"):
            state.off = text == "vale off"
        elif match := _MATCH_CONTROL.fullmatch(text):
            for words in _QUOTED.findall(match[2]):
                state.names[f"{match[1]}[{words}]"] = match[3] == "NO"
        elif match := _CONTROL.fullmatch(text):
            state.names[match[1]] = match[2] in ("NO", "off")
        elif match := _STYLES.fullmatch(text):
            state.names |= dict.fromkeys(styles, True)
            state.names |= dict.fromkeys(match[1].split(", "), False)
    return state


class Regions:
    """The passages between comments that switch a rule off and on again."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self.spans: dict[str, list[list[int]]] = {}
        for text, start in sorted(directives, key=lambda directive: directive.start):
            for key, off in _switches(text):
                spans = self.spans.setdefault(key, [])
                if off and (not spans or len(spans[-1]) == 2):
                    spans.append([start])
                elif not off and spans and len(spans[-1]) == 1:
                    spans[-1].append(start)

    def cover(self, check: str, words: str, at: int) -> bool:
        """Whether a place lies where a rule is off."""
        if not self.spans:
            return False
        keys = ("off", check, check.partition(".")[0], f"{check}[{words}]")
        return any(
            span[0] <= at and (len(span) == 1 or at < span[1])
            for key in keys
            for span in self.spans.get(key, ())
        )


def _switches(text: str) -> list[tuple[str, bool]]:
    if text in ("vale off", "vale on"):
        return [("off", text == "vale off")]
    if match := _MATCH_CONTROL.fullmatch(text):
        off = match[3] == "NO"
        return [(f"{match[1]}[{words}]", off) for words in _QUOTED.findall(match[2])]
    if match := _CONTROL.fullmatch(text):
        return [(match[1], match[2] in ("NO", "off"))]
    return []
