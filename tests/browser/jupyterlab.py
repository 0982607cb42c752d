"""A real JupyterLab as the README's command opens it, and what is run in it."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from playwright.sync_api import Page, expect

from tests.helpers.stored_notebooks import outputs, read
from tests.helpers.work_tree import ROOT

LESSON_TIMEOUT = 150.0
SAVE_TENTHS = 50
KERNEL_IDLE = re.compile(r"^Python 3 .* \| Idle$")
"""The status bar's words. The notebook's own sign is idle before it has a kernel, too: what is run
then opens a dialog that asks for one."""
START_TIMEOUT = 120.0
DISABLED_EXTENSIONS = {
    "@jupyter-notebook/lab-extension": True,
    "@jupyter-widgets/jupyterlab-manager": True,
    "@jupyter/nbgrader": True,
    "@jupyterlite/pyodide-kernel-extension": True,
}
"""What nbgrader and JupyterLite bring into JupyterLab, and a learner does not have."""


@dataclass(frozen=True)
class JupyterLab:
    """A running JupyterLab: its address, its token, and its folder of lessons."""

    url: str
    token: str
    lessons: Path

    def address_of(self, name: str) -> str:
        """Return the address that opens a lesson, and nothing else, in the browser."""
        return f"{self.url}lab/tree/notebooks/{name}?reset&token={self.token}"


def readme_command() -> list[str]:
    """Return the README's first command, without what installs it."""
    page = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"^    python3 .* run --no-active (.*)$", page, re.MULTILINE)
    assert found
    name, *words = found[1].split()
    path = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert path, f"{name} is not installed"
    return [path, *words]


def server_options(token: str) -> list[str]:
    """Return the options that keep Jupyter to this machine, and to itself."""
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        f"--IdentityProvider.token={token}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        "--LabApp.expose_app_in_browser=True",
        *root,
    ]


@contextmanager
def start_jupyterlab(scratch: Path) -> Iterator[JupyterLab]:
    """Start JupyterLab with all its files in ``scratch``; end it with its kernels."""
    folder = scratch / "work"
    off = scratch / "CONFIG" / "labconfig" / "page_config.json"
    off.parent.mkdir(parents=True)
    off.write_text(json.dumps({"disabledExtensions": DISABLED_EXTENSIONS}))
    with jupyter_server([*readme_command(), "--work", str(folder)], scratch) as (url, token):
        yield JupyterLab(url, token, folder / "notebooks")


@contextmanager
def jupyter_server(words: list[str], scratch: Path, **more: str) -> Iterator[tuple[str, str]]:
    """Run a Jupyter server, with ``more`` in its environment; yield its address and token.

    It reads and writes what is in ``scratch``, and nothing of the person's own. It is ended with
    all its kernels.
    """
    own = {f"JUPYTER_{kind}_DIR": str(scratch / kind) for kind in ("RUNTIME", "CONFIG", "DATA")}
    own |= {"IPYTHONDIR": str(scratch / "IPYTHON"), "JUPYTER_PREFER_ENV_PATH": "1"}
    token = secrets.token_hex(16)
    process = subprocess.Popen(
        [*words, *server_options(token)],
        cwd=scratch,
        env=os.environ | own | more,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield wait_for_address(scratch / "RUNTIME", process), token
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_address(runtime: Path, process: subprocess.Popen[Any]) -> str:
    """Wait until the server listens where it has noted that it will."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        for noted in runtime.glob("jpserver-*.json"):
            try:
                about = json.loads(noted.read_text())
                socket.create_connection((about["hostname"], about["port"]), 1).close()
                return str(about["url"])
            except (ValueError, OSError):
                continue  # it is being written, or the port is not open yet
        time.sleep(0.1)
    raise RuntimeError("Jupyter did not start: run `jwt-lessons` by hand to see why")


def clear_outputs(path: Path) -> None:
    """Leave the copy as if nobody had run it yet."""
    book = read(path)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(book, path)


def wait_for_save(page: Page, path: Path) -> NotebookNode | None:
    """Wait for one save to arrive; two at once would make JupyterLab ask which one to keep."""
    for _ in range(SAVE_TENTHS):
        page.wait_for_timeout(100)
        try:
            book = read(path)
        except NotJSONError:
            continue  # it is being written
        code = [cell for cell in book.cells if cell.cell_type == "code"]
        shows = [(cell.id, kind, text) for cell in code for kind, text in outputs(cell)]
        assert [one for one in shows if one[1] == "error"] == []
        if all(cell.execution_count for cell in code) and code[-1].outputs:
            return book
    return None


def run_all_cells(page: Page) -> None:
    """Choose Run All Cells as soon as there is a kernel."""
    expect(page.get_by_text(KERNEL_IDLE)).to_be_visible(
        timeout=60_000
    )  # what is run before that is lost
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def save_when_done(page: Page, path: Path) -> NotebookNode:
    """Save until everything has run, and return what was saved."""
    deadline = time.monotonic() + LESSON_TIMEOUT
    while time.monotonic() < deadline:
        page.wait_for_timeout(1_000)
        if page.get_by_text(KERNEL_IDLE).count():
            page.keyboard.press("Control+s")
            if book := wait_for_save(page, path):
                return book
    pytest.fail("not all cells had run in time")


OPEN = """path =>
  window.jupyterapp.commands.execute("docmanager:open", { path }).then(() => {})"""
CHOOSE_THEME = """theme =>
  window.jupyterapp.commands.execute("apputils:change-theme", { theme }).then(() => {})"""
CLOSE_ALL = """async () => {
  for (const widget of [...window.jupyterapp.shell.widgets("main")]) {
    await widget.context?.sessionContext?.shutdown();
    widget.dispose();
  }
}"""


def open_document(page: Page, path: str) -> None:
    """Open a document in the JupyterLab that the page shows; it is not loaded again."""
    page.evaluate(OPEN, path)


def choose_theme(page: Page, theme: str) -> None:
    """Choose "Light" or "Dark"."""
    page.evaluate(CHOOSE_THEME, f"JupyterLab {theme}")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", f"JupyterLab {theme}")


def close_documents(page: Page) -> None:
    """Close every document without saving it, and end its kernel."""
    page.evaluate(CLOSE_ALL)
