"""Hardened servers that are broken on purpose, or only unusual: how to make one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask, Response, jsonify, request

from demo_server import create_app
from demo_server.wsgi_server import Server
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
        server = Server(app)
        stack.callback(server.shutdown)
        often = {"poll_interval": 0.01}  # seconds in which a server sees that it should end
        threading.Thread(target=server.serve_forever, kwargs=often, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"


def nothing(*_values: Any, **_named: Any) -> None:
    """Do nothing."""


def same(text: str) -> str:
    """Return what came."""
    return text


def instead(name: str, value: Any) -> Breaker:
    """Put something in place of a part of the hardened server."""
    return lambda _app, stack: stack.enter_context(patch(HARDENED + name, value))


def both(*breakers: Breaker) -> Breaker:
    """Break all of it."""

    def breaker(app: Flask, stack: ExitStack) -> None:
        for one in breakers:
            one(app, stack)

    return breaker


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


def header(path: str | None, name: str, value: str | None, only: int | None = None) -> Breaker:
    """Answer with another header, or without it; ``only`` where the status is that one."""

    def change(response: Response) -> None:
        if only in (None, response.status_code):
            response.headers.pop(name, None)
            if value is not None:
                response.headers[name] = value

    return answering(path, change)


def cookie_lines(old: str, new: str, path: str | None = None) -> Breaker:
    """Write the lines that set cookies otherwise, at a path or at all of them."""

    def change(response: Response) -> None:
        lines = response.headers.getlist("Set-Cookie")
        response.headers.setlist("Set-Cookie", [line.replace(old, new) for line in lines])

    return answering(path, change)


def another_cookie(line: Callable[[], str], only: int | None = None) -> Breaker:
    """Set one more cookie with each answer, or with those of one status."""

    def change(response: Response) -> None:
        if only in (None, response.status_code):
            response.headers.add("Set-Cookie", line())

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


def also_get(path: str, answer: Callable[[], Any] | None = None) -> Breaker:
    """Take GET for a form's route, too, and do the same, or give an ``answer`` of its own."""

    def breaker(app: Flask, _stack: ExitStack) -> None:
        view = answer or app.view_functions[f"hardened.{path[1:]}"]
        app.add_url_rule(path, f"get {path}", view, methods=["GET"])

    return breaker
