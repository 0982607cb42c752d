"""The published server: its routes, what it gets right, and that it stays on this machine."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest

from demo_server import create_app
from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS, LiveServer
from tests.helpers.client import ALICE, temp

KEY = "ROLLINGDEV"
FLASK = [sys.executable, "-m", "flask", "--app", 'demo_server:create_app("published")', "run"]


@pytest.fixture
def visitor(published: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(published)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/", 200, ""),
        ("POST", "/", 405, "GET, HEAD, OPTIONS"),
        ("GET", "/sign_up", 405, "OPTIONS, POST"),
        ("GET", "/sign_in", 405, "OPTIONS, POST"),
        ("GET", "/temp", 302, ""),
        ("POST", "/temp", 405, "GET, HEAD, OPTIONS"),
        ("POST", "/refresh", 404, ""),
        ("POST", "/sign_out", 404, ""),
        ("POST", "/sign_out_everywhere", 404, ""),
        ("GET", "/.well-known/jwks.json", 404, ""),
    ],
)
def test_the_route_table_holds(
    visitor: Client, method: str, path: str, status: int, allow: str
) -> None:
    answer = visitor.request(method, path)
    allowed = ", ".join(sorted(filter(None, answer.headers.get("Allow", "").split(", "))))
    assert (answer.status_code, allowed) == (status, allow)


def test_the_page_has_the_form_the_sign_out_button_and_a_link_to_the_protected_page(
    visitor: Client,
) -> None:
    page = visitor.get("/").text
    assert '<form id="sign-in" method="post" action="/sign_in"' in page
    assert set(re.findall(r'name="(\w+_give)"', page)) == {"id_give", "pw_give"}
    assert 'id="sign-out"' in page
    assert '<a href="/temp">' in page


def test_who_signs_up_can_sign_in_and_open_the_protected_page(visitor: Client) -> None:
    signed_up = visitor.sign_up("dave", "battery staple")
    assert (signed_up.status_code, signed_up.json()) == (200, {"result": "success"})
    signed_in = visitor.sign_in("dave", "battery staple")
    assert signed_in.status_code == 200
    assert signed_in.json().keys() == {"result", "token"}
    answer = temp(visitor, mytoken=signed_in.json()["token"])
    assert (answer.status_code, answer.json()) == (200, {"msg": "Hello, dave."})


@pytest.mark.parametrize("name", DEMO_USERS)
def test_each_demo_user_can_sign_in(visitor: Client, name: str) -> None:
    assert visitor.sign_in(name, DEMO_USERS[name]).json()["result"] == "success"


def test_a_second_sign_up_with_one_id_changes_nothing(visitor: Client) -> None:
    taken = visitor.sign_up("alice", "another password")
    assert taken.json() == {"result": "fail", "msg": "This id is taken."}
    assert visitor.sign_in("alice", "another password").json()["result"] == "fail"
    assert visitor.sign_in(*ALICE).json()["result"] == "success"


@pytest.mark.parametrize("path", ["/sign_up", "/sign_in"])
@pytest.mark.parametrize("form", [{}, {"id_give": "x"}, {"pw_give": "x"}], ids=str)
def test_a_missing_field_is_a_bad_request(visitor: Client, path: str, form: dict[str, str]) -> None:
    assert visitor.post(path, data=form).status_code == 400


def test_wrong_id_and_wrong_password_get_one_answer(visitor: Client) -> None:
    answers = [visitor.sign_in("nobody", "correct horse"), visitor.sign_in("alice", "nonsense")]
    assert [answer.json()["msg"] for answer in answers] == ["Wrong id or password."] * 2
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("quote", ["' OR '1'='1", "alice' --", 'alice"; DROP TABLE users; --'])
def test_an_id_is_never_read_as_sql(visitor: Client, quote: str) -> None:
    assert visitor.sign_in(quote, "nonsense").json()["msg"] == "Wrong id or password."
    assert visitor.sign_in(*ALICE).json()["result"] == "success"


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [("", "none"), (KEY, "HS384"), (KEY, "HS512"), ("some other key", "HS256")],
)
@pytest.mark.filterwarnings("ignore:The HMAC key is")
def test_a_token_of_another_algorithm_or_key_is_sent_home(
    visitor: Client, key: str, algorithm: str
) -> None:
    token = jwt.encode({"id": "alice", "exp": time.time() + 60}, key, algorithm=algorithm)
    answer = temp(visitor, mytoken=token)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "2001:db8::7"])
def test_no_other_machine_gets_an_answer(tmp_path: Path, address: str) -> None:
    app = create_app("published", {"DATABASE": str(tmp_path / "users.sqlite")})
    there = {"REMOTE_ADDR": address}
    for own in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):  # the last where a server listens on ::
        here = {"REMOTE_ADDR": own}
        assert app.test_client().get("/", environ_overrides=here).status_code == 200
    answer = app.test_client().get("/", environ_overrides=there)
    assert answer.status_code == 403
    assert "weak on purpose: it answers this machine only." in answer.text


def test_behind_a_proxy_it_looks_at_who_is_connected_and_not_at_what_is_forwarded(
    tmp_path: Path,
) -> None:
    app = create_app("published", {"DATABASE": tmp_path / "users.sqlite", "PROXIES": 1})
    by_proxy = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Prefix": "/proxy/5000"}
    here, there = ({"REMOTE_ADDR": remote} for remote in ("127.0.0.1", "192.0.2.7"))
    answer = app.test_client().get("/", headers=by_proxy, environ_overrides=here)
    assert answer.status_code == 200
    assert 'href="/proxy/5000/temp"' in answer.text
    forged = {"X-Forwarded-For": "127.0.0.1"}
    answer = app.test_client().get("/", headers=forged, environ_overrides=there)
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "demo.example"])  # noqa: S104
def test_flask_run_refuses_to_listen_beyond_this_machine(tmp_path: Path, host: str) -> None:
    environment = os.environ | {"DEMO_SERVER_DATABASE": str(tmp_path / "users.sqlite")}
    ended = subprocess.run(
        [*FLASK, "--host", host, "--port", "0"],
        capture_output=True, text=True, timeout=20, env=environment,
    )  # fmt: skip
    assert ended.returncode != 0
    assert f"The published version is weak on purpose: {host} can't be its address." in ended.stderr
    assert "Running on" not in ended.stdout + ended.stderr
