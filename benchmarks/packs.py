"""What all packs cost beside the core pack alone, on a folder of articles: whole processes.

    python benchmarks/packs.py FOLDER [--runs N] [--keep FOLDER]

Installs the wheel of this checkout as `startup.py` does and checks the folder in rounds with the
core pack alone and with the profiles `newsroom`, `ap` and `uk`, no engine, nothing from the cache.
Prints the lowest and the median wall time, the lowest processor time, and each as a multiple of
the core pack's.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from startup import Timed, options, ready

CORE = "profile: none\npacks: [core]\nengine: none\n"
PROFILES = ("newsroom", "ap", "uk")


def commands(scripts: Path, folder: Path, articles: Path) -> dict[str, Timed]:
    """What is timed, by name; the first is what the others are held against."""
    config = folder / "core.yaml"
    config.write_text(CORE, "utf-8")
    check = [str(scripts / "copylint"), "check", "--no-cache", "--quiet"]
    core = [*check, "--config", str(config), str(articles)]
    profiles = ([*check, "--engine", "none", "--profile", name] for name in PROFILES)
    all_packs = ([*command, str(articles)] for command in profiles)
    return {
        "core pack": Timed(core),
        **dict(zip(PROFILES, map(Timed, all_packs), strict=True)),
    }


def report(timed: dict[str, Timed]) -> None:
    """The table, as Markdown."""
    print("\n| rules | lowest, s | median, s | processor, s | lowest | median | processor |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, one in timed.items():
        times = " | ".join(f"{t:.2f}" for t in one.times())
        print(f"| {name} | {times} | {one.over(timed['core pack'])} |")


def main() -> None:
    """Install, warm up, time in rounds, print."""
    parser = options(runs=5)
    parser.add_argument("articles", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scripts, around = ready(given.keep, Path(temporary))
        timed = commands(scripts, Path(temporary), given.articles.resolve())
        for number in range(given.runs + 1):
            for one in timed.values():
                one.run(Path(temporary), around)
                if not number:
                    one.forget()
        report(timed)


if __name__ == "__main__":
    main()
