"""Vale's styles, run as they are: a `.vale.ini` and its rules on Vale's own view of a file.

What is costly is imported when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copylint.cache import Cache
    from copylint.document import Document
    from copylint.issue import Issue, Level
    from copylint.settings import Settings
    from copylint.vale.store import ValeRules


CONFIG_NAMES = (".vale", "_vale", "vale.ini", ".vale.ini", "_vale.ini")
_OURS = re.compile(r"^rules:", re.MULTILINE)


def is_style(folder: Path) -> bool:
    """Whether a folder is a Vale style: it holds rules as `.yml`, and nothing of a pack of ours."""
    if not folder.is_dir() or (folder / "pack.yaml").exists():
        return False
    first = next(folder.rglob("*.yml"), None)
    text = first.read_text("utf-8", errors="replace") if first else ""
    return "extends:" in text and not _OURS.search(text)


def is_config(path: Path) -> bool:
    """Whether a configuration is Vale's: its name is one that Vale looks for, or ends in `.ini`."""
    return path.suffix == ".ini" or path.name in CONFIG_NAMES


def for_settings(config: Path | None, packs: Sequence[Path]) -> ValeRules | None:
    """The rules of a .vale.ini and of the packs that are Vale styles; None where there are none.

    Raises ConfigError for a .vale.ini that Vale would refuse.
    """
    folders = [pack for pack in packs if is_style(pack)]
    if config is None and not folders:
        return None
    from copylint.vale import rules

    return rules.load_styles(folders) if folders else rules.load(config or Path())


def names(rules: ValeRules) -> list[str]:
    """The names of all rules."""
    return [check.definition.name for check in rules.engine.checks]


def maps(rules: ValeRules, path: str) -> bool:
    """True when `[formats]` has a file of another kind read as Markdown, HTML or plain text."""
    config = rules.engine.config
    return config.normalized(path) != path and bool(config.format_of(path))


def check(
    rules: ValeRules,
    document: Document,
    settings: Settings,
    level_of: Callable[[str, Level], Level | None],
    cache: Cache,
) -> tuple[Issue, ...]:
    """The issues of a document, stamped; `level_of` has the last word on a rule's level."""
    from copylint.vale import remembered

    return remembered.check(rules, document, settings, level_of, cache)
