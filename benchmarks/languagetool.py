"""LanguageTool through copylint and through language-tool-python, and what the cache saves.

    python benchmarks/languagetool.py [--articles 100] [--folder FOLDER]

Both sides use the same jars (`copylint languagetool install`) and the same Java. The articles are
made from the sentences below, with one slip in about 120 words, always the same; `--folder` takes
your own (.txt and .md). Times are wall clock; everything copylint does is a process of its own,
start included. Nothing is asserted: the table says what was measured and what was aimed at.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from copylint.proofreaders import languagetool_install as jars
from copylint.proofreaders import languagetool_java as java

PEOPLE = "Ines Halvorsen|Tom Adeyemi|Grace Lindqvist|Omar Castellanos|Ruth Pemberton".split("|")
PLACES = "Northgate|Elmsworth|Port Alder|Kingsmere|Saltbury|Harrow Vale".split("|")
BODIES = "the council|the water company|the harbour board|the teachers' union|the inquiry".split(
    "|"
)
THINGS = "bridge|ferry|budget|school|library|reservoir|tram line|market hall".split("|")
VERBS = "approved|delayed|criticised|welcomed|abandoned|defended|reviewed".split("|")
REASONS = (
    "after residents complained about the noise",
    "because the money had run out by {month}",
    "although its own report had warned of the cost",
    "while the weather kept builders away for {number} days",
    "and promised to publish the figures in {month}",
)
MONTHS = "January March May June September November".split()
FRAMES = (
    "{person}, who leads {body}, said the {thing} in {place} would open {number} weeks late.",
    "{Body} {verb} the plan for a new {thing} on Tuesday {reason}.",
    "The {thing} was built in 19{number} and has not been repaired since, {person} said.",
    "“We had {number} days to decide, and nobody in {place} was asked,” {person} said.",
    "About {number} people met in {place} to discuss the {thing} and the road beside it.",
    "{Body} has spent $4.{number} million on the {thing}, a third more than it had planned.",
    "In {month}, {person} told reporters that {body} had {verb} the scheme {reason}.",
    "Neither {body} nor its contractors {verb} the {thing} in {place}, according to the minutes.",
)
SLIPS = (
    ("people", "poeple"),
    ("would", "woud"),
    ("has spent", "have spend"),
    ("was built", "were build"),
    ("according to", "acording too"),
    ("decide", "deside"),
    ("repaired", "repared"),
    ("the", "the the"),
)

PEER = """
import sys, time
import language_tool_python
started = time.perf_counter()
tool = language_tool_python.LanguageTool("en-US")
tool.check(open(sys.argv[1], encoding="utf-8").read())
print(time.perf_counter() - started)
tool.close()
"""
PEER_LOOP = """
import sys, time
from pathlib import Path
import language_tool_python
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).iterdir())]
warm = [path.read_text("utf-8") for path in sorted(Path(sys.argv[2]).iterdir())]
tool = language_tool_python.LanguageTool("en-US")
for text in warm:
    tool.check(text)
started = time.perf_counter()
for text in texts:
    tool.check(text)
print(time.perf_counter() - started)
tool.close()
"""
HARPER = """
import sys
from harper import Dialect, Linter
Linter(Dialect.AMERICAN).organized_lints(sys.argv[1], language="plaintext", dedup=False)
"""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    measured: str
    aim: str


def article(chance: random.Random) -> str:
    """A story of 25 to 40 sentences in short paragraphs."""
    return "\n\n".join(
        " ".join(sentence(chance) for _ in range(chance.randint(2, 4)))
        for _ in range(chance.randint(9, 13))
    )


def sentence(chance: random.Random) -> str:
    """A sentence, one in six with a slip."""
    body = chance.choice(BODIES)
    words = {
        "person": chance.choice(PEOPLE), "place": chance.choice(PLACES), "body": body,
        "Body": body[0].upper() + body[1:], "thing": chance.choice(THINGS),
        "verb": chance.choice(VERBS), "month": chance.choice(MONTHS),
        "number": str(chance.randint(11, 98)),
    }  # fmt: skip
    reason = chance.choice(REASONS).format(**words)
    text = chance.choice(FRAMES).format(**words, reason=reason)
    return text.replace(*chance.choice(SLIPS), 1) if chance.random() < 1 / 6 else text


def made(folder: Path, count: int, seed: int) -> Path:
    """A folder of articles, the same for the same seed."""
    folder.mkdir()
    chance = random.Random(seed)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"{article(chance)}\n", "utf-8")
    return folder


def wrapper_folder(folder: Path) -> Path:
    """The installed jars in the layout that language-tool-python wants, without versions."""
    home = jars.home()
    jars.verify(home)
    libs = folder / f"LanguageTool-{jars.lock().version}" / "libs"
    libs.mkdir(parents=True)
    for jar in jars.lock().jars:
        name = f"{jar.coordinate.split(':')[1]}.jar"
        place = libs.parent if name == "languagetool-server.jar" else libs
        shutil.copyfile(home / jar.name, place / name)
    return folder


class Bench:
    """The folders, environment and commands of one run."""

    def __init__(self, base: Path, articles: Path, warm: Path) -> None:
        self.base, self.articles, self.warm = base, articles, warm
        found = java.find()
        self.env = {
            **os.environ,
            "XDG_CACHE_HOME": str(base / "cache"),
            "XDG_STATE_HOME": str(base / "state"),
            "LTP_PATH": str(wrapper_folder(base / "wrapper")),
            "PATH": f"{found.path.parent}{os.pathsep}{os.environ['PATH']}",
        }

    def python(self, code: str, *arguments: object) -> str:
        """What a Python process prints."""
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(
            command, env=self.env, check=True, capture_output=True, text=True, timeout=900
        ).stdout

    def check(self, path: Path, *options: str) -> float:
        """Seconds that a `copylint check` takes. Raises RuntimeError when something failed."""
        command = [sys.executable, "-m", "copylint", "check", str(path), "--language", "en-US"]
        started = time.perf_counter()
        done = subprocess.run(
            [*command, "--output-format", "json", *options],
            env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        taken = time.perf_counter() - started
        if done.returncode not in {0, 1}:
            raise RuntimeError(done.stderr or done.stdout[-2000:])
        return taken

    def languagetool(self, command: str) -> None:
        """Start or stop copylint's server."""
        whole = [sys.executable, "-m", "copylint", "languagetool", command]
        subprocess.run(whole, env=self.env, check=True, capture_output=True)

    def words(self) -> int:
        """How many words the articles have."""
        return sum(len(path.read_text("utf-8").split()) for path in self.articles.iterdir())


