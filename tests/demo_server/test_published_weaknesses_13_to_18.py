"""The rest of the published server's numbered weaknesses, shown over HTTP."""

import inspect
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import jwt
import pytest
from time_machine import Traveller

import demo_server.published
from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import NOW
from tests.helpers.client import ALICE, temp

HELLO = {"msg": "Hello, alice."}
WRONG = {"result": "fail", "msg": "Wrong id or password."}


@pytest.fixture
def visitor(published: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(published)


def test_weakness_13_a_failure_is_answered_with_200(visitor: Client) -> None:
    wrong, taken = visitor.sign_in("alice", "nonsense"), visitor.sign_up("alice", "whatever")
    assert (wrong.status_code, wrong.json()) == (200, WRONG)
    assert (taken.status_code, taken.json()) == (
        200,
        {"result": "fail", "msg": "This id is taken."},
    )


def test_weakness_14_nobody_counts_the_guesses(visitor: Client) -> None:
    guesses = [visitor.sign_in("alice", f"{number:06}") for number in range(100)]
    assert {(guess.status_code, guess.json()["msg"]) for guess in guesses} == {(200, WRONG["msg"])}
    assert visitor.sign_in(*ALICE).json()["result"] == "success"


def test_weakness_15_a_deleted_user_stays_in(published: LiveServer, visitor: Client) -> None:
    token = visitor.sign_in(*ALICE).json()["token"]
    with closing(sqlite3.connect(published.database)) as db, db:
        db.execute("DELETE FROM users")
    assert visitor.sign_in(*ALICE).json() == WRONG
    assert temp(visitor, mytoken=token).json() == HELLO


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time.tzset")
def test_weakness_16_the_deprecated_utcnow_stands_between_seoul_and_a_nine_hour_bug(
    clock: Traveller, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "datetime.utcnow() + timedelta(hours=24)" in inspect.getsource(demo_server.published)
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    try:
        token = visitor.sign_in(*ALICE).json()["token"]
    finally:
        monkeypatch.undo()
        time.tzset()
    exp = jwt.decode(token, options={"verify_signature": False})["exp"]
    assert exp == NOW + 86_400  # datetime.now() would have made it NOW + 86_400 + 9 * 3_600


def test_weakness_17_is_mended_the_server_reads_what_the_page_sends(visitor: Client) -> None:
    assert 'name="id_give"' in visitor.get("/").text
    assert visitor.sign_in(*ALICE).json()["result"] == "success"
    slip = visitor.post("/sign_in", data={"ie_give": "alice", "pw_give": "correct horse"})
    assert slip.status_code == 400


def test_weakness_18_the_server_itself_knows_nobody_who_is_signed_in(
    tmp_path: Path, visit: Callable[[LiveServer], Client]
) -> None:
    settings = {"DATABASE": str(tmp_path / "users.sqlite")}
    with LiveServer("published", process=False, settings=settings) as first:
        visit(first).sign_up("alice", "correct horse")
        with closing(sqlite3.connect(first.database)) as db:
            before = list(db.iterdump())
            token = visit(first).sign_in(*ALICE).json()["token"]
            assert list(db.iterdump()) == before
    with LiveServer("published", process=False, settings=settings) as second:
        assert temp(visit(second), mytoken=token).json() == HELLO
