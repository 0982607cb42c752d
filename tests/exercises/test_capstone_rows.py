"""Each row of the capstone's card can be lost: a server that is broken there, and the row alone."""

from pathlib import Path
from typing import Any

import pytest
from flask import request

from demo_server.hardened.users import Users
from exercises.capstone import ROWS, grade
from tests.exercises.broken import (
    Breaker,
    answering,
    believing,
    broken,
    claims,
    cleared,
    cookie_lines,
    failing,
    from_cookie_only,
    header,
    instead,
    opaque,
    spent,
    status,
    words,
)


def nothing(*_values: Any, **_named: Any) -> None:
    """Do nothing."""


def same(text: str) -> str:
    return text


def fail(token: str) -> str:
    if len(token) < 100:
        raise RuntimeError("a token that is none")
    return token


def every_session(self: Users, token: Any) -> None:
    self.end_every_session(token.sub)


BROKEN: dict[str, Breaker] = {
    "the home page answers": header("/", "Content-Type", "text/plain"),
    "a new user can sign up and in": words("/sign_in", '{"result": "fine"}'),
    "a taken id is refused": status("/sign_up", 409, 200),
    "look alike ids are one user": instead("routes.clean_id", same),
    "a short password is refused": instead("routes.clean_password", same),
    "an empty id is refused": instead("routes.clean_id", same),
    "a wrong password is refused": instead("passwords.Passwords.verify", lambda *_: True),
    "a refusal has a status of its own": answering(
        "/sign_in", lambda response: setattr(response, "status_code", 200)
    ),
    "an unknown id gets the same answer": answering(
        "/sign_in",
        lambda response: setattr(response, "data", f'{{"result": "fail", "id": "{request.form}"}}'),
    ),
    "sql in an id is text": failing(lambda: "'" in request.form.get("id_give", "")),
    "a missing field is told": failing(lambda: "id_give" not in request.form),
    "a huge form is refused": status("/sign_up", 413, 200),
    "tries are limited": instead("attempts.Attempts.count_sign_in", nothing),
    "a token opens the page": words("/temp", '{"msg": "Hello."}'),
    "a program without a token gets 401": header("/temp", "WWW-Authenticate", None),
    "a person without a token is sent home": answering(
        "/temp",
        lambda response: response.headers.update({"Location": "http://cats.example/"})
        if response.status_code == 303
        else None,
    ),
    "a bearer token opens the page": instead("credentials.presented", from_cookie_only),
    "get does not change anything": header("/sign_in", "Allow", None),
    "an unknown path is told in json": answering(
        None,
        lambda response: setattr(response, "data", "<h1>Not Found</h1>")
        if response.status_code == 404
        else None,
    ),
    "no script can read the token": cookie_lines("; HttpOnly", ""),
    "cookies stay on their site": cookie_lines("; SameSite=Lax", "; SameSite=None"),
    "the refresh token travels to refresh only": cookie_lines("Path=/refresh", "Path=/"),
    "nobody keeps a copy of the page": instead("answers.HEADERS", {"X-Nothing": ""}),
    "the page has a policy": instead(
        "answers.HEADERS",
        {"Content-Security-Policy": "script-src 'unsafe-inline'",
         "X-Content-Type-Options": "nosniff"},
    ),
    "strangers may not read": header("/temp", "Access-Control-Allow-Origin", "*"),
    "a form of another site is refused": instead("cross_site.comes_from_here", lambda: True),
    "a form of another port is refused": instead("cross_site.comes_from_here", lambda: True),
    "a foreign origin is refused": instead("cross_site.comes_from_here", lambda: True),
    "the own page may send its forms": instead(
        "cross_site.comes_from_here", lambda: "Origin" not in request.headers
    ),
    "refresh gives two new tokens": header("/refresh", "Set-Cookie", None),
    "a refresh token works once": instead("users.Users.spend", lambda *_: True),
    "reuse ends the session": instead("users.Users.spend", spent),
    "each token opens its own door": believing(same),
    "signing out kills the copy": instead("users.Users.end_session", nothing),
    "signing out twice does no harm": failing(cleared()),
    "signing out leaves other devices alone": instead("users.Users.end_session", every_session),
    "signing out everywhere reaches every device": instead(
        "users.Users.end_every_session", nothing
    ),
    "the access token is a jwt": opaque,
    "sub names the user": claims(lambda claims, _header: claims.update(sub=7)),
    "issuer and audience are named": claims(lambda claims, _header: claims.pop("aud")),
    "the token has an id and a birthday": claims(lambda claims, _header: claims.pop("jti")),
    "the access token is short lived": claims(lambda claims, _header: claims.update(exp=2**33)),
    "the token says its type": claims(lambda _claims, header: header.update(typ="JWT")),
    "a changed payload is refused": believing(lambda token: token.split(".")[2]),
    "a changed signature is refused": believing(lambda token: token.rpartition(".")[0]),
    "an unsigned token is refused": believing(lambda token: token.split(".")[1]),
    "the key is in no word list": believing(same, secret=b"ROLLINGDEV"),
    "another spelling is refused": believing(lambda token: token.rstrip("=")),
    "nonsense is refused": believing(fail),
}  # fmt: skip


def test_every_row_has_a_server_that_is_broken_there() -> None:
    assert sorted(BROKEN) == sorted(row.name for row in ROWS)


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_is_lost_where_the_server_is_broken(name: str, tmp_path: Path) -> None:
    with broken(BROKEN[name], tmp_path) as url:
        assert grade(url, [name]).lost == [name]
