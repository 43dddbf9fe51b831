"""The process that owns a LanguageTool server: it starts the JVM, and never outlives or leaves it.

Run as `python -m copylint.proofreaders.languagetool_watchdog` in a session of its own, with an
order (JSON) on standard input; answers with one JSON line, `{"port": ...}` or `{"error": ...}`.
It ends the JVM after `idle` seconds in which no client touched the state file, when it is told to
stop, and when the state file is gone (no client could find the server again). On Linux the kernel
ends the JVM should this process be killed; elsewhere the next client does.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from copylint import folders
from copylint.proofreaders import languagetool_health as health

_TRIES = 3  # only when another program took the free port before the JVM did
_BREATH = 1.0
_GRACE = 5.0
_LOG_LIMIT = 5_000_000
_PORT_TAKEN = ("Address already in use", "BindException", "Address in use")


class Order(Struct, frozen=True):
    """What to run: `command` without port, where to write, when to give up or stop (seconds)."""

    command: list[str]
    config: str
    state: str
    log: str
    jars: str
    version: str
    port: int
    idle: float
    patience: float


class NotUpError(Exception):
    """The JVM did not come up; says why."""


class Watchdog:
    """One JVM and its state file."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._state = Path(order.state)
        self._log = Path(order.log)
        self._wake = threading.Event()
        self._stopping = False

    def run(self, ready: Callable[[int], None]) -> None:
        """Bring the server up, tell `ready` its port, and stay until it is to end.

        Raises NotUpError when it does not come up.
        """
        self._listen()
        process, port = self._start()
        try:
            self._write_state(process, port)
            ready(port)
            self._stay(process)
        finally:
            self._forget()
            _end(process)

    def _listen(self) -> None:
        names = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
        for number in (getattr(signal, name, None) for name in names):
            if number is not None:
                signal.signal(number, self._stop)
        if hasattr(signal, "SIGCHLD"):
            signal.signal(signal.SIGCHLD, lambda *_: self._wake.set())

    def _stop(self, *_: object) -> None:
        self._stopping = True
        self._wake.set()

    def _start(self) -> tuple[subprocess.Popen[bytes], int]:
        for _ in range(_TRIES):
            port = self._order.port or _free_port()
            process = self._spawn(port)
            if self._comes_up(process, port):
                return process, port
            _end(process)
            if self._stopping:
                raise NotUpError("LanguageTool was stopped while it started.")
            if self._order.port or not self._port_was_taken():
                break
        raise NotUpError(self._why(port, process))

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        command = [*self._order.command, "-p", str(port), "--config", self._order.config]
        log = os.open(self._log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND, 0o600)
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent(),
            )
        except OSError as error:
            raise NotUpError(f"Java could not be run: {error}") from error
        finally:
            os.close(log)

    def _comes_up(self, process: subprocess.Popen[bytes], port: int) -> bool:
        """True when it answers; False when it ended early. Raises NotUpError when too slow."""
        deadline = time.monotonic() + self._order.patience
        while process.poll() is None and not self._stopping:
            if health.answers(port):
                return process.poll() is None
            if time.monotonic() > deadline:
                _end(process)
                raise NotUpError(f"LanguageTool was not up after {self._order.patience:g} seconds.")
            self._wake.wait(0.05)
            self._wake.clear()
        return False

    def _port_was_taken(self) -> bool:
        return any(sign in _tail(self._log) for sign in _PORT_TAKEN)

    def _why(self, port: int, process: subprocess.Popen[bytes]) -> str:
        if self._port_was_taken():
            return f"port {port} is taken by another program."
        lines = [line.strip() for line in _tail(self._log).splitlines()]
        signs = ("Exception", "Error", "error:")
        telling = [line for line in lines if any(sign in line for sign in signs)]
        reason = (telling or lines or ["it said nothing"])[0][:200]
        return f"LanguageTool's server ended with exit code {process.returncode}: {reason}"

    def _stay(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None and not self._stopping and self._mine():
            if self._idle() and self._retire():
                return
            self._trim_log()
            self._wake.wait(min(_BREATH, self._order.idle / 4))
            self._wake.clear()

    def _idle(self) -> bool:
        try:
            return time.time() - self._state.stat().st_mtime > self._order.idle
        except FileNotFoundError:
            return False

    def _retire(self) -> bool:
        """Take the state file away first, then look again whether a client has just come.

        A client touches the file before it trusts it, so one of the two sees the other.
        """
        aside = self._state.with_suffix(".retiring")
        try:
            self._state.replace(aside)
            since = time.time() - aside.stat().st_mtime
        except FileNotFoundError:
            return True
        if since > self._order.idle:
            aside.unlink(missing_ok=True)
            return True
        return not _put_back(aside, self._state)

    def _write_state(self, process: subprocess.Popen[bytes], port: int) -> None:
        state = {
            "port": port,
            "version": self._order.version,
            "jars": self._order.jars,
            "idle": self._order.idle,
            "java": self._order.command[0],
            "watchdog": health.identity(os.getpid()),
            "server": health.identity(process.pid),
        }
        folders.write_private(self._state, json.dumps(state))

    def _forget(self) -> None:
        if self._mine():
            self._state.unlink(missing_ok=True)

    def _mine(self) -> bool:
        """True while the state file speaks of this server."""
        try:
            return bool(json.loads(self._state.read_text())["watchdog"][0] == os.getpid())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _trim_log(self) -> None:
        try:
            if self._log.stat().st_size > _LOG_LIMIT:
                os.truncate(self._log, 0)
        except OSError:
            return


def _put_back(aside: Path, state: Path) -> bool:
    """True when the state file stands again; False when another server's has taken its place."""
    try:
        os.link(aside, state)
    except OSError:
        return False
    finally:
        aside.unlink(missing_ok=True)
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((health.LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _tail(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[-20_000:]
    except OSError:
        return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> Callable[[], None] | None:
    """What the child runs before it becomes the JVM, so that the kernel ends it with its parent."""
    if sys.platform != "linux":
        return None
    library, parent, set_death_signal = ctypes.CDLL(None), os.getpid(), 1

    def promise() -> None:
        library.prctl(set_death_signal, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return promise


def main() -> int:
    """Carry out the order on standard input; the exit code is 0 when the server came up."""
    order = Order(**json.loads(sys.stdin.readline()))
    try:
        Watchdog(order).run(lambda port: _answer({"port": port}))
    except (NotUpError, OSError) as error:
        _answer({"error": str(error)})
        return 1
    return 0


def _answer(message: dict[str, object]) -> None:
    """Say it, then let go of the pipe, so that whoever waits at its other end goes on."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
