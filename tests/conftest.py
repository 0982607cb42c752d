"""A live server of each version, someone who visits it, and a clock that stands still."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, NoReturn

import pytest
import time_machine

from demo_server.notebook.live import LiveServer
from tests.visitor import Visitor

NOW = 1_767_603_600
"""When every lesson begins: 5 January 2026, 09:00 UTC."""

CHEAP: dict[str, Any] = {"ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}}
"""Settings of hardened that make its passwords quick to hash, and quick to guess."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start one worker more than there are cores: much of a run waits for kernels and browsers.

    Eight are enough: each may start a browser, and the longest file takes its time anyhow.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min((allowed or 1) + 1, 8)


def skip_but_not_in_ci(missing: str) -> NoReturn:
    """Skip the test with what is missing; in CI, fail it."""
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def published() -> Iterator[LiveServer]:
    with LiveServer("published", process=False, settings={}) as server:
        yield server


@pytest.fixture
def hardened() -> Iterator[LiveServer]:
    with LiveServer("hardened", process=False, settings=CHEAP) as server:
        yield server


@pytest.fixture
def visit() -> Iterator[Callable[[LiveServer], Visitor]]:
    """Give a new visitor, with no cookie, to each server it is called with."""
    with ExitStack() as stack:
        yield lambda server: stack.enter_context(Visitor(server.url))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock at the start of every lesson."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
