"""Output formats: one table from a format's name to the function that writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator

from copylint.issue import Report
from copylint.reporters.base import Options, Reporter, Summary

# format -> module and function; a module is imported when its format is asked for.
_TABLE = {
    "text": ("terminal", "text"),
    "json": ("data", "json_document"),
    "jsonl": ("data", "json_lines"),
    "sarif": ("sarif", "sarif"),
    "github": ("ci", "github"),
    "gitlab": ("ci", "gitlab"),
    "junit": ("xml", "junit"),
    "checkstyle": ("xml", "checkstyle"),
    "rdjson": ("ci", "rdjson"),
    "html": ("page", "html"),
    "markdown": ("markdown", "markdown"),
}

FORMATS = tuple(_TABLE)
# Formats that write the issues of a report by themselves, and the function that does.
_BY_REPORT = {"json": ("data", "json_issues"), "jsonl": ("data", "lines_of_issues")}


def writer(name: str) -> Callable[[Report, Options], str] | None:
    """The function that writes the issues of one report, for formats that have it."""
    if name not in _BY_REPORT:
        return None
    module, function = _BY_REPORT[name]
    found: Callable[[Report, Options], str] = getattr(
        importlib.import_module(f"{__name__}.{module}"), function
    )
    return found


def reporter(name: str) -> Reporter:
    """The function that writes a format. Raises KeyError for a name not in FORMATS."""
    module, function = _TABLE[name]
    found: Reporter = getattr(importlib.import_module(f"{__name__}.{module}"), function)
    return found


def render(
    name: str,
    reports: Iterable[Report],
    summary: Callable[[], Summary],
    options: Options | None = None,
) -> Iterator[str]:
    """The pieces of a run's output in the format `name`, as they become known.

    `reports` is read once, one at a time; `summary` is asked only after the last of them.
    """
    return reporter(name)(reports, summary, options or Options())
