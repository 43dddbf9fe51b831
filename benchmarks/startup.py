"""What a run costs, against a bare Python and against Harper alone: whole processes, as ratios.

    python benchmarks/startup.py [--runs N] [--keep FOLDER]

Builds the wheel from this checkout, installs it into a fresh virtual environment and takes every
time from there, in rounds, so that whatever else the machine does falls on all alike. Prints the
lowest and the median wall time, the lowest processor time, and the ratios of the issue's table.
Rules are compiled once before (a warm rule store); results are never taken from the cache.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
BAR = """\
import sys
from pathlib import Path
from harper import Linter
text = Path(sys.argv[1]).read_text("utf-8")
Linter().lint(text, language="plaintext", dedup=False)
"""


@dataclass
class Timed:
    """A command and its times so far, in seconds; `memory` is its highest, in MB."""

    command: list[str]
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: float = 0.0

    def run(self, folder: Path, environment: dict[str, str]) -> None:
        """Run it once. Raises RuntimeError when it did not do its work."""
        started = time.perf_counter()
        process = subprocess.Popen(
            self.command, cwd=folder, env=environment, stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        self.wall.append(time.perf_counter() - started)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"exit {process.returncode}: {self.command}")
        self.cpu.append(used.ru_utime + used.ru_stime)
        self.memory = max(
            self.memory, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
        )

    def forget(self) -> None:
        """Leave out the times so far: they were the warm-up."""
        self.wall.clear()
        self.cpu.clear()

    def times(self) -> tuple[float, float, float]:
        """Its lowest and median wall time and its lowest processor time, in seconds."""
        return min(self.wall), statistics.median(self.wall), min(self.cpu)

    def over(self, base: Timed) -> str:
        """Its times as multiples of another's, as cells of a table."""
        pairs = zip(self.times(), base.times(), strict=True)
        return " | ".join(f"{mine / other:.2f}" for mine, other in pairs)


def installed(folder: Path) -> Path:
    """The scripts of a fresh environment with the wheel of this checkout in it."""
    source = folder / "source"
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, source)
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / "bin"
    subprocess.run([scripts / "pip", "install", "-q", source], check=True, env=environment(folder))
    return scripts


def ready(keep: Path | None, temporary: Path) -> tuple[Path, dict[str, str]]:
    """The scripts of the environment kept in a folder, or of a fresh one, and what surrounds it."""
    home = (keep or temporary).resolve()
    scripts = home / "venv" / "bin"
    return scripts if scripts.is_dir() else installed(home), environment(home)


def options(runs: int) -> argparse.ArgumentParser:
    """The options that all who time in rounds have."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--keep", type=Path, help="use, and leave, this folder's environment")
    return parser


def environment(folder: Path) -> dict[str, str]:
    """The environment without what would make every start compile again, and a cache of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "XDG", "COPYLINT"))}
    return {**kept, "XDG_CACHE_HOME": str(folder / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def articles(folder: Path) -> Path:
    """One article, one ten times as long, and folders of 20 and 200."""
    parts = [
        (ROOT / "examples" / name).read_text("utf-8") for name in ("flood.txt", "reservoir.md")
    ]
    parts[1] = parts[1].split("---\n", 2)[-1].replace("# ", "")
    text = "\n\n".join(part.strip() for part in parts) + "\n"
    place = folder / "articles"
    place.mkdir()
    (place / "one.txt").write_text(text, "utf-8")
    (place / "ten.txt").write_text("\n\n".join([text] * 10), "utf-8")
    for count in (20, 200):
        (place / str(count)).mkdir()
        for number in range(count):
            story = text.replace("Monday", f"Monday, the {number + 1}th day")
            (place / str(count) / f"{number:03}.txt").write_text(story, "utf-8")
    return place


def commands(scripts: Path, folder: Path) -> dict[str, Timed]:
    """What is timed, by name."""
    python, copylint = str(scripts / "python"), str(scripts / "copylint")
    bar = folder / "bar.py"
    bar.write_text(BAR, "utf-8")
    check = [copylint, "check", "--no-cache", "--quiet", "--engine"]
    return {
        "python -c pass": Timed([python, "-c", "pass"]),
        "copylint --version": Timed([copylint, "--version"]),
        "no engine": Timed([*check, "none", "one.txt"]),
        "no engine, ten times": Timed([*check, "none", "ten.txt"]),
        "harper": Timed([*check, "harper", "one.txt"]),
        "harper, ten times": Timed([*check, "harper", "ten.txt"]),
        "harper alone": Timed([python, str(bar), "one.txt"]),
        "no engine, 20 articles": Timed([*check, "none", "20"]),
        "no engine, 200 articles": Timed([*check, "none", "200"]),
        "harper, 20 articles": Timed([*check, "harper", "20"]),
        "harper, 200 articles": Timed([*check, "harper", "200"]),
    }


RATIOS = (
    ("copylint --version", "python -c pass", 6.0),
    ("no engine", "python -c pass", 18.0),
    ("harper", "harper alone", 1.4),
    ("no engine, ten times", "no engine", 11.0),
    ("harper, ten times", "harper", 11.0),
)
MEMORY = (
    ("no engine, 200 articles", "no engine, 20 articles", 1.3),
    ("harper, 200 articles", "harper, 20 articles", 1.3),
)


def report(timed: dict[str, Timed]) -> None:
    """The tables, as Markdown."""
    print("\n| command | lowest, ms | median, ms | processor, ms | memory, MB |")
    print("|---|---:|---:|---:|---:|")
    for name, one in timed.items():
        times = " | ".join(f"{1000 * t:.0f}" for t in one.times())
        print(f"| {name} | {times} | {one.memory:.0f} |")
    print("\n| ratio | at most | lowest | median | processor |\n|---|---:|---:|---:|---:|")
    for name, base, most in RATIOS:
        print(f"| {name} / {base} | {most:g} | {timed[name].over(timed[base])} |")
    for name, base, most in MEMORY:
        grown = timed[name].memory / timed[base].memory
        print(f"| memory: {name} / 20 | {most:g} | {grown:.2f} | | |")


def main() -> None:
    """Install, warm up, time in rounds, print."""
    given = options(runs=11).parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scripts, around = ready(given.keep, Path(temporary))
        place = articles(Path(temporary))
        timed = commands(scripts, Path(temporary))
        rounds = [one for name, one in timed.items() if "articles" not in name]
        for one in timed.values():
            one.run(place, around)
        for one in rounds:  # of folders only the memory is asked
            one.forget()
        for _ in range(given.runs):
            for one in rounds:
                one.run(place, around)
        report(timed)


if __name__ == "__main__":
    main()
