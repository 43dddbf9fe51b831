"""What `--fix` and `--diff` show: diffs, mended standard input, and how much was mended."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from copylint.cli.mishaps import say
from copylint.discovery import Target
from copylint.linter import Mended
from copylint.parsers import decode
from copylint.reporters.base import plural
from copylint.reporters.visible import visible


class Mending(Struct):
    """Is told of each mended file. `stdin` is the target of standard input, if it is checked."""

    diff: bool = False
    stdin: Target | None = None
    files: int = 0
    issues: int = 0
    _mended_input: str | None = None

    def tell(self, mended: Mended) -> None:
        """Show the diff, or keep what standard input became."""
        self.files += 1
        self.issues += len(mended.applied)
        if self.diff:
            from copylint import fixes

            lines = fixes.diff(mended.target.path, mended.before, mended.after)
            _out("".join(_shown(lines, sys.stdout)))
        elif mended.target is self.stdin:
            self._mended_input = mended.after

    def finish(self, *, quiet: bool) -> None:
        """Write out standard input as it now reads, and say how much was mended."""
        if self.stdin is not None and self.stdin.data is not None and not self.diff:
            decoded = decode(self.stdin.data())
            after = decoded.text if self._mended_input is None else self._mended_input
            _out(after, decoded.encoding)
        if self.issues and not quiet:
            verb = "Would fix" if self.diff else "Fixed"
            say(f"{verb} {plural(self.issues, 'issue')} in {plural(self.files, 'file')}.")


def _shown(lines: Iterator[str], stream: IO[str]) -> Iterator[str]:
    """The lines as they are for a pipe; on a terminal with what it would obey made visible."""
    for line in lines:
        yield f"{visible(line.rstrip())}\n" if stream.isatty() else line


def _out(text: str, encoding: str = "utf-8") -> None:
    """Write to standard output as bytes, so that line ends and odd file names stay as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(encoding, "surrogateescape"))
    sys.stdout.buffer.flush()
