"""A Chromium found on the PATH: skipped where there is none, but not in CI."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2, skip_but_not_in_ci

NAMES = (
    "chromium-headless-shell",  # Playwright's own choice; half the cost of the rest
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # nothing here asks beyond loopback
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example 127.0.0.1",
]

WAIT_MS = 30_000
"""How long a test waits for what the page will show: machines differ, and may be busy."""
expect.set_options(timeout=WAIT_MS)

UNAVOIDABLE = ("/sign_in", "/sign_up", "/favicon.ico")
"""Chromium itself calls these errors: a refusal, no icon for an answer in JSON."""


def browser_path() -> str:
    """Return the browser's path; skip, or fail in CI, where there is none."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        skip_but_not_in_ci(
            "no Chromium on PATH: install Chromium or Google Chrome to run the browser tests"
        )
    return found[0]


def flags() -> list[str]:
    """Return the flags that every Chromium of the tests is started with."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*FLAGS, *as_root]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium for all tests of a worker."""
    path = browser_path()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=flags())
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window with cookies of its own."""
    with browser.new_context(viewport={"width": 1200, "height": 900}) as opened:
        opened.set_default_timeout(WAIT_MS)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a page that makes the test fail where its script does."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    assert faults == []


@pytest.fixture
def quiet_console(page: Page) -> Iterator[None]:
    """Fail the test where the page writes an error to the browser's console."""
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    yield
    errors = [one for one in said if one.type == "error"]
    assert [e.text for e in errors if urlsplit(e.location["url"]).path not in UNAVOIDABLE] == []


@pytest.fixture(params=["published", "hardened"])
def server(request: pytest.FixtureRequest) -> Iterator[LiveServer]:
    settings = {} if request.param == "published" else FAST_ARGON2
    with LiveServer(request.param, process=False, settings=settings) as started:
        yield started
