"""Vale's styles, run as they are: a `.vale.ini` and its rules on Vale's own view of a file."""

from __future__ import annotations
