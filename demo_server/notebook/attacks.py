"""What lessons 07 and 08 attack with: sign in, show a token, and keep the score.

Each works on servers of the reader's own, on this machine.
"""

import csv
import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import argon2
import jwt
from flask import Flask, Response, jsonify, request
from jwt.algorithms import HMACAlgorithm
from requests import Response as Answer
from time_machine import Traveller

from demo_server.notebook.client import Client
from demo_server.notebook.live import DEMO_USERS, LiveServer
from demo_server.notebook.live.runners import InThread
from demo_server.notebook.table import Table

OWN_USERS = {"mallory": "own password", "admin": "not guessed", "erin": "Dragon2026"}
"""Who signs up beside DEMO_USERS, with their passwords: who attacks, and whom she wants to be."""
PASSWORDS = DEMO_USERS | OWN_USERS
QUICK_HASHES: dict[str, Any] = {"ARGON2": {"time_cost": 1, "memory_cost": 8, "parallelism": 1}}
"""Hashes that cost next to nothing: where they are not the subject, or for hundreds of guesses."""

Attack = Callable[[LiveServer], str]
"""It takes a server and returns how it went, as :func:`verdict` or :func:`seen` say it."""
Part = dict[str, Any]
"""A header or a payload, as claims by name."""
Patch = AbstractContextManager[object]
"""What takes a lock away while its block runs."""
Row = tuple[str, ...]
"""An attack, how it went at published and at hardened, what stopped it there, gullible, source."""
COLUMNS = ("attack", "published", "hardened", "stopped there by", "gullible", "source")


def verdict(worked: bool, what: object) -> str:
    """Return the word of the score, and what was seen."""
    return f"{'worked' if worked else 'stopped'}: {what}"


def seen(answer: Answer) -> str:
    """Return whether an answer lets its asker in: status 200, and no ``fail`` in the text."""
    inside = answer.status_code == 200 and '"fail"' not in answer.text
    return verdict(inside, answer.status_code)


def trust(verify: Callable[[str], Mapping[str, Any]], token: str) -> str:
    """Return whom a verifier believes, or the class of the error that it raises."""
    try:
        return verdict(True, verify(token)["sub"])
    except (jwt.InvalidTokenError, ValueError, KeyError) as error:
        return verdict(False, type(error).__name__)


def sign_up_all(server: LiveServer) -> None:
    """Give OWN_USERS their accounts at a server."""
    with Client(server.url) as client:
        for user, password in OWN_USERS.items():
            client.sign_up(user, password)


def sign_in(server: LiveServer, user: str) -> str:
    """Return the token that one of PASSWORDS gets: published answers with it, hardened sets it."""
    with Client(server.url) as client:
        answer = client.sign_in(user, PASSWORDS[user])
    token: str = answer.json().get("token") or answer.cookies["access_token"]
    return token


def cookie(server: LiveServer, token: str) -> dict[str, str]:
    """Return the request header with which a browser shows a token again."""
    name = {"published": "mytoken", "hardened": "access_token"}[server.version]
    return {"Cookie": f"{name}={token}"}


def show(server: LiveServer, token: str) -> Answer:
    """Return the protected page's answer to who shows this token."""
    with Client(server.url) as client:
        return client.get("/temp", headers=cookie(server, token))


def next_morning(clock: Traveller) -> None:
    """Move the lesson's clock on to 09:00 of the next day: no earlier try counts then."""
    today = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    clock.move_to(today + timedelta(days=1), tick=False)


def delete_user(server: LiveServer, user: str) -> None:
    """Take a user out of a server's database, as an administrator would do it."""
    with closing(sqlite3.connect(server.database)) as db, db:
        db.execute("DELETE FROM users WHERE id = ?", (user,))


def hash_counts(attempt: Callable[[str, str], object]) -> str:
    """Return how many hashes a wrong password costs for alice, and how many for an unknown id.

    ``attempt`` signs in with an id and a password. The attack has worked where the two differ.
    """
    counts = []
    for user in ("alice", secrets.token_hex(8)):
        with _password_hashes() as made:
            attempt(user, "wrong horse")
        counts.append(len(made))
    return verdict(counts[0] != counts[1], f"{counts[0]} and {counts[1]}")


