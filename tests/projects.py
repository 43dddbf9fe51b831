"""The project as it stands, uncommitted changes included, for tools that want a repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.filters.repos import Repo

ROOT = Path(__file__).parent.parent


def copied(folder: Path) -> Repo:
    """A repository with one commit that holds the project's files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    repo = Repo(folder)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    repo.commit()
    return repo
