"""The server without sockets: the same answers as with them, and nothing that needs a thread."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS
from demo_server.notebook.live.browser import FlaskAdapter, InBrowser
from demo_server.notebook.live.demo_app import build_app
from demo_server.notebook.live.runners import InThread, Runner
from tests.conftest import FAST_ARGON2

pytestmark = pytest.mark.oldest

PRIVATE = "/private"
SERVED_ALIKE = {"Date", "Server", "Connection"}
"""Headers of a server that listens: they are not the application's."""
ALICE = ("alice", DEMO_USERS["alice"])


@pytest.fixture(params=["published", "hardened"])
def runners(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Runner, Runner]]:
    """Run the same application in both ways."""
    settings = {"DATABASE": str(tmp_path / "one.sqlite")}
    more = FAST_ARGON2 if request.param == "hardened" else {}
    app = build_app(request.param, settings | more, PRIVATE, seeded=True)
    both = InThread(app), InBrowser(app)
    yield both
    for one in both:
        one.stop()
    app.extensions["demo_server"].close()  # Windows deletes no open file


@pytest.fixture
def clients(runners: tuple[Runner, Runner]) -> Iterator[list[Client]]:
    """Give a visitor of each; the second one's requests reach no socket."""
    found = [Client(f"http://127.0.0.1:{one.port}") for one in runners]
    found[1].mount("http://", FlaskAdapter())
    yield found
    for one in found:
        one.close()


def told(answer: requests.Response) -> tuple[object, ...]:
    """Return what a lesson can see of an answer, but for values that are drawn each time."""
    names = sorted(set(answer.headers) - SERVED_ALIKE - {"Content-Length"})
    cookies = [line.partition("=")[0] for line in answer.raw.headers.getlist("Set-Cookie")]
    kept = sorted(answer.cookies.keys())
    return answer.status_code, answer.reason, names, cookies, kept, answer.headers.get("Location")


def test_each_answer_is_what_a_server_that_listens_sends(clients: list[Client]) -> None:
    for ask in (
        lambda client: client.get("/"),
        lambda client: client.get("/temp"),
        lambda client: client.sign_in("alice", "wrong horse"),
        lambda client: client.sign_in(*ALICE),
        lambda client: client.get("/temp?a=1&b=%20", headers={"Accept": "text/html"}),
        lambda client: client.get("/", headers={"Host": "elsewhere.example"}),
        lambda client: client.options("/temp"),
        lambda client: client.post("/sign_in", data=b"\xff", headers={"Content-Type": "a/b"}),
        lambda client: client.post("/sign_out"),
        lambda client: client.get("/nowhere"),
    ):
        listening, in_browser = map(ask, clients)
        assert told(in_browser) == told(listening)


def test_a_page_arrives_whole_and_a_cookie_comes_back(clients: list[Client]) -> None:
    style = [client.get("/static/page.css").content for client in clients]
    assert style[0] == style[1] != b""
    answer = clients[1].sign_in(*ALICE)
    if "token" in answer.json():
        clients[1].cookies.set("mytoken", answer.json()["token"])
    assert "Hello, alice." in clients[1].get("/temp").text


def test_nobody_answers_after_the_end(
    runners: tuple[Runner, Runner], clients: list[Client]
) -> None:
    runners[1].stop()
    with pytest.raises(requests.ConnectionError, match="no server at 127"):
        clients[1].get("/")


def test_no_other_host_s_address_reaches_it(runners: tuple[Runner, Runner]) -> None:
    with requests.Session() as session:
        session.mount("http://", FlaskAdapter())
        assert session.get(f"http://localhost:{runners[1].port}/").status_code == 200
        with pytest.raises(requests.ConnectionError, match="no server at elsewhere"):
            session.get(f"http://elsewhere.example:{runners[1].port}/")


def test_a_picture_stands_where_the_page_would(runners: tuple[Runner, Runner]) -> None:
    frame, picture = (one.page("published", 640) for one in runners)
    assert repr(picture) == repr(frame)
    html = picture._repr_html_()
    assert '<img alt="The page after the sign-in' in html
    assert 'src="data:image/png;base64,iVBOR' in html
    assert "iframe" not in html


WITHOUT_THREADS = """
import os, sys, threading
sys.modules["fcntl"] = None
del os.link
def refuse(*_arguments):
    raise RuntimeError("can't start new thread")
threading.Thread.start = refuse
import demo_server.app
from demo_server.notebook.client import Client  # which asks for a browser's own requests
sys.platform = "emscripten"
from demo_server.notebook import live
for version in ("published", "hardened"):
    with live.start(version) as server:
        for password in ("wrong", "correct horse"):
            print(Client(server.url).sign_in("alice", password).json()["result"])
        print(len(server.log()), server.database.with_suffix(".key").exists())
    try:
        server.log()
    except live.LiveError as error:
        print(error)
"""


def test_both_versions_run_where_no_thread_starts_and_no_socket_opens() -> None:
    warnings = ["error", "ignore::DeprecationWarning:demo_server.published"]  # its weakness 16
    command = [sys.executable, *(f"-W{one}" for one in warnings), "-c", WITHOUT_THREADS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    gone = 'This server is stopped: start it with live.start("{}").'
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        *("fail", "success", "2 False", gone.format("published")),
        *("fail", "success", "2 True", gone.format("hardened")),
    ]
