"""Signing out, everywhere or here, refreshing, and what a restart remembers of it."""

import sqlite3
from contextlib import closing

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    PLEASE,
    SUCCESS,
    Make,
    bearer,
    cookies,
    last,
    opened,
    refreshed,
    said,
    sign_in,
    sign_up,
    token,
)

FORTNIGHT = 1_209_600


def pair(app: Flask, user_id: str = "alice") -> tuple[str, str]:
    """Sign in with a new client, and return its access and its refresh token."""
    answer = sign_in(app.test_client(), user_id)
    return token(answer), token(answer, "refresh_token")


def statuses(app: Flask, tokens: tuple[str, str]) -> tuple[int, int]:
    """Return how a pair is answered; the refresh token is used up by it."""
    return opened(app, tokens[0]), refreshed(app, tokens[1]).status_code


def revoked(app: Flask) -> int:
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        return int(db.execute("SELECT count(*) FROM revoked").fetchone()[0])


def test_signing_out_ends_this_session_for_whoever_kept_a_token_and_no_other_one(
    app: Flask,
) -> None:
    laptop, phone = pair(app), pair(app)
    answer = app.test_client().post("/sign_out", headers=bearer(laptop[0]))
    assert said(answer) == SUCCESS
    assert statuses(app, laptop) == (401, 401)
    assert last(app).reason == "RevokedTokenError"
    assert statuses(app, phone) == (200, 200)


def test_signing_out_everywhere_ends_every_session_of_the_user_and_of_nobody_else(
    app: Flask, client: FlaskClient
) -> None:
    sign_up(client, "bob")
    laptop, phone, bob = pair(app), pair(app), pair(app, "bob")
    answer = app.test_client().post("/sign_out_everywhere", headers=bearer(laptop[0]))
    assert said(answer) == SUCCESS
    assert [statuses(app, one) for one in (laptop, phone)] == [(401, 401)] * 2
    assert statuses(app, bob) == (200, 200)
    assert statuses(app, pair(app)) == (200, 200)


@pytest.mark.parametrize("path", ["/sign_out", "/sign_out_everywhere"])
def test_signing_out_clears_both_cookies(client: FlaskClient, path: str) -> None:
    sign_in(client)
    ended = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly;"
    assert cookies(client.post(path)) == {
        "access_token": f"access_token=; {ended} Path=/; SameSite=Lax",
        "refresh_token": f"refresh_token=; {ended} Path=/refresh; SameSite=Lax",
    }
    assert client.get_cookie("access_token") is None


@pytest.mark.parametrize("header", ["", "access_token=", "access_token=nonsense", "x=1"])
def test_signing_out_without_a_good_token_does_no_harm(app: Flask, header: str) -> None:
    client = app.test_client(use_cookies=False)
    answer = client.post("/sign_out", headers={"Cookie": header})
    assert said(answer) == SUCCESS
    assert last(app).reason.endswith("Error")
    assert revoked(app) == 0


def test_signing_out_twice_with_one_token_does_no_harm(app: Flask) -> None:
    access, _ = pair(app)
    answers = [app.test_client().post("/sign_out", headers=bearer(access)) for _ in range(2)]
    assert [said(answer) for answer in answers] == [SUCCESS] * 2
    assert opened(app, access) == 401


def test_a_refresh_token_gives_a_new_pair_of_the_same_session(app: Flask) -> None:
    access, refresh = pair(app)
    answer = refreshed(app, refresh)
    assert said(answer) == SUCCESS
    newer = token(answer), token(answer, "refresh_token")
    assert len({access, refresh, *newer}) == 4
    app.test_client().post("/sign_out", headers=bearer(newer[0]))
    assert opened(app, access) == 401
    assert statuses(app, newer) == (401, 401)


def test_a_refresh_token_used_twice_ends_its_session_and_clears_the_cookies(
    make: Make, app: Flask
) -> None:
    access, refresh = pair(app)
    answer = refreshed(app, refresh)
    newer = token(answer), token(answer, "refresh_token")
    again = refreshed(app, refresh)
    assert said(again) == PLEASE
    assert {line.partition(";")[0] for line in cookies(again).values()} == {
        "access_token=",
        "refresh_token=",
    }
    assert last(app).reason == "RevokedTokenError"
    for server in (app, make()):
        assert opened(server, access) == 401
        assert statuses(server, newer) == (401, 401)


def test_a_refused_refresh_clears_both_cookies(client: FlaskClient) -> None:
    client.set_cookie("refresh_token", "nonsense", path="/refresh")
    answer = client.post("/refresh")
    assert said(answer) == PLEASE
    assert cookies(answer).keys() == {"access_token", "refresh_token"}
    assert all("Max-Age=0" in line for line in cookies(answer).values())


def test_a_restart_keeps_people_signed_in_and_ended_sessions_dead(make: Make, app: Flask) -> None:
    kept, ended = pair(app), pair(app)
    app.test_client().post("/sign_out", headers=bearer(ended[0]))
    assert statuses(make(), kept) == (200, 200)
    assert statuses(make(), ended) == (401, 401)
    app.test_client().post("/sign_out_everywhere", headers=bearer(kept[0]))
    assert opened(make(), kept[0]) == 401


def test_access_lives_900_seconds_and_refresh_14_days_to_the_second(
    app: Flask, clock: Traveller
) -> None:
    (access, refresh), (_, other) = pair(app), pair(app)
    clock.move_to(NOW + 899)
    assert opened(app, access) == 200
    clock.move_to(NOW + 900)
    assert opened(app, access) == 401
    assert last(app).reason == "ExpiredSignatureError"
    clock.move_to(NOW + FORTNIGHT - 1)
    assert refreshed(app, refresh).status_code == 200
    clock.move_to(NOW + FORTNIGHT)
    assert refreshed(app, other).status_code == 401


def test_an_ended_session_is_remembered_for_as_long_as_a_token_of_it_could_live_and_no_longer(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    access, refresh = pair(app)
    app.test_client().post("/sign_out", headers=bearer(access))
    clock.move_to(NOW + FORTNIGHT - 1)
    other, _ = pair(app)
    app.test_client().post("/sign_out", headers=bearer(other))
    assert revoked(app) == 2
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"
    clock.move_to(NOW)
    assert opened(app, access) == 401
    clock.move_to(NOW + FORTNIGHT)
    sign_in(client)
    client.post("/sign_out")
    assert revoked(app) == 2


def test_a_session_ended_by_reuse_is_remembered_as_long(app: Flask, clock: Traveller) -> None:
    _, refresh = pair(app)
    clock.move_to(NOW + 1_000)
    newer = token(refreshed(app, refresh), "refresh_token")
    refreshed(app, refresh)
    clock.move_to(NOW + 1_000 + FORTNIGHT - 1)
    app.test_client().post("/sign_out", headers=bearer(pair(app)[0]))
    assert refreshed(app, newer).status_code == 401
    assert last(app).reason == "RevokedTokenError"


def test_a_deleted_user_is_out_at_once_and_so_is_an_old_token_of_the_id_s_next_owner(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    sign_in(client)
    assert client.get("/temp").status_code == 200
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("DELETE FROM users")
    assert said(client.get("/temp")) == PLEASE
    clock.shift(1)
    sign_up(app.test_client())
    assert said(client.get("/temp")) == PLEASE


def test_another_server_s_token_is_refused_though_the_user_has_the_same_id(
    make: Make, app: Flask
) -> None:
    access, refresh = pair(make(SECRET_KEY=bytes(32)))
    assert statuses(app, (access, refresh)) == (401, 401)
