"""Other processes as tests see them: start one, read what it says, know when it is gone."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import requests

MAX_WAIT = 20.0
"""Seconds."""


@contextmanager
def running_python(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run this Python in a process group of its own, as Jupyter runs a kernel; kill what is left.

    It hears interrupts even where the tests are a shell's background job, which is deaf to them.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            yield process
        finally:
            process.kill()  # nothing to do where it has ended, as it should


def line_of(process: subprocess.Popen[str]) -> str:
    """Return the next line that the process prints; empty when it has ended."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def wait_until(condition: Callable[[], bool]) -> None:
    """Poll until the condition holds; AssertionError where it never does."""
    deadline = time.monotonic() + MAX_WAIT
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    """Say whether a process has ended, be it that nobody has asked yet how (a zombie)."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def answers(url: str) -> bool:
    """Say whether a server answers there."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(f"{url}/", timeout=10).ok
        except requests.ConnectionError:
            return False
