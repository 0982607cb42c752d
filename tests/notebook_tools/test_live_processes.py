"""A live server outlives an interrupt and nothing else: no orphan, no folder, no word left."""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.processes import answers, is_gone, line_of, running_python, wait_until

SERVERS = """
import sys, time
from demo_server.notebook import live
from demo_server.notebook.live import LiveServer
servers = [
    LiveServer("published", False, {}),
    LiveServer("hardened", True, {"ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}}),
]
folders = [str(server.database.parent) for server in servers]
told = ([server.url for server in servers], folders, servers[1]._runner._process.pid)
print(told, flush=True)
"""
UNTIL_INTERRUPTED = """
try:
    print("busy", flush=True)
    for _ in range(6_000):  # a single long sleep would miss an interrupt just before it
        time.sleep(0.01)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
UNTIL_TOLD = """
sys.stdin.readline()
"""
FAULTS = """
import http.client
from demo_server.hardened import views
from demo_server.notebook.live import LiveServer
views.current_claims = lambda **_: 1 / 0
server = LiveServer("hardened", False, {"DATABASE": DATABASE})
for path in ("/", "/temp?token=x", "/nowhere"):
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]))
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()
told = [(entry.path, entry.status, entry.reason) for entry in server.log()]
server.stop()
print(told)
"""


@pytest.fixture(autouse=True)
def _temporary_folders_of_the_killed_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@contextmanager
def started(script: str) -> Iterator[tuple[subprocess.Popen[str], list[str], list[str], int]]:
    with running_python("-c", SERVERS + script) as process:
        told: Any = ast.literal_eval(line_of(process))
        urls, folders, pid = told
        yield process, urls, folders, pid


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a group")
def test_an_interrupt_of_the_kernel_stops_no_server() -> None:
    with started(UNTIL_INTERRUPTED + UNTIL_TOLD) as (process, urls, folders, pid):
        assert line_of(process) == "busy"
        os.killpg(process.pid, signal.SIGINT)
        assert line_of(process) == "interrupted"
        assert all(answers(url) for url in urls)
        assert not is_gone(pid)
        output, errors = process.communicate("go on\n", timeout=20)
    assert (process.returncode, output, errors) == (0, "", "")
    wait_until(lambda: is_gone(pid))
    assert not any(answers(url) for url in urls)
    assert not any(Path(folder).exists() for folder in folders)


def test_a_killed_kernel_takes_its_servers_with_it() -> None:
    with started(UNTIL_TOLD) as (process, urls, _folders, pid):
        assert all(answers(url) for url in urls)
        process.kill()
        assert process.wait(timeout=20) != 0
        wait_until(lambda: is_gone(pid))
        assert not any(answers(url) for url in urls)


def test_a_kernel_that_exits_leaves_no_process_no_folder_and_no_word() -> None:
    with started(UNTIL_TOLD + "sys.exit(3)") as (process, urls, folders, pid):
        assert all(Path(folder).exists() for folder in folders)
        output, errors = process.communicate("go on\n", timeout=20)
    assert (process.returncode, output, errors) == (3, "", "")
    wait_until(lambda: is_gone(pid))
    assert not any(answers(url) for url in urls)
    assert not any(Path(folder).exists() for folder in folders)


def test_a_fault_in_a_view_is_told_by_the_log_and_writes_nothing(tmp_path: Path) -> None:
    script = FAULTS.replace("DATABASE}", f"{str(tmp_path / 'users.sqlite')!r}}}")
    with running_python("-c", script) as process:
        output, errors = process.communicate(timeout=20)
    assert errors == ""
    told = [("/", 500, "ZeroDivisionError"), ("/temp", 500, "ZeroDivisionError")]
    assert output == f"{[*told, ('/nowhere', 404, 'NotFound')]}\n"
    assert process.returncode == 0
