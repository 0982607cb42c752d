"""The log, as promised."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.adversarial.target import KEY
from tests.demo_server.contract.conftest import (
    PASSWORD,
    bearer,
    last,
    sign_in,
    sign_up,
    token,
)


def test_one_line_a_request_with_time_method_path_status_milliseconds_user_and_reason(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "demo_server.request_log")
    sign_in(client, query_string={"pw_give": PASSWORD})
    (line,) = [record.getMessage() for record in caplog.records]
    entry = json.loads(line)
    assert entry.pop("milliseconds") >= 0
    assert entry == {
        "time": "2026-01-05T09:00:00+00:00",
        "method": "POST",
        "path": "/sign_in",
        "status": 200,
        "user": "alice",
        "reason": "",
    }


def test_every_refusal_has_its_class_and_whoever_is_signed_in_a_name(
    app: Flask, client: FlaskClient
) -> None:
    def logged(method: str, path: str, **more: str) -> tuple[str, str]:
        client.open(path, method=method, headers=more)
        return last(app).user, last(app).reason

    assert logged("GET", "/temp", Accept="text/html") == ("", "MissingTokenError")
    assert logged("GET", "/nowhere") == ("", "NotFound")
    assert logged("PUT", "/temp") == ("", "MethodNotAllowed")
    sign_in(client, password="wrong horse")
    assert (last(app).user, last(app).reason) == ("", "WrongCredentials")
    sign_up(client)
    assert (last(app).user, last(app).reason) == ("", "IdTaken")
    sign_in(client)
    assert logged("GET", "/") == ("alice", "")
    assert logged("GET", "/temp") == ("alice", "")
    assert logged("POST", "/refresh") == ("alice", "")
    assert logged("POST", "/sign_out") == ("alice", "")
    assert logged("POST", "/sign_out") == ("", "MissingTokenError")


def test_never_a_token_a_password_or_a_key_wherever_they_were_put(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    text = token(sign_in(client))
    client.get(f"/{text}")
    client.get(f"/temp?token={text}", headers=bearer(text))
    client.get(f"/a/{text}/b", headers={"User-Agent": text})
    client.post("/sign_in", data={"id_give": PASSWORD, "pw_give": text})
    told = caplog.text
    assert "(a token)" in told
    hidden = [text, *text.split("."), PASSWORD, KEY.hex(), repr(KEY)[2:-1]]
    assert [secret for secret in hidden if secret in told] == []


def test_control_characters_are_escaped(app: Flask, client: FlaskClient) -> None:
    client.get("/a%1b%5b31mred%0d%0aforged")
    assert last(app).path == r"/a\u001b[31mred\r\nforged"
