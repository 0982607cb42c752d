"""The hardened version under the servers that people put in front of it: it answers, and logs."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo_server.notebook.client import Client
from tests.helpers.processes import MAX_WAIT

pytestmark = pytest.mark.oldest

APP = "from demo_server import create_app; app = create_app(); "
LISTEN = "import socket; listening = socket.socket(fileno={fd}); "
HYPERCORN = (
    "import asyncio; from hypercorn.asyncio import serve; from hypercorn.config import Config; "
    "config = Config(); config.bind = ['fd://{fd}']; asyncio.run(serve(app, config, mode='wsgi'))"
)
CHEROOT = (
    "from cheroot.wsgi import Server; server = Server(('127.0.0.1', 0), app); server.prepare(); "
    "print('at http://127.0.0.1:%d' % server.bind_addr[1], flush=True); server.serve()"
)
SERVERS = {
    "flask run": ["-m", "flask", "--app", "demo_server", "run", "--port", "0"],
    "python -m demo_server": ["-m", "demo_server", "hardened"],
    "gunicorn": ["-m", "gunicorn", "--bind", "fd://{fd}", "demo_server:create_app()"],
    "waitress": ["-c", APP + LISTEN + "import waitress; waitress.serve(app, sockets=[listening])"],
    "hypercorn": ["-c", APP + HYPERCORN],
    "cheroot": ["-c", APP + CHEROOT],
}  # fmt: skip
BROKEN = (
    b"POST /sign_in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nno number\r\nid_give=alice\r\n"
)


@contextmanager
def running(name: str, folder: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Run a server with an instance of its own; yield its port and its process."""
    own = {"DEMO_SERVER_DATABASE": str(folder / "users.sqlite"), "PYTHONUNBUFFERED": "1"}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        fd = listening.fileno()
        command = [sys.executable, *(part.format(fd=fd) for part in SERVERS[name])]
        with (folder / "log").open("w") as log, subprocess.Popen(
            command, env=os.environ | own, stdout=log, stderr=log, text=True, pass_fds=[fd]
        ) as process:  # fmt: skip
            if "{fd}" in " ".join(SERVERS[name]):
                port = listening.getsockname()[1]
            else:
                port = port_in(folder / "log", process)
            try:
                yield port, process
            finally:
                process.terminate()
                try:
                    process.wait(MAX_WAIT)
                finally:
                    process.kill()


def port_in(log: Path, process: subprocess.Popen[str]) -> int:
    """Return the port that a server prints."""
    while process.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text()):
            return int(found[1])
    raise AssertionError(log.read_text())


def answer_to(port: int, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT) as connection:
        connection.sendall(raw)
        return connection.recv(65_536)


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are handed over by number")
@pytest.mark.parametrize("name", SERVERS)
def test_it_answers_and_writes_one_line_a_request_and_never_the_query(
    name: str, tmp_path: Path
) -> None:
    with running(name, tmp_path) as (port, _):
        client = Client(f"http://127.0.0.1:{port}")
        statuses = [
            client.sign_up("dave", "blue kettle").status_code,
            client.sign_in("dave", "a wrong password").status_code,
            client.sign_in("dave", "blue kettle").status_code,
            client.get("/temp?password=blue+kettle").status_code,
        ]
        broken = answer_to(port, BROKEN)
    assert statuses == [200, 401, 200, 200]
    assert broken == b"" or re.match(rb"HTTP/1.1 4\d\d ", broken), broken
    log = (tmp_path / "log").read_text()
    entries = [json.loads(line) for line in log.splitlines() if line.startswith('{"time"')]
    assert [(entry["path"], entry["status"], entry["user"]) for entry in entries[:4]] == [
        ("/sign_up", 200, "dave"), ("/sign_in", 401, "dave"), ("/sign_in", 200, "dave"),
        ("/temp", 200, "dave"),
    ]  # fmt: skip
    assert "kettle" not in log
    assert "Traceback" not in log
