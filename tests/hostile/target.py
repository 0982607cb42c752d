"""A hardened server under attack: how to send it bytes, and how to see that it is unharmed."""

import socket
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from flask import Flask

from demo_server.hardened.keys import Keys
from demo_server.hardened.tokens import ACCESS_TYPE, REFRESH_TYPE, Tokens
from demo_server.notebook.live import DEMO_USERS
from tests.hostile.answer import Answer

KEY = bytes(range(100, 132))
SECRETS = [
    *DEMO_USERS.values(),
    KEY.hex(),
    urlsafe_b64encode(KEY).decode().rstrip("="),
    "Traceback",
]
"""What no answer and no log may hold, whatever was sent."""
PROTOCOL = (501, 505)
"""What a server says by itself of a coding or a version it doesn't speak (RFC 9110 §15.6)."""


@dataclass
class Target:
    """A listening server, its application, and the lines that it and its server have logged."""

    kind: str
    port: int
    app: Flask
    database: Path
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def keys(self) -> Keys:
        keys: Keys = self.app.extensions["demo_server"].keys
        return keys

    def token(self, user: str = "alice", typ: str = ACCESS_TYPE, session: str = "made up") -> str:
        """Issue a good token of the user's, as the server would."""
        return Tokens(self.keys, typ, 900 if typ == ACCESS_TYPE else 1_209_600).issue(
            user, 0, session
        )

    def refresh_token(self, user: str = "alice", session: str = "made up") -> str:
        """Issue a good refresh token."""
        return self.token(user, REFRESH_TYPE, session)

    def send(self, *pieces: bytes, seconds: float = 5, half: bool = False) -> Answer:
        """Send the pieces one after the other and read until the server closes.

        With ``half``, say that no more will come. Nothing at all is a status of 0, too.
        """
        received = b""
        with closing(socket.create_connection(("127.0.0.1", self.port), seconds)) as connection:
            try:
                for piece in pieces:
                    connection.sendall(piece)
                if half:
                    connection.shutdown(socket.SHUT_WR)
                while more := connection.recv(65_536):
                    received += more
            except OSError:
                pass  # it did not want to hear more: what it said before that counts
        return Answer.read(received)

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Send a request as a well-behaved program does, with no cookie but those given."""
        with requests.Session() as session:
            session.trust_env = False
            settings = {"timeout": 10, "allow_redirects": False} | more
            return session.request(method, self.url + path, **settings)

    def answers_the_next(self) -> bool:
        """Say whether a good request is answered within a second; a busy machine gets three."""
        cookie = {"Cookie": f"access_token={self.token()}"}
        for _ in range(3):
            try:
                answer = self.ask("GET", "/temp", headers=cookie, timeout=1)
            except requests.RequestException:
                continue
            return answer.status_code == 200 and answer.json() == {"msg": "Hello, alice."}
        return False

    def is_unharmed(self, answer: Answer, *secrets: str) -> None:
        """Assert what must hold after every case; ``secrets``: what this case alone has sent."""
        told = [answer.shown, *self.lines]
        self.lines.clear()
        assert answer.status < 500 or answer.status in PROTOCOL
        hidden = [secret for secret in (*SECRETS, *secrets) if secret]
        assert [secret for secret in hidden if any(secret in text for text in told)] == []
        assert self.answers_the_next()
