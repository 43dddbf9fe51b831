from __future__ import annotations

import gc
import hashlib
import json
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from copylint.cli.languagetool import languagetool
from copylint.errors import ProofreaderError
from copylint.proofreaders import languagetool_install as installer
from copylint.proofreaders.languagetool_install import Jar, Lock

CONTENTS = {
    f"org.example:part-{number}:1.{number}": f"the jar of part {number}".encode() * 50
    for number in range(6)
}
JARS = tuple(
    Jar(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in CONTENTS.items()
)


@dataclass
class Repository:
    """A Maven repository on the loopback; `broken` file names answer with something else."""

    broken: dict[str, bytes | int] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)


@pytest.fixture(autouse=True)
def no_open_answers() -> Iterator[None]:
    """jgo leaves an answer open that is not a success; let it go where it troubles no one."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(autouse=True)
def small_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "lock", lambda: Lock("6.8", JARS))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("M2_REPO", str(tmp_path / "m2"))
    monkeypatch.setenv("JGO_CONFIG_FILE", str(tmp_path / "jgo.conf"))


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    made = Repository()
    files = {jar.name: CONTENTS[jar.coordinate] for jar in JARS}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.rpartition("/")[2]
            answer = made.broken.get(name, files.get(name, 404))
            made.fetched.append(name)
            self.send_response(answer if isinstance(answer, int) else 200)
            data = b"" if isinstance(answer, int) else answer
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "jgo.conf").write_text(f"[repositories]\nhere = {url}\n")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


def folder_of(folder: Path, jars: tuple[Jar, ...] = JARS) -> Path:
    """Jars under names and in places of a user's own."""
    for number, jar in enumerate(jars):
        path = folder / ("libs" if number % 2 else ".") / f"mine{number}.jar"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CONTENTS[jar.coordinate])
    return folder


def install(source: Path | None = None) -> Path:
    return installer.install(lambda *_: None, source)


def assert_whole(folder: Path) -> None:
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        jar.name: CONTENTS[jar.coordinate] for jar in JARS
    }
    assert installer.installed()
    installer.verify(folder)
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_from_a_folder_under_any_names(tmp_path: Path) -> None:
    assert not installer.installed()
    assert_whole(install(folder_of(tmp_path / "mine")))


def test_progress_is_told_jar_by_jar(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    installer.install(lambda done, of, _: told.append((done, of)), folder_of(tmp_path / "mine"))
    assert told == [(number, len(JARS)) for number in range(1, len(JARS) + 1)]


def test_from_a_folder_that_lacks_one_nothing_is_put_in_place(tmp_path: Path) -> None:
    with pytest.raises(ProofreaderError, match=f"has no {JARS[-1].name}") as caught:
        install(folder_of(tmp_path / "mine", JARS[:-1]))
    assert caught.value.hint
    assert not installer.installed()
    assert not installer.home().exists()


def test_from_the_repository(repository: Repository) -> None:
    assert_whole(install())
    assert {name for name in repository.fetched if name.endswith(".jar")} == {
        jar.name for jar in JARS
    }


def test_an_interrupted_installation_goes_on_where_it_stopped(
    repository: Repository, tmp_path: Path
) -> None:
    with pytest.raises(ProofreaderError):
        install(folder_of(tmp_path / "mine", JARS[:-2]))
    assert_whole(install())
    assert {name for name in repository.fetched if name.endswith(".jar")} == {
        jar.name for jar in JARS[-2:]
    }


def test_maven_s_own_cache_is_used_where_its_checksums_agree(
    repository: Repository, tmp_path: Path
) -> None:
    for jar, data in ((JARS[0], CONTENTS[JARS[0].coordinate]), (JARS[1], b"another build")):
        version = jar.coordinate.rpartition(":")[2]
        artifact = jar.coordinate.split(":")[1]
        path = tmp_path / "m2" / "org" / "example" / artifact / version / jar.name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    assert_whole(install())
    assert JARS[0].name not in repository.fetched
    assert JARS[1].name in repository.fetched


@pytest.mark.parametrize("answer", [b"", b"the jar of part", b"x" * 850, 404, 500])
def test_what_arrives_damaged_or_not_at_all_is_thrown_away(
    repository: Repository, answer: bytes | int
) -> None:
    repository.broken[JARS[2].name] = answer
    with pytest.raises(ProofreaderError, match=JARS[2].name) as caught:
        install()
    assert "install' again" in (caught.value.hint or "")
    assert "\n" not in str(caught.value)
    assert not installer.installed()
    repository.broken.clear()
    assert_whole(install())


def test_no_repository_in_reach(tmp_path: Path) -> None:
    (tmp_path / "jgo.conf").write_text("[repositories]\nhere = http://127.0.0.1:9\n")
    with pytest.raises(ProofreaderError, match="could not be fetched") as caught:
        install()
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_damaged_jar_is_seen_and_mended_alone(repository: Repository, tmp_path: Path) -> None:
    folder = install(folder_of(tmp_path / "mine"))
    damaged = folder / JARS[3].name
    damaged.write_bytes(b"?" * JARS[3].size)
    assert installer.installed()
    with pytest.raises(ProofreaderError, match=f"{JARS[3].name} in .* missing or damaged"):
        installer.verify(folder)
    assert_whole(install())
    assert [name for name in repository.fetched if name.endswith(".jar")] == [JARS[3].name]


def test_missing_jars_are_seen_without_reading_any(tmp_path: Path) -> None:
    folder = install(folder_of(tmp_path / "mine"))
    for jar in JARS[:2]:
        (folder / jar.name).unlink()
    assert not installer.installed()
    with pytest.raises(ProofreaderError, match="and 1 more"):
        installer.verify(folder)


def test_a_jar_that_changes_its_checksum_never_gets_in(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "mine")
    (source / "mine0.jar").write_bytes(b"?" * JARS[0].size)
    with pytest.raises(ProofreaderError, match="by checksum"):
        install(source)


def test_two_installations_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installer, "_WAIT", 0.1)
    source = folder_of(tmp_path / "mine")
    refused: list[str] = []

    def second(*_: object) -> None:
        with pytest.raises(ProofreaderError, match="another copylint is installing") as caught:
            install(source)
        refused.append(str(caught.value))

    installer.install(second, source)
    assert len(refused) == len(JARS)


def test_a_data_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(ProofreaderError, match="could not be installed"):
        install(folder_of(tmp_path / "mine"))


def test_the_command(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "mine")
    run = CliRunner().invoke(languagetool, ["install", "--from", str(source)])
    assert run.exit_code == 0
    assert "LanguageTool 6.8 is installed" in run.output
    status = CliRunner().invoke(languagetool, ["status"])
    assert f"LanguageTool 6.8 in {installer.home()}" in status.output
    assert "not running" in status.output


def test_the_lock_names_each_jar_once() -> None:
    text = Path(installer.__file__).with_name("languagetool.lock.json").read_text()
    jars = [Jar(**each) for each in json.loads(text)["jars"]]
    assert len({jar.name for jar in jars}) == len(jars) == 68
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)
    assert any(jar.name == "languagetool-server-6.8.jar" for jar in jars)
