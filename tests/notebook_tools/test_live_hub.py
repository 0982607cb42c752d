"""live.start where a JupyterHub runs the kernel, and at home: who reaches and frames the page."""

from collections.abc import Iterator

import pytest
import requests

from demo_server.notebook import live
from demo_server.notebook.client import Client
from tests.conftest import FAST_ARGON2

PREFIX = "/user/alice/proxy/5000"
THROUGH_A_HUB = {"Host": "hub.example", "X-Forwarded-Prefix": PREFIX}


@pytest.fixture(autouse=True)
def _at_home_and_nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("JUPYTERHUB_SERVICE_PREFIX", raising=False)
    yield
    for server in live._running.values():
        server.stop()
    live._running.clear()


@pytest.fixture
def _hub(_at_home_and_nothing_left_running: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/alice/")


def ask(server: live.LiveServer) -> requests.Response:
    """Ask for the page as a browser does through a hub."""
    with Client(server.url) as visitor:
        return visitor.get("/", headers=THROUGH_A_HUB)


@pytest.mark.usefixtures("_hub")
def test_on_a_hub_both_pages_have_its_prefix_and_the_framed_one_answers_to_its_name() -> None:
    own = {"TRUSTED_HOSTS": ["localhost", "shop.example"], **FAST_ARGON2}
    for server in (live.start("published"), live.start("hardened", framed=True, **own)):
        answer = ask(server)
        assert answer.status_code == 200
        assert f'href="{PREFIX}/temp"' in answer.text


@pytest.mark.usefixtures("_hub")
def test_on_a_hub_who_does_not_ask_for_a_frame_stays_strict() -> None:
    answer = ask(live.start("hardened", **FAST_ARGON2))
    assert answer.status_code == 400
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_at_home_a_framed_server_believes_no_proxy_and_answers_to_its_own_names_only() -> None:
    assert 'href="/temp"' in ask(live.start("published")).text
    assert ask(live.start("hardened", framed=True, **FAST_ARGON2)).status_code == 400


def test_a_framed_server_lets_a_notebook_of_its_own_or_of_this_machine_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policies = set()
    for _ in range(2):
        with Client(live.start("hardened", framed=True, **FAST_ARGON2).url) as visitor:
            policies.add(visitor.get("/").headers["Content-Security-Policy"].split("; ")[-1])
        monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/alice/")  # the same on a hub
    assert policies == {"frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"}
