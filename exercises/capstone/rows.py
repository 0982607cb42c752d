"""The rows of the report, and what they are tried with."""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from exercises.capstone.client import Answer, Client, LostError

LESSONS = {
    1: "01_hashing",
    2: "02_payload",
    3: "03_encoding",
    4: "04_decoding",
    5: "05_demo_server",
    6: "06_browser_and_cookies",
    7: "07_attacks_and_defences",
    8: "08_staying_signed_in",
}


@dataclass(frozen=True)
class Row:
    """One thing that is tried: its name, its topic, why it matters, the lesson that explains it."""

    name: str
    topic: str
    lesson: int
    why: str
    try_it: Callable[["Visit"], None]


ROWS: list[Row] = []


def row(topic: str, lesson: int, why: str) -> Callable[[Callable[["Visit"], None]], None]:
    """Register a function as a row; its name is the row's, its docstring says what is accepted."""

    def keep(function: Callable[["Visit"], None]) -> None:
        name = function.__name__.replace("_", " ")
        ROWS.append(Row(name, topic, lesson, why, function))

    return keep


@dataclass
class SignedIn:
    """A session: the user, the answer to the sign-in, and tokens by the names of their cookies."""

    user: str
    answer: Answer
    access: dict[str, str]
    refresh: dict[str, str]

    @property
    def token(self) -> str:
        """Return the access token."""
        return next(iter(self.access.values()))


@dataclass
class Visit:
    """One grading: a client, and the people that it signed up under names of its own."""

    client: Client
    _people: dict[str, str] = field(default_factory=dict)
    _kept: SignedIn | None = None

    def person(self) -> tuple[str, str]:
        """Sign up somebody new; return id and password."""
        user, password = f"u{secrets.token_hex(6)}", secrets.token_urlsafe(12)
        answer = self.sign_up(user, password)
        answer.must(answer.success, "a sign-up that succeeds")
        return user, password

    def sign_up(self, user: str, password: str, **headers: str) -> Answer:
        """Try to sign somebody up."""
        form = {"id_give": user, "pw_give": password}
        return self.client.ask("POST", "/sign_up", form, None, **headers)

    def try_sign_in(self, user: str, password: str, **headers: str) -> Answer:
        """Try to sign somebody in."""
        form = {"id_give": user, "pw_give": password}
        return self.client.ask("POST", "/sign_in", form, None, **headers)

    def sign_in(self, user: str, password: str) -> SignedIn:
        """Sign in and find out which token opens ``/temp``; LostError where none does."""
        answer = self.try_sign_in(user, password)
        answer.must(answer.success, "a sign-in that succeeds")
        given = {name: morsel.value for name, morsel in answer.cookies.items() if morsel.value}
        if isinstance(token := answer.json.get("token"), str):
            given["mytoken"] = token  # the page's script would keep it so
        for name, value in given.items():
            if self.temp({name: value}).status == 200:
                rest = {other: text for other, text in given.items() if other != name}
                return SignedIn(user, answer, {name: value}, rest)
        raise LostError(answer.sent, "no cookie and no token that opens /temp", "one that does")

    def somebody(self) -> SignedIn:
        """Return a session that rows share; they must not end it."""
        if self._kept is None:
            self._kept = self.sign_in(*self.person())
        return self._kept

    def newcomer(self) -> SignedIn:
        """Return a session of its own, which the row may end."""
        return self.sign_in(*self.person())

    def temp(self, cookies: dict[str, str] | None = None, **headers: str) -> Answer:
        """Visit the protected page."""
        return self.client.ask("GET", "/temp", None, cookies, **headers)

    def shown(self, token: str) -> Answer:
        """Visit the protected page with another access token in place of the shared one."""
        return self.temp({next(iter(self.somebody().access)): token})

    def refuses(self, token: str) -> None:
        """Show another access token; LostError where it is accepted."""
        answer = self.shown(token)
        refused = 300 <= answer.status < 500
        answer.must(refused, "a refusal: 401, or the way home, and no error of the server")

    def header_and_claims(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return header and payload of the shared access token; LostError where it is no JWT."""
        session = self.somebody()
        try:
            header, payload, _ = session.token.split(".")
            return read(header), read(payload)
        except ValueError as error:
            expected = "a JWT: three parts in base64url, two of them JSON"
            raise LostError(session.answer.sent, session.token[:60], expected) from error


def read(part: str) -> dict[str, Any]:
    """Return one part of a token; ValueError where it is no JSON object."""
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def write(part: dict[str, Any]) -> str:
    """Return one part of a token."""
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
