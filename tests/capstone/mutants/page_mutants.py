"""For each row on accounts, pages and headers the servers that lose it."""

import json
from typing import Any

from flask import Flask, Response, request

from demo_server.hardened.validation import InvalidInput
from tests.capstone.mutants.lenient import from_cookie_only
from tests.capstone.mutants.server import (
    Breaker,
    also_get,
    answering,
    both,
    cookie_lines,
    failing,
    header,
    instead,
    nothing,
    same,
    status,
    words,
)


def six(text: str) -> str:
    if len(text) < 6:
        raise InvalidInput("A password has at least 6 characters.")
    return text


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


def page_not_found(response: Response) -> None:
    if response.status_code == 404:
        response.data = "<h1>Not Found</h1>"


def tell_the_id(response: Response) -> None:
    response.data = json.dumps({"result": "fail", "id": request.form.get("id_give")})


BROKEN: dict[str, list[Breaker]] = {
    "the home page answers": [header("/", "Content-Type", "text/plain")],
    "a new user can sign up and in": [
        words("/sign_in", '{"result": "fine"}'),
        status("/sign_up", 200, 500),
    ],
    "a taken id is refused": [status("/sign_up", 409, 200), status("/sign_up", 409, 500)],
    "look alike ids are one user": [
        instead("views.normalize_id", same),
        status("/sign_up", 409, 500),
    ],
    "a short password is refused": [
        instead("views.normalize_password", same),
        instead("views.normalize_password", six),
        status("/sign_up", 400, 500),
    ],
    "an empty id is refused": [
        instead("views.normalize_id", same),
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
    "a huge form is refused": [both(endless, instead("views.normalize_password", same))],
    "tries are limited": [
        instead("rate_limit.SignInLimiter.hit_sign_in", nothing),
        header("/sign_in", "Retry-After", "0", only=429),
    ],
    "a token opens the page": [
        words("/temp", '{"msg": "Hello."}'),
        cookie_lines("Path=/;", "Path=/app;"),
    ],
    "a program without a token gets 401": [header("/temp", "WWW-Authenticate", None)],
    "a person without a token is sent home": [
        header("/temp", "Location", "http://cats.example/", only=303)
    ],
    "a bearer token opens the page": [instead("auth.token_from_request", from_cookie_only)],
    "get does not change anything": [
        also_get("/sign_out"),
        also_get("/sign_out_everywhere"),
        also_get("/refresh"),
        both(
            also_get("/sign_up"),
            instead("views.form", from_the_query),
        ),
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
        instead("errors.HEADERS", {"X-Nothing": ""}),
        header("/temp", "Cache-Control", "no-store, public"),
    ],
    "the page has a policy": [
        header("/", "X-Content-Type-Options", None),
        header("/", "Content-Security-Policy", None),
        header("/", "Content-Security-Policy", "script-src 'unsafe-inline'"),
        header("/", "Content-Security-Policy", "script-src *"),
    ],
    "strangers may not read": [
        header("/temp", "Access-Control-Allow-Origin", "*"),
        answering("/temp", to_strangers),
    ],
}
