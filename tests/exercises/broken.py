"""Hardened servers that are broken on purpose, one for each row of the capstone's card."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jwt
from flask import Flask, Response, jsonify, request

from demo_server import create_app, database
from demo_server.hardened.credentials import MissingTokenError
from demo_server.hardened.tokens import Claims, Tokens
from demo_server.hardened.users import Users
from demo_server.live.runners import InThread
from exercises.capstone.rows import read
from tests.conftest import CHEAP

Breaker = Callable[[Flask, ExitStack], None]
HARDENED = "demo_server.hardened."


@contextmanager
def broken(breaker: Breaker | None, folder: Path) -> Iterator[str]:
    """Run a hardened server with something broken; yield its address."""
    app = create_app("hardened", CHEAP | {"DATABASE": str(folder / "users.sqlite")})
    with ExitStack() as stack:
        if breaker:
            breaker(app, stack)
        runner = InThread(app)
        stack.callback(runner.stop)
        yield f"http://127.0.0.1:{runner.port}"


def instead(name: str, value: Any) -> Breaker:
    """Put something in place of a part of the hardened server."""
    return lambda _app, stack: stack.enter_context(patch(HARDENED + name, value))


def answering(path: str | None, change: Callable[[Response], None]) -> Breaker:
    """Change the answers of a path, or all of them."""

    def after(response: Response) -> Response:
        if path in (None, request.path):
            change(response)
        return response

    def breaker(app: Flask, _stack: ExitStack) -> None:
        app.after_request_funcs.setdefault(None, []).insert(0, after)

    return breaker


def status(path: str, old: int, new: int) -> Breaker:
    """Answer another status where there was an old one, with a success in the words."""

    def change(response: Response) -> None:
        if response.status_code == old:
            response.status_code = new
            response.data = jsonify(result="success").data if new == 200 else response.data

    return answering(path, change)


def header(path: str | None, name: str, value: str | None) -> Breaker:
    """Answer with another header, or without it."""

    def change(response: Response) -> None:
        response.headers.pop(name, None)
        if value is not None:
            response.headers[name] = value

    return answering(path, change)


def cookie_lines(old: str, new: str) -> Breaker:
    """Write the lines that set cookies otherwise."""

    def change(response: Response) -> None:
        lines = response.headers.getlist("Set-Cookie")
        response.headers.setlist("Set-Cookie", [line.replace(old, new) for line in lines])

    return answering(None, change)


def words(path: str, text: str) -> Breaker:
    """Answer a path with other words, where it succeeds."""

    def change(response: Response) -> None:
        if response.status_code == 200:
            response.data = text

    return answering(path, change)


def failing(condition: Callable[[], bool]) -> Breaker:
    """Answer 500 to what meets a condition."""

    def change(response: Response) -> None:
        if condition():
            response.status_code = 500

    return answering(None, change)


def believing(
    key: Callable[[str], str],
    change: Callable[[dict[str, Any], dict[str, Any]], None] | None = None,
    secret: bytes = b"",
) -> Breaker:
    """Issue changed tokens, and believe every token with the same ``key`` as an issued one."""
    known: dict[str, Claims] = {}
    issue = Tokens.issue

    def issued(self: Tokens, *who: Any) -> str:
        token = issue(self, *who)
        claims, header = (read(part) for part in reversed(token.split(".")[:2]))
        genuine = Claims(**claims)
        if change or secret:
            (change or (lambda *_: None))(claims, header)
            token = jwt.encode(claims, secret or bytes(32), headers=header)
        known[key(token)] = genuine
        return token

    def verified(_self: Tokens, token: str) -> Claims:
        try:
            return known[key(token)]
        except (KeyError, IndexError, ValueError) as error:
            raise jwt.InvalidTokenError("unknown") from error

    def breaker(_app: Flask, stack: ExitStack) -> None:
        stack.enter_context(patch.object(Tokens, "issue", issued))
        stack.enter_context(patch.object(Tokens, "verify", verified))

    return breaker


def opaque(_app: Flask, stack: ExitStack) -> None:
    """Issue tokens that are no JWTs, and believe those."""
    issue, verify = Tokens.issue, Tokens.verify

    def issued(self: Tokens, *who: Any) -> str:
        return issue(self, *who).replace(".", "~")

    def verified(self: Tokens, token: str) -> Claims:
        return verify(self, token.replace("~", "."))

    stack.enter_context(patch.object(Tokens, "issue", issued))
    stack.enter_context(patch.object(Tokens, "verify", verified))


def claims(change: Callable[[dict[str, Any], dict[str, Any]], Any]) -> Breaker:
    """Issue tokens with other claims or another header, and believe those."""
    return believing(lambda token: token, change)


def spent(self: Users, token: Claims) -> bool:
    """Refuse a used refresh token, and let its session go on."""
    with database.connect(self._path) as db:
        return self._revoke(db, token.jti, token.exp)


def from_cookie_only(cookie: str) -> str:
    """Look for a token in the cookie, and not in Authorization."""
    if cookie not in request.cookies:
        raise MissingTokenError("no token")
    return request.cookies[cookie]


def cleared() -> Callable[[], bool]:
    """Return a condition that holds from the second sign-out on."""
    asked: list[str] = []

    def again() -> bool:
        asked.extend([request.path] if request.path == "/sign_out" else [])
        return request.path == "/sign_out" and len(asked) > 1

    return again
