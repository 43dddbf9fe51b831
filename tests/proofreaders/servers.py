"""Stand-ins for a LanguageTool server, and for the Java that runs one."""

from __future__ import annotations

import json
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

LANGUAGES = [
    {"name": name, "code": "en", "longCode": name}
    for name in ("en", "en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA")
]
Answer = Callable[[str, str], object]


def units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def match(text: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    """A match over `text[start:end]`, as the server writes it."""
    return {
        "message": more.get("message", "Possible spelling mistake found."),
        "replacements": [{"value": each} for each in more.get("replacements", ())],
        "offset": units(text[:start]),
        "length": units(text[start:end]),
        "context": {"text": text, "offset": 0, "length": 1},
        "rule": {
            "id": more.get("rule", "MORFOLOGIK_RULE_EN_US"),
            "issueType": "misspelling",
            "category": {"id": more.get("category", "TYPOS"), "name": "Possible Typo"},
            "urls": [{"value": url} for url in more.get("urls", ())],
        },
    }


def every(word: str) -> Answer:
    """An answer that objects to each occurrence of a word."""

    def answer(text: str, _: str) -> object:
        found, at = [], text.find(word)
        while at >= 0:
            found.append(match(text, at, at + len(word)))
            at = text.find(word, at + 1)
        return {"software": {"version": "9.9"}, "matches": found}

    return answer


@dataclass
class Fake:
    """A fake server: `answer` gets text and language; what it returns is sent as JSON.

    A `bytes` answer is sent as it is; an `int` is an HTTP status.
    """

    answer: Answer = field(default_factory=lambda: every("teh"))
    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0


@contextmanager
def serving(fake: Fake) -> Iterator[Fake]:
    """Run it on a free port of the loopback."""
    lock = threading.Lock()
    connections: list[socket.socket] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            connections.append(self.connection)

        def do_GET(self) -> None:
            self._send(LANGUAGES if self.path.endswith("languages") else b"OK")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {key: values[0] for key, values in parse_qs(body, True).items()}
            with lock:
                fake.asked.append(form)
                fake.under_way += 1
                fake.most_under_way = max(fake.most_under_way, fake.under_way)
            try:
                self._send(fake.answer(form["text"], form["language"]))
            finally:
                with lock:
                    fake.under_way -= 1

        def _send(self, answer: object) -> None:
            status = answer if isinstance(answer, int) else 200
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{fake.url}/elsewhere")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            return

    with Quiet(("127.0.0.1", 0), Handler) as server:
        fake.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
            for connection in connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


JAVA = """#!{python}
import json, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
if "-version" in sys.argv:
    print('openjdk version "{version}" 2025-01-01', file=sys.stderr)
    sys.exit({version_status})
print("starting", flush=True)
{trouble}
port = int(sys.argv[sys.argv.index("-p") + 1])
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        languages = [dict(code="en", longCode=each) for each in ("en-US", "en-GB")]
        self.send(json.dumps(languages).encode() if self.path.endswith("languages") else b"OK")
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send(b'{{"matches": []}}')
    def send(self, data):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *_):
        pass
class Server(ThreadingHTTPServer):
    allow_reuse_address = False
try:
    Server(("127.0.0.1", port), Handler).serve_forever()
except OSError as error:
    print("java.net.BindException: Address already in use", flush=True)
    sys.exit(1)
"""


def fake_java(
    folder: Path, *, version: str = "21.0.1", trouble: str = "", version_status: int = 0
) -> Path:
    """Make a JAVA_HOME whose `java` serves a fake LanguageTool; `trouble` runs before it does."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True, exist_ok=True)
    java.write_text(
        JAVA.format(
            python=sys.executable, version=version, trouble=trouble, version_status=version_status
        )
    )
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    return folder


def eventually(condition: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Wait until something holds; False when it does not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
