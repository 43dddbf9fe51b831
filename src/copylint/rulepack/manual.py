"""A rule's manual page, made of the rule itself: in the terminal and under docs/rules/."""

from __future__ import annotations

from collections.abc import Iterator

from copylint.kept import kept
from copylint.kinds.base import Example, Rule
from copylint.rulepack.written import Written

_MOST_ENTRIES = 20
_VALUE = kept(r"%(?:\d+\$)?[sd]")
_PLAIN = kept(r"[\w .,'’-]+")
_TABLES = ("swap", "names", "either", "tokens", "places", "forms")
_QUOTATIONS = {
    "check": "In direct quotations it reports as elsewhere.",
    "flag": "In direct quotations it is a suggestion without a fix.",
    "report": "In direct quotations it reports at its level, without a fix.",
    "skip": "Direct quotations are left alone.",
}
_FIXES = {
    "safe": "`--fix` applies the fix.",
    "unsafe": "`--unsafe-fixes` applies the fix.",
    "manual": "What it suggests is for a person to choose.",
}


def page(written: Written, *, depth: int = 1) -> str:
    """The page of a rule in Markdown, its heading at the depth given."""
    rule = written.rule
    lines = [f"{'#' * depth} {rule.name}", "", *_opening(rule), *_sources(rule)]
    lines += [*_table(rule), *_silence(rule), *_examples(rule)]
    lines += ["", f"Switch it off: `rules: {{{rule.name}: off}}` in copylint.yaml, or in the text "]
    lines[-1] += f"`<!-- copylint-disable {rule.name} -->`. Written in `{written.path}`."
    return "\n".join(lines) + "\n"


def summary(rule: Rule) -> str:
    """One line on a rule: its message with the blanks shown as dots."""
    return " ".join(_VALUE.sub("…", rule.message).split())


def _opening(rule: Rule) -> Iterator[str]:
    yield f"*{rule.level}, {rule.category}, kind `{rule.extends}`*"
    yield ""
    yield f"{summary(rule)}"
    if rule.why:
        yield ""
        yield rule.why
    facts = [_QUOTATIONS[rule.quotations]]
    if any(example.good is not None for example in rule.examples):
        facts.insert(0, _FIXES[rule.fix.value])
    if rule.from_ or rule.until:
        since = f"from {rule.from_}" if rule.from_ else ""
        until = f"until {rule.until}" if rule.until else ""
        facts.append(f"It holds {' '.join(part for part in (since, until) if part)}.")
    if rule.language:
        facts.append(f"It holds in articles in {rule.language}.")
    if rule.status != "active":
        facts.append(f"Status: {rule.status}.")
    if rule.owner:
        facts.append(f"Owner: {rule.owner}.")
    yield ""
    yield " ".join(facts)


def _sources(rule: Rule) -> Iterator[str]:
    if not rule.source:
        return
    shown = []
    for source in rule.source:
        entry = f", {source.entry}" if source.entry else ""
        link = f" <{source.url}>" if source.url else ""
        shown.append(f"{source.guide}{entry} (checked {source.checked}){link}")
    yield ""
    yield f"Source: {'; '.join(shown)}."


def _table(rule: Rule) -> Iterator[str]:
    for key in _TABLES:
        entries = getattr(rule, key, None)
        if not entries or len(entries) < 2:
            continue
        plain = [_entry(entries, one) for one in entries if _PLAIN.fullmatch(one)]
        if len(plain) * 2 < len(entries):
            continue  # patterns: the examples say more than they would
        more = f" and {len(plain) - _MOST_ENTRIES:,} more" if len(plain) > _MOST_ENTRIES else ""
        yield ""
        yield f"{len(entries):,} entries: {'; '.join(plain[:_MOST_ENTRIES])}{more}."


def _entry(entries: object, key: object) -> str:
    if not isinstance(entries, dict):
        return f"`{key}`"
    value = entries[key]
    if isinstance(value, tuple | list):
        return f"`{key}` ({len(value)})"
    return f"`{key}` → `{getattr(value, 'new', value)}`"


def _silence(rule: Rule) -> Iterator[str]:
    contexts = [f"`{context}`" for context in rule.unless if _PLAIN.fullmatch(context)]
    if contexts:
        yield ""
        yield f"Silent in: {', '.join(contexts[:_MOST_ENTRIES])}."


def _examples(rule: Rule) -> Iterator[str]:
    bad = [example for example in rule.examples if example.bad is not None]
    if bad:
        yield ""
        yield "Reported:"
        yield ""
        yield from (f"- {_bad(example)}" for example in bad)
    fine = [example for example in rule.examples if example.ok is not None]
    if fine:
        yield ""
        yield "Left alone:"
        yield ""
        yield from (f"- {_inline(example.ok or '')}" for example in fine)


def _bad(example: Example) -> str:
    good = f" → {_inline(example.good)}" if example.good is not None else ""
    return _inline(example.bad or "") + good


def _inline(text: str) -> str:
    """A text as code on one line, whatever marks it holds."""
    shown = " ⏎ ".join(part for part in text.split("\n") if part)
    fence = "``" if "`" in shown else "`"
    return f"{fence}{' ' if '`' in shown else ''}{shown}{' ' if '`' in shown else ''}{fence}"
