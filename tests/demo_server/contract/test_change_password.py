"""Changing a password, as promised."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.demo_server.contract.conftest import (
    PASSWORD,
    PLEASE,
    SUCCESS,
    WRONG,
    bearer,
    cookies,
    last,
    opened,
    pair,
    refusal,
    said,
    sign_in,
    sign_up,
    statuses,
    token,
)

NEW = "blue kettle"
NOT_YOURS = (403, {"result": "fail", "msg": "This is not your password."})
SHAPE = refusal("Send pw_give and new_pw_give, each once, as a form with a Content-Length.")


def change(client: FlaskClient, old: str = PASSWORD, new: str = NEW) -> TestResponse:
    return client.post("/change_password", data={"pw_give": old, "new_pw_give": new})


def test_the_new_password_signs_in_from_now_on_and_the_old_one_does_not(
    app: Flask, client: FlaskClient
) -> None:
    sign_up(client, "bob")
    sign_in(client)
    assert said(change(client)) == SUCCESS
    assert (last(app).user, last(app).reason) == ("alice", "")
    assert said(sign_in(app.test_client())) == WRONG
    assert said(sign_in(app.test_client(), password=NEW)) == SUCCESS
    assert said(sign_in(app.test_client(), "bob")) == SUCCESS


def test_every_other_session_ends_and_this_one_goes_on_with_new_cookies(
    app: Flask, client: FlaskClient
) -> None:
    sign_up(client, "bob")
    phone, bob = pair(app), pair(app, "bob")
    before = sign_in(client)
    stolen = token(before), token(before, "refresh_token")
    answer = change(client)
    assert cookies(answer).keys() == {"access_token", "refresh_token"}
    assert client.get("/temp").json == {"msg": "Hello, alice."}
    assert said(client.post("/refresh")) == SUCCESS
    assert [statuses(app, one) for one in (phone, stolen)] == [(401, 401)] * 2
    assert statuses(app, bob) == (200, 200)


def test_without_the_old_password_nothing_changes(app: Flask, client: FlaskClient) -> None:
    sign_up(client, "bob", "wooden teapot")
    sign_in(client)
    for wrong in ("wrong horse", "wooden teapot", "", "short"):
        answer = change(client, wrong)
        assert said(answer) == NOT_YOURS
        assert "Set-Cookie" not in answer.headers
        assert (last(app).user, last(app).reason) == ("alice", "WrongPassword")
    assert client.get("/temp").status_code == 200
    assert said(sign_in(app.test_client())) == SUCCESS


def test_wrong_old_passwords_are_counted_with_those_of_sign_in(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    assert [change(client, "wrong horse").status_code for _ in range(4)] == [403] * 4
    assert said(sign_in(app.test_client(), password="wrong horse")) == WRONG
    answer = change(client)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert sign_in(app.test_client()).status_code == 429


def test_the_address_counts_them_too_and_the_right_one_forgives(
    app: Flask, client: FlaskClient
) -> None:
    sign_in(client)
    limiter = app.extensions["demo_server"].attempts
    for _ in range(3):
        assert [change(client, "wrong horse").status_code for _ in range(4)] == [403] * 4
        assert said(change(client, new=PASSWORD)) == SUCCESS
    for _ in range(100 - 1 - 12):  # but for the sign-up and the wrong ones
        limiter.hit_address("127.0.0.1")
    assert change(client).status_code == 429


@pytest.mark.parametrize(
    ("new", "msg"),
    [
        ("1234567", "A password has 8 to 256 characters."),
        ("p" * 257, "A password has 8 to 256 characters."),
        ("\ufffd" * 8, "Ids and passwords are sent as UTF-8."),
        ("Iloveyou", "Many people have this password, so guessers try it: choose another."),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_the_rules_for_a_new_password_are_those_of_sign_up(
    app: Flask, client: FlaskClient, new: str, msg: str
) -> None:
    sign_in(client)
    assert said(change(client, new=new)) == refusal(msg)
    assert said(sign_in(app.test_client())) == SUCCESS
    sign_up(client, "long enough")
    sign_in(client, "long enough")
    own = "This password is the id or the name of this service: choose another."
    assert said(change(client, new="Long Enough")) == refusal(own)


def test_it_needs_a_good_token_and_both_fields(app: Flask, client: FlaskClient) -> None:
    form = {"pw_give": PASSWORD, "new_pw_give": NEW}
    assert said(change(client)) == PLEASE
    access, refresh = pair(app)
    for other in (refresh, "nonsense"):
        assert said(client.post("/change_password", data=form, headers=bearer(other))) == PLEASE
    for one in form:
        only = {one: form[one]}
        assert said(client.post("/change_password", data=only, headers=bearer(access))) == SHAPE
    client.post("/sign_out", headers=bearer(access))
    assert said(client.post("/change_password", data=form, headers=bearer(access))) == PLEASE
    assert opened(app, access) == 401
    assert said(sign_in(app.test_client())) == SUCCESS
