"""A live server of each version, someone who visits it, and a clock that stands still."""

import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from importlib import metadata
from typing import Any, NoReturn

import pytest
import time_machine
from packaging.requirements import Requirement

from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.helpers.work_tree import ROOT

NOW = 1_767_603_600
"""When every lesson begins: 5 January 2026, 09:00 UTC."""

FAST_ARGON2: dict[str, Any] = {"ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}}
"""Settings of hardened that make its passwords quick to hash, and quick to guess."""


def pytest_configure() -> None:
    """Stop where a package is missing that only the tests need."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    needed = [
        Requirement(text).name for group in ("dev", "class", "slides") for text in groups[group]
    ]
    if missing := [name for name in needed if not is_installed(name)]:
        raise pytest.UsageError(
            f"The folder tests needs more than the lessons: {', '.join(missing)}. "
            "In the kit's folder, run: python3 -m uv run --all-groups pytest "
            "(or only the lessons: pytest notebooks)"
        )


def is_installed(package: str) -> bool:
    with suppress(metadata.PackageNotFoundError):
        return bool(metadata.version(package))
    return False


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
    with LiveServer("hardened", process=False, settings=FAST_ARGON2) as server:
        yield server


@pytest.fixture
def visit() -> Iterator[Callable[[LiveServer], Client]]:
    """Give a new visitor, with no cookie, to each server it is called with."""
    with ExitStack() as stack:
        yield lambda server: stack.enter_context(Client(server.url))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock at the start of every lesson."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
