"""Cookies, and the one token that a request shows, as promised."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from time_machine import Traveller

from tests.conftest import NOW
from tests.demo_server.contract.conftest import (
    DAY,
    PLEASE,
    Make,
    bearer,
    cookies,
    last,
    pair,
    refreshed,
    said,
    sign_in,
    sign_up,
    token,
)

PROXY = {"X-Forwarded-Prefix": "/proxy/5000", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("cookie", "attributes"),
    [
        ("access_token", {"Path=/"}),
        ("refresh_token", {"Path=/refresh"}),
    ],
)
def test_own_name_http_only_same_site_lax_own_path_and_max_age_of_the_refresh_token(
    client: FlaskClient, cookie: str, attributes: set[str]
) -> None:
    answer = sign_in(client)
    assert cookies(answer).keys() == {"access_token", "refresh_token"}
    found = cookies(answer)[cookie].split("; ")[1:]
    life = {"Max-Age=1209600", "Expires=Mon, 19 Jan 2026 09:00:00 GMT"}
    assert set(found) == attributes | life | {"HttpOnly", "SameSite=Lax"}


def test_no_cookie_lives_beyond_its_session(app: Flask, clock: Traveller) -> None:
    _, refresh = pair(app)
    for days, left in ((13, 14), (26, 4)):
        clock.move_to(NOW + days * DAY)
        answer = refreshed(app, refresh)
        assert all(f"; Max-Age={left * DAY};" in line for line in cookies(answer).values())
        refresh = token(answer, "refresh_token")


@pytest.mark.parametrize(("access", "refresh"), [(60, 600), (600, 60)])
def test_both_cookies_live_as_long_as_the_token_that_lives_longest(
    make: Make, app: Flask, access: int, refresh: int
) -> None:
    client = make(ACCESS_SECONDS=access, REFRESH_SECONDS=refresh).test_client()
    assert all("; Max-Age=600;" in line for line in cookies(sign_in(client)).values())


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
    names = ["__Host-access_token", "__Secure-refresh_token"]
    assert [*set_them] == (names if secure else ["access_token", "refresh_token"])


def test_where_secure_is_on_a_name_without_its_prefix_is_not_read(make: Make, app: Flask) -> None:
    secure = make(COOKIE_SECURE=True)
    text = token(sign_in(secure.test_client()), "__Host-access_token")
    for name, status in (("__Host-access_token", 200), ("access_token", 401)):
        header = {"Cookie": f"{name}={text}"}
        client = secure.test_client(use_cookies=False)
        assert client.get("/temp", headers=header).status_code == status
    client = secure.test_client()
    sign_in(client, base_url="https://localhost")
    cleared = cookies(client.post("/sign_out", base_url="https://localhost"))
    assert [*cleared] == ["__Host-access_token", "__Secure-refresh_token"]
    assert all("; Secure;" in line and "Max-Age=0" in line for line in cleared.values())


def test_the_prefix_is_honoured_behind_a_proxy(make: Make, app: Flask) -> None:
    client = make(PROXIES=1).test_client()
    set_them = cookies(sign_in(client, headers=PROXY))
    assert "; Path=/proxy/5000/;" in set_them["access_token"]
    assert "; Path=/proxy/5000/refresh;" in set_them["refresh_token"]
    secure = make(PROXIES=1, COOKIE_SECURE=True).test_client()
    # __Host- is for the path "/" alone: a browser would refuse it here.
    names = {"__Secure-access_token", "__Secure-refresh_token"}
    assert cookies(sign_in(secure, headers=PROXY)).keys() == names
    page_load = PROXY | {"Accept": "text/html"}
    assert make(PROXIES=1).test_client().get("/temp", headers=page_load).location == "./"


def test_without_a_proxy_nobody_can_claim_to_be_one(client: FlaskClient) -> None:
    assert "; Path=/;" in cookies(sign_in(client, headers=PROXY))["access_token"]


COOKIES = [
    ("access_token={A}", ""), ('access_token="{A}"', ""),
    ("access_token={A}; access_token={A}", ""),
    ("access_token={A}; access_token={B}", "ConflictingTokensError"),
    ("access_token=; access_token={A}", "ConflictingTokensError"),
    ("access_token={A}; access_token=nonsense", "ConflictingTokensError"),
    ("", "MissingTokenError"), ("ACCESS_TOKEN={A}", "MissingTokenError"),
    ("refresh_token={A}", "MissingTokenError"), ("access_token=", "MalformedTokenError"),
    ("access_token={R}", "WrongTypeError"),
]  # fmt: skip


def test_a_request_shows_one_token_in_the_cookie_of_its_name(app: Flask) -> None:
    sign_up(app.test_client(), "bob")
    alice, bob = sign_in(app.test_client()), sign_in(app.test_client(), "bob")
    client = app.test_client(use_cookies=False)
    for cookie, reason in COOKIES:
        header = cookie.format(A=token(alice), B=token(bob), R=token(alice, "refresh_token"))
        answer = client.get("/temp", headers={"Cookie": header})
        assert said(answer) == (PLEASE if reason else (200, {"msg": "Hello, alice."})), cookie
        assert last(app).reason == reason, cookie


BEARERS = [
    ("Bearer {A}", "", ""), ("bearer {A}", "", ""), ("BEARER   {A}  ", "", ""),
    ("Bearer {A}", "{A}", ""), ("Basic YTpi", "{A}", ""), ("", "{A}", ""),
    ("Bearer nonsense", "{A}", "ConflictingTokensError"),
    ("Bearer {A}", "nonsense", "ConflictingTokensError"),
    ("Bearer ", "{A}", "ConflictingTokensError"), ("Bearer", "{A}", "ConflictingTokensError"),
    ("Bearer", "", "MalformedTokenError"), ("Bearer token={A}", "", "MalformedTokenError"),
    ("Bearer {A} {A}", "", "MalformedTokenError"), ("{A}", "", "MissingTokenError"),
    ("JWT {A}", "", "MissingTokenError"),
]  # fmt: skip


def test_a_program_sends_it_as_bearer_and_where_both_are_there_they_agree(app: Flask) -> None:
    text = token(sign_in(app.test_client()))
    for authorization, cookie, reason in BEARERS:
        client = app.test_client()
        if cookie:
            client.set_cookie("access_token", cookie.format(A=text))
        answer = client.get("/temp", headers={"Authorization": authorization.format(A=text)})
        wanted = PLEASE if reason else (200, {"msg": "Hello, alice."})
        assert (said(answer), last(app).reason) == (wanted, reason), (authorization, cookie)


def test_two_tokens_that_differ_end_no_session(app: Flask, client: FlaskClient) -> None:
    text = token(sign_in(client))
    assert client.post("/sign_out_everywhere", headers=bearer("nonsense")).status_code == 401
    assert said(client.post("/sign_out", headers=bearer("nonsense"))) == PLEASE
    sign_in(client, headers=bearer("nonsense"))
    assert app.test_client().get("/temp", headers=bearer(text)).status_code == 200
