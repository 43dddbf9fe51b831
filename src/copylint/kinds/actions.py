"""What a rule's `action` makes of a match."""

from __future__ import annotations

from copylint.kinds.base import Action


def suggestions(action: Action, match: str) -> tuple[str, ...]:
    """The texts that would take the match's place, best first."""
    if action.name == "replace":
        return action.params
    if action.name == "remove":
        return ("",)
    return ()
