"""`copylint languagetool`: install the jars, and look after the server on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from copylint.errors import ProofreaderError


@click.group()
def languagetool() -> None:
    """Install LanguageTool, and start, stop or look at its server."""


@languagetool.command()
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take the jars from this folder instead of fetching them.",
)
def install(source: Path | None) -> None:
    """Install the English server (50 MB) into your data folder, checked by SHA-256."""
    from copylint.proofreaders import languagetool_install as jars

    shown = click.progressbar(length=len(jars.lock().jars), label="LanguageTool's jars")
    with shown:
        folder = jars.install(lambda done, *_: shown.update(done - shown.pos), source)
    click.echo(f"LanguageTool {jars.lock().version} is installed in {folder}.")


@languagetool.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="Default: any free port.")
@click.option("--idle", type=click.FloatRange(0, min_open=True), help="Minutes; default 15.")
def start(port: int | None, idle: float | None) -> None:
    """Start the server, so that later checks need not wait for it."""
    from copylint.proofreaders import languagetool_server as servers

    server, new = servers.ensure(port=port or 0, idle=idle * 60 if idle else None)
    if port and server.port != port:
        raise ProofreaderError(
            f"LanguageTool runs already, on port {server.port}.",
            hint="Run 'copylint languagetool stop' first.",
        )
    state = "was started" if new else "runs already"
    click.echo(f"LanguageTool {server.version} {state} at {server.url}.")


@languagetool.command()
def stop() -> None:
    """Stop the server, and clear up after one that crashed."""
    from copylint.proofreaders import languagetool_server as servers

    click.echo("LanguageTool was stopped." if servers.stop() else "LanguageTool was not running.")


@languagetool.command()
def status() -> None:
    """Say what is installed, which Java is used, and what runs."""
    from copylint.proofreaders import languagetool_server as servers

    click.echo(f"jars    {_jars()}")
    click.echo(f"java    {_java()}")
    running = servers.all_running()
    for server in running:
        click.echo(
            f"server  LanguageTool {server.version} at {server.url}, process {server.server[0]};"
            f" stops after {server.idle / 60:g} minutes without use"
        )
    if not running:
        click.echo("server  not running")


def _jars() -> str:
    from copylint.proofreaders import languagetool_install as jars

    try:
        jars.verify(jars.home())
    except ProofreaderError as error:
        return str(error)
    return f"LanguageTool {jars.lock().version} in {jars.home()}"


def _java() -> str:
    from copylint.proofreaders import languagetool_java as java

    try:
        found = java.find()
    except ProofreaderError as error:
        return str(error)
    return f"{found.version} ({found.source}: {found.path})"
