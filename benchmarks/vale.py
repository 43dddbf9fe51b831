"""Vale's styles through Vale and through copylint: the same files, rules and processors, by turns.

    python benchmarks/vale.py --vale VALE --styles FOLDER --documents FOLDER [--off STYLE.RULE ...]

FOLDER of styles holds one folder a style (and `config/` if they need one); the copylint on the
PATH is taken, or the one named. Fetches nothing. Whole processes are timed in rounds, so that
whatever else the machine does falls on both alike. `--off` leaves out a rule that Vale cannot run:
one such rule ends its run without a word. Cold: no caches at all. Warm: the rules are compiled,
every file is checked again. Remembered: nothing changed. One: the document of middle length.
Ten times: for each rule nine more that match nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from startup import Timed, environment

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")
RATIOS = (
    ("vale, all", "copylint, cold", 5.0),
    ("vale, all", "copylint, warm", 10.0),
    ("vale, all", "copylint, remembered", 10.0),
    ("vale, one", "copylint, one", 1.0),
    ("copylint, ten times the rules", "copylint, warm", 2.0),
)


class Bench:
    """A folder with the documents, and two configurations: the styles, and ten times as many."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder, self.given = folder, given
        shutil.copytree(given.styles, folder / "styles")
        self.documents = self._documents()
        styles = sorted(
            path.name
            for path in given.styles.iterdir()
            if path.is_dir() and path.name != "config" and not path.name.startswith(".")
        )
        rules = sum(1 for style in styles for _ in (given.styles / style).rglob("*.yml"))
        self._more(9 * rules)
        self.ini = self._configured("vale.ini", styles)
        self.tenfold = self._configured("tenfold.ini", [*styles, "More"])
        self.rules = rules

    def _documents(self) -> list[str]:
        """Copies of the documents, and their names from the shortest to the longest."""
        place = self.folder / "documents"
        place.mkdir()
        found = [path for path in self.given.documents.rglob("*") if path.suffix in SUFFIXES]
        for number, path in enumerate(sorted(found)):
            shutil.copy2(path, place / f"{number:04}-{path.name}")
        sized = sorted(place.iterdir(), key=lambda path: path.stat().st_size)
        return [str(path.relative_to(self.folder)) for path in sized]

    def _more(self, count: int) -> None:
        style = self.folder / "styles" / "More"
        style.mkdir()
        for number in range(count):
            words = [f"zq{number}{end}" for end in ("ax", "ex ox", "ix", "ux")]
            tokens = "".join(f"  - {word}\n" for word in words)
            text = f"extends: existence\nmessage: \"'%s'\"\nignorecase: true\ntokens:\n{tokens}"
            (style / f"Rule{number}.yml").write_text(text, "utf-8")

    def _configured(self, name: str, styles: list[str]) -> Path:
        off = "".join(f"{rule} = NO\n" for rule in self.given.off)
        based = ", ".join(styles)
        text = f"StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = {based}\n"
        (self.folder / name).write_text(text + off, "utf-8")
        return self.folder / name

    def commands(self) -> dict[str, Timed]:
        """What is timed, by name."""
        one = self.documents[len(self.documents) // 2]
        vale = [str(self.given.vale), "--no-exit", "--output=JSON", f"--config={self.ini}"]
        check = [str(self.given.copylint), "check", "--output-format", "json", "--config"]
        fresh = [*check, str(self.ini), "--no-cache"]
        return {
            "vale, all": Timed([*vale, "documents"]),
            "copylint, cold": Timed([*fresh, "documents"]),
            "copylint, warm": Timed([*fresh, "documents"]),
            "copylint, remembered": Timed([*check, str(self.ini), "documents"]),
            "copylint, ten times the rules": Timed(
                [*check, str(self.tenfold), "--no-cache", "documents"]
            ),
            "vale, one": Timed([*vale, one]),
            "copylint, one": Timed([*fresh, one]),
        }

    def run(self) -> dict[str, Timed]:
        """Take the times. What is warm is made so by runs that are not counted."""
        timed = self.commands()
        warm = environment(self.folder)
        for name, one in timed.items():
            if name != "copylint, cold" and not name.startswith("vale"):
                Timed(one.command).run(self.folder, warm)
        for _ in range(self.given.runs):
            for name, one in timed.items():
                cold = name == "copylint, cold"
                shutil.rmtree(self.folder / "none", ignore_errors=True)
                given = environment(self.folder / "none") if cold else warm
                one.run(self.folder, given)
        return timed

    def alerts(self) -> tuple[int, int]:
        """How many alerts either tool has."""
        timed = self.commands()
        given = environment(self.folder)
        found = []
        for name in ("vale, all", "copylint, warm"):
            done = subprocess.run(
                timed[name].command, cwd=self.folder, env=given, capture_output=True, check=False
            )
            found.append(json.loads(done.stdout))
        return sum(map(len, found[0].values())), len(found[1]["issues"])


def report(bench: Bench, timed: dict[str, Timed]) -> None:
    """The tables, as Markdown."""
    size = sum((bench.folder / name).stat().st_size for name in bench.documents)
    theirs, ours = bench.alerts()
    print(f"{len(bench.documents)} documents of {size / 1e6:.1f} MB, {bench.rules} rules;")
    print(f"{theirs:,} alerts by Vale, {ours:,} by copylint; {bench.given.runs} rounds.\n")
    print("| command | lowest, s | median, s | processor, s | memory, MB |")
    print("|---|---:|---:|---:|---:|")
    for name, one in timed.items():
        times = " | ".join(f"{t:.2f}" for t in one.times())
        print(f"| {name} | {times} | {one.memory:.0f} |")
    print("\n| ratio | aim | lowest | median | processor |\n|---|---:|---:|---:|---:|")
    for name, base, aim in RATIOS:
        bound = "at most" if name.startswith("copylint") else "at least"
        print(f"| {name} / {base} | {bound} {aim:g} | {timed[name].over(timed[base])} |")
    grown = timed["copylint, warm"].memory / timed["vale, all"].memory
    print(f"| memory: copylint, warm / vale, all | at most 2 | {grown:.2f} | | |")


def _path(text: str) -> Path:
    return Path(text).absolute()


def main() -> None:
    """Read the arguments, measure, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--vale", type=_path, required=True)
    parser.add_argument("--styles", type=_path, required=True)
    parser.add_argument("--documents", type=_path, required=True)
    parser.add_argument("--copylint", type=_path, default=shutil.which("copylint"))
    parser.add_argument("--off", action="append", default=[], metavar="STYLE.RULE")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given)
        report(bench, bench.run())


if __name__ == "__main__":
    main()
