"""The program: `copylint` and `python -m copylint`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_COLLECT_AFTER = 500_000  # new objects: what a run makes is kept, and hardly any of it is in cycles


def main(args: list[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1, 2, 3 or 130."""
    gc.set_threshold(_COLLECT_AFTER)
    from copylint.cli.mishaps import Guard

    args = sys.argv[1:] if args is None else args
    with Guard(verbose="--verbose" in args) as guard:
        from copylint.cli.main import copylint

        result = copylint.main(args, prog_name="copylint", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    return guard.status


def run() -> NoReturn:
    """Run as a program, and end it at once: taking down all that was made takes long.

    What is open was closed, and what was said flushed, before `main` returned.
    """
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # nobody there to hear it
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
