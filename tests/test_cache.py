from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint import cache as module
from copylint.cache import Cache, default_path
from copylint.document import Mark, Run, Segment, Span
from copylint.issue import Category
from copylint.proofreaders.base import Finding

ENGINE = "harper 0.2 abc"


def segment(text: str, *marks: Mark, scopes: tuple[str, ...] = ("text",)) -> Segment:
    whole = Span(0, len(text))
    return Segment(text, scopes, (Run(whole, whole),) if text else (), marks)


def finding(word: str = "teh", at: int = 3) -> Finding:
    return Finding(
        Span(at, at + len(word)), "SpellCheck", f"Did you mean {word}?", Category.SPELLING,
        (word[::-1], "ok"), "https://example.org/rule",
    )  # fmt: skip


SEGMENTS = [segment(f"Paragraph {number} of the harbourmaster's memoir") for number in range(20)]
FOUND = [[finding("harbourmaster", number)] if number % 3 else [] for number in range(20)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "user" / "findings.sqlite3"


def filled(path: Path) -> Path:
    cache = Cache(path)
    cache.put(ENGINE, "en-US", SEGMENTS, FOUND)
    cache.close()
    return path


def known(path: Path, engine: str = ENGINE, language: str = "en-US") -> list[object]:
    cache = Cache(path)
    found = cache.get(engine, language, SEGMENTS)
    cache.close()
    return list(found)


TEXT = st.text(st.characters(), max_size=30)
FINDING = st.builds(
    Finding,
    span=st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p))),
    rule=st.text(st.characters(codec="utf-8"), max_size=9),
    message=st.text(st.characters(codec="utf-8"), max_size=40),
    category=st.sampled_from(Category),
    suggestions=st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=3).map(tuple),
    url=st.sampled_from(["", "https://example.org"]),
)


@settings(deadline=None)
@given(st.dictionaries(TEXT, st.lists(FINDING, max_size=3), max_size=6))
def test_what_was_put_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, list[Finding]]
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache") / "findings.sqlite3")
    segments = [segment(text) for text in entries]
    assert cache.get(ENGINE, "en", segments) == [None] * len(segments)
    cache.put(ENGINE, "en", segments, list(entries.values()))
    assert cache.get(ENGINE, "en", segments) == list(entries.values())
    cache.close()


def test_it_lasts_from_run_to_run(path: Path) -> None:
    assert known(filled(path)) == FOUND


def test_another_engine_language_or_reading_is_not_known(path: Path) -> None:
    filled(path)
    assert known(path, engine="harper 0.3 abc") == [None] * len(SEGMENTS)
    assert known(path, language="en-GB") == [None] * len(SEGMENTS)
    cache = Cache(path)
    text = SEGMENTS[0].text
    others = [
        segment(text + " "),
        segment(text, Mark("foreign", Span(0, 3))),
        segment(text, scopes=("text", "headline")),
    ]
    assert cache.get(ENGINE, "en-US", others) == [None] * 3
    cache.close()


def test_nothing_of_an_article_can_be_read_from_it(path: Path) -> None:
    filled(path)
    for file in path.parent.iterdir():
        data = file.read_bytes()
        for word in (b"harbour", b"Paragraph", b"memoir", b"mruobrah", b"Did you", b"SpellCheck"):
            assert word not in data


def test_two_users_caches_do_not_tell_that_they_saw_the_same_text(tmp_path: Path) -> None:
    names = []
    for user in ("a", "b"):
        with sqlite3.connect(filled(tmp_path / user / "f.sqlite3")) as db:
            names.append({row[0] for row in db.execute("select name from findings")})
        db.close()
    assert not names[0] & names[1]


