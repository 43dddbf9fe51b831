"""What `copylint check` is to check: named paths, lists of paths, standard input, what changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec.structs import replace

from copylint.cli.options import Options
from copylint.cli.scope import Scope, WatchedBaseline
from copylint.config import covers
from copylint.discovery import Target, discover
from copylint.errors import ConfigError, UsageError
from copylint.tools import Tools

STDIN = "-"


def scope_of(paths: tuple[str, ...], options: Options, tools: Tools, stack: ExitStack) -> Scope:
    """The targets of a command line and what is known of them; `stack` closes what that opens.

    A report that the run itself writes is no article, nor is a baseline.
    """
    named = named_paths(paths, options)
    changed = options.changed_since is not None or options.staged
    if changed and STDIN not in named:
        from copylint.cli.changed import scope_of_changes

        scope = scope_of_changes(
            named, excluder(tools), stack, since=options.changed_since, staged=options.staged
        )
    elif changed:
        raise UsageError("'-' cannot be compared with git; name the file.")
    else:
        scope = Scope(list(targets(named, options, tools)))
    ours = {path.resolve() for _, path in options.output}
    if options.baseline is not None:
        ours.add(options.baseline.resolve())
    scope = replace(scope, targets=[one for one in scope.targets if one.real not in ours])
    if options.baseline is None:
        if options.no_growth:
            raise UsageError("--no-growth needs --baseline FILE.")
        return scope
    from copylint.filters.baseline import read

    watched = WatchedBaseline(read(options.baseline), options.baseline)
    return replace(scope, known=(watched, *scope.known))


def named_paths(paths: Sequence[str], options: Options) -> list[str]:
    """The paths of the command line and of --files-from.

    Without any: what --stdin-filename names, else the current folder.
    """
    if "" in paths:
        raise UsageError("a path is empty.", hint="Name a file or a folder, `.` for this one.")
    if options.files_from is not None:
        return [*paths, *listed(options.files_from)]
    named = [*paths] or [STDIN if options.stdin_filename else "."]
    if options.stdin_filename and STDIN not in named:
        raise UsageError("--stdin-filename goes with '-', which stands for standard input.")
    return named


def targets(named: Sequence[str], options: Options, tools: Tools) -> Iterator[Target]:
    """The files that the paths name or hold."""
    if STDIN in named:
        yield standard_input(options)
    yield from discover([path for path in named if path != STDIN], excluder(tools))


def excluder(tools: Tools) -> Callable[[Path, bool], bool]:
    """Tells whether the configuration in force leaves a path out: by `exclude`, or as a list."""

    def excluded(path: Path, _: bool) -> bool:
        try:
            settings = tools.settings(path)
        except ConfigError:
            return False  # told when the file is to be checked
        return path in settings.words or covers(settings.exclude, path, settings.root)

    return excluded


def standard_input(options: Options) -> Target:
    """What comes in on standard input, as the file that --stdin-filename says it is."""
    if not options.stdin_filename:
        hint = "Its suffix says how to read the text."
        raise UsageError("'-' needs --stdin-filename.", hint=hint)
    data = sys.stdin.buffer.read()
    name = options.stdin_filename
    return Target(name, Path(name).absolute(), data=lambda: data, elsewhere=True)


def listed(source: str) -> list[str]:
    """The paths in a file, or on standard input for `-`: one a line, or ended by NUL bytes."""
    try:
        data = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}.", path=source) from error
    separator = b"\0" if b"\0" in data else b"\n"
    lines = (line.rstrip(b"\r") for line in data.split(separator))
    return [line.decode("utf-8", "surrogateescape") for line in lines if line]
