"""Storage, as promised."""

import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from unittest.mock import patch

import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from demo_server import create_app, database
from demo_server.config import ConfigError
from demo_server.database import Database
from demo_server.hardened.store import SCHEMA
from tests.conftest import FAST_ARGON2
from tests.demo_server.contract.conftest import (
    MONTH,
    PASSWORD,
    SUCCESS,
    Make,
    last,
    said,
    sign_in,
    token,
)

BUSY = (503, {"result": "fail", "msg": "The database can't be used now: try again in a moment."})


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
    with app.extensions["demo_server"].users.database.connect() as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA busy_timeout").fetchone() == (2_000,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes: the folder protects it")
def test_the_database_is_its_owner_s_alone(app: Flask) -> None:
    assert app.config["DATABASE"].stat().st_mode & 0o077 == 0


def test_a_connection_is_kept_and_opened_anew_where_the_file_is_another_one(
    make: Make, app: Flask, client: FlaskClient
) -> None:
    path = Path(app.config["DATABASE"])
    sign_in(client)
    with patch("sqlite3.connect", wraps=sqlite3.connect) as connect:
        assert [client.get("/temp").status_code for _ in range(5)] == [200] * 5
        assert not connect.called
        path.rename(path.with_suffix(".away"))
        Database(path, SCHEMA).close()
        assert client.get("/temp").status_code == 401  # nobody is called alice there
        path.with_suffix(".away").replace(path)
        assert client.get("/temp").status_code == 200
        assert len(app.extensions["demo_server"].users.database._idle) == 1


def test_no_connection_is_open_when_the_application_is_made_so_that_a_server_may_fork(
    make: Make,
) -> None:
    """SQLite: a connection must not be carried across a fork."""
    assert not make().extensions["demo_server"].users.database._idle


def test_a_file_that_was_written_over_is_not_told_from_memory(
    app: Flask, client: FlaskClient
) -> None:
    path = Path(app.config["DATABASE"])
    sign_in(client)
    assert client.get("/temp").status_code == 200
    good = path.read_bytes()
    path.write_bytes(b"no database" * 1_000)
    assert said(client.get("/temp")) == BUSY
    assert last(app).reason == "DatabaseError"
    path.write_bytes(good)  # a backup
    assert client.get("/temp").status_code == 200


def test_threads_take_turns_at_writing_and_wait_no_longer_than_for_another_process(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite's own way to wait is left to chance: of thirty who come at once, some wait in vain."""
    users = app.extensions["demo_server"].users
    inside, most = [0], [0]

    def write(number: int) -> None:
        with users.database.write() as db:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            db.execute("UPDATE users SET version = version + 1")
            inside[0] -= 1

    before = users.get("alice").version
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))
    assert (most, users.get("alice").version) == ([1], before + 24)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    with users.database.write(), pytest.raises(sqlite3.OperationalError, match="is locked"):
        users.revoke_all_sessions("alice")


def test_an_error_leaves_no_half_of_a_change_behind(app: Flask) -> None:
    database = app.extensions["demo_server"].users.database
    with suppress(ZeroDivisionError), database.write() as db:
        db.execute("DELETE FROM users")
        _ = 1 / 0
    assert app.extensions["demo_server"].users.get("alice")


def test_memory_is_never_shared_by_accident(make: Make) -> None:
    with pytest.raises(ConfigError, match="DATABASE must be a file"):
        make(DATABASE=":memory:")


def test_a_missing_database_is_503_with_a_plain_answer_and_the_server_recovers(
    app: Flask, client: FlaskClient
) -> None:
    path = Path(app.config["DATABASE"])
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.rename(path.with_suffix(".away"))
    answer = sign_in(client)
    assert said(answer) == BUSY
    assert answer.headers["Retry-After"] == "1"
    assert last(app).reason == "OperationalError"
    assert not path.exists()
    path.with_suffix(".away").rename(path)
    assert said(sign_in(client)) == SUCCESS


def test_a_locked_or_broken_database_is_503_too(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    sign_in(client)
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        db.execute("BEGIN IMMEDIATE")
        assert said(client.post("/sign_out_everywhere")) == BUSY
        assert client.get("/temp").status_code == 200
    assert said(client.post("/sign_out_everywhere")) == SUCCESS
    for name in app.config["DATABASE"].parent.glob("hardened.sqlite-*"):
        name.unlink()
    app.config["DATABASE"].write_bytes(b"no database" * 1_000)
    assert said(sign_in(client)) == BUSY
    assert last(app).reason == "DatabaseError"


def test_the_database_holds_no_token_and_no_password(app: Flask, client: FlaskClient) -> None:
    text = token(sign_in(client))
    client.post("/refresh")
    client.post("/sign_out")
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        dump = "".join(db.iterdump())
    assert "alice" in dump
    assert not any(secret in dump for secret in (PASSWORD, *text.split(".")))


def test_an_address_is_forgotten_a_month_after_its_last_sign_in(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    sign_in(client)
    clock.shift(MONTH)
    sign_in(app.test_client(), environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
    with app.extensions["demo_server"].users.database.connect() as db:
        assert db.execute("SELECT address FROM sign_ins").fetchall() == [("192.0.2.1",)]


def test_what_is_closed_holds_no_file_and_makes_no_hash(app: Flask, client: FlaskClient) -> None:
    services, path = app.extensions["demo_server"], app.config["DATABASE"]
    sign_in(client)
    assert str(path) in {file.path for file in psutil.Process().open_files()}
    services.close()
    assert str(path) not in {file.path for file in psutil.Process().open_files()}
    with pytest.raises(RuntimeError, match="shutdown"):
        services.passwords.hash(PASSWORD)
