"""For each row of the capstone's card the servers that lose it."""

import json
from typing import Any

from flask import Flask, Response, request

from demo_server.hardened.rules import RuleError
from demo_server.hardened.users import Users
from tests.exercises.broken import (
    Breaker,
    also_get,
    answering,
    both,
    cookie_lines,
    failing,
    header,
    instead,
    status,
    words,
)
from tests.exercises.lax import (
    bearer_alone,
    believing,
    by_refresh_cookie,
    claims,
    cleared,
    ended_here,
    everybody,
    excusing,
    from_cookie_only,
    opaque,
    sparing,
    spent,
)

POLICY = "Content-Security-Policy"


def nothing(*_values: Any, **_named: Any) -> None:
    """Do nothing."""


def same(text: str) -> str:
    return text


def six(text: str) -> str:
    if len(text) < 6:
        raise RuleError("A password has at least 6 characters.")
    return text


def fail(token: str) -> str:
    if len(token) < 100:
        raise RuntimeError("a token that is none")
    return token


def every_session(self: Users, token: Any) -> None:
    self.end_every_session(token.sub)


def endless(app: Flask, _stack: Any) -> None:
    """Take forms of any size."""
    app.config.update(MAX_CONTENT_LENGTH=10**8, MAX_FORM_MEMORY_SIZE=10**8)


def refresh_token_in_the_body(response: Response) -> None:
    if response.status_code == 200:
        token = response.headers.getlist("Set-Cookie")[1].partition("=")[2].partition(";")[0]
        response.data = json.dumps({"result": "success", "refresh_token": token})


def from_the_query() -> tuple[str, str]:
    return request.values["id_give"], request.values["pw_give"]


