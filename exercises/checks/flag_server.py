"""A published server that hides flags: what the exercises on forged and stolen tokens share."""

import importlib.util
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any
from unittest.mock import patch

import jwt
import requests
from flask import Flask, Response, request

from demo_server import create_app, published
from demo_server.notebook.live.runners import InThread, LiveError
from demo_server.notebook.wordlist import words
from exercises.checks import generators
from exercises.checks.errors import ExerciseError
from exercises.checks.expect import expect_true

SECONDS = 20.0
"""How long a property may take that starts a server."""
LIKELY = 120
"""How many words of the list come into question, so that guessing takes no more than a moment."""


@dataclass(frozen=True)
class FlagServer:
    """A published server with flags: its address, the flag of each user, what an attacker has.

    ``shown`` holds what came to ``/flag`` in the cookie, ``tries`` how Erin's sign-ins went.
    """

    url: str
    flags: dict[str, str]
    mallorys_token: str
    carols_token: str
    shown: list[str]
    tries: list[bool]
    log: Any

    def expect_flag(self, actual: object, user: str, shown: str = "") -> None:
        """Raise PropertyFailed unless this is the user's flag; its text ends in ``shown``."""
        if self.shown and not any(self.shown):
            shown = ", for a request without the cookie mytoken"
        expect_true(actual == self.flags[user], f"{actual!r}{shown}", repr(self.flags[user]))


def ask(url: str, token: str) -> requests.Response:
    """Ask for a flag, with a token in the cookie."""
    return requests.get(f"{url}/flag", cookies={"mytoken": token}, timeout=9)


def flag(url: str, token: str) -> str:
    """Return what /flag says to a token."""
    return str(ask(url, token).json()["msg"])


@contextmanager
def flag_server(random: Random) -> Iterator[FlagServer]:
    """Run the published server under another weak key; ``/flag`` tells each user a flag.

    Carol has a token and was deleted, Erin has a password of the list, nobody is called admin. The
    key stands in a second copy of the module: the one that an answer can import keeps its own.
    """
    likely = words()[:LIKELY]
    flags = {user: f"flag-{random.randbytes(6).hex()}" for user in ("admin", "carol", "erin")}
    people = {
        "mallory": generators.random_text(random),
        "carol": generators.random_text(random),
        "erin": random.choice(likely[60:110]),
    }
    module, shown, tries = _copy(), list[str](), list[bool]()
    module.SECRET_KEY = key = random.choice(likely)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "published.sqlite"
        with patch.object(published, "init_app", module.init_app):
            app = create_app("published", {"DATABASE": str(path)})
        app.add_url_rule("/flag", "flag", lambda: _flag(flags, key, shown))
        app.after_request(lambda answer: _noted(answer, tries))
        tokens = {user: _token(app, user, password) for user, password in people.items()}
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DELETE FROM users WHERE id = 'carol'")
        log = app.extensions["demo_server_log"]
        log.clear()
        tries.clear()
        try:
            runner = InThread(app)
        except LiveError as error:
            raise ExerciseError(str(error)) from error
        try:
            url = f"http://127.0.0.1:{runner.port}"
            yield FlagServer(url, flags, tokens["mallory"], tokens["carol"], shown, tries, log)
        finally:
            runner.stop()


def _copy() -> ModuleType:
    """Return the published server's module once more, where no import finds it."""
    spec = importlib.util.find_spec("demo_server.published")
    if spec is None or spec.loader is None:
        raise ImportError("the published server is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _noted(answer: Response, tries: list[bool]) -> Response:
    if request.path == "/sign_in" and request.form.get("id_give") == "erin":
        tries.append(b"token" in answer.data)
    return answer


def _flag(flags: dict[str, str], key: str, shown: list[str]) -> tuple[dict[str, str], int]:
    """Answer as the published server's protected page does."""
    shown.append(request.headers.get("Cookie", "").partition("mytoken=")[2])
    try:
        claims = jwt.decode(request.cookies.get("mytoken", ""), key, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return {"msg": "Please sign in."}, 401
    return {"msg": flags.get(claims["id"], "There is no flag for you.")}, 200


def _token(app: Flask, user: str, password: str) -> str:
    client, form = app.test_client(), {"id_give": user, "pw_give": password}
    client.post("/sign_up", data=form)
    return str(client.post("/sign_in", data=form).json["token"])  # type: ignore[index]