def test_files_are_for_the_owner_alone(path: Path) -> None:
    cache = Cache(path)
    cache.put(ENGINE, "en", SEGMENTS, FOUND)
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
    cache.close()
    path.chmod(0o644)
    known(path)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000, os.urandom(9000)]
)
def test_a_file_that_is_no_database_is_made_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert known(filled(path)) == FOUND


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damage_anywhere_is_never_believed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = filled(tmp_path_factory.mktemp("cache") / "findings.sqlite3")
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 40))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.sampled_from([len(content), len(content) // 2, 100]))])
    assert all(got is None or got == put for got, put in zip(known(path), FOUND, strict=True))
    for _ in range(3):
        filled(path)
    assert known(path) == FOUND


def test_a_cache_of_another_version_is_made_anew(path: Path) -> None:
    with sqlite3.connect(filled(path)) as db:
        db.execute("pragma user_version = 99")
    db.close()
    assert known(path) == [None] * len(SEGMENTS)
    assert known(filled(path)) == FOUND


def test_a_cache_whose_tables_are_not_ours_is_made_anew(path: Path) -> None:
    with sqlite3.connect(filled(path)) as db:
        db.execute("drop table findings")
        db.execute("create table findings (something text)")
    db.close()
    known(path)
    filled(path)
    assert known(filled(path)) == FOUND


def test_a_folder_that_cannot_be_written_means_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert known(filled(tmp_path / "file" / "findings.sqlite3")) == [None] * len(SEGMENTS)


def test_a_full_or_busy_cache_stops_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
    filled(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    cache = Cache(path)
    assert cache.get(ENGINE, "en-US", SEGMENTS) == FOUND
    cache.put(ENGINE, "en-GB", SEGMENTS, FOUND)
    cache.close()
    other.execute("rollback")
    other.close()
    assert known(path) == FOUND


def test_none_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put(ENGINE, "en", SEGMENTS, FOUND)
    assert cache.get(ENGINE, "en", SEGMENTS) == [None] * len(SEGMENTS)
    cache.close()


def test_it_stays_small_and_forgets_the_oldest_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PUTS_BETWEEN_LOOKS", 1)
    monkeypatch.setattr("time.time", lambda: 86_400.0 * 10)
    old = Cache(path, limit=300_000)
    old.put(ENGINE, "en-US", SEGMENTS, FOUND)
    old.close()
    monkeypatch.setattr("time.time", lambda: 86_400.0 * 20)
    cache = Cache(path, limit=300_000)
    for number in range(60):
        some = [segment(f"Story {number}, paragraph {each}") for each in range(50)]
        cache.put(ENGINE, "en-US", some, [[finding()] for _ in some])
    assert cache.get(ENGINE, "en-US", some) == [[finding()] for _ in some]
    assert cache.get(ENGINE, "en-US", SEGMENTS) == [None] * len(SEGMENTS)
    cache.close()
    assert sum(file.stat().st_size for file in path.parent.iterdir()) < 450_000


def test_what_is_used_is_not_old(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 86_400.0 * 10)
    filled(path)
    monkeypatch.setattr("time.time", lambda: 86_400.0 * 20)
    assert known(path) == FOUND
    with sqlite3.connect(path) as db:
        assert {row[0] for row in db.execute("select day from findings")} == {20}
    db.close()


WRITER = """
import sys
from pathlib import Path
from copylint.cache import Cache
from tests.test_cache import ENGINE, finding, segment
cache = Cache(Path(sys.argv[1]))
number = 0
print("writing", flush=True)
while number < int(sys.argv[3]):
    some = [segment(f"{sys.argv[2]} {number} {each}") for each in range(10)]
    cache.put(ENGINE, "en", some, [[finding()] for _ in some])
    number += 1
cache.close()
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def test_processes_side_by_side_lose_nothing(path: Path) -> None:
    writers = [writer(path, name, 40) for name in "abc"]
    for each in writers:
        each.communicate(timeout=60)
        assert each.returncode == 0
    cache = Cache(path)
    for name in "abc":
        some = [segment(f"{name} {number} {each}") for number in range(40) for each in range(10)]
        assert cache.get(ENGINE, "en", some) == [[finding()]] * 400
    cache.close()


def test_a_kill_at_any_moment_leaves_it_whole(path: Path) -> None:
    filled(path)
    for number in range(5):
        process = writer(path, f"kill {number}", 1_000_000)
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(timeout=0.03 * (number + 1))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        assert known(path) == FOUND
    with sqlite3.connect(path) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    db.close()


def test_it_is_in_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "copylint" / "findings.sqlite3"
