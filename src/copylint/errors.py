"""The error tree: everything copylint tells a user went wrong, with its place and the next step."""

from __future__ import annotations

from collections.abc import Sequence


class CopylintError(Exception):
    """A problem to show to the user in one line: where, what is wrong, and what to do next.

    `path` is the file as the caller wrote it, `line` counts from 1, `hint` is the next step.
    The command line prints `str(error)` and exits with `exit_code`.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = self.path or ""
        if self.path and self.line is not None:
            place = f"{self.path}:{self.line}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text.removesuffix('.')}. {self.hint}" if self.hint else text


class UsageError(CopylintError):
    """A command line that cannot be carried out."""


class ConfigError(CopylintError):
    """A configuration file, profile or setting that cannot be used."""


class ConfigErrors(ConfigError):
    """Several mistakes of one configuration, told together."""

    def __init__(self, problems: Sequence[ConfigError]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class RuleError(CopylintError):
    """A rule, rule pack or word list that cannot be used; it stops that rule alone."""


class InputError(CopylintError):
    """A file that cannot be read or checked; the other files still are."""


class ProofreaderError(CopylintError):
    """A proofreading engine that is missing, failed or answered nonsense."""


class FixError(CopylintError):
    """A file whose fixes could not be applied; it is left as it was."""
