"""A hardened server to attack: send it bytes or requests, and issue the tokens it would issue."""

import socket
import sqlite3
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import parse_headers
from io import BytesIO
from pathlib import Path
from typing import Any

import requests

from demo_server.hardened.keys import Keys
from demo_server.hardened.services import Services
from demo_server.hardened.tokens import ACCESS_TYPE, Session, Tokens
from demo_server.notebook.live import DEMO_USERS, LiveServer
from tests.conftest import FAST_ARGON2

KEY = bytes(range(100, 132))
AUDIENCE = "demo-server"
SETTINGS: dict[str, Any] = FAST_ARGON2 | {
    "SECRET_KEY": KEY,
    "AUDIENCE": AUDIENCE,
    "SIGN_IN_LIMIT": "1000000 per second",  # the limits have tests of their own
    "ACCOUNT_LIMIT": "1000000 per second",
    "ADDRESS_LIMIT": "1000000 per second",
}
SECRETS = [
    *DEMO_USERS.values(),
    KEY.hex(),
    urlsafe_b64encode(KEY).decode().rstrip("="),
    "Traceback",
]
"""What no response and no log may hold, whatever was sent."""


@dataclass(frozen=True)
class Response:
    """One response: its status (0: the connection was closed without any), headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def parse(cls, received: bytes) -> "Response":
        """Parse the first response; header names in lower case; what follows stays in the body."""
        head, _, body = received.partition(b"\r\n\r\n")
        line, _, rest = head.partition(b"\r\n")
        if not line.startswith(b"HTTP/"):
            return cls(0, {}, received)
        headers = parse_headers(BytesIO(rest + b"\r\n\r\n")).items()
        return cls(int(line.split()[1]), {name.lower(): value for name, value in headers}, body)


@dataclass(frozen=True)
class Target:
    """A running server, and the keys that it signs with."""

    server: LiveServer
    keys: Keys

    @property
    def database(self) -> Path:
        """The server's database file."""
        return self.server.database

    @property
    def services(self) -> Services:
        """What the routes of a server in a thread stand on."""
        assert self.server._app
        found: Services = self.server._app.extensions["demo_server"]
        return found

    def connect(self, seconds: float = 5) -> "closing[socket.socket]":
        """Open a connection whose reads end after ``seconds``."""
        port = int(self.server.url.rpartition(":")[2])
        return closing(socket.create_connection(("127.0.0.1", port), seconds))

    def send(self, sent: bytes) -> Response:
        """Send bytes, say that no more will come, and read until the server closes."""
        received = b""
        with self.connect() as connection:
            with suppress(OSError):  # it wants to hear no more: what it said before that counts
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                while more := connection.recv(65_536):
                    received += more
        return Response.parse(received)

    def request(self, method: str, path: str, **more: Any) -> requests.Response:
        """Send a request as a well-behaved program does, with no cookie but those given."""
        with requests.Session() as session:
            session.trust_env = False
            settings = {"timeout": 10, "allow_redirects": False} | more
            return session.request(method, f"{self.server.url}{path}", **settings)

    def version(self, user: str = "alice") -> int:
        """Return a user's token version."""
        query = "SELECT version FROM users WHERE id = ?"
        with closing(sqlite3.connect(self.database)) as db:
            return int(db.execute(query, (user,)).fetchone()[0])

    def token(self, user: str = "alice") -> str:
        """Issue a good access token of a demo user's, as the server would."""
        tokens = Tokens(self.keys, ACCESS_TYPE, 900, 900, AUDIENCE)
        return tokens.issue(Session(user, "made up", self.version(user), int(time.time())))

    def sign_in(self, user: str = "alice", password: str = DEMO_USERS["alice"]) -> dict[str, str]:
        """Sign in, and return both tokens by the names of their cookies."""
        form = {"id_give": user, "pw_give": password}
        response = self.request("POST", "/sign_in", data=form)
        assert response.status_code == 200
        return dict(response.cookies)

    def accepts(self, access_token: str) -> bool:
        """Return whether the protected page opens with this token."""
        cookie = {"Cookie": f"access_token={access_token}"}
        return self.request("GET", "/temp", headers=cookie).status_code == 200

    def refresh(self, refresh_token: str) -> requests.Response:
        """Exchange a refresh token."""
        cookie = {"Cookie": f"refresh_token={refresh_token}"}
        return self.request("POST", "/refresh", headers=cookie)


@contextmanager
def running_target(process: bool = False, **settings: Any) -> Iterator[Target]:
    """Run a hardened server on a free port, in a thread or a process.

    It has the demo users, unless ``DATABASE`` names a file.
    """
    own = SETTINGS | settings
    with LiveServer("hardened", process=process, settings=own) as server:
        algorithm = own.get("ALGORITHM", "HS256")
        yield Target(server, Keys(algorithm, own["SECRET_KEY"], [], server.database))
