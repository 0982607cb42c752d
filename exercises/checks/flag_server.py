"""A published server that hides flags: what the exercises on forged and stolen tokens share."""

import hashlib
import importlib.util
import re
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

    ``shown`` holds what came to ``/flag`` in the cookie, ``tries`` how Erin's sign-ins went, and
    ``odd`` what came to ``/sign_in`` and was no guess of hers.
    """

    url: str
    flags: dict[str, str]
    mallorys_token: str
    carols_token: str
    shown: list[str]
    tries: list[bool]
    odd: list[str]
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


def some_word(random: Random) -> str:
    """Draw one of the words that come into question: not the first ten, and with capitals."""
    return random.choice([word for word in words()[10:35] if word != word.lower()])


@contextmanager
def flag_server(random: Random, key: str = "", password: str = "") -> Iterator[FlagServer]:
    """Run the published server under a weak ``key``; ``/flag`` tells each user a flag.

    Carol has a token and was deleted, Erin has this password, nobody is called admin. A key or a
    password that is not given is drawn. The key stands in a second copy of the module: the one
    that an answer can import keeps its own.
    """
    flags = {user: f"flag-{random.randbytes(6).hex()}" for user in ("admin", "carol", "erin")}
    people = {user: generators.random_text(random) for user in ("mallory", "carol")}
    people["erin"] = password or some_word(random)
    module, shown, tries, odd = _copy(), list[str](), list[bool](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "published.sqlite"
        with patch.object(published, "init_app", module.init_app):
            app = create_app("published", {"DATABASE": str(path)})
        app.add_url_rule("/flag", "flag", lambda: _flag(flags, vars(module)["SECRET_KEY"], shown))
        app.after_request(lambda answer: _noted(answer, tries, odd))
        pairs = [(user, hashlib.sha256(people[user].encode()).hexdigest()) for user in people]
        _change(path, "INSERT INTO users VALUES (?, ?)", pairs)
        keys = [key] if key else random.sample(words()[:LIKELY], LIKELY)
        mallory, carol = _tokens(app, module, people, keys)
        _change(path, "DELETE FROM users WHERE id = ?", [("carol",)])
        log = app.extensions["demo_server_log"]
        for seen in (log, tries, odd):
            seen.clear()
        with _running(app) as url:
            yield FlagServer(url, flags, mallory, carol, shown, tries, odd, log)


@contextmanager
def _running(app: Flask) -> Iterator[str]:
    """Serve an app, and yield its address. Raises ExerciseError where that can't be done here."""
    try:
        runner = InThread(app)
    except LiveError as error:
        raise ExerciseError(str(error)) from error
    try:
        yield f"http://127.0.0.1:{runner.port}"
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


def _noted(answer: Response, tries: list[bool], odd: list[str]) -> Response:
    """Note a sign-in: how it went where it was Erin's, and why it can't have been a guess."""
    if request.path != "/sign_in":
        return answer
    user, password = request.form.get("id_give"), request.form.get("pw_give")
    if user == "erin":
        tries.append(b"token" in answer.data)
    if user is None or password is None:
        odd.append("a sign-in without id_give and pw_give in a form")
    elif user != "erin":
        odd.append("a sign-in of somebody else than erin")
    elif password not in words():
        odd.append("a guess that is not in the list")
    return answer


def _flag(flags: dict[str, str], key: str, shown: list[str]) -> tuple[dict[str, str], int]:
    """Answer as the published server's protected page does."""
    shown.append(request.headers.get("Cookie", "").partition("mytoken=")[2])
    try:
        claims = jwt.decode(request.cookies.get("mytoken", ""), key, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return {"msg": "Please sign in."}, 401
    return {"msg": flags.get(claims["id"], "There is no flag for you.")}, 200


def _change(path: Path, statement: str, rows: list[Any]) -> None:
    """Change the users of a database that is soon deleted, without waiting for the disk."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        with db:
            db.executemany(statement, rows)


def _tokens(
    app: Flask, module: ModuleType, people: dict[str, str], keys: list[str]
) -> tuple[str, str]:
    """Return the tokens of Mallory and of Carol under the first key that fits, and leave it set.

    Carol's then has a letter in its signature that no word has: - or _.
    """
    mallory = carol = ""
    for key in keys:
        module.SECRET_KEY = key  # type: ignore[attr-defined]
        mallory, carol = (_token(app, user, people[user]) for user in ("mallory", "carol"))
        if re.search("[-_]", carol.rpartition(".")[2]):
            break
    return mallory, carol


def _token(app: Flask, user: str, password: str) -> str:
    form = {"id_give": user, "pw_give": password}
    return str(app.test_client().post("/sign_in", data=form).json["token"])  # type: ignore[index]
