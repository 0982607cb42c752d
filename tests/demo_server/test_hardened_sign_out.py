"""Signing out of the hardened server, and what a restart remembers of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from time_machine import Traveller

from demo_server.notebook.client import Client
from demo_server.notebook.live import LiveServer
from tests.conftest import FAST_ARGON2
from tests.helpers.client import ALICE, cookies, temp


@pytest.fixture
def visitor(hardened: LiveServer, visit: Callable[[LiveServer], Client]) -> Client:
    return visit(hardened)


def test_a_signed_out_token_is_dead_for_whoever_kept_it(visitor: Client) -> None:
    token = visitor.sign_in(*ALICE).cookies["access_token"]
    assert visitor.post("/sign_out").json() == {"result": "success"}
    assert temp(visitor, access_token=token).status_code == 401


@pytest.mark.parametrize("path", ["/sign_out", "/sign_out_everywhere"])
def test_signing_out_clears_both_cookies(visitor: Client, path: str) -> None:
    visitor.sign_in(*ALICE)
    assert len(visitor.cookies) == 2
    ended = ["Expires=Thu, 01 Jan 1970 00:00:00 GMT", "HttpOnly", "Max-Age=0"]
    assert cookies(visitor.post(path)) == {
        "access_token": [*ended, "Path=/", "SameSite=Lax"],
        "refresh_token": [*ended, "Path=/refresh", "SameSite=Lax"],
    }
    assert len(visitor.cookies) == 0


@pytest.mark.parametrize("cookie", [None, "access_token=", "access_token=nonsense", "x=1"])
def test_signing_out_without_a_good_token_does_no_harm(visitor: Client, cookie: str | None) -> None:
    answer = visitor.post("/sign_out", headers={"Cookie": cookie} if cookie else {})
    assert (answer.status_code, answer.json()) == (200, {"result": "success"})


def test_signing_out_twice_with_one_token_does_no_harm(visitor: Client) -> None:
    cookie = {"Cookie": f"access_token={visitor.sign_in(*ALICE).cookies['access_token']}"}
    visitor.cookies.clear()
    answers = [visitor.post("/sign_out", headers=cookie) for _ in range(2)]
    assert [answer.json() for answer in answers] == [{"result": "success"}] * 2
    assert visitor.get("/temp", headers=cookie).status_code == 401


def test_signing_out_ends_one_token_and_not_the_other_device_s(visitor: Client) -> None:
    laptop, phone = (visitor.sign_in(*ALICE).cookies["access_token"] for _ in range(2))
    visitor.cookies.clear()
    visitor.post("/sign_out", headers={"Cookie": f"access_token={laptop}"})
    assert temp(visitor, access_token=laptop).status_code == 401
    assert temp(visitor, access_token=phone).json() == {"msg": "Hello, alice."}


def test_a_revoked_token_is_remembered_no_longer_than_it_would_have_lived(
    clock: Traveller, hardened: LiveServer, visitor: Client
) -> None:
    for _ in range(3):
        visitor.sign_in(*ALICE)
        visitor.post("/sign_out")
    clock.shift(1_209_600)  # no token of those sessions lives any more
    visitor.sign_in(*ALICE)
    visitor.post("/sign_out")
    with closing(sqlite3.connect(hardened.database)) as db:
        assert db.execute("SELECT count(*) FROM revoked").fetchone() == (1,)


def test_a_restart_keeps_people_signed_in_and_signed_out_tokens_dead(
    tmp_path: Path, visit: Callable[[LiveServer], Client]
) -> None:
    settings = FAST_ARGON2 | {"DATABASE": str(tmp_path / "users.sqlite")}
    with LiveServer("hardened", process=False, settings=settings) as first:
        visitor = visit(first)
        visitor.sign_up("alice", "correct horse")
        kept, ended = (visitor.sign_in(*ALICE).cookies["access_token"] for _ in range(2))
        visitor.post("/sign_out")
    with LiveServer("hardened", process=False, settings=settings) as second:
        visitor = visit(second)
        assert temp(visitor, access_token=kept).json() == {"msg": "Hello, alice."}
        assert temp(visitor, access_token=ended).status_code == 401


def test_another_server_s_token_is_refused_though_the_user_has_the_same_id(
    visitor: Client, visit: Callable[[LiveServer], Client]
) -> None:
    token = visitor.sign_in(*ALICE).cookies["access_token"]
    with LiveServer("hardened", process=False, settings=FAST_ARGON2) as other:
        assert temp(visit(other), access_token=token).status_code == 401
    assert temp(visitor, access_token=token).status_code == 200
