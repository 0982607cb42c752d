"""Behind the real jupyter-server-proxy, an old one and the newest: redirects and cookies."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask, redirect

from demo_server.notebook.live import DEMO_USERS, LiveServer
from demo_server.notebook.live.runners import InThread
from tests.browser import jupyterlab
from tests.browser.hub.conftest import fetch
from tests.conftest import FAST_ARGON2, skip_but_not_in_ci

pytestmark = pytest.mark.slow

BASE = "/user/alice"
OLD = "4.4.0"
"""The last version that leaves every Location as it is."""
STATUS = {"published": 302, "hardened": 303}


@dataclass(frozen=True)
class Proxy:
    """A running jupyter-server-proxy, and a client that its Jupyter server lets in."""

    version: str
    url: str
    client: requests.Session

    def to(self, port: int | None) -> str:
        """Return the address under which it shows what listens on a port of this machine."""
        return f"{self.url}proxy/{port}/"


def installed_apart(version: str, folder: Path) -> str:
    """Install a version of jupyter-server-proxy alone; return its folder, for PYTHONPATH."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        skip_but_not_in_ci("no uv on PATH: it installs the old jupyter-server-proxy")
    package = f"jupyter-server-proxy=={version}"
    into = ["--python", sys.executable, "--target", str(folder)]
    fetch(package, [uv, "pip", "install", "--quiet", "--no-deps", *into, package])
    return str(folder)


@pytest.fixture(scope="module", params=[OLD, "newest"])
def proxy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Start a Jupyter server with one version, under a prefix as on a hub."""
    scratch = tmp_path_factory.mktemp("jupyter")
    more = {"JUPYTER_NO_CONFIG": "1"}  # other extensions would take seconds to load
    if request.param == OLD:
        more["PYTHONPATH"] = installed_apart(OLD, scratch / "old")
    words = [sys.executable, "-m", "jupyter", "server", f"--ServerApp.base_url={BASE}/"]
    words.append("--ServerApp.jpserver_extensions={'jupyter_server_proxy': True}")
    with (
        jupyterlab.jupyter_server(words, scratch, **more) as (url, token),
        requests.Session() as client,
    ):
        client.trust_env = False
        client.headers["Accept"] = "text/html"
        client.get(url, params={"token": token}, timeout=10)
        yield Proxy(request.param, url, client)


@pytest.fixture(params=STATUS)
def server(request: pytest.FixtureRequest) -> Iterator[LiveServer]:
    settings = {} if request.param == "published" else FAST_ARGON2
    with LiveServer(request.param, process=False, settings=settings | {"PROXIES": 1}) as started:
        yield started


def test_only_the_newer_one_puts_its_prefix_in_front_of_a_location(proxy: Proxy) -> None:
    app = Flask("plain")
    app.add_url_rule("/", view_func=lambda: redirect("/there"))
    runner = InThread(app)
    try:
        answer = proxy.client.get(proxy.to(runner.port), allow_redirects=False, timeout=10)
    finally:
        runner.stop()
    newer = f"{BASE}/proxy/{runner.port}/there"
    assert answer.headers["Location"] == ("/there" if proxy.version == OLD else newer)


def test_who_is_sent_home_arrives_at_the_page(proxy: Proxy, server: LiveServer) -> None:
    home = proxy.to(urlsplit(server.url).port)
    arrived = proxy.client.get(f"{home}temp", timeout=10)
    assert [step.status_code for step in arrived.history] == [STATUS[server.version]]
    assert (arrived.status_code, arrived.url) == (200, home)
    assert 'id="sign-in"' in arrived.text


def test_the_cookies_stay_below_the_prefix_and_open_the_page(
    proxy: Proxy, server: LiveServer
) -> None:
    home = proxy.to(urlsplit(server.url).port)
    form = {"id_give": "alice", "pw_give": DEMO_USERS["alice"]}
    answer = proxy.client.post(f"{home}sign_in", data=form, timeout=10)
    paths = {one.name: one.path for one in proxy.client.cookies if one.name.endswith("_token")}
    if server.version == "published":
        assert paths == {}  # its page's script sets the one it has
        proxy.client.cookies.set("mytoken", answer.json()["token"])
    else:
        below = urlsplit(home).path
        assert paths == {"access_token": below, "refresh_token": f"{below}refresh"}
    assert "Hello, alice." in proxy.client.get(f"{home}temp", timeout=10).text
