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

FORM = {"id_give": "alice", "pw_give": "correct horse"}
Make = Callable[..., Flask]


@pytest.fixture
def make(tmp_path: Path, clock: Traveller) -> Make:
    """Make an application on this test's database, with settings of its own."""
    return lambda **own: create_app(
        "hardened", FAST_ARGON2 | {"DATABASE": tmp_path / "hardened.sqlite"} | own
    )


@pytest.fixture
def app(make: Make) -> Flask:
    made = make()
    assert made.test_client().post("/sign_up", data=FORM).status_code == 200
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def sign_in(client: FlaskClient, **more: Any) -> TestResponse:
    return client.post("/sign_in", data=FORM, **more)


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


def last(app: Flask) -> Entry:
    """Return the newest entry of the log."""
    entry: Entry = app.extensions["demo_server_log"][-1]
    return entry
