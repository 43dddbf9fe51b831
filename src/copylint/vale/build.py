"""From rule definitions to checks: what each kind is made by, and the rules of vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct, field

from copylint.errors import RuleError
from copylint.parsers.selectors import compiled
from copylint.vale.casing_rules import capitalization
from copylint.vale.config import ValeConfig, select
from copylint.vale.definition import Action, Definition
from copylint.vale.found import Check
from copylint.vale.measuring import metric, readability
from copylint.vale.memory import conditional, consistency
from copylint.vale.patterns import term_pattern
from copylint.vale.scopes import documented
from copylint.vale.sequence import sequence
from copylint.vale.setting import Setting, Vocabulary, vocabulary
from copylint.vale.spelling import spelling
from copylint.vale.styles import Styles, line_of, read_file
from copylint.vale.words import existence, occurrence, repetition, substitution

_NO_ACTION = Action()
BUILDERS: dict[str, Callable[[Definition, Setting], Check]] = {
    "existence": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
    "capitalization": capitalization,
    "metric": metric,
    "readability": readability,
    "spelling": spelling,
    "sequence": sequence,
}


class Built(Struct):
    """Checks in order of their names, what could not be built, and what is not supported."""

    setting: Setting
    checks: list[Check] = field(default_factory=list)
    problems: list[RuleError] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)


def build(config: ValeConfig, styles: Styles) -> Built:
    """Build all rules of a configuration. A rule that cannot be built is a problem and no more."""
    problems = [*config.problems, *styles.problems]
    setting = _setting(config, problems)
    built = Built(setting, problems=problems, unsupported=list(styles.notices))
    for definition in styles.rules:
        _build(definition, setting, built)
    if _needs_own(config):
        for check in _own(config, setting, built):
            built.checks.append(check)
    built.checks.sort(key=lambda check: check.definition.name)
    return built


def _build(definition: Definition, setting: Setting, built: Built) -> None:
    path = definition.path
    try:
        if lacking := _lacking(definition):
            built.unsupported.append(f"{path}: the rule '{definition.name}' {lacking}")
            return
        for selector in documented(definition.scope).values():
            compiled(selector)
        built.checks.append(BUILDERS[definition.kind](definition, setting))
    except RuleError as error:
        line = error.line or line_of(error.message, read_file(definition.name, Path(path)))
        built.problems.append(RuleError(error.message, path=path, line=line, hint=error.hint))
        return
    action = definition.action
    if action.name == "suggest" and action.params != ("spellings",):
        built.unsupported.append(
            f"{path}: the suggestions of '{definition.name}' are a Tengo script, "
            "which is not supported; the rule runs without them"
        )


def _lacking(definition: Definition) -> str:
    """What a rule needs that is not supported, as the end of a sentence."""
    if definition.kind == "script":
        return "is a Tengo script, which is not supported"
    if definition.kind == "conditional" and definition.word("in"):
        return "asks with 'in' for a scope that a View makes, which is not supported"
    return ""


def _setting(config: ValeConfig, problems: list[RuleError]) -> Setting:
    paths = tuple(config.styles_paths)
    names = dict.fromkeys(
        [*config.vocabularies, *(name for part in config.parts for name in part.vocabularies)]
    )
    found: dict[str, Vocabulary] = {}
    for name in names:
        one = vocabulary(name, paths)
        if one is None:
            problems.append(
                RuleError(f"the vocabulary '{name}' is not there", path=str(config.path))
            )
        else:
            found[name] = one
    general = [found[name] for name in config.vocabularies if name in found]
    return Setting(
        accepted=tuple(term for one in general for term in one.accepted),
        rejected=tuple(term for one in general for term in one.rejected),
        vocabularies=found,
        template=config.template,
        styles_paths=paths,
        root=config.path.parent,
    )


def _needs_own(config: ValeConfig) -> bool:
    return (
        "Vale" in config.based_on
        or any(name.startswith("Vale") for name in config.checked)
        or any(part.vocabularies for part in config.parts)
    )


def _own(config: ValeConfig, setting: Setting, built: Built) -> Iterator[Check]:
    """Vale's own rules: repeated words, spelling, and those that vocabularies make."""
    yield repetition(
        _defined(
            config,
            "Vale.Repetition",
            "repetition",
            "'%s' is repeated!",
            {"ignorecase": True, "alpha": True, "tokens": [r"[^\s.!?]+"]},
            Action("edit", ("truncate", " ")),
        ),
        setting,
    )
    if _ever_runs(config, "Vale.Spelling"):
        message = "Did you really mean '%s'?"
        own = _defined(
            config, "Vale.Spelling", "spelling", message, {}, Action("suggest", ("spellings",))
        )
        try:
            yield spelling(own, setting)
        except RuleError as error:
            built.problems.append(RuleError(error.message, path="Vale.Spelling", hint=error.hint))
    general = Vocabulary(setting.accepted, setting.rejected)
    yield from _of_vocabulary(config, "Vale", general, setting)
    for name in dict.fromkeys(name for part in config.parts for name in part.vocabularies):
        if name in setting.vocabularies:
            yield from _of_vocabulary(config, f"Vale.{name}", setting.vocabularies[name], setting)


def _ever_runs(config: ValeConfig, name: str) -> bool:
    sections = [(), *((number,) for number in range(len(config.parts)))]
    return any(select(config, numbers).runs(name) for numbers in sections)


def _of_vocabulary(
    config: ValeConfig, prefix: str, words: Vocabulary, setting: Setting
) -> Iterator[Check]:
    if words.accepted:
        swap = {term_pattern(term.lower()): term for term in words.accepted}
        keys = {"ignorecase": True, "swap": swap, "vocab": False}
        message = "Use '%s' instead of '%s'."
        yield substitution(
            _defined(config, f"{prefix}.Terms", "substitution", message, keys),
            setting,
            terms=True,
        )
    if words.rejected:
        keys = {"tokens": [term_pattern(term) for term in words.rejected]}
        yield existence(
            _defined(config, f"{prefix}.Avoid", "existence", "Avoid using '%s'.", keys), setting
        )


def _defined(
    config: ValeConfig,
    name: str,
    kind: str,
    message: str,
    keys: dict[str, object],
    action: Action = _NO_ACTION,
) -> Definition:
    levels = config.whole.levels
    return Definition(
        name, kind, message, levels.get(name, "error"), ("text",), action=action, keys=keys
    )
