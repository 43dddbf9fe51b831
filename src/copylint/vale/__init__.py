"""Vale's styles, run as they are: a `.vale.ini` and its rules on Vale's own view of a file."""

from __future__ import annotations

from copylint.vale.rules import ValeRules, for_settings, is_style, load, load_styles

__all__ = ["ValeRules", "for_settings", "is_style", "load", "load_styles"]
