"""Mutants that fail each criterion on accounts, the page, cookies and headers."""

import json
from typing import Any

from flask import Flask, Response, request

from demo_server.hardened.errors import InvalidInput
from tests.capstone.mutants.lenient import from_cookie_only
from tests.capstone.mutants.password_mutants import keep_every_session
from tests.capstone.mutants.server import (
    Mutation,
    all_of,
    also_get,
    change_body,
    change_cookies,
    change_header,
    change_response,
    change_status,
    do_nothing,
    fail_if,
    identity,
    replace,
)


def six(text: str, _user_id: str) -> str:
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


def any_password(text: str, _user_id: str) -> str:
    return text


def from_the_query(*names: str) -> list[str]:
    return [request.values[name] for name in names]


def lead_home(response: Response) -> None:
    if response.status_code == 200:
        response.status_code = 303
        response.headers.pop("Set-Cookie")


def to_strangers(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "*")


def page_not_found(response: Response) -> None:
    if response.status_code == 404:
        response.data = "<h1>Not Found</h1>"


def tell_the_id(response: Response) -> None:
    response.data = json.dumps({"result": "fail", "id": request.form.get("id_give")})


MUTANTS: dict[str, list[Mutation]] = {
    "the home page answers": [change_header("/", "Content-Type", "text/plain")],
    "a new user can sign up and in": [
        change_body("/sign_in", '{"result": "fine"}'),
        change_status("/sign_up", 200, 500),
    ],
    "a taken id is refused": [
        change_status("/sign_up", 409, 200),
        change_status("/sign_up", 409, 500),
    ],
    "look alike ids are one user": [
        replace("views.normalize_id", identity),
        change_status("/sign_up", 409, 500),
    ],
    "a short password is refused": [
        replace("views.normalize_new_password", any_password),
        replace("views.normalize_new_password", six),
        change_status("/sign_up", 400, 500),
    ],
    "an empty id is refused": [
        replace("views.normalize_id", identity),
        change_status("/sign_up", 400, 500),
    ],
    "a wrong password is refused": [
        replace("passwords.Passwords.verify", lambda *_: True),
        change_status("/sign_in", 401, 500),
    ],
    "a refusal has a status of its own": [
        change_response("/sign_in", lambda response: setattr(response, "status_code", 200)),
        change_response("/sign_up", lambda response: setattr(response, "status_code", 200)),
    ],
    "an unknown id gets the same answer": [change_response("/sign_in", tell_the_id)],
    "sql in an id is text": [fail_if(lambda: "'" in request.form.get("id_give", ""))],
    "a missing field is told": [
        fail_if(lambda: "id_give" not in request.form),
        fail_if(lambda: request.path == "/sign_up" and "pw_give" not in request.form),
    ],
    "a huge form is refused": [
        all_of(endless, replace("views.normalize_new_password", any_password))
    ],
    "tries are limited": [
        replace("rate_limit.SignInLimiter.hit_sign_in", do_nothing),
        change_header("/sign_in", "Retry-After", "0", only=429),
    ],
    "a token opens the page": [
        change_body("/temp", '{"msg": "Hello."}'),
        change_cookies("Path=/;", "Path=/app;"),
    ],
    "a program without a token gets 401": [
        change_header("/temp", "WWW-Authenticate", None),
        change_header("/temp", "WWW-Authenticate", ""),
        change_header("/temp", "WWW-Authenticate", "Bearer"),
    ],
    "a person without a token is sent home": [
        change_header("/temp", "Location", "http://cats.example/", only=303)
    ],
    "a bearer token opens the page": [replace("auth.token_from_request", from_cookie_only)],
    "get does not change anything": [
        also_get("/sign_out"),
        also_get("/sign_out_everywhere"),
        also_get("/refresh"),
        all_of(
            also_get("/sign_up"),
            replace("views.form", from_the_query),
        ),
        all_of(
            also_get("/change_password"),
            replace("views.form", from_the_query),
        ),
        all_of(
            also_get("/change_password"),
            replace("views.form", from_the_query),
            replace("store.UserStore.change_password", keep_every_session),
            change_response("/change_password", lead_home),
        ),
    ],
    "an unknown path is told in json": [change_response(None, page_not_found)],
    "no script can read the token": [
        change_cookies("; HttpOnly", ""),
        change_cookies("; HttpOnly", "", "/refresh"),
        change_response("/sign_in", refresh_token_in_the_body),
    ],
    "cookies stay on their site": [
        change_cookies("; SameSite=Lax", "; SameSite=None"),
        change_cookies("; SameSite=Lax", "; SameSite=None", "/refresh"),
    ],
    "the refresh token travels to refresh only": [
        change_cookies("Path=/refresh", "Path=/"),
        change_cookies("Path=/refresh", "Path=/", "/refresh"),
        change_cookies("Path=/refresh", "Path=/refresh/"),
    ],
    "nobody keeps a copy of the page": [
        change_header(None, "Cache-Control", None),
        change_header("/temp", "Cache-Control", "no-store, public"),
    ],
    "the page has a policy": [
        change_header("/", "X-Content-Type-Options", None),
        change_header("/", "Content-Security-Policy", None),
        change_header("/", "Content-Security-Policy", "script-src 'unsafe-inline'"),
        change_header("/", "Content-Security-Policy", "script-src *"),
    ],
    "strangers may not read": [
        change_header("/temp", "Access-Control-Allow-Origin", "*"),
        change_response("/temp", to_strangers),
    ],
}
