"""Starting and stopping leaves nothing behind: no thread, no descriptor, no listening port."""

import contextlib
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import demo_server.hardened.views
from demo_server.notebook import live
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2
from tests.helpers.processes import wait_until

LISTEN = "0A"


def descriptors() -> list[str]:
    """What this process has open: files, sockets, pipes; nothing where the system hides it."""
    folder = Path("/proc/self/fd")
    names = [str(entry) for entry in folder.iterdir()] if folder.exists() else []
    return [os.readlink(name) for name in names if os.path.islink(name)]


def listening_ports() -> set[int]:
    """Where this process listens on IPv4."""
    table = Path("/proc/self/net/tcp")
    rows = [line.split() for line in table.read_text().splitlines()[1:]] if table.exists() else []
    ours = set(descriptors())
    return {
        int(row[1].rpartition(":")[2], 16)
        for row in rows
        if row[3] == LISTEN and f"socket:[{row[9]}]" in ours
    }


def leftovers() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob("demo_server_*"))


def port_of(server: LiveServer) -> int:
    return int(server.url.rpartition(":")[2])


@pytest.mark.parametrize(
    ("process", "times"), [(False, 100), (True, 3)], ids=["in threads", "in processes"]
)
def test_many_starts_and_stops_leave_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, process: bool, times: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own: dict[str, Any] = {
        "DATABASE": str(tmp_path / "users.sqlite")
    }  # without demo users it starts faster
    live.start("published", **own).stop()  # loads what is loaded once
    threads, files, listening = threading.active_count(), len(descriptors()), listening_ports()
    ports = set()
    for _ in range(times):
        server = live.start("published", process=process, **own)
        ports.add(port_of(server))
        assert len(leftovers()) == 1
        server.stop()
    assert len(ports) > 1  # a free one each time
    wait_until(lambda: threading.active_count() <= threads)
    assert len(descriptors()) <= files
    assert listening_ports() == listening
    assert leftovers() == []


def test_a_running_server_is_seen_by_these_measures(published: LiveServer) -> None:
    if Path("/proc/self/net/tcp").exists():
        assert port_of(published) in listening_ports()
    assert "serve_forever" in " ".join(thread.name for thread in threading.enumerate())


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST /sign_in HTTP/1.1\r\nHost: x\r\n"
     b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nid_give=al"],
    ids=["nothing", "half a line", "half the headers", "half the body"],
)  # fmt: skip
@pytest.mark.parametrize("version", ["published", "hardened"])
def test_a_stop_does_not_wait_for_a_silent_client(version: str, sent: bytes) -> None:
    before = set(threading.enumerate())

    def new_threads() -> list[threading.Thread]:
        return [one for one in threading.enumerate()
                if one not in before and not one.name.startswith("argon2")]  # fmt: skip

    server = LiveServer(
        version, process=False, settings=FAST_ARGON2 if version == "hardened" else {}
    )
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=5) as client:
        client.sendall(sent)
        wait_until(lambda: len(new_threads()) == 2)  # the server's, the client's
        server.stop()
        client.settimeout(5)  # less than the server's patience with a living client
        try:
            while client.recv(4_096):
                pass
        except ConnectionResetError:
            pass  # as good an end
    wait_until(lambda: {*threading.enumerate()} <= before)


def test_a_stop_waits_for_a_view_that_still_runs(
    hardened: LiveServer, visit: Callable[[LiveServer], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    began, ended = threading.Event(), threading.Event()

    def slow() -> None:
        began.set()
        time.sleep(0.2)
        assert hardened.database.exists()  # nobody deleted it in the meantime
        ended.set()

    monkeypatch.setattr(demo_server.hardened.views, "current_claims", slow)
    client = threading.Thread(target=ask, args=(visit(hardened),))
    client.start()
    assert began.wait(timeout=10)
    hardened.stop()
    assert ended.is_set()
    assert not hardened.database.parent.exists()
    client.join(timeout=10)


def ask(visitor: Client) -> None:
    with contextlib.suppress(OSError):  # every error of requests is one
        visitor.get("/temp")
