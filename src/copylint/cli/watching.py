"""`copylint check --watch`: check again whenever an article or a rule changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from copylint.cli.mishaps import say
from copylint.cli.options import Options
from copylint.cli.sources import STDIN, named_paths
from copylint.discovery import SUFFIXES
from copylint.errors import UsageError
from copylint.tools import Tools
from copylint.vale import CONFIG_NAMES, is_config

_SETTINGS = (".yaml", ".yml", ".toml", ".ini", ".csv", ".jsonl")


def watch(paths: Sequence[str], run: Callable[[], int], options: Options, tools: Tools) -> int:
    """Run now and after each change, until interrupted; once when there is nothing to watch.

    The engines stay up between runs; a change of configuration or rules is read anew. Raises
    UsageError without watchfiles.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as error:
        hint = "Install it: pip install 'copylint[watch]'."
        raise UsageError("--watch needs the package watchfiles.", hint=hint) from error
    named = named_paths(paths, options)
    if STDIN in named:
        raise UsageError("--watch cannot watch standard input.")
    status = run()
    there = [path for path in named if Path(path).exists()]
    if not there:
        return status
    for changed in changes(*there, watch_filter=_matters, raise_interrupt=True):
        names = sorted(Path(path).name for _, path in changed)
        say(f"changed: {', '.join(names[:5])}{' ...' if len(names) > 5 else ''}")
        if any(path.endswith(_SETTINGS) or is_config(Path(path)) for _, path in changed):
            tools.forget()
        run()
    return 0


def _matters(_: object, path: str) -> bool:
    """Articles, and what settings and rules are made of; not what hides behind a dot."""
    parts = Path(path).parts
    shown = (*CONFIG_NAMES, "..")
    hidden = any(part.startswith(".") and part not in shown for part in parts[1:])
    known = path.lower().endswith((*SUFFIXES, *_SETTINGS)) or parts[-1] in CONFIG_NAMES
    return not hidden and known
