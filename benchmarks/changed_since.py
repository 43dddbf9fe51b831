"""How long one changed article of a thousand takes, against that article alone.

    python benchmarks/changed_since.py        (copylint and git on the PATH)

Prints the best of five runs of each, whole processes, and their ratio.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from pathlib import Path

WORDS = """the council met on Monday to discuss a new bridge over the river and the harbour dues
that ferry companies pay each year to the county which owns the quay and its warehouses""".split()
ARTICLES = 1000
RUNS = 5


def article(number: int) -> str:
    """Some 800 words."""
    rng = random.Random(number)
    sentences = [" ".join(rng.choices(WORDS, k=12)).capitalize() + "." for _ in range(66)]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return f"# Story {number}\n\n" + "\n\n".join(paragraphs) + "\n"


def seconds(folder: str, *arguments: str) -> float:
    """The best of several runs of `copylint check`."""
    command = ["copylint", "check", "--quiet", "--engine", "harper", "--no-cache", *arguments]
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    """Build the repository, change one article, time both."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ARTICLES):
            Path(folder, f"story-{number:04}.md").write_text(article(number), "utf-8")
        git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Stories"]):
            subprocess.run([*git, *arguments], cwd=folder, check=True)
        changed = Path(folder, "story-0500.md")
        changed.write_text(changed.read_text("utf-8") + "\nThe brigde is shut.\n", "utf-8")
        alone = seconds(folder, changed.name)
        since = seconds(folder, "--changed-since", "HEAD")
        print(f"alone {alone:.2f} s, --changed-since {since:.2f} s, ratio {since / alone:.2f}")


if __name__ == "__main__":
    main()
