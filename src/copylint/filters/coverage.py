"""What looked at a piece of text in this run: only then is silence a verdict."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from copylint.document import Segment
from copylint.filters.directives import ALL
from copylint.kinds.scopes import fitting, views_of
from copylint.rulepack import builtin_packs
from copylint.rulepack.mistakes import nearest
from copylint.ruleset import Entry
from copylint.settings import Settings, level_for, matches

ENGINES = ("harper", "languagetool")
_OWN = ("copylint", "names")


class Coverage(Struct, frozen=True):
    """What ran on one document: the rules there are, the engines that answered, what failed."""

    entries: tuple[Entry, ...]
    settings: Settings
    engines: Collection[str]
    failed: Collection[str]
    on: datetime.date
    dialect: str

    def ran(self, pattern: str, segment: Segment) -> bool:
        """True when all that a rule, pack or glob speaks of ran, and some of it on this text.

        What the configuration has off does not count; what only this run left out does.
        """
        spoken = [entry for entry in self.entries if pattern == ALL or matches(pattern, entry.name)]
        engines = [name for name in ENGINES if _speaks_of(pattern, name)]
        if any(name not in self.engines or name in self.failed for name in engines):
            return False
        if any(entry.name in self.failed or self._left_out(entry) for entry in spoken):
            return False
        return bool(engines) or any(self._looked(entry, segment) for entry in spoken)

    def known(self, pattern: str) -> bool:
        """True when a pattern speaks of a rule of this run, of an engine's, or may speak of one.

        A pack that comes with copylint but does not run here is known; its rules are not read.
        """
        if any(matches(pattern, entry.name) for entry in self.entries):
            return True
        if self.settings.vale or any(_speaks_of(pattern, name) for name in (*ENGINES, *_OWN)):
            return True
        pack = pattern.partition(".")[0]
        running = any(entry.name.startswith(f"{pack}.") for entry in self.entries)
        return not running and pack in builtin_packs()

    def nearest(self, pattern: str) -> str:
        """What is said of a name that is not known: the nearest right one, if one is near."""
        names = {entry.name for entry in self.entries}
        packs = {name.partition(".")[0] for name in names} | set(builtin_packs())
        return nearest(pattern, sorted(names | packs))

    def _left_out(self, entry: Entry) -> bool:
        """Off by `--select` or `--ignore` alone."""
        always = replace(self.settings, select=(), ignore=())
        usual, now = (level_for(one, entry.name, entry.level) for one in (always, self.settings))
        return usual is not None and now is None

    def _looked(self, entry: Entry, segment: Segment) -> bool:
        if not entry.in_force(self.on, self.dialect):
            return False
        if level_for(self.settings, entry.name, entry.level) is None:
            return False
        return not entry.local or _fits(entry.scope, segment)


def _speaks_of(pattern: str, engine: str) -> bool:
    return pattern in (ALL, engine) or pattern.startswith(f"{engine}.")


def _fits(scope: tuple[str, ...], segment: Segment) -> bool:
    return any(fitting(scope, view, segment.scopes) for view in views_of(scope))
