"""`copylint explain RULE`: the same as `copylint rules show`."""

from __future__ import annotations

from copylint.cli.rules import show_command as explain

__all__ = ["explain"]
