"""One LanguageTool server on this machine, started once and used by every later run.

Each folder of jars has its own server, with a state file and a lock in the user's state folder.
A watchdog process owns the server, ends it when nobody used it for a while, and writes the state.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from copylint import folders
from copylint.errors import ProofreaderError
from copylint.locks import locked
from copylint.proofreaders import languagetool_health as health
from copylint.proofreaders import languagetool_install as jars_of
from copylint.proofreaders import languagetool_java as java_of

NEVER = "never"
_MAIN = "org.languagetool.server.HTTPServer"
_FLAGS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-Djava.net.preferIPv4Stack=true",
    "-Dfile.encoding=UTF-8",
)
_CONFIG = {
    "cacheSize": "2000",
    "pipelineCaching": "true",
    "maxPipelinePoolSize": "8",
    "maxCheckTimeMillis": "120000",
}
_IDLE = 15 * 60.0
_PATIENCE = 90.0
_GRACE = 10.0


class Server(Struct, frozen=True):
    """A running server: where it answers, what it is, and its two processes."""

    port: int
    version: str
    jars: str
    java: str
    idle: float
    watchdog: health.Identity
    server: health.Identity
    state: Path

    @property
    def url(self) -> str:
        """What a client is given."""
        return f"http://{health.LOOPBACK}:{self.port}"

    def used(self) -> None:
        """Put its idle shutdown off."""
        try:
            os.utime(self.state)
        except FileNotFoundError:
            return


def may_start() -> bool:
    """False where COPYLINT_LANGUAGETOOL_START says `never`, and in a pre-commit hook."""
    wish = os.environ.get("COPYLINT_LANGUAGETOOL_START", "")
    return wish != NEVER and (bool(wish) or "PRE_COMMIT" not in os.environ)


def idle_seconds() -> float:
    """How long a server waits unused: COPYLINT_LANGUAGETOOL_IDLE in minutes, else a quarter hour.

    Raises ProofreaderError when that is not a number above 0.
    """
    wish = os.environ.get("COPYLINT_LANGUAGETOOL_IDLE")
    try:
        minutes = float(wish) if wish else _IDLE / 60
    except ValueError:
        minutes = 0.0
    if not 0 < minutes < float("inf"):
        raise ProofreaderError(
            f"COPYLINT_LANGUAGETOOL_IDLE is {wish!r}.", hint="Give a number of minutes above 0."
        )
    return minutes * 60


def running(jars: Path | None = None) -> Server | None:
    """The server of a folder of jars (default: the installed ones) if one is up and well."""
    server = _read(_state_file(jars))
    if server is None:
        return None
    server.used()
    if not server.state.exists() or not health.answers(server.port):
        return None
    return server if health.alive(server.server) else None


def ensure(
    jars: Path | None = None, *, port: int = 0, idle: float | None = None
) -> tuple[Server, bool]:
    """The running server, started when there is none; and whether it was started now.

    `port` 0 is any free one. Raises ProofreaderError in one line: no Java, jars missing or damaged,
    the port taken, or what the server said when it ended.
    """
    server = running(jars)
    if server:
        return server, False
    state = _state_file(jars)
    try:
        folders.private(state.parent)
        with locked(state.with_suffix(".lock"), _PATIENCE + _GRACE):
            server = running(jars)
            if server:
                return server, False
            _clear(state)
            return _start(jars, state, port, idle or idle_seconds()), True
    except TimeoutError as error:
        raise ProofreaderError(
            "another copylint has been starting LanguageTool for too long.",
            hint="Run: copylint languagetool stop",
        ) from error
    except OSError as error:
        raise ProofreaderError(
            f"LanguageTool's state folder cannot be used: {error}",
            hint="Make it writable, or set XDG_STATE_HOME",
        ) from error


def all_running() -> list[Server]:
    """Every server of this user that is up and well, without putting off its idle shutdown."""
    servers = [_read(path) for path in _state_files()]
    return [one for one in servers if one and health.answers(one.port)]


def stop() -> int:
    """End every server of this user and clear what crashed ones left; how many were ended.

    Only processes that are still the very ones of a state file are ended.
    """
    return sum(_clear(path) for path in _state_files())


def log_file(jars: Path | None = None) -> Path:
    """Where the server of a folder of jars writes."""
    return _state_file(jars).with_suffix(".log")


def _start(jars: Path | None, state: Path, port: int, idle: float) -> Server:
    folder = jars or jars_of.home()
    if jars is None:
        jars_of.verify(folder)
    java = java_of.find()
    config = state.with_suffix(".properties")
    folders.write_private(config, "".join(f"{key}={value}\n" for key, value in _CONFIG.items()))
    order = {
        "command": [str(java.path), *_FLAGS, "-cp", _class_path(folder), _MAIN],
        "config": str(config),
        "state": str(state),
        "log": str(state.with_suffix(".log")),
        "jars": str(folder),
        "version": version(jars),
        "port": port,
        "idle": idle,
        "patience": _PATIENCE,
    }
    answer = _run_watchdog(order, state.parent)
    if "port" not in answer:
        raise ProofreaderError(
            f"LanguageTool could not be started: {answer.get('error') or 'its watchdog ended.'}",
            hint=f"See {order['log']}",
        )
    server = _read(state)
    if server is None:
        raise ProofreaderError(
            "LanguageTool ended right after its start.", hint=f"See {order['log']}"
        )
    return server


def version(jars: Path | None = None) -> str:
    """The version of the installed jars, or the one that a folder of the user's own says."""
    if jars is None:
        return jars_of.lock().version
    found = [path.stem.rpartition("-")[2] for path in jars.rglob("languagetool-core-*.jar")]
    name = jars.name.rpartition("-")[2]
    return found[0] if found else name if name[:1].isdigit() else "unknown"


