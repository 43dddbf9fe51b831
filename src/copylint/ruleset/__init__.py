"""Compiled rules, and running them on a document: one scan says which can match, then they do."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from copylint.document import Document, Segment
from copylint.issue import Category, Failure, Issue, Level
from copylint.kinds.base import Hit, Rule
from copylint.kinds.scopes import Conjunction, fitting, views_of
from copylint.matching import TIME_LIMIT, Demands, Prefilter
from copylint.ruleset.issues import issue_of
from copylint.ruleset.views import View, views

LevelOf = Callable[[str, Level], Level | None]


def _looked_for(rule: Rule) -> Sequence[Demands]:
    parts = rule.parts()
    return parts if rule.local or None not in parts else ()


def own_level(_: str, level: Level) -> Level:
    """The level a rule has of itself: for runs without a configuration."""
    return level


_SLOW = (
    f"its pattern ran longer than {TIME_LIMIT:g} s in one passage. "
    "Simplify nested repetitions in it."
)
_BROKEN = "its kind cannot deal with a passage there. Report it with the passage:"


class Entry(NamedTuple):
    """What is known of a rule without loading it. `path` and `line` say where it is written."""

    name: str
    kind: str
    level: Level
    category: Category
    status: str
    scope: tuple[str, ...]
    local: bool
    from_: datetime.date | None = None
    until: datetime.date | None = None
    language: str = ""
    path: str = ""
    line: int = 0

    @classmethod
    def of(cls, rule: Rule, path: str = "", line: int = 0) -> Entry:
        """The entry of a rule written at that place."""
        return cls(
            name=rule.name,
            kind=rule.extends,
            level=Level.of(rule.level),
            category=rule.category,
            status=rule.status,
            scope=rule.scope,
            local=rule.local,
            from_=rule.from_,
            until=rule.until,
            language=rule.language,
            path=path,
            line=line,
        )

    def in_force(self, on: datetime.date, dialect: str) -> bool:
        """True when the rule holds on that day (`until` is its last) in that kind of English."""
        if self.status == "retired" or (self.from_ and on < self.from_):
            return False
        if self.until and on > self.until:
            return False
        return not self.language or _covers(self.language, dialect)


def _covers(wanted: str, dialect: str) -> bool:
    return f"{dialect}-".lower().startswith(f"{wanted}-".lower())


class Checked(Struct, frozen=True):
    """What rules found in a document, in the order of the source, and which of them failed."""

    issues: list[Issue]
    failures: list[Failure]


class RuleSet(Struct, frozen=True, dict=True):
    """Rules that are loaded when a text can hold a match of theirs.

    The prefilter numbers the parts of all rules one after the other; `firsts` are the numbers of
    each rule's first part, and last how many there are. Rules that see the document and may match
    in any have no part.
    """

    entries: tuple[Entry, ...]
    firsts: tuple[int, ...]
    prefilter: Prefilter
    load: Callable[[int], Rule]
    whole: Callable[[int], Rule]  # with what only its manual needs
    _loaded: dict[int, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> RuleSet:
        """A rule set of rules that are at hand."""
        for rule in rules:
            rule.prepare()
        return cls.made_of(tuple(Entry.of(rule) for rule in rules), rules)

    @classmethod
    def made_of(cls, entries: tuple[Entry, ...], rules: Sequence[Rule]) -> RuleSet:
        """A rule set of rules with their entries."""
        parts = [_looked_for(rule) for rule in rules]
        firsts = tuple(accumulate((len(each) for each in parts), initial=0))
        found = rules.__getitem__
        return cls(entries, firsts, Prefilter.build(chain(*parts)), found, found)

    def rule(self, number: int) -> Rule:
        """A rule by its number in `entries`."""
        if number not in self._loaded:
            self._loaded[number] = self.load(number)
        return self._loaded[number]

    def candidates(self, text: str) -> list[tuple[int, list[int]]]:
        """The numbers of the rules that can match in a text, each with those of its parts."""
        found: dict[int, list[int]] = {}
        owners, firsts = self._owners, self.firsts
        for part in self.prefilter.candidates(text):
            number = owners[part]
            found.setdefault(number, []).append(part - firsts[number])
        return list(found.items())

    def used(self) -> list[tuple[int, Rule]]:
        """The rules that were loaded so far, with their numbers."""
        return list(self._loaded.items())

    def named(self, name: str) -> Rule | None:
        """A rule by its full name, with its manual."""
        for number, entry in enumerate(self.entries):
            if entry.name == name:
                return self.whole(number)
        return None

    def check(
        self,
        document: Document,
        *,
        level_of: LevelOf = own_level,
        today: datetime.date,
        dialect: str = "en",
        prefilter: bool = True,
        seconds: dict[str, float] | None = None,
    ) -> Checked:
        """Run the rules on a document.

        `level_of` gets a rule's name and own level and returns the level in force, or None to
        leave it out. Rules with a date hold against the article's own date, else `today`.
        `prefilter` False runs every rule everywhere, which finds the same, slowly. `seconds` gets
        the time that each rule took added to it.
        """
        force = _Force(document.date or today, dialect, level_of)
        return _Run(self, document, force, prefilter=prefilter, seconds=seconds).checked()

    @cached_property
    def _owners(self) -> list[int]:
        """The number of the rule of each part."""
        return [number for number, size in enumerate(self._sizes()) for _ in range(size)]

    @cached_property
    def everywhere(self) -> tuple[int, ...]:
        """The numbers of the rules that see the document and may match in any."""
        return tuple(number for number, size in enumerate(self._sizes()) if not size)

    def _sizes(self) -> Iterator[int]:
        return (end - first for first, end in pairwise(self.firsts))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The kinds of text that some rule wants to see."""
        return frozenset().union(*(views_of(entry.scope) for entry in self.entries))

    @cached_property
    def by_sentence(self) -> frozenset[int]:
        """The numbers of the rules that look at sentences one by one."""
        local = ((number, one) for number, one in enumerate(self.entries) if one.local)
        return frozenset(number for number, one in local if "sentence" in views_of(one.scope))