@contextmanager
def _password_hashes() -> Iterator[list[str]]:
    """Collect, while the block runs, ``fast`` for each SHA-256 and ``slow`` for each Argon2."""
    made: list[str] = []
    fast, slow = hashlib.sha256, argon2.PasswordHasher.verify

    def note_fast(*data: Any) -> Any:
        made.append("fast")
        return fast(*data)

    def note_slow(*arguments: Any) -> bool:
        made.append("slow")
        return slow(*arguments)

    with patch("hashlib.sha256", note_fast), patch("argon2.PasswordHasher.verify", note_slow):
        yield made


@contextmanager
def hashed_bytes() -> Iterator[list[int]]:
    """Collect, while the block runs, how many bytes each verified HS256 signature is made of."""
    sizes: list[int] = []
    verify = HMACAlgorithm.verify

    def note(method: HMACAlgorithm, message: bytes, key: bytes, signature: bytes) -> bool:
        sizes.append(len(message))
        return verify(method, message, key, signature)

    with patch.object(HMACAlgorithm, "verify", note):
        yield sizes


class Score:
    """How each attack went at two servers, and what stopped it at the hardened one."""

    def __init__(self, published: LiveServer, hardened: LiveServer) -> None:
        """Begin without a row."""
        self._published, self._hardened = published, hardened
        self.rows: dict[str, Row] = {}

    def record(
        self,
        name: str,
        source: str,
        attack: Attack,
        gullible: str = "",
        hardened: LiveServer | None = None,
    ) -> Table:
        """Try ``attack`` on both servers, and return its row, which takes the place of an old one.

        What stopped it is the last reason in the hardened server's log. ``gullible`` is how it went
        where a verifier was written to be fooled; ``hardened`` takes the hardened server's place.
        """
        first = attack(self._published)
        server = hardened or self._hardened
        server.log()  # what was asked before is not of this attack
        second = attack(server)
        reasons = [entry.reason for entry in server.log() if entry.reason]
        by = reasons[-1] if reasons and second.startswith("stopped") else "-"
        self.rows[name] = (name, first, second, by, gullible, source)
        return self.table(name)

    def table(self, *names: str) -> Table:
        """Return these rows, or all."""
        return table([self.rows[name] for name in names or self.rows])


def forged_rows() -> list[Row]:
    """Return the rows with which lesson 07 ends; a test compares them with what it shows."""
    text = (Path(__file__).with_name("forged.csv")).read_text("utf-8")
    return [tuple(row) for row in csv.reader(text.splitlines())][1:]


def table(rows: Sequence[Row], caption: str = "") -> Table:
    """Return rows of a score as a table in colour and word; what worked is bad."""
    return Table(COLUMNS, rows, {"worked": "bad", "stopped": "good"}, caption)


def count(rows: Sequence[Row]) -> str:
    """Return in how many rows the attack worked, for each column."""
    first, second, third = (
        sum(row[column].startswith("worked") for row in rows) for column in (1, 2, 4)
    )
    tried = sum(row[4] != "" for row in rows)
    return (
        f"{len(rows)} attacks: {first} worked at published, {second} at hardened, "
        f"and {third} of {tried} at something gullible."
    )


class KeySetServer:
    """Someone's own server on this machine: it offers a key set, and keeps what it was asked for.

    ``url`` is the key set's address, ``asked`` the paths of the requests so far.
    """

    def __init__(self, key: Mapping[str, Any]) -> None:
        """Offer one public key, as a JWK in a JWKS (RFC 7517 §5), on a free port."""
        self.asked: list[str] = []
        app = Flask(__name__)

        @app.get("/keys.json")
        def keys() -> Response:
            self.asked.append(request.path)
            return jsonify(keys=[key])

        self._runner = InThread(app)
        self.url = f"http://127.0.0.1:{self._runner.port}/keys.json"

    def stop(self) -> None:
        """End it."""
        self._runner.stop()
