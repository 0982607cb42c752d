"""A hardened server with a mutation: broken on purpose, or only unusual."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask, Response, jsonify, request

from demo_server import create_app
from demo_server.wsgi_server import Server
from tests.conftest import FAST_ARGON2

Mutation = Callable[[Flask, ExitStack], None]
HARDENED = "demo_server.hardened."


@contextmanager
def mutant_server(mutate: Mutation | None, folder: Path) -> Iterator[str]:
    """Run a hardened server with a mutation; yield its base URL."""
    app = create_app("hardened", FAST_ARGON2 | {"DATABASE": str(folder / "users.sqlite")})
    with ExitStack() as stack:
        if mutate:
            mutate(app, stack)
        server = Server(app)
        stack.callback(server.shutdown)
        often = {"poll_interval": 0.01}  # seconds until the server notices its shutdown
        threading.Thread(target=server.serve_forever, kwargs=often, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"


def do_nothing(*_values: Any, **_named: Any) -> None:
    """Do nothing."""


def identity(text: str) -> str:
    """Return the text unchanged."""
    return text


def replace(name: str, value: Any) -> Mutation:
    """Replace a part of the hardened server, by its dotted name."""
    return lambda _app, stack: stack.enter_context(patch(HARDENED + name, value))


def all_of(*mutations: Mutation) -> Mutation:
    """Apply several mutations."""

    def mutate(app: Flask, stack: ExitStack) -> None:
        for one in mutations:
            one(app, stack)

    return mutate


def change_response(path: str | None, change: Callable[[Response], None]) -> Mutation:
    """Change the responses of a path, or all of them."""

    def after(response: Response) -> Response:
        if path in (None, request.path):
            change(response)
        return response

    def mutate(app: Flask, _stack: ExitStack) -> None:
        app.after_request_funcs.setdefault(None, []).insert(0, after)

    return mutate


def change_status(path: str, old: int, new: int) -> Mutation:
    """Replace one status of a path by another; 200 comes with result success."""

    def change(response: Response) -> None:
        if response.status_code == old:
            response.status_code = new
            response.data = jsonify(result="success").data if new == 200 else response.data

    return change_response(path, change)


def change_header(
    path: str | None, name: str, value: str | None, only: int | None = None
) -> Mutation:
    """Replace or remove a header, at one status ``only`` if that is given."""

    def change(response: Response) -> None:
        if only in (None, response.status_code):
            response.headers.pop(name, None)
            if value is not None:
                response.headers[name] = value

    return change_response(path, change)


def change_cookies(old: str, new: str, path: str | None = None) -> Mutation:
    """Replace text in the Set-Cookie lines of a path, or of all."""

    def change(response: Response) -> None:
        lines = response.headers.getlist("Set-Cookie")
        response.headers.setlist("Set-Cookie", [line.replace(old, new) for line in lines])

    return change_response(path, change)


def add_cookie(line: Callable[[], str], only: int | None = None) -> Mutation:
    """Set one more cookie with each response, or with those of one status."""

    def change(response: Response) -> None:
        if only in (None, response.status_code):
            response.headers.add("Set-Cookie", line())

    return change_response(None, change)


def change_body(path: str, text: str) -> Mutation:
    """Replace the body of a path's responses with status 200."""

    def change(response: Response) -> None:
        if response.status_code == 200:
            response.data = text

    return change_response(path, change)


def fail_if(condition: Callable[[], bool]) -> Mutation:
    """Respond 500 to requests that meet a condition."""

    def change(response: Response) -> None:
        if condition():
            response.status_code = 500

    return change_response(None, change)


def also_get(path: str, answer: Callable[[], Any] | None = None) -> Mutation:
    """Take GET at a form's route, too, with the same view, or with ``answer`` for a view."""

    def mutate(app: Flask, _stack: ExitStack) -> None:
        view = answer or app.view_functions[f"hardened.{path[1:]}"]
        app.add_url_rule(path, f"get {path}", view, methods=["GET"])

    return mutate
