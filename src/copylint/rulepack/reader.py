"""From a rule file to rules: every mistake is named with its line, key and nearest right name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from copylint.errors import RuleError
from copylint.kept import kept
from copylint.kinds import kind_names, kind_of
from copylint.kinds.base import Rule, RuleProblem
from copylint.kinds.scopes import BLOCKS, INLINE, unknown_name
from copylint.matching import PatternError
from copylint.rulepack.mistakes import explained, nearest
from copylint.rulepack.tree import Value, compose, line_of, value_of
from copylint.rulepack.written import Result, Written
from copylint.ruleset.issues import context_of

if TYPE_CHECKING:
    import yaml

_ID = kept(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BEGIN = "Begin with 'rules:' or with the keys of one rule."
_LISTS = ("scope", "unless")  # may be written as one word
# What only a reader of Vale's styles sets.
_INTERNAL = frozenset({"vale", "name", "id"})


def read(text: str, path: str, pack: str, stem: str, *, trusted: bool = False) -> Iterator[Result]:
    """The rules of a file, and its mistakes, in order.

    `path` is how messages call the file, `stem` names the rule of a file that holds only one.
    The patterns of a `trusted` file, one of ours, were tried before it shipped: they are compiled
    when a text first calls for them.
    """
    try:
        root = compose(text, path)
        if root is None:
            return
        if root.id != "mapping":  # type: ignore[attr-defined]
            raise RuleError("holds no rules.", path=path, line=1, hint=_BEGIN)
        yield from _rules(root, path, pack, stem, trusted)
    except RuleError as error:
        yield error


def _rules(root: yaml.Node, path: str, pack: str, stem: str, trusted: bool) -> Iterator[Result]:
    tops = {key.value: below for key, below in root.value}
    if "rules" not in tops and not tops.keys() & {"extends", "message"}:
        hint = next(filter(None, (nearest(key, ["rules"]) for key in tops)), "") or _BEGIN
        raise RuleError("holds no rules.", path=path, line=root.start_mark.line + 1, hint=hint)
    if "rules" not in tops:
        yield _rule(root, {}, path, pack, stem, trusted)
        return
    for key, _ in root.value:
        if key.value not in ("rules", "defaults"):
            line = key.start_mark.line + 1
            hint = nearest(key.value, ["rules", "defaults"])
            yield RuleError(f"unknown key '{key.value}'.", path=path, line=line, hint=hint)
    defaults = value_of(tops["defaults"], path) if "defaults" in tops else {}
    if not isinstance(defaults, dict):
        line = tops["defaults"].start_mark.line + 1
        raise RuleError("'defaults' must be keys and values.", path=path, line=line)
    if tops["rules"].id != "sequence":
        line = tops["rules"].start_mark.line + 1
        raise RuleError("'rules' must be a list.", path=path, line=line, hint="Write '- id: ...'.")
    for node in tops["rules"].value:
        yield _rule(node, defaults, path, pack, None, trusted)


def _rule(
    node: yaml.Node,
    defaults: Mapping[str, Value],
    path: str,
    pack: str,
    stem: str | None,
    trusted: bool,
) -> Result:
    line = node.start_mark.line + 1
    try:
        keys = value_of(node, path)
        if not isinstance(keys, dict):
            raise RuleError("a rule must be keys and values.", path=path, line=line)
        return Written(_built(node, {**defaults, **keys}, path, pack, stem, trusted), path, line)
    except RuleError as error:
        return error


def _built(
    node: yaml.Node,
    keys: dict[str, Value],
    path: str,
    pack: str,
    stem: str | None,
    trusted: bool,
) -> Rule:
    name = keys.pop("id", stem)
    if not isinstance(name, str) or not _ID.fullmatch(name):
        wrong = "a rule needs an 'id'" if name is None else f"'{name}' cannot be a rule's id"
        hint = "Use lower-case letters, figures and hyphens."
        raise RuleError(f"{wrong}.", path=path, line=line_of(node, ["id"]), hint=hint)
    kind = _kind(node, keys, path, name)
    _check_keys(node, keys, kind, path, name)
    try:
        rule = msgspec.convert(_with_lists({**keys, "name": f"{pack}.{name}"}), kind, strict=False)
        if not trusted:
            rule.prepare()
            check_common(rule)
    except msgspec.ValidationError as error:
        message, where, hint = explained(str(error), kind)
    except RuleProblem as error:
        message, where, hint = f"{error}.", list(error.where), ""
    else:
        return rule
    shown = f"{where[0]}: " if where else ""
    told = f"rule '{name}': {shown}{message}"
    raise RuleError(told, path=path, line=line_of(node, where), hint=hint)


def _kind(node: yaml.Node, keys: Mapping[str, Value], path: str, name: str) -> type[Rule]:
    extends = keys.get("extends")
    kind = kind_of(extends) if isinstance(extends, str) else None
    if kind is None:
        hint = nearest(str(extends), kind_names()) if extends else ""
        wrong = f"there is no kind '{extends}'" if extends else "'extends' is missing"
        hint = hint or f"Name one of {', '.join(kind_names())}."
        line = line_of(node, ["extends"])
        raise RuleError(f"rule '{name}': {wrong}.", path=path, line=line, hint=hint)
    return kind


def _check_keys(
    node: yaml.Node, keys: Iterable[str], kind: type[Rule], path: str, name: str
) -> None:
    known = [key for key in kind.__struct_encode_fields__ if key not in _INTERNAL]
    for key in keys:
        if key not in known:
            raise RuleError(
                f"rule '{name}': unknown key '{key}'.",
                path=path,
                line=line_of(node, [key]),
                hint=nearest(key, [*known, "id"]),
            )


def _with_lists(keys: dict[str, Value]) -> dict[str, Value]:
    for key in _LISTS:
        if isinstance(keys.get(key), str):
            keys[key] = [keys[key]]
    return keys


def check_common(rule: Rule) -> None:
    """Check what every kind shares. Raises RuleProblem."""
    for index, context in enumerate(rule.unless):
        try:
            context_of((context,))
        except PatternError as error:
            raise RuleProblem(f"'{context}' cannot be read: {error}", "unless", index) from None
    for index, selector in enumerate(rule.scope):
        unknown = unknown_name(selector)
        if unknown is not None:
            near = nearest(unknown, BLOCKS | INLINE)
            hint = f" ({near[:1].lower()}{near[1:]})" if near else ""
            raise RuleProblem(f"there is no scope '{unknown}'{hint}", "scope", index)
    for index, example in enumerate(rule.examples):
        if (example.bad is None) == (example.ok is None):
            raise RuleProblem("an example is either 'bad' or 'ok'", "examples", index)
        if example.good is not None and example.bad is None:
            raise RuleProblem("'good' belongs to a 'bad' example", "examples", index, "good")
        if example.bad is not None and "[[" not in example.bad:
            raise RuleProblem("mark the match in 'bad' by [[ ]]", "examples", index, "bad")
