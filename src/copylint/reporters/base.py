"""What every reporter is given: the run's summary, the options, and a file's issues in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field

from copylint.document import Document
from copylint.issue import Issue, Level, Report, fingerprints


class Summary(Struct, frozen=True):
    """A run in figures. `issues` counts by level word; `engines` says of each engine how it went.

    `suppressed` were switched off in the text, `known` are old (baseline, unchanged), `cached`
    files came from the cache, `unsupported` files no parser knows, `failed` is what could not be
    checked. `seconds` is wall-clock time.
    """

    files: int = 0
    words: int = 0
    issues: Mapping[str, int] = field(default_factory=dict)
    suppressed: int = 0
    known: int = 0
    unsupported: int = 0
    cached: int = 0
    engines: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    failed: int = 0


class Written(Report, frozen=True):
    """A report whose issues are written already, as `text` in the run's only format, and counted.

    Issues found in another process need not travel then.
    """

    text: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)


class Tally:
    """Counts reports as they pass by, so that none need be kept for the summary."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(
            ("files", "words", "suppressed", "known", "unsupported", "cached", "failed"), 0
        )
        self._levels = {level.label: 0 for level in reversed(Level)}

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, counted when each is taken."""
        for report in reports:
            self.add(report)
            yield report

    def add(self, report: Report) -> None:
        """Count one report; among the files only what is an article that a parser knows."""
        counts = self._counts
        counts["files"] += report.article and not report.unsupported
        counts["words"] += report.document.words
        counts["suppressed"] += report.suppressed
        counts["known"] += report.known
        counts["unsupported"] += report.unsupported
        counts["cached"] += report.cached
        counts["failed"] += len(report.failures)
        for level, count in levels_of(report).items():
            self._levels[level] += count

    def summary(
        self,
        *,
        engines: Mapping[str, str] | None = None,
        versions: Mapping[str, str] | None = None,
        seconds: float = 0.0,
    ) -> Summary:
        """What was counted so far, with what only the caller knows."""
        return Summary(
            issues=dict(self._levels),
            engines=engines or {},
            versions=versions or {},
            seconds=seconds,
            **self._counts,
        )


def levels_of(report: Report) -> Mapping[str, int]:
    """How many issues of each level a report has."""
    if isinstance(report, Written):
        return report.levels
    counted = Counter(issue.level for issue in report.issues)
    return {level.label: count for level, count in counted.items()}


class RuleInfo(Struct, frozen=True):
    """What a reader of a report may want to know of a rule."""

    name: str
    description: str = ""
    why: str = ""
    url: str = ""
    level: Level = Level.WARNING
    category: str = ""
    author: str = ""


class Options(Struct, frozen=True):
    """How to write. `width` is in terminal columns; without `excerpts` no article text goes out.

    `quiet` leaves the summary line out of text. `rules` describes rules by name.
    """

    color: bool = False
    width: int = 80
    excerpts: bool = True
    quiet: bool = False
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)


Reporter: TypeAlias = Callable[[Iterable[Report], Callable[[], Summary], Options], Iterator[str]]


def stamped(report: Report) -> list[tuple[Issue, str]]:
    """A report's issues with their fingerprints, in the order of the source."""
    return list(zip(report.issues, fingerprints(report.document, report.issues), strict=True))


def message_of(document: Document, issue: Issue, text: str, options: Options) -> str:
    """A message about an issue; without excerpts the words it quotes are left out."""
    if options.excerpts:
        return text
    quoted = {issue.span.of(document.source), *issue.suggestions(document.source)}
    quoted |= {related.span.of(document.source) for related in issue.related}
    for words in sorted(filter(None, (part.strip() for part in quoted)), key=len, reverse=True):
        text = text.replace(words, "…")
    return text


def plural(count: int, noun: str) -> str:
    """`1 file`, `1,204 words`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
