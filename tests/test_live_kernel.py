"""Live servers in two real Jupyter kernels at once: interrupted, restarted, killed."""

import ast
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tests.processes import answers, is_gone, wait_until

START = """
from demo_server.notebook import live
cheap = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
in_thread = live.start("published")
in_process = live.start("hardened", process=True, ARGON2=cheap)
servers = [in_thread, in_process]
folders = [str(server.database.parent) for server in servers]
told = ([server.url for server in servers], folders, in_process._runner._process.pid)
"""
BUSY = """
import time
print("busy", flush=True)
for _ in range(6_000):  # a single long sleep would miss an interrupt just before it
    time.sleep(0.01)
"""


class Kernel:
    """One kernel and the channel to it."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient) -> None:
        self.manager, self.client = manager, client
        self.output: list[str] = []

    def run(self, code: str, hook: Callable[[], None] = lambda: None) -> dict[str, Any]:
        """Run a cell; ``hook`` is called when it prints."""

        def heard(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                self.output.append(message["content"]["text"])
                hook()

        reply = self.client.execute_interactive(
            code, output_hook=heard, user_expressions={"told": "told"}, timeout=30
        )
        content: dict[str, Any] = reply["content"]
        return content

    def start(self) -> tuple[list[str], list[str], int]:
        """Start a server of each kind, and say where they are."""
        told = self.run(START)["user_expressions"]["told"]["data"]["text/plain"]
        urls, folders, pid = ast.literal_eval(told)
        return urls, folders, pid


@pytest.fixture(autouse=True)
def _temporary_folders_of_the_killed_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@pytest.fixture
def two_kernels() -> Iterator[tuple[Kernel, Kernel]]:
    with ExitStack() as stack:

        def new() -> Kernel:
            manager = KernelManager()
            manager.start_kernel()
            stack.callback(manager.shutdown_kernel, now=True)
            client = manager.client()
            client.start_channels()
            stack.callback(client.stop_channels)
            return Kernel(manager, client)

        kernels = new(), new()
        for kernel in kernels:
            kernel.client.wait_for_ready(timeout=60)
        yield kernels


def test_an_interrupt_or_restart_of_one_kernel_spares_the_servers_it_should(
    two_kernels: tuple[Kernel, Kernel],
) -> None:
    ours, neighbour = two_kernels
    urls, folders, pid = ours.start()
    neighbour_urls, _, neighbour_pid = neighbour.start()
    assert len({*urls, *neighbour_urls}) == 4
    assert all(answers(url) for url in urls + neighbour_urls)

    interrupted = ours.run(BUSY, hook=ours.manager.interrupt_kernel)
    assert (interrupted["status"], interrupted["ename"]) == ("error", "KeyboardInterrupt")
    assert all(answers(url) for url in urls)

    ours.manager.restart_kernel()
    wait_until(lambda: is_gone(pid))
    assert not any(answers(url) for url in urls)
    assert not any(Path(folder).exists() for folder in folders)
    assert all(answers(url) for url in neighbour_urls)

    neighbour.manager.shutdown_kernel(now=True)
    wait_until(lambda: is_gone(neighbour_pid))
    assert not any(answers(url) for url in neighbour_urls)
    assert ours.output == ["busy\n"]  # no server ever wrote into a cell


def test_the_next_start_removes_what_a_killed_kernel_has_left_and_spares_a_running_neighbour(
    two_kernels: tuple[Kernel, Kernel],
) -> None:
    ours, neighbour = two_kernels
    urls, folders, pid = ours.start()
    neighbour_urls, neighbour_folders, _ = neighbour.start()

    ours.manager.restart_kernel(now=True)  # kill -9
    ours.client.wait_for_ready(timeout=60)
    wait_until(lambda: is_gone(pid))
    assert not any(answers(url) for url in urls)
    assert all(list(Path(folder).glob("*.sqlite")) for folder in folders)

    new_urls, _, _ = ours.start()
    assert not any(Path(folder).exists() for folder in folders)
    assert all(list(Path(folder).glob("*.sqlite")) for folder in neighbour_folders)
    assert all(answers(url) for url in new_urls + neighbour_urls)
