"""False alarms that the desk has dismissed: one JSON object a line, in a file of the repository.

A record holds the fingerprint, rule, path, reason and day, and no article text.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from copylint.errors import ConfigError

_KEYS = ("fingerprint", "rule", "path", "reason", "date")


class Dismissal(Struct, frozen=True, order=True):
    """One false alarm. `path` counts from the folder of the file, `date` is ISO 8601."""

    path: str
    rule: str
    fingerprint: str
    reason: str
    date: str


def read(path: Path) -> tuple[Dismissal, ...]:
    """The dismissals in a file, none when there is no file. Raises ConfigError for a broken one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError("is not UTF-8.", path=str(path), line=line) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}.", path=str(path)) from error
    return tuple(
        _record(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    )


def _record(path: Path, number: int, line: str) -> Dismissal:
    try:
        record = json.loads(line)
        datetime.date.fromisoformat(record["date"])
        return Dismissal(**{key: str(record[key]) for key in _KEYS})
    except (ValueError, KeyError, TypeError) as error:
        hint = "Mend the line or take it out; 'copylint dismiss' writes such lines."
        raise ConfigError("is not a dismissal.", path=str(path), line=number, hint=hint) from error


def written(dismissals: Iterable[Dismissal]) -> str:
    """The text of the file, sorted, so that two branches merge well."""
    lines = (
        json.dumps({key: asdict(one)[key] for key in _KEYS}, ensure_ascii=False)
        for one in sorted(set(dismissals))
    )
    return "".join(f"{line}\n" for line in lines)
