"""Run Vale and copylint on the same styles and documents and compare alert by alert.

    python benchmarks/parity/compare.py --vale VALE --styles FOLDER --documents FOLDER [...]

FOLDER of styles holds one folder a style (and `config/` if they need one). Fetches nothing.
Two alerts agree when file, rule, line and span are the same. Where the words that Vale reports do
not stand at the span it reports, its alert is judged by file, rule and words instead.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")
CURLY = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class Alert:
    """One alert of either tool. Columns from 1, the last one inclusive."""

    path: str
    rule: str
    line: int
    first: int
    last: int
    words: str

    @property
    def place(self) -> tuple[str, str, int, int, int]:
        return self.path, self.rule, self.line, self.first, self.last


def main() -> int:
    arguments = parsed()
    styles = arguments.styles.resolve()
    packages = arguments.package or sorted(
        entry.name
        for entry in styles.iterdir()
        if (entry.is_dir() and entry.name[0] not in "._c")
        or (entry.is_dir() and entry.name[0] == "c" and entry.name != "config")
    )
    kinds = rule_kinds(styles, packages)
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, ".vale.ini")
        extra = Path(arguments.ini).read_text("utf-8") if arguments.ini else ""
        config.write_text(
            f"StylesPath = {styles}\nMinAlertLevel = suggestion\n"
            f"[*.{{md,markdown,html,htm,txt}}]\nBasedOnStyles = {', '.join(packages)}\n{extra}",
            "utf-8",
        )
        theirs, seconds = vale_alerts(arguments.vale, config, arguments.documents)
        ours, our_seconds = copylint_alerts(config, arguments.documents)
    print(
        f"Vale: {len(theirs)} alerts in {seconds:.1f} s; "
        f"copylint: {len(ours)} in {our_seconds:.1f} s"
    )
    report(judged(theirs, ours), kinds, arguments.show)
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vale", required=True, help="the Vale program")
    parser.add_argument("--styles", required=True, type=Path, help="a StylesPath")
    parser.add_argument("--documents", required=True, type=Path, nargs="+")
    parser.add_argument("--package", action="append", help="only this style (repeatable)")
    parser.add_argument("--ini", help="a file with more lines for the section of the .vale.ini")
    parser.add_argument("--show", type=int, default=0, help="how many differences to show a rule")
    return parser.parse_args()


def rule_kinds(styles: Path, packages: list[str]) -> dict[str, str]:
    """The kind of each rule by its name."""
    kinds = {
        "Vale.Repetition": "repetition",
        "Vale.Spelling": "spelling",
        "Vale.Terms": "substitution",
        "Vale.Avoid": "existence",
    }
    for package in packages:
        for file in sorted((styles / package).rglob("*.yml")):
            try:
                keys = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader) or {}
            except yaml.YAMLError:
                continue
            name = ".".join([package, *file.relative_to(styles / package).with_suffix("").parts])
            if isinstance(keys, dict):
                kinds[name] = str(keys.get("extends", "?"))
    return kinds


def documents(folders: list[Path]) -> list[Path]:
    files = [p for folder in folders for p in (folder.rglob("*") if folder.is_dir() else [folder])]
    return sorted(p for p in files if p.suffix in SUFFIXES and p.is_file())


def vale_alerts(vale: str, config: Path, folders: list[Path]) -> tuple[list[Alert], float]:
    command = [vale, "--config", str(config), "--output=JSON", "--no-exit", "--no-global"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, *map(str, documents(folders))], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode or done.stderr:
        sys.exit(f"Vale failed: {done.stdout[-2000:]} {done.stderr[-2000:]}")
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return [
        Alert(str(Path(path).resolve()), one["Check"], one["Line"], *one["Span"], one["Match"])
        for path, alerts in found.items()
        for one in alerts
    ], seconds


def copylint_alerts(config: Path, folders: list[Path]) -> tuple[list[Alert], float]:
    command = [sys.executable, "-m", "copylint", "check", "--config", str(config)]
    command += ["--output-format", "jsonl", "--fail-on", "error", "--no-cache"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--files-from", "-"],
        input="\n".join(map(str, documents(folders))),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        print(f"copylint ended with {done.returncode}: {done.stderr[-3000:]}", file=sys.stderr)
    alerts = []
    for line in done.stdout.splitlines():
        one = json.loads(line)
        if "rule" in one:
            length = max(one["end"] - one["start"], 1)
            place = one["line"], one["column"], one["column"] + length - 1
            alerts.append(
                Alert(str(Path(one["path"]).resolve()), one["rule"], *place, one["match"])
            )
    return alerts, seconds


@dataclass
class Judged:
    """Which alerts agree, by rule, and which only one tool has."""

    both: Counter[str]
    fair: Counter[str]
    theirs: dict[str, list[Alert]]
    ours: dict[str, list[Alert]]


def judged(theirs: list[Alert], ours: list[Alert]) -> Judged:
    their_places = {alert.place: alert for alert in theirs}
    our_places = {alert.place: alert for alert in ours}
    both = Counter(place[1] for place in their_places.keys() & our_places.keys())
    left = defaultdict(list)
    for place, alert in our_places.items():
        if place not in their_places:
            left[alert.path, alert.rule].append(alert)
    lines: dict[str, list[str]] = {}
    fair: Counter[str] = Counter()
    only: dict[str, list[Alert]] = defaultdict(list)
    for place, alert in their_places.items():
        if place in our_places:
            continue
        match = None if holds(alert, lines) else partner(alert, left[alert.path, alert.rule])
        if match:
            left[alert.path, alert.rule].remove(match)
            fair[alert.rule] += 1
        else:
            only[alert.rule].append(alert)
    extra: dict[str, list[Alert]] = defaultdict(list)
    for (_, rule), alerts in left.items():
        extra[rule] += alerts
    return Judged(both, fair, only, extra)


def holds(alert: Alert, lines: dict[str, list[str]]) -> bool:
    """Whether the words of an alert stand where it says, as far as its line goes."""
    if alert.path not in lines:
        text = Path(alert.path).read_bytes().decode("utf-8")
        lines[alert.path] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(lines[alert.path][alert.line - 1 :])
    return text[alert.first - 1 : alert.last] == alert.words


def partner(alert: Alert, left: list[Alert]) -> Alert | None:
    """Our alert with the same words, the nearest one."""
    words = plain(alert.words)
    near = [one for one in left if plain(one.words) == words or one.line == alert.line]
    return min(
        near, key=lambda one: (plain(one.words) != words, abs(one.line - alert.line)), default=None
    )


def plain(words: str) -> str:
    return " ".join(words.translate(CURLY).split())


def report(found: Judged, kinds: dict[str, str], show: int) -> None:
    rules = {*found.both, *found.fair, *found.theirs, *found.ours}
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for rule in rules:
        counts = (
            found.both[rule],
            found.fair[rule],
            len(found.theirs.get(rule, ())),
            len(found.ours.get(rule, ())),
        )
        for key in (f"kind {kind(rule, kinds)}", f"package {rule.split('.')[0]}", "all"):
            rows[key] = [a + b for a, b in zip(rows[key], counts, strict=True)]
    print(f"{'':28}{'both':>8}{'fair':>7}{'Vale':>7}{'ours':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for key in sorted(rows, key=lambda key: (key == "all", key)):
        print(f"{key:28}{row(rows[key])}")
    worst = sorted(rules, key=lambda r: -len(found.theirs.get(r, ())) - len(found.ours.get(r, ())))
    for rule in worst[:40] if show else []:
        missing, extra = found.theirs.get(rule, []), found.ours.get(rule, [])
        if missing or extra:
            print(
                f"\n{rule} ({kind(rule, kinds)}): only Vale {len(missing)}, only ours {len(extra)}"
            )
            for mark, alerts in (("-", missing), ("+", extra)):
                for one in sorted(alerts, key=lambda a: a.place)[:show]:
                    where = f"{Path(one.path).name}:{one.line}:{one.first}-{one.last}"
                    print(f"  {mark} {where} {one.words[:90]!r}")


def kind(rule: str, kinds: dict[str, str]) -> str:
    return kinds.get(rule, "?")


def row(counts: list[int]) -> str:
    both, fair, missing, extra = counts
    right = both + fair
    precision = right / (right + extra) if right + extra else 1.0
    recall = right / (right + missing) if right + missing else 1.0
    total = 2 * right + missing + extra
    f1 = 2 * right / total if total else 1.0
    return f"{both:8}{fair:7}{missing:7}{extra:7}{precision:8.4f}{recall:8.4f}{f1:8.4f}"


if __name__ == "__main__":
    sys.exit(main())
