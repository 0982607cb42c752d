"""Cookies, and the one token that a request shows, as promised."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.demo_server.contract.conftest import (
    PLEASE,
    SUCCESS,
    Make,
    bearer,
    cookies,
    last,
    said,
    sign_in,
    sign_up,
    token,
)

PROXY = {"X-Forwarded-Prefix": "/proxy/5000", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("cookie", "attributes"),
    [
        ("access_token", {"Path=/", "Max-Age=900", "Expires=Mon, 05 Jan 2026 09:15:00 GMT"}),
        (
            "refresh_token",
            {"Path=/refresh", "Max-Age=1209600", "Expires=Mon, 19 Jan 2026 09:00:00 GMT"},
        ),
    ],
)
def test_own_name_http_only_same_site_lax_own_path_and_max_age_of_the_token(
    client: FlaskClient, cookie: str, attributes: set[str]
) -> None:
    answer = sign_in(client)
    assert cookies(answer).keys() == {"access_token", "refresh_token"}
    found = cookies(answer)[cookie].split("; ")[1:]
    assert set(found) == attributes | {"HttpOnly", "SameSite=Lax"}


def test_the_token_travels_in_the_cookie_and_nowhere_else(client: FlaskClient) -> None:
    answer = sign_in(client)
    text = token(answer)
    assert text.count(".") == 2
    assert text not in answer.text
    assert text not in client.get("/").text


@pytest.mark.parametrize(
    ("host", "setting", "secure"),
    [("localhost", None, False), ("127.0.0.1", None, False), ("demo.example", None, True),
     ("LOCALHOST", None, False), ("[::1]", None, False), ("[::ffff:7f00:1]", None, False),
     ("localhost.demo.example", None, True), ("[2001:db8::7]", None, True),
     ("localhost", True, True), ("demo.example", False, False)],
)  # fmt: skip
def test_secure_is_a_setting_and_on_by_default_outside_loopback(
    make: Make, app: Flask, host: str, setting: bool | None, secure: bool
) -> None:
    app = make(COOKIE_SECURE=setting, TRUSTED_HOSTS=[host])
    set_them = cookies(sign_in(app.test_client(), base_url=f"http://{host}"))
    assert [("; Secure" in line) for line in set_them.values()] == [secure] * 2


def test_the_prefix_is_honoured_behind_a_proxy(make: Make, app: Flask) -> None:
    client = make(PROXIES=1).test_client()
    set_them = cookies(sign_in(client, headers=PROXY))
    assert "; Path=/proxy/5000/;" in set_them["access_token"]
    assert "; Path=/proxy/5000/refresh;" in set_them["refresh_token"]
    page_load = PROXY | {"Accept": "text/html"}
    assert make(PROXIES=1).test_client().get("/temp", headers=page_load).location == "./"


def test_without_a_proxy_nobody_can_claim_to_be_one(client: FlaskClient) -> None:
    assert "; Path=/;" in cookies(sign_in(client, headers=PROXY))["access_token"]


@pytest.mark.parametrize(
    ("cookie", "reason"),
    [("access_token={A}", ""), ('access_token="{A}"', ""),
     ("access_token={A}; access_token={A}", ""),
     ("access_token={A}; access_token={B}", "ConflictingTokensError"),
     ("access_token=; access_token={A}", "ConflictingTokensError"),
     ("access_token={A}; access_token=nonsense", "ConflictingTokensError"),
     ("", "MissingTokenError"), ("ACCESS_TOKEN={A}", "MissingTokenError"),
     ("refresh_token={A}", "MissingTokenError"), ("access_token=", "UnexpectedTokenError"),
     ("access_token={R}", "UnexpectedTokenError")],
)  # fmt: skip
def test_a_request_shows_one_token_in_the_cookie_of_its_name(
    app: Flask, cookie: str, reason: str
) -> None:
    sign_up(app.test_client(), "bob")
    alice, bob = sign_in(app.test_client()), sign_in(app.test_client(), "bob")
    header = cookie.format(A=token(alice), B=token(bob), R=token(alice, "refresh_token"))
    answer = app.test_client(use_cookies=False).get("/temp", headers={"Cookie": header})
    assert said(answer) == (PLEASE if reason else (200, {"msg": "Hello, alice."}))
    assert last(app).reason == reason


@pytest.mark.parametrize(
    ("authorization", "cookie", "reason"),
    [("Bearer {A}", "", ""), ("bearer {A}", "", ""), ("BEARER   {A}  ", "", ""),
     ("Bearer {A}", "{A}", ""), ("Basic YTpi", "{A}", ""), ("", "{A}", ""),
     ("Bearer nonsense", "{A}", "ConflictingTokensError"),
     ("Bearer {A}", "nonsense", "ConflictingTokensError"),
     ("Bearer ", "{A}", "ConflictingTokensError"), ("Bearer", "{A}", "ConflictingTokensError"),
     ("Bearer", "", "UnexpectedTokenError"), ("Bearer token={A}", "", "UnexpectedTokenError"),
     ("Bearer {A} {A}", "", "UnexpectedTokenError"), ("{A}", "", "MissingTokenError"),
     ("JWT {A}", "", "MissingTokenError")],
)  # fmt: skip
def test_a_program_sends_it_as_bearer_and_where_both_are_there_they_agree(
    app: Flask, authorization: str, cookie: str, reason: str
) -> None:
    text = token(sign_in(app.test_client()))
    client = app.test_client()
    if cookie:
        client.set_cookie("access_token", cookie.format(A=text))
    answer = client.get("/temp", headers={"Authorization": authorization.format(A=text)})
    assert said(answer) == (PLEASE if reason else (200, {"msg": "Hello, alice."}))
    assert last(app).reason == reason


def test_two_tokens_that_differ_end_no_session(app: Flask, client: FlaskClient) -> None:
    text = token(sign_in(client))
    assert client.post("/sign_out_everywhere", headers=bearer("nonsense")).status_code == 401
    assert said(client.post("/sign_out", headers=bearer("nonsense"))) == SUCCESS
    assert app.test_client().get("/temp", headers=bearer(text)).status_code == 200
