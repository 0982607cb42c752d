"""What is asked of a database is listed, statement by statement, and of no other one."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from demo_server.notebook import live
from demo_server.notebook.client import Client
from demo_server.notebook.sql_log import sql_statements


def test_statements_of_connections_opened_in_the_block_are_listed(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "before")) as before:
        with sql_statements() as asked, closing(sqlite3.connect(tmp_path / "in")) as inside:
            before.execute("SELECT 1")
            inside.execute("SELECT 2")
        with closing(sqlite3.connect(tmp_path / "after")) as after:
            after.execute("SELECT 3")
    assert asked == ["SELECT 2"]


def test_a_connection_that_is_kept_stays_listed_in_any_thread(tmp_path: Path) -> None:
    with sql_statements() as asked:
        kept = sqlite3.connect(tmp_path / "kept", check_same_thread=False)
    with closing(kept):
        thread = threading.Thread(target=kept.execute, args=["SELECT 1"])
        thread.start()
        thread.join(5)
    assert asked == ["SELECT 1"]


def test_connecting_is_as_before_where_the_block_ends_in_an_error() -> None:
    connect = sqlite3.connect
    with pytest.raises(ZeroDivisionError), sql_statements():
        raise ZeroDivisionError
    assert sqlite3.connect is connect


def test_a_running_server_s_questions_are_listed() -> None:
    with sql_statements() as asked:
        client = Client(live.start("hardened").url)
        client.sign_in("alice", live.DEMO_USERS["alice"])
        asked.clear()
        assert client.get("/temp").status_code == 200
    assert [statement.split()[0] for statement in asked] == ["SELECT"]
