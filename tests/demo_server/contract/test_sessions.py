"""Signing out, everywhere or here, refreshing, and what a restart remembers of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    DAY,
    FORTNIGHT,
    INVALID,
    MONTH,
    PLEASE,
    SUCCESS,
    Make,
    bearer,
    cookies,
    last,
    opened,
    pair,
    refreshed,
    said,
    sign_in,
    sign_up,
    statuses,
    token,
)


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


@pytest.mark.parametrize(
    ("cookie", "authorization"),
    [("", ""), ("access_token=", ""), ("access_token=nonsense", ""), ("x=1", ""),
     ("refresh_token={R}", ""), ("access_token={R}", ""), ("", "Bearer {R}"), ("", "Bearer {O}"),
     ("access_token={A}", "Bearer nonsense")],
)  # fmt: skip
def test_signing_out_is_401_where_no_token_names_a_session_and_clears_the_cookies(
    make: Make, app: Flask, cookie: str, authorization: str
) -> None:
    access, refresh = pair(app)
    other = pair(make(AUDIENCE="another-server"))[0]
    sent = {"Cookie": cookie, "Authorization": authorization}
    headers = {name: text.format(A=access, R=refresh, O=other) for name, text in sent.items()}
    answer = app.test_client(use_cookies=False).post("/sign_out", headers=headers)
    assert said(answer) == PLEASE
    assert last(app).reason.endswith("Error")
    assert all("Max-Age=0" in line for line in cookies(answer).values())
    assert cookies(answer).keys() == {"access_token", "refresh_token"}
    assert revoked(app) == 0
    assert statuses(app, (access, refresh)) == (200, 200)


def test_signing_out_twice_with_one_token_does_no_harm(app: Flask) -> None:
    access, _ = pair(app)
    answers = [app.test_client().post("/sign_out", headers=bearer(access)) for _ in range(2)]
    assert [said(answer) for answer in answers] == [SUCCESS] * 2
    assert opened(app, access) == 401


def test_signing_out_is_a_success_wherever_the_session_is_over(app: Flask) -> None:
    (first, _), (second, _) = pair(app), pair(app)
    app.test_client().post("/sign_out_everywhere", headers=bearer(first))
    assert said(app.test_client().post("/sign_out", headers=bearer(second))) == SUCCESS
    again = app.test_client().post("/sign_out_everywhere", headers=bearer(second))
    assert (said(again), again.headers["WWW-Authenticate"]) == (PLEASE, INVALID)
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("DELETE FROM users")
    assert said(app.test_client().post("/sign_out", headers=bearer(first))) == SUCCESS


@pytest.mark.parametrize("seconds", [900, FORTNIGHT, MONTH - 1])
def test_an_expired_access_token_still_signs_its_session_out(
    app: Flask, clock: Traveller, seconds: int
) -> None:
    access, refresh = pair(app)
    clock.move_to(NOW + FORTNIGHT - 1)
    refresh = token(refreshed(app, refresh), "refresh_token")
    clock.move_to(NOW + seconds)
    assert opened(app, access) == 401
    assert said(app.test_client().post("/sign_out", headers=bearer(access))) == SUCCESS
    assert last(app).user == "alice"
    clock.move_to(NOW + FORTNIGHT)
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"


def test_an_expired_access_token_signs_out_everywhere_until_its_session_s_end(
    app: Flask, clock: Traveller
) -> None:
    access, refresh = pair(app)
    clock.move_to(NOW + 900)
    answer = app.test_client().post("/sign_out_everywhere", headers=bearer(access))
    assert said(answer) == SUCCESS
    assert refreshed(app, refresh).status_code == 401
    old, _ = pair(app)
    clock.move_to(NOW + 900 + MONTH)
    young = pair(app)
    assert said(app.test_client().post("/sign_out_everywhere", headers=bearer(old))) == PLEASE
    assert last(app).reason == "ExpiredSignatureError"
    assert statuses(app, young) == (200, 200)


@pytest.mark.parametrize("seconds", [0, 900])
@pytest.mark.parametrize("next_user", ["alice", "bob"])
def test_signing_in_ends_the_session_that_the_browser_showed_and_no_other_one(
    app: Flask, client: FlaskClient, clock: Traveller, seconds: int, next_user: str
) -> None:
    sign_up(client, "bob")
    phone = pair(app)
    answer = sign_in(client)
    shown = token(answer), token(answer, "refresh_token")
    clock.shift(seconds)
    sign_in(client, next_user, "wrong horse")
    assert refreshed(app, shown[1]).status_code == 200  # nobody has signed in yet
    answer = sign_in(client, next_user)
    assert said(answer) == SUCCESS
    assert opened(app, shown[0]) == 401
    assert last(app).reason in {"RevokedTokenError", "ExpiredSignatureError"}
    assert client.get("/temp").json == {"msg": f"Hello, {next_user}."}
    assert opened(app, token(answer)) == 200
    assert refreshed(app, phone[1]).status_code == 200
    if seconds == 0:
        assert last(app).user == "alice"


def test_signing_in_ends_the_refresh_token_of_the_session_before(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    refresh = token(sign_in(client), "refresh_token")
    clock.shift(FORTNIGHT - 1)
    sign_in(client)
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"


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


def test_a_used_refresh_token_is_refused_in_its_last_second_and_after_it(
    app: Flask, clock: Traveller
) -> None:
    (_, refresh), (other, _) = pair(app), pair(app)
    clock.move_to(NOW + FORTNIGHT - 1)
    newer = token(refreshed(app, refresh), "refresh_token")
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"
    assert refreshed(app, newer).status_code == 401
    for second in (FORTNIGHT, FORTNIGHT + 1):
        clock.move_to(NOW + second)
        app.test_client().post("/sign_out", headers=bearer(other))  # a write, which may forget
        assert refreshed(app, refresh).status_code == 401
        assert last(app).reason == "ExpiredSignatureError"
    for seconds_back in (1, 3_600, DAY - 1):
        clock.move_to(NOW + FORTNIGHT - seconds_back)
        assert refreshed(app, refresh).status_code == 401
        assert last(app).reason == "RevokedTokenError"


def test_a_session_ends_30_days_after_its_sign_in_however_often_it_is_refreshed(
    app: Flask, clock: Traveller
) -> None:
    answer = sign_in(app.test_client())
    for days in (13, 26):
        clock.move_to(NOW + days * DAY)
        answer = refreshed(app, token(answer, "refresh_token"))
        assert opened(app, token(answer)) == 200
    clock.move_to(NOW + MONTH - 300)
    answer = refreshed(app, token(answer, "refresh_token"))
    clock.move_to(NOW + MONTH - 1)
    assert opened(app, token(answer)) == 200
    clock.move_to(NOW + MONTH)
    assert statuses(app, (token(answer), token(answer, "refresh_token"))) == (401, 401)
    assert last(app).reason == "ExpiredSignatureError"
    assert statuses(app, pair(app)) == (200, 200)


def test_the_end_of_a_session_is_a_setting_and_a_shorter_one_ends_those_that_there_are(
    make: Make, app: Flask, clock: Traveller
) -> None:
    before = pair(app)
    short = make(SESSION_SECONDS=600)
    assert statuses(short, before) == (401, 401)
    assert last(short).reason == "LifetimeExceededError"
    answer = sign_in(short.test_client())
    assert all("; Max-Age=600;" in line for line in cookies(answer).values())
    clock.shift(599)
    assert opened(short, token(answer)) == 200
    clock.shift(1)
    assert statuses(short, (token(answer), token(answer, "refresh_token"))) == (401, 401)


def test_an_ended_session_is_remembered_a_day_longer_than_a_token_of_it_could_live_and_no_longer(
    app: Flask, clock: Traveller
) -> None:
    def sign_out_another() -> int:
        app.test_client().post("/sign_out", headers=bearer(pair(app)[0]))
        return revoked(app)

    access, refresh = pair(app)
    app.test_client().post("/sign_out", headers=bearer(access))
    clock.move_to(NOW + FORTNIGHT - 1)
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"
    clock.move_to(NOW + FORTNIGHT + DAY - 1)
    assert sign_out_another() == 2
    clock.move_to(NOW)
    assert opened(app, access) == 401
    clock.move_to(NOW + FORTNIGHT + DAY)
    assert sign_out_another() == 2  # this one and the one before


def test_a_session_is_remembered_for_as_long_as_an_access_token_where_that_lives_longer(
    make: Make, app: Flask, clock: Traveller
) -> None:
    odd = make(ACCESS_SECONDS=3 * DAY, REFRESH_SECONDS=60)
    access, _ = pair(odd)
    odd.test_client().post("/sign_out", headers=bearer(access))
    clock.move_to(NOW + 2 * DAY)
    odd.test_client().post("/sign_out", headers=bearer(pair(odd)[0]))
    assert opened(odd, access) == 401
    assert last(odd).reason == "RevokedTokenError"


def test_a_session_ended_by_reuse_is_remembered_as_long(app: Flask, clock: Traveller) -> None:
    _, refresh = pair(app)
    clock.move_to(NOW + 2 * DAY)
    newer = token(refreshed(app, refresh), "refresh_token")
    refreshed(app, refresh)
    clock.move_to(NOW + 2 * DAY + FORTNIGHT - 1)
    app.test_client().post("/sign_out", headers=bearer(pair(app)[0]))
    assert refreshed(app, newer).status_code == 401
    assert last(app).reason == "RevokedTokenError"


def test_a_session_ended_by_a_sign_in_is_remembered_as_long(
    app: Flask, client: FlaskClient, clock: Traveller
) -> None:
    refresh = token(sign_in(client), "refresh_token")
    sign_in(client)
    clock.move_to(NOW + FORTNIGHT - 1)
    app.test_client().post("/sign_out", headers=bearer(pair(app)[0]))  # a write, which may forget
    assert refreshed(app, refresh).status_code == 401
    assert last(app).reason == "RevokedTokenError"


def test_a_deleted_user_is_out_at_once_and_so_is_an_old_token_of_the_id_s_next_owner(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    assert client.get("/temp").status_code == 200
    with closing(sqlite3.connect(app.config["DATABASE"])) as db, db:
        db.execute("DELETE FROM users")
    assert said(client.get("/temp")) == PLEASE
    sign_up(app.test_client())  # in the same second
    assert said(client.get("/temp")) == PLEASE
    assert last(app).reason == "RevokedTokenError"


def test_a_clock_put_back_between_sign_up_and_sign_in_does_no_harm(
    app: Flask, clock: Traveller
) -> None:
    sign_up(app.test_client(), "bob")
    clock.move_to(NOW - 1)
    assert statuses(app, pair(app, "bob")) == (200, 200)


def test_every_sign_out_everywhere_draws_another_token_version(app: Flask) -> None:
    versions = {app.extensions["demo_server"].users.get("alice").version}
    for _ in range(3):
        app.test_client().post("/sign_out_everywhere", headers=bearer(pair(app)[0]))
        versions.add(app.extensions["demo_server"].users.get("alice").version)
    sign_up(app.test_client(), "bob")
    versions.add(app.extensions["demo_server"].users.get("bob").version)
    assert len(versions) == 5
    assert all(10**15 <= version < 2**53 for version in versions)  # exact as a JSON number
    assert max(versions) - min(versions) > 10**6  # and not counted up


def test_another_server_s_token_is_refused_though_the_user_has_the_same_id(
    make: Make, app: Flask
) -> None:
    access, refresh = pair(make(SECRET_KEY=bytes(32)))
    assert statuses(app, (access, refresh)) == (401, 401)


def test_two_servers_with_one_key_refuse_each_other_s_tokens(
    make: Make, app: Flask, tmp_path: Path
) -> None:
    here = make(AUDIENCE="")
    there = make(AUDIENCE="", DATABASE=tmp_path / "other.sqlite")
    sign_up(there.test_client())
    users = [server.extensions["demo_server"].users for server in (here, there)]
    version = users[0].get("alice").version
    with users[1].database.write() as db:
        db.execute("UPDATE users SET version = ?", (version,))  # nothing else is to differ
    for one, other in ((here, there), (there, here)):
        assert statuses(one, pair(other)) == (401, 401)
        assert last(one).reason == "InvalidAudienceError"
        assert statuses(one, pair(one)) == (200, 200)
    assert statuses(make(AUDIENCE=""), pair(here)) == (200, 200)  # another host, the same database
    assert statuses(make(AUDIENCE="other"), pair(here)) == (401, 401)
