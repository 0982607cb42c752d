"""Lesson 7, attacks and defences: tokens to attack, and a published server that hides flags."""

import base64
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import jwt
from flask import Flask, request

from demo_server import create_app, published
from demo_server.live.runners import InThread
from demo_server.wordlist import words
from exercises import draw

SECONDS = 20.0
"""How long a property may take that starts a server."""
LIKELY = 120
"""How many words of the list come into question, so that guessing takes no more than a moment."""


def read(part: str) -> dict[str, Any]:
    """Return one part of a token, unverified."""
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def write(part: dict[str, Any]) -> str:
    """Return one part of a token."""
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


@dataclass(frozen=True)
class Prey:
    """A published server with flags: its address, the flag of each user, what an attacker has."""

    url: str
    flags: dict[str, str]
    mallorys_token: str
    carols_token: str
    erins_password: str
    log: Any


@contextmanager
def hidden(random: Random) -> Iterator[Prey]:
    """Run the published server under another weak key; ``/flag`` tells each user a flag.

    Carol has a token and was deleted, Erin has a password of the list, nobody is called admin.
    """
    likely = words()[:LIKELY]
    flags = {user: f"flag-{random.randbytes(6).hex()}" for user in ("admin", "carol", "erin")}
    people = {
        "mallory": draw.text(random),
        "carol": draw.text(random),
        "erin": random.choice(likely),
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(published, "SECRET_KEY", random.choice(likely)),
    ):
        path = Path(folder) / "published.sqlite"
        app = create_app("published", {"DATABASE": str(path)})
        app.add_url_rule("/flag", "flag", lambda: _flag(flags))
        tokens = {user: _token(app, user, password) for user, password in people.items()}
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DELETE FROM users WHERE id = 'carol'")
        log = app.extensions["demo_server_log"]
        log.clear()
        runner = InThread(app)
        try:
            url = f"http://127.0.0.1:{runner.port}"
            yield Prey(url, flags, tokens["mallory"], tokens["carol"], people["erin"], log)
        finally:
            runner.stop()


def _flag(flags: dict[str, str]) -> tuple[dict[str, str], int]:
    """Answer as the published server's protected page does."""
    try:
        token = request.cookies.get("mytoken", "")
        claims = jwt.decode(token, published.SECRET_KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return {"msg": "Please sign in."}, 401
    return {"msg": flags.get(claims["id"], "There is no flag for you.")}, 200


def _token(app: Flask, user: str, password: str) -> str:
    client, form = app.test_client(), {"id_give": user, "pw_give": password}
    client.post("/sign_up", data=form)
    return str(client.post("/sign_in", data=form).json["token"])  # type: ignore[index]
