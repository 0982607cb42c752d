"""A real JupyterLab as the README's command opens it, ended with all its kernels."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.store import ROOT

START_SECONDS = 60.0
FOR_TEACHERS = {
    "@jupyter-notebook/lab-extension": True,
    "@jupyter-widgets/jupyterlab-manager": True,
    "@jupyter/nbgrader": True,
}
"""What nbgrader brings into JupyterLab, and a learner does not have."""


def command() -> list[str]:
    """Return the README's first command, without what installs it."""
    page = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"^    python3 .* run --no-active (.*)$", page, re.MULTILINE)
    assert found
    name, *words = found[1].split()
    path = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert path, f"{name} is not installed"
    return [path, *words]


def settings(token: str) -> list[str]:
    """Return the options that keep JupyterLab to this machine, and to itself."""
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        f"--IdentityProvider.token={token}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        *root,
    ]


@contextmanager
def running(scratch: Path) -> Iterator[tuple[str, str, Path]]:
    """Start it; yield its address, its token, and the folder that it fills with copies."""
    folder = scratch / "work"
    off = scratch / "CONFIG" / "labconfig" / "page_config.json"
    off.parent.mkdir(parents=True)
    off.write_text(json.dumps({"disabledExtensions": FOR_TEACHERS}))
    own = {f"JUPYTER_{kind}_DIR": str(scratch / kind) for kind in ("RUNTIME", "CONFIG", "DATA")}
    own |= {"IPYTHONDIR": str(scratch / "IPYTHON"), "JUPYTER_PREFER_ENV_PATH": "1"}
    token = secrets.token_hex(16)
    process = subprocess.Popen(
        [*command(), "--work", str(folder), *settings(token)],
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield address(scratch / "RUNTIME", process), token, folder
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def address(runtime: Path, process: subprocess.Popen[Any]) -> str:
    """Wait until the server has noted where it listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for noted in runtime.glob("jpserver-*.json"):
            try:
                return str(json.loads(noted.read_text())["url"])
            except ValueError:
                continue  # it is being written
        time.sleep(0.1)
    raise RuntimeError("JupyterLab did not start: run `jwt-lessons` by hand to see why")
