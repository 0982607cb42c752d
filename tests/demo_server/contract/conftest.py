"""A hardened application, its clients, and what it has logged, all under a stopped clock."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller
from werkzeug.test import TestResponse

from demo_server import create_app
from demo_server.request_log import Entry
from tests.conftest import FAST_ARGON2
from tests.demo_server.adversarial.forging import Forger
from tests.demo_server.adversarial.target import AUDIENCE, KEY

PASSWORD = "correct horse"
"""That of alice, who has signed up with ``app``."""
SUCCESS = (200, {"result": "success"})
WRONG = (401, {"result": "fail", "msg": "Wrong id or password."})
PLEASE = (401, {"result": "fail", "msg": "Please sign in."})
CHALLENGE = 'Bearer realm="demo-server"'
INVALID = f'{CHALLENGE}, error="invalid_token"'
PAGE_LOAD = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What a browser accepts where it loads a page, or sends a form without a script."""
DAY = 86_400
FORTNIGHT = 14 * DAY
MONTH = 30 * DAY
Make = Callable[..., Flask]


@pytest.fixture
def make(tmp_path: Path, clock: Traveller) -> Make:
    """Make an application on this test's database and under KEY, with settings of its own."""
    own_file = {"DATABASE": tmp_path / "hardened.sqlite"}
    usual = FAST_ARGON2 | own_file | {"SECRET_KEY": KEY, "AUDIENCE": AUDIENCE}
    return lambda **own: create_app("hardened", usual | own)


@pytest.fixture
def app(make: Make) -> Flask:
    made = make()
    assert said(sign_up(made.test_client())) == SUCCESS
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def forger(app: Flask) -> Forger:
    """Somebody who signs any header and payload with the key of ``app``."""
    services = app.extensions["demo_server"]
    return Forger(services.keys.current.kid, services.users.get("alice").version)


def sign_up(
    client: FlaskClient, user_id: str = "alice", password: str = PASSWORD, **more: Any
) -> TestResponse:
    return client.post("/sign_up", data={"id_give": user_id, "pw_give": password}, **more)


def sign_in(
    client: FlaskClient, user_id: str = "alice", password: str = PASSWORD, **more: Any
) -> TestResponse:
    return client.post("/sign_in", data={"id_give": user_id, "pw_give": password}, **more)


def said(answer: TestResponse) -> tuple[int, Any]:
    return answer.status_code, answer.json


def refusal(text: str) -> tuple[int, Any]:
    """Return what ``said`` gives for a form that is refused with this text."""
    return 400, {"result": "fail", "msg": text}


def pair(app: Flask, user_id: str = "alice") -> tuple[str, str]:
    """Sign in with a new client, and return its access and its refresh token."""
    answer = sign_in(app.test_client(), user_id)
    return token(answer), token(answer, "refresh_token")


def statuses(app: Flask, tokens: tuple[str, str]) -> tuple[int, int]:
    """Return how a pair is answered; the refresh token is used up by it."""
    return opened(app, tokens[0]), refreshed(app, tokens[1]).status_code


def cookies(answer: TestResponse) -> dict[str, str]:
    """Return each cookie that an answer sets: name and value, then its attributes, by its name."""
    lines = answer.headers.getlist("Set-Cookie")
    return {line.partition("=")[0]: line for line in lines}


def token(answer: TestResponse, name: str = "access_token") -> str:
    return cookies(answer)[name].partition("=")[2].partition(";")[0]


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def opened(app: Flask, text: str) -> int:
    """Return the status with which a token is answered."""
    return app.test_client().get("/temp", headers=bearer(text)).status_code


def refreshed(app: Flask, text: str) -> TestResponse:
    """Return the answer to a refresh token."""
    return app.test_client().post("/refresh", headers=bearer(text))


def last(app: Flask) -> Entry:
    """Return the newest entry of the log."""
    entry: Entry = app.extensions["demo_server_log"][-1]
    return entry