def _class_path(folder: Path) -> str:
    """All jars; never the folder itself. Raises ProofreaderError when it has no server."""
    found = sorted(folder.rglob("*.jar"))
    if not any(path.name.startswith("languagetool-server") for path in found):
        raise ProofreaderError(
            f"{folder} has no languagetool-server.jar.",
            hint="Give the folder of a LanguageTool server, or run: copylint languagetool install",
        )
    return os.pathsep.join(map(str, found))


def _run_watchdog(order: dict[str, object], folder: Path) -> dict[str, object]:
    """Start the watchdog in a session of its own; its one line of answer, {} when it says none."""
    detached = 0x00000208 if sys.platform == "win32" else 0  # DETACHED_PROCESS, NEW_PROCESS_GROUP
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "copylint.proofreaders.languagetool_watchdog"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        start_new_session=True,
        creationflags=detached,
    )
    _reap(process)
    return _converse(process, json.dumps(order) + "\n")


def _converse(process: subprocess.Popen[str], order: str) -> dict[str, object]:
    if process.stdin is None or process.stdout is None:
        return {}
    with process.stdin, process.stdout:
        try:
            process.stdin.write(order)
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            return {}
        except BaseException:
            process.terminate()
            raise
    return answer if isinstance(answer, dict) else {}


def _reap(process: subprocess.Popen[str]) -> None:
    """Wait for a process that outlives us, or not, without holding anything up."""
    threading.Thread(target=process.wait, daemon=True).start()


def _root() -> Path:
    return folders.state() / "languagetool"


def _state_file(jars: Path | None) -> Path:
    folder = (jars or jars_of.home()).expanduser().absolute()
    name = hashlib.blake2b(str(folder).encode(), digest_size=6).hexdigest()
    return _root() / f"{name}.json"


def _state_files() -> Iterator[Path]:
    yield from sorted(_root().glob("*.json"))


def _read(state: Path) -> Server | None:
    """What a state file says; None when there is none or it makes no sense."""
    try:
        raw = json.loads(state.read_text())
        server = Server(**raw, state=state)
        return replace(
            server,
            port=int(server.port),
            watchdog=_identity(server.watchdog),
            server=_identity(server.server),
        )
    except (OSError, ValueError, TypeError):
        return None


def _identity(raw: object) -> health.Identity:
    match raw:
        case [int(pid), float() | int() as started]:
            return pid, float(started)
    raise ValueError(raw)


def _clear(state: Path) -> int:
    """End what a state file speaks of, if it still is that, and take the file away."""
    server = _read(state)
    ended = 0
    if server:
        alive = [who for who in (server.watchdog, server.server) if health.alive(who)]
        for who in alive:
            health.end(who, _GRACE)
        ended = int(bool(alive))
    state.unlink(missing_ok=True)
    return ended
