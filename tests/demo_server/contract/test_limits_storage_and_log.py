"""Limits, storage and log; what needs a real server stands in tests/demo_server/adversarial."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from demo_server import create_app, database
from demo_server.config import ConfigError
from tests.conftest import FAST_ARGON2
from tests.demo_server.contract.conftest import FORM, Make, bearer, last, sign_in, token


def test_a_body_is_16_kb_and_a_token_2_kb_at_most(client: FlaskClient) -> None:
    assert client.post("/sign_in", data=b"a" * 16_385).status_code == 413
    assert client.get("/temp", headers=bearer("a" * 2_049)).status_code == 401


def test_sign_in_attempts_are_limited_per_user_and_address_with_retry_after_and_no_lock_out(
    client: FlaskClient, clock: Traveller
) -> None:
    wrong = FORM | {"pw_give": "a wrong password"}
    answers = [client.post("/sign_in", data=wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.post("/sign_in", data=FORM, environ_base=elsewhere).status_code == 200
    clock.shift(60)
    assert sign_in(client).status_code == 200


def test_sqlite_in_the_instance_folder_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("flask.Flask.auto_find_instance_path", lambda _self: str(tmp_path / "i"))
    create_app("hardened", FAST_ARGON2)
    assert sorted(path.name for path in (tmp_path / "i").iterdir()) == [
        "hardened.key",
        "hardened.sqlite",
    ]


def test_wal_and_a_busy_timeout(app: Flask) -> None:
    with database.connect(app.config["DATABASE"]) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA busy_timeout").fetchone() == (2_000,)


def test_the_database_is_its_owner_s_alone(app: Flask) -> None:
    assert app.config["DATABASE"].stat().st_mode & 0o077 == 0


def test_memory_is_never_shared_by_accident(make: Make) -> None:
    with pytest.raises(ConfigError, match="DATABASE must be a file"):
        make(DATABASE=":memory:")


def test_a_restart_keeps_people_signed_in_and_signed_out_tokens_dead(
    make: Make, app: Flask
) -> None:
    kept, ended = (token(sign_in(app.test_client())) for _ in range(2))
    app.test_client().post("/sign_out", headers=bearer(ended))
    again = make().test_client()
    assert again.get("/temp", headers=bearer(kept)).status_code == 200
    assert again.get("/temp", headers=bearer(ended)).status_code == 401


def test_a_missing_database_is_503_with_a_plain_answer_and_the_server_recovers(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    path: Path = app.config["DATABASE"]
    path.rename(path.with_suffix(".aside"))
    answer = client.get("/temp")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    path.with_suffix(".aside").rename(path)
    assert client.get("/temp").status_code == 200


def test_one_line_a_request_with_time_method_path_status_milliseconds_user_and_reason(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "demo_server.request_log")
    sign_in(client, query_string={"pw_give": "correct horse"})
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


def test_never_a_token_a_password_or_a_key_wherever_they_were_put(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level("DEBUG")
    text = token(sign_in(client))
    client.get(f"/{text}")
    client.get(f"/temp?token={text}", headers=bearer(text))
    client.get(f"/a/{text}/b", headers={"User-Agent": text})
    client.post("/sign_in", data={"id_give": "correct horse", "pw_give": text})
    told = caplog.text
    assert "(a token)" in told
    key = (tmp_path / "hardened.key").read_bytes()
    hidden = [text, *text.split("."), "correct horse", key.hex()]
    assert [secret for secret in hidden if secret in told] == []


def test_control_characters_are_escaped(app: Flask, client: FlaskClient) -> None:
    client.get("/a%1b%5b31mred%0d%0aforged")
    assert last(app).path == r"/a\u001b[31mred\r\nforged"


def test_the_database_holds_no_token_and_no_password(app: Flask, client: FlaskClient) -> None:
    text = token(sign_in(client))
    client.post("/refresh")
    client.post("/sign_out")
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        dump = "".join(db.iterdump())
    assert "alice" in dump
    assert not any(secret in dump for secret in ("correct horse", *text.split(".")))
