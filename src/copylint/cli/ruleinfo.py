"""What reports may say of rules: looked up when a report asks; no rule is loaded in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from copylint.issue import Level
from copylint.reporters.base import RuleInfo
from copylint.tools import Tools


class RuleInfos(Mapping[str, RuleInfo]):
    """The rules of a run by name."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def __getitem__(self, name: str) -> RuleInfo:
        rule = self._tools.rule(name)
        if rule is None:
            raise KeyError(name)
        url = rule.link or next((source.url for source in rule.source if source.url), "")
        return RuleInfo(
            name,
            rule.description or rule.why,
            rule.why,
            url,
            Level.of(rule.level),
            rule.category.value,
            rule.owner,
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._tools.all_rule_names())

    def __len__(self) -> int:
        return len(self._tools.all_rule_names())
