"""The program: `copylint` and `python -m copylint`."""

from __future__ import annotations

import gc
import sys

_COLLECT_AFTER = 100_000  # new objects: what a run makes is kept, and hardly any of it is in cycles


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


if __name__ == "__main__":
    sys.exit(main())
