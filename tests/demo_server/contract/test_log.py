"""The log, as promised."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.adversarial.target import KEY
from tests.demo_server.contract.conftest import (
    PASSWORD,
    Make,
    bearer,
    last,
    sign_in,
    sign_up,
    token,
)


def test_one_line_a_request_with_time_method_path_status_milliseconds_address_user_and_reason(
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
        "address": "127.0.0.1",
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
    assert (last(app).user, last(app).reason) == ("alice", "WrongCredentials")
    sign_up(client)
    assert (last(app).user, last(app).reason) == ("", "IdTaken")
    sign_in(client)
    assert logged("GET", "/") == ("alice", "")
    assert logged("GET", "/temp") == ("alice", "")
    assert logged("POST", "/refresh") == ("alice", "")
    kept = bearer(token(sign_in(client)))
    assert logged("POST", "/sign_out") == ("alice", "")
    assert logged("POST", "/sign_out") == ("", "MissingTokenError")
    assert logged("POST", "/sign_out", **kept) == ("alice", "")
    assert logged("POST", "/sign_out_everywhere", **kept) == ("", "RevokedTokenError")


def test_who_was_tried_is_named_but_what_is_no_account_only_by_a_keyed_digest(
    make: Make, app: Flask, client: FlaskClient
) -> None:
    def tried(server: Flask, user_id: str) -> str:
        sign_in(server.test_client(), user_id, "wrong horse")
        return last(server).user

    assert tried(app, " ALICE") == "alice"
    typed = tried(app, PASSWORD)  # a person took one field for the other
    assert re.fullmatch("unknown [0-9a-f]{12}", typed)
    assert tried(make(), f" {PASSWORD.upper()}") == typed  # the same after a restart
    assert tried(app, "wooden teapot") != typed
    elsewhere = make(DATABASE=app.config["DATABASE"].with_name("other.sqlite"))
    assert tried(elsewhere, PASSWORD) not in (typed, PASSWORD)
    for _ in range(6):
        tried(app, "alice")
    assert (last(app).user, last(app).reason) == ("alice", "RateLimitExceeded")


def test_the_address_is_the_client_s_behind_a_proxy_too(make: Make, app: Flask) -> None:
    through = {"X-Forwarded-For": "2001:db8::7"}
    app.test_client().get("/", headers=through)
    assert last(app).address == "127.0.0.1"
    proxied = make(PROXIES=1)
    proxied.test_client().get("/", headers=through)
    assert last(proxied).address == "2001:db8::7"


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
