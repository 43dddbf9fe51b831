"""`copylint rules`: list, show, test, new, schema."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def rules() -> None:
    """List, show, test and write rules."""


@rules.command("test")
@click.argument("packs", nargs=-1, metavar="[PACK or PATH]...")
def test_command(packs: tuple[str, ...]) -> None:
    """Run the examples of packs, or of all built-in packs."""
    from copylint.rulepack import builtin_packs, find_pack, pack_files, read_file, sort_out
    from copylint.rulepack.trial import trial

    failed = tried = examples = 0
    for name in packs or builtin_packs():
        pack = find_pack(name, Path.cwd())
        written, problems = sort_out(r for file in pack_files(pack) for r in read_file(pack, file))
        for one in written:
            problems += trial(one)
            examples += len(one.rule.examples)
        tried += len(written)
        failed += len(problems)
        for problem in problems:
            click.echo(str(problem))
    click.echo(f"{tried} rules, {examples} examples: {failed or 'no'} problems.")
    raise SystemExit(2 if failed else 0)
