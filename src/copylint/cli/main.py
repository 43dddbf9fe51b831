"""The command group. A command's module is imported when the command is called."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from copylint import __version__

# command -> (module and attribute, what `copylint --help` says of it)
_COMMANDS = {
    "check": ("check:check", "Check articles."),
    "init": ("init:init", "Write a commented copylint.yaml."),
    "rules": ("rules:rules", "List, show, test and write rules."),
    "explain": ("explain:explain", "Show a rule's manual page."),
    "scopes": ("scopes:scopes", "Show how a file is read: its blocks, scopes and places."),
    "words": ("words:words", "Add to or list the house's own words and names."),
    "baseline": ("baseline:baseline", "Record known issues, so that only new ones are reported."),
    "dismiss": ("dismiss:dismiss", "Record a false alarm by its fingerprint."),
    "report": ("report:report", "Sum up findings, fixes and exceptions for the chief sub."),
    "languagetool": ("languagetool:languagetool", "Install, start and stop LanguageTool."),
    "completion": ("completion:completion", "Print the shell's completion script."),
}


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return [name for name in _COMMANDS if _is_there(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, attribute = _COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(f"copylint.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands and what they do, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command in the message."""
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-"):
            from copylint.config.reader import did_you_mean

            ctx.fail(f"No such command '{name}'. {did_you_mean(name, self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)


def _is_there(name: str) -> bool:
    module = _COMMANDS[name][0].split(":")[0]
    return (Path(__file__).parent / f"{module}.py").is_file()


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"copylint {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Show the version and exit.",
)  # fmt: skip
def copylint() -> None:
    """The copy desk as a linter: spelling, grammar and house style, each with its exact place.

    Exit status: 0 nothing at or above --fail-on; 1 issues; 2 a usage, configuration, rule or input
    error; 3 a bug in copylint; 130 interrupted.
    """