def to_strangers(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")


def begins_like_the_own() -> bool:
    return request.headers.get("Origin", "").startswith(request.host_url.rstrip("/"))


def elsewhere(response: Response) -> None:
    if response.status_code == 303:
        response.headers["Location"] = "http://cats.example/"


def page_not_found(response: Response) -> None:
    if response.status_code == 404:
        response.data = "<h1>Not Found</h1>"


def tell_the_id(response: Response) -> None:
    response.data = json.dumps({"result": "fail", "id": request.form.get("id_give")})


LAX_GUARD = [
    instead("cross_site.comes_from_here", lambda: True),
    excusing(lambda: request.path != "/sign_in"),
]
LONG_AGO = claims(lambda claims, _: claims.update(iat=1_000_000_000, exp=1_000_000_300))

BROKEN: dict[str, list[Breaker]] = {
    "the home page answers": [header("/", "Content-Type", "text/plain")],
    "a new user can sign up and in": [
        words("/sign_in", '{"result": "fine"}'),
        status("/sign_up", 200, 500),
    ],
    "a taken id is refused": [status("/sign_up", 409, 200), status("/sign_up", 409, 500)],
    "look alike ids are one user": [
        instead("routes.clean_id", same),
        status("/sign_up", 409, 500),
    ],
    "a short password is refused": [
        instead("routes.clean_password", same),
        instead("routes.clean_password", six),
        status("/sign_up", 400, 500),
    ],
    "an empty id is refused": [
        instead("routes.clean_id", same),
        status("/sign_up", 400, 500),
    ],
    "a wrong password is refused": [
        instead("passwords.Passwords.verify", lambda *_: True),
        status("/sign_in", 401, 500),
    ],
    "a refusal has a status of its own": [
        answering("/sign_in", lambda response: setattr(response, "status_code", 200)),
        answering("/sign_up", lambda response: setattr(response, "status_code", 200)),
    ],
    "an unknown id gets the same answer": [answering("/sign_in", tell_the_id)],
    "sql in an id is text": [failing(lambda: "'" in request.form.get("id_give", ""))],
    "a missing field is told": [
        failing(lambda: "id_give" not in request.form),
        failing(lambda: request.path == "/sign_up" and "pw_give" not in request.form),
    ],
    "a huge form is refused": [both(endless, instead("routes.clean_password", same))],
    "tries are limited": [
        instead("attempts.Attempts.count_sign_in", nothing),
        header("/sign_in", "Retry-After", "0", only=429),
    ],
    "a token opens the page": [
        words("/temp", '{"msg": "Hello."}'),
        cookie_lines("Path=/;", "Path=/app;"),
    ],
    "a program without a token gets 401": [header("/temp", "WWW-Authenticate", None)],
    "a person without a token is sent home": [answering("/temp", elsewhere)],
    "a bearer token opens the page": [instead("credentials.presented", from_cookie_only)],
    "get does not change anything": [
        also_get("/sign_out"),
        also_get("/sign_out_everywhere"),
        also_get("/refresh"),
        both(also_get("/sign_up"), instead("routes.form", from_the_query)),
    ],
    "an unknown path is told in json": [answering(None, page_not_found)],
    "no script can read the token": [
        cookie_lines("; HttpOnly", ""),
        cookie_lines("; HttpOnly", "", "/refresh"),
        answering("/sign_in", refresh_token_in_the_body),
    ],
    "cookies stay on their site": [
        cookie_lines("; SameSite=Lax", "; SameSite=None"),
        cookie_lines("; SameSite=Lax", "; SameSite=None", "/refresh"),
    ],
    "the refresh token travels to refresh only": [
        cookie_lines("Path=/refresh", "Path=/"),
        cookie_lines("Path=/refresh", "Path=/", "/refresh"),
        cookie_lines("Path=/refresh", "Path=/refresh/"),
    ],
    "nobody keeps a copy of the page": [
        instead("answers.HEADERS", {"X-Nothing": ""}),
        header("/temp", "Cache-Control", "no-store, public"),
    ],
    "the page has a policy": [
        header("/", "X-Content-Type-Options", None),
        *(
            header("/", POLICY, policy)
            for policy in (
                None,
                "script-src 'unsafe-inline'",
                "Script-Src 'UNSAFE-INLINE'",
                "script-src *",
                "script-src https: 'nonce-abc'",
                "default-src 'self'; script-src-elem 'unsafe-inline'",
                "script-src 'unsafe-inline'; script-src 'self'",
            )
        ),
    ],
    "strangers may not read": [
        header("/temp", "Access-Control-Allow-Origin", "*"),
        answering("/temp", to_strangers),
    ],
    "a form of another site is refused": LAX_GUARD,
    "a form of another port is refused": LAX_GUARD,
    "a foreign origin is refused": [
        *LAX_GUARD,
        excusing(lambda: request.headers.get("Origin") == "null"),
        excusing(begins_like_the_own),
    ],
    "the own page may send its forms": [
        instead("cross_site.comes_from_here", lambda: "Origin" not in request.headers)
    ],
    "refresh gives two new tokens": [header("/refresh", "Set-Cookie", None)],
    "a refresh token works once": [
        instead("users.Users.spend", lambda *_: True),
        status("/refresh", 401, 500),
    ],
    "reuse ends the session": [
        instead("users.Users.spend", spent),
        status("/refresh", 401, 500),
    ],
    "each token opens its own door": [believing(same), bearer_alone],
    "signing out kills the copy": [
        instead("users.Users.end_session", nothing),
        instead("routes.current_claims", by_refresh_cookie),
        bearer_alone,
        sparing(lambda _: request.path == "/refresh"),
    ],
    "signing out twice does no harm": [failing(cleared())],
    "signing out leaves other devices alone": [instead("users.Users.end_session", every_session)],
    "signing out everywhere reaches every device": [
        instead("users.Users.end_every_session", nothing),
        instead("users.Users.end_every_session", everybody),
        sparing(ended_here()),
        sparing(lambda _: request.path == "/refresh"),
        bearer_alone,
    ],
    "the access token is a jwt": [
        opaque,
        claims(lambda claims, _: claims.update(pw=request.form.get("pw_give", ""))),
    ],
    "sub names the user": [claims(lambda claims, _: claims.update(sub=7))],
    "issuer and audience are named": [
        claims(lambda claims, _: claims.pop("aud")),
        claims(lambda claims, _: claims.update(iss="")),
        claims(lambda claims, _: claims.update(aud=[])),
    ],
    "the token has an id and a birthday": [
        claims(lambda claims, _: claims.pop("jti")),
        claims(lambda claims, _: claims.update(jti="1")),
    ],
    "the access token is short lived": [
        claims(lambda claims, _: claims.update(exp=2**33)),
        LONG_AGO,
    ],
    "the token says its type": [claims(lambda _, header: header.update(typ="JWT"))],
    "a changed payload is refused": [believing(lambda token: token.split(".")[2]), bearer_alone],
    "a changed signature is refused": [
        believing(lambda token: token.rpartition(".")[0]),
        bearer_alone,
    ],
    "an unsigned token is refused": [believing(lambda token: token.split(".")[1]), bearer_alone],
    "the key is in no word list": [
        believing(same, secret="ROLLINGDEV"),
        believing(same, secret=""),
    ],
    "another spelling is refused": [believing(lambda token: token.rstrip("=")), bearer_alone],
    "nonsense is refused": [believing(fail)],
}
