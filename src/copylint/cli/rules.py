"""`copylint rules`: list, show, test, new, schema, trial."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from copylint.errors import RuleError
    from copylint.kinds.base import Rule
    from copylint.rulepack import Written
    from copylint.settings import Settings

_DRAFT = """\
  - id: {id}
    extends: substitution
    message: "Write '%s' instead of '%s'."
    level: suggestion
    category: style
    why: "Say in one sentence what the reader gains."
    source:
      - {{guide: "House style", checked: {today}}}
    fix: unsafe
    swap:
      wrong words: right words
    examples:
      - bad: "These are the [[wrong words]] in a sentence."
        good: "These are the right words in a sentence."
      - bad: "Another sentence holds the [[wrong words]] too."
        good: "Another sentence holds the right words too."
      - ok: "A near miss: the words are wrong here."
      - ok: "Another near miss: wrongly, words fail."
"""


class _Lazy(click.Group):
    """The group, with `trial` imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), "trial"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "trial":
            from copylint.cli.trial import trial

            return trial
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Lazy)
def rules() -> None:
    """List, show, test, write and try rules."""


@rules.command("list")
@click.argument("packs", nargs=-1, metavar="[PACK or PATH]...")
@click.option("--profile", metavar="NAME", help="Only what a profile runs, at its levels.")
def list_command(packs: tuple[str, ...], profile: str | None) -> None:
    """List rules: name, level, kind and what they say."""
    from copylint.rulepack.manual import summary

    chosen = _profile(profile) if profile else None
    problems: list[RuleError] = []
    for written in _all(chosen.packs if chosen and not packs else packs, problems):
        rule = written.rule
        level = _level(rule, chosen) if chosen else rule.level
        click.echo(f"{rule.name:<36} {level:<10} {rule.extends:<14} {summary(rule)}")
    for conflict in conflicts(chosen) if chosen else ():
        click.echo(f"conflict: {conflict}", err=True)
    if problems:
        raise SystemExit(2)


def _profile(name: str) -> Settings:
    """What a profile alone sets."""
    from copylint.config.profiles import load_profile
    from copylint.settings import Settings

    profile = load_profile(name, Path.cwd())
    return Settings(Path.cwd(), packs=profile.packs, rules=profile.rules)


def _level(rule: Rule, settings: Settings) -> str:
    from copylint.issue import Level
    from copylint.settings import level_for

    level = level_for(settings, rule.name, Level.of(rule.level))
    return level.label if level is not None else "off"


def conflicts(settings: Settings) -> Iterator[str]:
    """What a profile and those it inherits set two ways; the later way holds."""
    seen: dict[str, str] = {}
    for one in settings.rules:
        level = one.level.label if one.level is not None else "off"
        before = seen.get(one.pattern, level)
        if before != level:
            yield f"{one.pattern} is set to {before}, then to {level}."
        seen[one.pattern] = level


@rules.command("show")
@click.argument("rule")
def show_command(rule: str) -> None:
    """Show a rule's manual page."""
    from copylint.rulepack.manual import page

    click.echo(page(find(rule)), nl=False)


def find(name: str) -> Written:
    """The rule of a built-in pack or of the configuration's. Raises UsageError."""
    from copylint.errors import UsageError
    from copylint.rulepack.mistakes import nearest

    known = {written.rule.name: written for written in _all(_configured(), [])}
    if name not in known:
        hint = nearest(name, known) or "`copylint rules list` names them all."
        raise UsageError(f"there is no rule '{name}'.", hint=hint)
    return known[name]


def _configured() -> tuple[str, ...]:
    """All built-in packs, and those that the configuration here adds."""
    from copylint.config import Choices, find, resolve
    from copylint.errors import ConfigError
    from copylint.rulepack import builtin_packs

    config = find(Path.cwd())
    try:
        more = resolve(config, Choices(), Path.cwd()).packs if config else ()
    except ConfigError:
        more = ()
    known = builtin_packs()
    return (*known, *(pack for pack in more if pack not in known))


def _all(packs: tuple[str, ...], met: list[RuleError]) -> Iterator[Written]:
    """The rules of packs (none: all built-in ones); mistakes are told on standard error."""
    from copylint.rulepack import builtin_packs, find_pack, pack_files, read_file, sort_out

    for name in packs or builtin_packs():
        pack = find_pack(name, Path.cwd())
        if pack.path.is_dir() and not pack_files(pack):
            continue
        rules, problems = sort_out(
            each for file in pack_files(pack) for each in read_file(pack, file, trusted=True)
        )
        met += problems
        for problem in problems:
            click.echo(str(problem), err=True)
        yield from rules


@rules.command("test")
@click.argument("packs", nargs=-1, metavar="[PACK or PATH]...")
def test_command(packs: tuple[str, ...]) -> None:
    """Run the examples of packs, or of all built-in packs."""
    from copylint.reporters.base import plural
    from copylint.rulepack import builtin_packs, find_pack, pack_files, read_file, sort_out
    from copylint.rulepack.trial import trial

    failed = tried = examples = 0
    for name in packs or builtin_packs():
        pack = find_pack(name, Path.cwd())
        written, problems = sort_out(r for file in pack_files(pack) for r in read_file(pack, file))
        for one in written:
            if one.rule.examples or not one.path.endswith((".csv", ".xlsx")):
                problems += trial(one)
            examples += len(one.rule.examples)
        tried += len(written)
        failed += len(problems)
        for problem in problems:
            click.echo(str(problem))
    problem_count = plural(failed, "problem") if failed else "no problems"
    click.echo(f"{plural(tried, 'rule')}, {plural(examples, 'example')}: {problem_count}.")
    raise SystemExit(2 if failed else 0)


@rules.command("new")
@click.argument("rule", metavar="FOLDER.ID")
def new_command(rule: str) -> None:
    """Write a draft of a rule: `rules new rules/house.lede-length` adds it to rules/house/."""
    import datetime
    import re

    from copylint.cli.mishaps import unwritable
    from copylint.errors import UsageError

    folder, _, name = rule.rpartition(".")
    if not folder or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        hint = "Write FOLDER.ID, the id in lower-case letters, figures and hyphens."
        raise UsageError(f"'{rule}' cannot be a rule's name.", hint=hint)
    file = Path(folder) / f"{name}.yaml"
    draft = _DRAFT.format(id=name, today=datetime.date.today().isoformat())
    try:
        _write_draft(file, f"rules:\n{draft}")
    except FileExistsError:
        hint = "Edit it, or choose another id."
        raise UsageError("is there already.", path=str(file), hint=hint) from None
    except OSError as error:
        raise unwritable(file, error) from error
    click.echo(f"{file} is written. Next: edit it, then `copylint rules test {folder}`.")


def _write_draft(file: Path, text: str) -> None:
    """Write a rule's file, never over another, and its pack's where there is none."""
    pack = file.parent / "pack.yaml"
    if file.parent.is_file():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)
    if not pack.exists():
        name = file.resolve().parent.name
        pack.write_text(f"name: {name}\ndescription: Our own rules.\n", "utf-8")


@rules.command("schema")
@click.argument("what", type=click.Choice(["rules", "config"]), default="rules")
def schema_command(what: str) -> None:
    """Print the JSON Schema of rule files or of copylint.yaml, for editors."""
    from copylint.config.schema import config_schema
    from copylint.rulepack.schema import rules_schema

    schema = rules_schema() if what == "rules" else config_schema()
    click.echo(json.dumps(schema, indent=2, sort_keys=True))
