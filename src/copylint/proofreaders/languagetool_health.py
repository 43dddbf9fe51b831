"""Is it there, and is it the same one: looking at a server on this machine and at its processes."""

from __future__ import annotations

import ipaddress
import urllib.parse

LOOPBACK = "127.0.0.1"
_SECONDS = 2.0
_CLOCK = 2.0  # seconds by which the system may restate when a process was started

Identity = tuple[int, float]
"""A process for good: its id, and when it was started (seconds since the epoch)."""


def is_loopback(url: str) -> bool:
    """True when a URL's host is this machine by its name or address; names are not looked up."""
    host = urllib.parse.urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def answers(port: int) -> bool:
    """True when a LanguageTool server on this machine's loopback says that it is well."""
    import http.client

    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/v2/healthcheck")
        response = connection.getresponse()
        return response.status == http.client.OK and response.read(64).strip() == b"OK"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def identity(pid: int) -> Identity:
    """Who the process is. Raises psutil.NoSuchProcess."""
    import psutil

    return pid, psutil.Process(pid).create_time()


def alive(who: Identity) -> bool:
    """True while that very process runs: not another one that was given its id since."""
    import psutil

    try:
        process = psutil.Process(who[0])
        same = abs(process.create_time() - who[1]) < _CLOCK
        return bool(same and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def end(who: Identity, grace: float) -> None:
    """Ask that very process to end, and kill it when it has not after `grace` seconds."""
    import psutil

    try:
        process = psutil.Process(who[0])
        if not alive(who):
            return
        process.terminate()
        _, left = psutil.wait_procs([process], timeout=grace)
        if left:
            process.kill()
            psutil.wait_procs([process], timeout=grace)
    except psutil.NoSuchProcess:
        return