def change(path: Path, number: int) -> str:
    """Put a new paragraph in the place of the last, and return it."""
    text = path.read_text("utf-8").rstrip("\n")
    new = f"A spokeswoman for the ferry said {number} passengers recieved a refund."
    path.write_text(f"{text.rpartition(chr(10) * 2)[0]}\n\n{new}\n", "utf-8")
    return new


def second_check(bench: Bench) -> Line:
    """One changed article with the server up, against the wrapper's own start and check."""
    one = sorted(bench.articles.iterdir())[0]
    peer = statistics.median(float(bench.python(PEER, one)) for _ in range(3))
    bench.languagetool("start")
    bench.check(one, "--engine", "languagetool")
    ours = statistics.median(
        _changed(bench, one, "languagetool", number) for number in (31, 47, 58)
    )
    return Line(
        "second check of a changed article, server up / language-tool-python's start and check",
        f"{ours:.2f} s / {peer:.2f} s = {ours / peer:.2f}", "at most 0.35",
    )  # fmt: skip


def _changed(bench: Bench, path: Path, engine: str, number: int) -> float:
    change(path, number)
    return bench.check(path, "--engine", engine)


def throughput(bench: Bench) -> Line:
    """All articles by a warm server, against a loop over the wrapper with a warm one."""
    words = bench.words()
    bench.languagetool("stop")
    peer = words / float(bench.python(PEER_LOOP, bench.articles, bench.warm))
    bench.languagetool("start")
    bench.check(bench.warm, "--engine", "languagetool", "--no-cache")
    ours = words / bench.check(bench.articles, "--engine", "languagetool", "--no-cache")
    return Line(
        f"{words:,} words, warm server: copylint / a loop over language-tool-python",
        f"{ours:,.0f} / {peer:,.0f} words/s = {ours / peer:.2f}", "at least 1.5",
    )  # fmt: skip


def unchanged(bench: Bench) -> Line:
    """The first check of all articles with an empty cache, against the second."""
    first = bench.check(bench.articles, "--engine", "languagetool")
    again = statistics.median(
        bench.check(bench.articles, "--engine", "languagetool") for _ in range(3)
    )
    return Line(
        "first check / re-run with nothing changed, engine languagetool",
        f"{first:.2f} s / {again:.2f} s = {first / again:.0f}", "at least 20",
    )  # fmt: skip


def one_paragraph(bench: Bench) -> Line:
    """One changed paragraph among all articles, engine harper."""
    path = sorted(bench.articles.iterdir())[-1]
    bench.check(bench.articles, "--engine", "harper")
    rows = []
    for number in (63, 71, 86):
        same = bench.check(bench.articles, "--engine", "harper")
        paragraph = change(path, number)
        started = time.perf_counter()
        bench.python(HARPER, paragraph)
        harper = time.perf_counter() - started
        rows.append((bench.check(bench.articles, "--engine", "harper"), same, harper))
    one, same, harper = (statistics.median(column) for column in zip(*rows, strict=True))
    return Line(
        "one changed paragraph - unchanged re-run, in Harper's start and lint of it",
        f"({one:.2f} s - {same:.2f} s) / {harper:.2f} s = {(one - same) / harper:.2f}",
        "at most 1.5",
    )  # fmt: skip


MEASURES: Sequence[Callable[[Bench], Line]] = (second_check, throughput, unchanged, one_paragraph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        articles = made(base / "articles", options.articles, seed=1)
        warm = made(base / "warm", max(10, options.articles // 3), seed=2)
        if options.folder:
            for old in articles.iterdir():
                old.unlink()
            for path in sorted(options.folder.glob("*.[tm][xd]*"))[: options.articles]:
                (articles / path.name).write_bytes(path.read_bytes())
        bench = Bench(base, articles, warm)
        print("| what | measured | aim |\n|---|---|---|")
        try:
            for measure in MEASURES:
                line = measure(bench)
                print(f"| {line.what} | {line.measured} | {line.aim} |", flush=True)
        finally:
            bench.languagetool("stop")


if __name__ == "__main__":
    main()
