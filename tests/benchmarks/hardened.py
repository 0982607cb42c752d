"""The hardened server under load, in a process of its own: ``python -m tests.benchmarks.hardened``.

Prints the time of a wrong password beside that of an unknown id, what a class of thirty costs, and
how long a client waits while fifty others hold half a request.
"""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

import requests

from demo_server.notebook.live import LiveServer
from demo_server.notebook.live.runners import InProcess

TRIES, STUDENTS, HALF_SENT = 50, 30, 50
MANY = {"SIGN_IN_LIMIT": "1000000 per second", "ADDRESS_LIMIT": "1000000 per second"}


def post(server: LiveServer, path: str, user_id: str, password: str) -> int:
    """Send one form and return the status."""
    with requests.Session() as session:
        session.trust_env = False
        form = {"id_give": user_id, "pw_give": password}
        return session.post(server.url + path, data=form, timeout=30).status_code


def milliseconds(server: LiveServer, user_id: str) -> float:
    """Return how long a refused sign-in takes."""
    began = time.perf_counter()
    assert post(server, "/sign_in", user_id, "a wrong password") == 401
    return (time.perf_counter() - began) * 1_000


def mebibytes(server: LiveServer, field: str) -> float:
    """Return the memory of the server's process: VmRSS now, VmHWM at its highest (Linux)."""
    assert isinstance(server._runner, InProcess)
    status = Path(f"/proc/{server._runner._process.pid}/status").read_text()
    return int(status.split(f"{field}:")[1].split()[0]) / 1_024


def unknown_id(server: LiveServer) -> None:
    """Take turns between a known and an unknown id, so that both meet the same machine."""
    pairs = [(milliseconds(server, "alice"), milliseconds(server, "zoe")) for _ in range(TRIES)]
    known, unknown = (median(column) for column in zip(*pairs, strict=True))
    print(
        f"wrong password {known:.1f} ms, unknown id {unknown:.1f} ms: ratio {unknown / known:.3f}"
    )


def class_of_thirty(server: LiveServer) -> None:
    """Let thirty sign up, then sign in, each all at once."""
    idle = mebibytes(server, "VmRSS")
    for path in ("/sign_up", "/sign_in"):
        began = time.perf_counter()
        with ThreadPoolExecutor(STUDENTS) as pool:
            found = list(
                pool.map(
                    lambda n, to=path: post(server, to, f"student{n}", "blue kettle"),
                    range(STUDENTS),
                )
            )
        counts = {status: found.count(status) for status in sorted(set(found))}
        print(
            f"{STUDENTS} at once {path}: statuses {counts} in {time.perf_counter() - began:.2f} s"
        )
    highest = mebibytes(server, "VmHWM")
    print(f"memory: {idle:.0f} MiB idle, {highest:.0f} at its highest, {highest - idle:.0f} above")


def half_sent(server: LiveServer) -> None:
    """Ask while many connections hold half a request."""
    port = int(server.url.rpartition(":")[2])
    with ExitStack() as stack:
        for _ in range(HALF_SENT):
            one = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
            one.sendall(
                b"POST /sign_in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nid"
            )
        waits = [milliseconds(server, "alice") for _ in range(10)]
    print(f"with {HALF_SENT} half-sent requests open, the next waits {max(waits):.1f} ms at most")


if __name__ == "__main__":
    with LiveServer("hardened", process=True, settings=MANY) as running:
        milliseconds(running, "alice")
        unknown_id(running)
    with LiveServer("hardened", process=True, settings=MANY) as running:
        class_of_thirty(running)
        half_sent(running)
