"""Running Vale's rules on a file: which look at which block, and what comments switch off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

from copylint.document import Span
from copylint.matching.starts import fold
from copylint.parsers.vale_values import ValeBlock
from copylint.vale.config import ValeConfig
from copylint.vale.controls import Regions, State, resolved
from copylint.vale.found import Alert, Check, Finding, Memory, Text
from copylint.vale.placing import place_of
from copylint.vale.plan import Fitting, Plan
from copylint.vale.punkt import sentences
from copylint.vale.scan import Scan, add
from copylint.vale.scopes import asked, documented, excluded
from copylint.vale.setting import Setting
from copylint.vale.table import Sure
from copylint.vale.view import View, fragment, view


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
    def selectors(self) -> tuple[tuple[str, str], ...]:
        """The CSS selectors that scopes of rules name."""
        found: dict[str, str] = {}
        for check in self.checks:
            found |= documented(check.definition.scope)
        return tuple(sorted(found.items()))

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


class _Pass:
    """One file's pass: blocks in order, their sentences before them."""

    def __init__(self, plan: Plan, seen: View) -> None:
        self.plan = plan
        self.view = seen
        self.checks = plan.engine.checks
        self.memory = Memory(excuses=plan.excuses)
        self.found: dict[tuple[int, int], Finding] = {}
        self.limits: dict[int, int] = {}
        self.states: dict[tuple[str, ...], State] = {}
        self.regions = Regions(seen.directives)
        self.absent: frozenset[int] = frozenset()

    def findings(self) -> list[Finding]:
        fitted = ((block, self.plan.fitting(block.scope)) for block in self.view.blocks)
        wanted = [
            (block, fitting)
            for block, fitting in fitted
            if fitting.checks or (fitting.inner and fitting.inner.checks and block.prose)
        ]
        whole = fold("\n".join(block.text for block, _ in wanted))
        self.absent = frozenset(n for n, needs in self.plan.needy if not _holds(whole, needs))
        ends = list(accumulate(len(block.text) + 1 for block, _ in wanted))
        hinted = self._hinted(wanted, whole, ends)
        start = 0
        for index, (block, fitting) in enumerate(wanted):
            folded = whole[start : ends[index] - 1]
            self._block(block, fitting, folded, hinted.get(index, frozenset()))
            start = ends[index]
        key = attrgetter("start", "end", "definition.name")
        return sorted(self.found.values(), key=key)

    def _hinted(
        self, wanted: Sequence[tuple[ValeBlock, Fitting]], whole: str, ends: Sequence[int]
    ) -> dict[int, set[int]]:
        """In which blocks, by number, the hints of which rules are found."""
        places: dict[int, list[int]] = {}
        for index, (_, fitting) in enumerate(wanted):
            for number in fitting.sought:
                places.setdefault(number, []).append(index)
        found: dict[int, set[int]] = {}
        for number, indexes in places.items():
            if number in self.absent:
                continue
            pattern = self.plan.hints[number]
            if 2 * len(indexes) > len(ends):
                indexes = list(_holding(pattern, whole, ends))
            else:
                indexes = [
                    index
                    for index in indexes
                    if pattern.search(whole, ends[index - 1] if index else 0, ends[index] - 1)
                ]
            for index in indexes:
                found.setdefault(index, set()).add(number)
        return found

    def _block(self, block: ValeBlock, fitting: Fitting, folded: str, hinted: Set[int]) -> None:
        text = Text(block.text, folded, block.metrics)
        sure, places = self.plan.table(fitting).look(block.text, folded)
        state = self._state(block.comments) if block.comments else None
        if block.prose and fitting.inner and fitting.inner.checks:
            self._sentences(block, fitting.inner, folded, places, hinted)
        if sure and block.inline:
            self._leave_blanked(sure, places)
        wanted = (places.keys() & fitting.checks).union(fitting.always, fitting.hinted & hinted)
        for number in sorted(wanted - self.absent):
            check = self.checks[number]
            if check.needs and not check.hint and not _holds(folded, check.needs):
                continue
            if state and state.silences(check.definition.name):
                continue
            seen = self._blanked(text, block, check) if block.inline else text
            for alert in self.plan.run(number)(seen, places.get(number), self.memory):
                self._tell(number, alert, block, state)
        if sure:
            self._tell_words(sure, places, block, state)

    def _sentences(
        self,
        block: ValeBlock,
        fitting: Fitting,
        folded: str,
        places: dict[int, list[int]],
        hinted: Set[int],
    ) -> None:
        """Try the rules for sentences on each sentence of a block that may have something."""
        known = {number: places[number] for number in places.keys() & fitting.checks}
        others = (fitting.hinted & hinted).union(known) - self.absent
        brief: dict[int, list[int] | None] = dict.fromkeys(others - known.keys())
        whole = brief | dict.fromkeys(set(fitting.always) - self.absent)
        if not known and not (whole if len(folded) >= fitting.shortest else brief):
            return
        for span in sentences(block.text):
            tried = whole if len(span) >= fitting.shortest else brief
            within = tried | _within(known, span) if known else tried
            if within:
                self._sentence(block, span, folded[span.start : span.end], within)

    def _sentence(
        self, block: ValeBlock, span: Span, folded: str, tried: Mapping[int, list[int] | None]
    ) -> None:
        text = Text(block.text[span.start : span.end], folded)
        state = self._state(block.comments) if block.comments else None
        part = fragment(block, span.start, span.end, "sentence") if block.inline else None
        for number in sorted(tried):
            check = self.checks[number]
            if (hint := self.plan.hints.get(number)) and not hint.search(folded):
                continue
            if check.needs and not _holds(folded, check.needs):
                continue
            if state and state.silences(check.definition.name):
                continue
            seen = self._blanked(text, part, check) if part else text
            for alert in self.plan.run(number)(seen, tried[number], self.memory):
                part = part or fragment(block, span.start, span.end, "sentence")
                self._tell(number, alert, part, state)

    def _leave_blanked(self, sure: Sure, places: dict[int, list[int]]) -> None:
        """Leave to be tried what rules say that do not see all of a block."""
        for at, _, alone in sure:
            for number, _ in alone:
                if excluded(self.checks[number].definition.scope):
                    add(places, (number,), at)

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

    def _tell_words(
        self, sure: Sure, tried: Container[int], block: ValeBlock, state: State | None
    ) -> None:
        """Note what words say by themselves, but of rules that were tried."""
        source = self.view.source
        for at, size, alone in sure:
            whole = place_of(at, at + size, block, source)
            for number, alerts in alone:
                for alert in alerts if number not in tried else ():
                    place = whole
                    if alert.start or alert.end != size:
                        place = place_of(at + alert.start, at + alert.end, block, source)
                    self._note(number, alert, place, block.scope, state)

    def _tell(self, number: int, alert: Alert, block: ValeBlock, state: State | None) -> None:
        place = place_of(alert.start, alert.end, block, self.view.source)
        self._note(number, alert, place, block.scope, state)

    def _note(
        self, number: int, alert: Alert, place: tuple[int, int], scope: str, state: State | None
    ) -> None:
        """Note an alert unless it is known, silenced or beyond its rule's limit."""
        start, end = place
        if start == end and alert.start < alert.end:
            return  # all that matched is of the converter's making
        if (start, number) in self.found:
            return
        definition = self.checks[number].definition
        controlled = state or self.regions.spans
        if controlled and self._is_silenced(definition.name, alert, start, state):
            return
        if definition.limit:
            told = self.limits[number] = self.limits.get(number, 0) + 1
            if told > definition.limit:
                return
        level = self.plan.levels[number]
        self.found[start, number] = Finding(definition, level, start, end, alert, scope)

    def _is_silenced(self, name: str, alert: Alert, start: int, state: State | None) -> bool:
        if state and (state.silences(name) or state.silences(name, alert.words)):
            return True
        return self.regions.cover(name, alert.words, start)

    def _state(self, comments: tuple[str, ...]) -> State:
        if comments not in self.states:
            self.states[comments] = resolved(comments, self.plan.selection.styles)
        return self.states[comments]


def _holding(pattern: re.Pattern[str], whole: str, ends: Sequence[int]) -> Iterator[int]:
    """The numbers of the blocks of a text, which end at places, that a match reaches into."""
    at = 0
    while at < len(whole) and (match := pattern.search(whole, at)):
        first = bisect_right(ends, match.start())
        yield from range(first, bisect_right(ends, match.end() - 1) + 1)
        at = ends[first]


def _within(places: Mapping[int, list[int]], span: Span) -> dict[int, list[int] | None]:
    """The places that lie in a part of a text, counted from its start."""
    found: dict[int, list[int] | None] = {}
    for number, known in places.items():
        if some := [at - span.start for at in known if span.start <= at < span.end]:
            found[number] = some
    return found


def _holds(folded: str, needs: Sequence[frozenset[str]]) -> bool:
    """Whether a text holds one string of each set."""
    for one in needs:
        for text in one:
            if text in folded:
                break
        else:
            return False
    return True
