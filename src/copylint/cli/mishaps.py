"""What ends a run other than its end: errors told in one line, and the exit status of each."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from types import TracebackType

import click

from copylint.errors import CopylintError, UsageError

ISSUES = 1
ERROR = 2
BUG = 3
INTERRUPTED = 130
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REPORT_AT = "https://github.com/copylint/copylint/issues"


class Guard:
    """A with-block that nothing leaves but `status`: every mishap is told on standard error.

    `verbose` adds the traceback of a bug.
    """

    def __init__(self, *, verbose: bool = False) -> None:
        self.status = 0
        self._verbose = verbose

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None:
            self.status = self._told(error)
        return True

    def _told(self, error: BaseException) -> int:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return _tell_no_room(error)
        for kind, tell in _TELLERS:
            if isinstance(error, kind):
                return tell(error)
        return tell_bug(error, verbose=self._verbose)


def _tell_exit(error: BaseException) -> int:
    code = getattr(error, "exit_code", getattr(error, "code", ERROR))
    if isinstance(code, str):
        say(code)
        return ERROR
    return code or 0


def _tell_usage(error: BaseException) -> int:
    assert isinstance(error, click.ClickException)
    error.show(sys.stderr)
    return ERROR


def _tell_error(error: BaseException) -> int:
    assert isinstance(error, CopylintError)
    say(str(error))
    return error.exit_code


def _tell_interrupt(_: BaseException) -> int:
    say("interrupted.")
    return INTERRUPTED


def _tell_closed_pipe(_: BaseException) -> int:
    mute()
    return 0


def _tell_no_room(error: OSError) -> int:
    mute()
    say(f"the output cannot be written: {error.strerror}. Make room, or write it elsewhere.")
    return ERROR


_TELLERS: tuple[
    tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[BaseException], int]],
    ...,
] = (
    ((click.exceptions.Exit, SystemExit), _tell_exit),
    ((KeyboardInterrupt, click.Abort), _tell_interrupt),
    (click.ClickException, _tell_usage),
    (CopylintError, _tell_error),
    (BrokenPipeError, _tell_closed_pipe),
)


def say(text: str) -> None:
    """One message on standard error; nobody listening there is no mishap."""
    try:
        sys.stderr.write(f"copylint: {text}\n")
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):
        return


def unwritable(path: str | os.PathLike[str], error: OSError) -> UsageError:
    """The error that tells of a file that cannot be written."""
    reason = error.strerror or str(error)
    return UsageError(f"cannot be written: {reason}.", path=os.fspath(path))


def mute() -> None:
    """Point standard output at nothing, so that the interpreter's last flush is quiet."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def tell_bug(error: BaseException, *, verbose: bool) -> int:
    """Say that copylint itself failed and how to report it, with the traceback when asked for."""
    import traceback

    what = traceback.format_exception_only(error)[-1].strip().replace("\n", " ")
    again = "" if verbose else " with what the same command says under --verbose"
    say(f"a bug in copylint: {what}. Please report it at {REPORT_AT}{again}.")
    if verbose:
        say("".join(traceback.format_exception(error)))
    return BUG