class _Force:
    """Which rules hold for a document, and at which level; asked only of rules that could match."""

    def __init__(self, on: datetime.date, dialect: str, level_of: LevelOf) -> None:
        self.on = on
        self.dialect = dialect
        self.level_of = level_of
        self.known: dict[str, Level | None] = {}

    def level(self, entry: Entry) -> Level | None:
        """The level in force, or None when the rule does not hold."""
        if entry.name not in self.known:
            holds = entry.in_force(self.on, self.dialect)
            self.known[entry.name] = self.level_of(entry.name, entry.level) if holds else None
        return self.known[entry.name]


class _Run:
    """One document being checked.

    `holding` are the local rules that hold for it, `wide` those that see it whole and are to run;
    `settled` are all of which no block needs to be asked again.
    """

    def __init__(
        self,
        rules: RuleSet,
        document: Document,
        force: _Force,
        *,
        prefilter: bool,
        seconds: dict[str, float] | None,
    ) -> None:
        self.rules = rules
        self.document = document
        self.force = force
        self.prefilter = prefilter
        self.seconds = seconds
        self.failures: dict[int, Failure] = {}
        self.issues: dict[int, list[Issue]] = {}
        self.wide: set[int] = set()
        self.settled: set[int] = set()
        self.holding: set[int] = set()
        self.known: dict[str, Sequence[tuple[int, list[int] | None]]] = {}

    def checked(self) -> Checked:
        for number in self.rules.everywhere:
            self._may_run(number)
        for view in views(self.document, self.rules.wanted, self._splits):
            self._check_view(view)
        for number in sorted(self.wide):
            self._run(number, self._wide_issues)
        found = [issue for number in self.issues for issue in self._limited(number)]
        found.sort(key=lambda issue: (issue.span, issue.rule))
        return Checked(found, list(self.failures.values()))

    def _splits(self, text: str) -> bool:
        """True when a rule that looks at sentences can match in a text."""
        return any(number in self.rules.by_sentence for number, _ in self._candidates(text))

    def _check_view(self, view: View) -> None:
        kind, scopes = view.kind, view.whole.scopes
        for number, parts in self._candidates(view.shown.text):
            if number in self.settled or not (number in self.holding or self._may_run(number)):
                continue
            fits = fitting(self.rules.entries[number].scope, kind, scopes)
            if fits:
                self._run(number, partial(self._local_issues, view=view, parts=parts, fits=fits))

    def _may_run(self, number: int) -> bool:
        """True when a local rule holds; one that sees the document is noted, to run at the end."""
        entry = self.rules.entries[number]
        holds = self.force.level(entry) is not None
        if holds and entry.local:
            self.holding.add(number)
            return True
        self.settled.add(number)
        if holds:
            self.wide.add(number)
        return False

    def _candidates(self, text: str) -> Sequence[tuple[int, list[int] | None]]:
        if not self.prefilter:
            return [(number, None) for number in range(len(self.rules.entries))]
        if text not in self.known:
            self.known[text] = self.rules.candidates(text)
        return self.known[text]

    def _run(self, number: int, issues: Callable[[int], Iterator[Issue]]) -> None:
        started = time.perf_counter()
        try:
            found = list(issues(number))
        except TimeoutError:
            self._fail(number, _SLOW)
            return
        except (ArithmeticError, LookupError, ValueError) as error:
            self._fail(number, f"{_BROKEN} {error!r}")
            return
        finally:
            self._clock(number, started)
        if found:
            self.issues.setdefault(number, []).extend(found)

    def _clock(self, number: int, started: float) -> None:
        if self.seconds is not None:
            name = self.rules.entries[number].name
            spent = time.perf_counter() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + spent

    def _fail(self, number: int, why: str) -> None:
        """Tell of a rule, which is not tried again."""
        entry = self.rules.entries[number]
        place = f"{entry.path}:{entry.line}: " if entry.path else ""
        told = f"{place}rule {entry.name} was stopped in {self.document.path}: {why}"
        self.failures[number] = Failure(entry.name, told)
        self.settled.add(number)

    def _local_issues(
        self, number: int, view: View, parts: list[int] | None, fits: tuple[Conjunction, ...]
    ) -> Iterator[Issue]:
        rule = self.rules.rule(number)
        found = rule.find(view.shown) if parts is None else rule.find_parts(view.shown, parts)
        for hit in found:
            moved = replace(hit, span=hit.span.shift(view.shift)) if view.shift else hit
            if any(_stands(one, view.whole, moved) for one in fits):
                yield from self._issue(number, moved, view.whole)

    def _wide_issues(self, number: int) -> Iterator[Issue]:
        scope = self.rules.entries[number].scope
        for hit in self.rules.rule(number).find_all(self.document):
            segment = self.document.segments[hit.segment]
            kinds = views_of(scope)
            fits = [one for kind in kinds for one in fitting(scope, kind, segment.scopes)]
            if any(_stands(one, segment, hit) for one in fits):
                yield from self._issue(number, hit, segment)

    def _issue(self, number: int, hit: Hit, segment: Segment) -> Iterator[Issue]:
        rule, level = self.rules.rule(number), self.force.level(self.rules.entries[number])
        issue = issue_of(self.document, rule, hit, segment, level) if level is not None else None
        if issue is not None:
            yield issue

    def _limited(self, number: int) -> list[Issue]:
        """Each finding once, and no more of them than the rule's `limit`."""
        once = dict.fromkeys(sorted(self.issues[number], key=lambda issue: issue.span))
        limit = self.rules.rule(number).limit
        return list(once)[:limit] if limit else list(once)


def _stands(one: Conjunction, segment: Segment, hit: Hit) -> bool:
    """True when a hit is where the selector wants it, and is copy unless it wants other text."""
    whole = len(hit.span) == len(segment.text)
    in_code = one.view != "code" and not whole and "code" in segment.marks_over(hit.span)
    foreign = not one.foreign and segment.within("foreign", hit.span)
    return not in_code and not foreign and one.holds(segment, hit.span)


__all__ = ["Checked", "Entry", "LevelOf", "RuleSet", "own_level"]
