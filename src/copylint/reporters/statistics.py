"""`--statistics`: rules by count, hits a thousand words, and the time of each rule and engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from copylint.issue import Report
from copylint.reporters.visible import visible

_MOST = 20  # slow rules listed


class Statistics:
    """Counts issues by rule as reports pass by."""

    def __init__(self) -> None:
        self.rules: Counter[str] = Counter()
        self.words = 0

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, counted when each is taken."""
        for report in reports:
            self.words += report.document.words
            self.rules.update(issue.rule for issue in report.issues)
            yield report

    def text(self, engines: Mapping[str, float], rules: Mapping[str, float]) -> str:
        """The tables; both mappings are seconds by name."""
        lines = [f"{'issues':>8}  {'per 1,000 words':>15}  rule"]
        for rule, count in sorted(self.rules.items(), key=lambda item: (-item[1], item[0])):
            rate = 1000 * count / self.words if self.words else 0.0
            lines.append(f"{count:>8,}  {rate:>15.2f}  {visible(rule)}")
        lines += _times("engine", engines, len(engines))
        lines += _times("rule", rules, _MOST)
        return "\n".join(lines) + "\n"


def _times(what: str, seconds: Mapping[str, float], most: int) -> Iterator[str]:
    """A table, none where there are no times to tell."""
    if seconds:
        yield ""
        yield f"{'seconds':>8}  {what}"
    slowest = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))
    for name, spent in slowest[:most]:
        yield f"{spent:>8.3f}  {visible(name)}"
