"""Mutations that make a part of the hardened server accept too much."""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import jwt
from flask import Flask, request

from demo_server.hardened import auth, cookies, csrf
from demo_server.hardened.errors import MissingTokenError
from demo_server.hardened.services import services
from demo_server.hardened.store import UserStore
from demo_server.hardened.tokens import CLAIMS, Claims, Tokens
from demo_server.jose import decode_object, encode_part, hmac_sign
from tests.capstone.mutants.server import HARDENED, Mutation, replace

current_claims, is_same_origin, is_active = (
    auth.current_claims,
    csrf.is_same_origin,
    UserStore.is_active,
)


def accept_tokens_by(
    key: Callable[[str], str],
    change: Callable[[dict[str, Any], dict[str, Any]], Any] | None = None,
    secret: str | None = None,
    typed: bool = False,
) -> Mutation:
    """Issue changed tokens, and accept every token with the same ``key`` as an issued one.

    If ``typed``, a token that was issued for another purpose is refused.
    """
    known: dict[tuple[str, str], Claims] = {}
    issue = Tokens.issue
    word = secrets.token_hex(16) if secret is None else secret

    def issued(self: Tokens, *who: Any) -> str:
        token = issue(self, *who)
        claims, header = (decode_object(part) for part in reversed(token.split(".")[:2]))
        genuine = Claims(**claims)
        if change or secret is not None:
            (change or (lambda *_: None))(claims, header)
            message = f"{encode_part(header | {'alg': 'HS256'})}.{encode_part(claims)}"
            token = hmac_sign(message, word.encode(), "sha256")
        known[self._typ if typed else "", key(token)] = genuine
        return token

    def authenticate(self: Tokens, token: str, **_how: bool) -> Claims:
        try:
            return known[self._typ if typed else "", key(token)]
        except (KeyError, IndexError, ValueError) as error:
            raise jwt.InvalidTokenError("unknown") from error

    def mutate(_app: Flask, stack: ExitStack) -> None:
        stack.enter_context(patch.object(Tokens, "issue", issued))
        stack.enter_context(patch.object(Tokens, "verify", authenticate))

    return mutate


def issue_opaque_tokens(_app: Flask, stack: ExitStack) -> None:
    """Issue tokens that are not JWTs, and accept those."""
    issue, verify = Tokens.issue, Tokens.verify

    def issued(self: Tokens, *who: Any) -> str:
        return issue(self, *who).replace(".", "~")

    def authenticate(self: Tokens, token: str, **how: bool) -> Claims:
        return verify(self, token.replace("~", "."), **how)

    stack.enter_context(patch.object(Tokens, "issue", issued))
    stack.enter_context(patch.object(Tokens, "verify", authenticate))


def change_claims(change: Callable[[dict[str, Any], dict[str, Any]], Any]) -> Mutation:
    """Issue tokens with other claims or another header, and accept those."""
    return accept_tokens_by(lambda token: token, change, typed=True)


def bearer_alone(_app: Flask, stack: ExitStack) -> None:
    """Accept the claims of a Bearer token without verifying it."""

    def claims(**how: bool) -> Claims:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer":
            return current_claims(**how)
        try:
            found = decode_object(token.split(".")[1])
            return Claims(**{name: found[name] for name in CLAIMS})
        except (ValueError, LookupError) as error:
            raise jwt.InvalidTokenError("unreadable") from error

    stack.enter_context(patch(HARDENED + "views.current_claims", claims))


def by_refresh_cookie() -> Claims:
    """Authenticate a sign-out by the refresh cookie, which no browser sends there."""
    return auth.authenticate(cookies.REFRESH_COOKIE, services().refresh)


def from_cookie_only(cookie: str) -> str:
    """Read the token from the cookie alone, not from Authorization."""
    if cookie not in request.cookies:
        raise MissingTokenError("no token")
    return request.cookies[cookie]


def spent(self: UserStore, token: Claims) -> bool:
    """Refuse a used refresh token, and keep its session."""
    with self.database.connect() as db:
        return self._revoke(db, token.jti, token.exp)


def refuse_renewals_only(_app: Flask, stack: ExitStack) -> None:
    """Refuse every refresh token of a session once one came twice, and keep the session."""
    used, refused = set[str](), set[str]()

    def consume(_store: UserStore, token: Claims) -> bool:
        if token.jti in used:
            refused.add(token.sid)
        used.add(token.jti)
        return token.sid not in refused

    stack.enter_context(patch.object(UserStore, "consume_refresh_token", consume))


def renew_and_end(self: UserStore, token: Claims) -> bool:
    """Accept a refresh token, and end its session: the new tokens are dead."""
    self.revoke_session(token)
    return True


def revoke_everybody(self: UserStore, _who: Any) -> None:
    """End every session of every user."""
    with self.database.connect() as db:
        db.execute("UPDATE users SET version = version + 1")


def keep_session_if(spared: Callable[[str], bool]) -> Mutation:
    """Keep a session whose id meets a condition, whatever ended it."""
    return replace(
        "store.UserStore.is_active", lambda self, it: spared(it.sid) or is_active(self, it)
    )


def has_sent_to(path: str) -> Callable[[str], bool]:
    """Return a condition: the session has sent a request to a path."""
    asked: set[str] = set()

    def spared(session: str) -> bool:
        if request.path == path:
            asked.add(session)
        return session in asked

    return spared


def allow_if(excuse: Callable[[], bool]) -> Mutation:
    """Accept a foreign sender if a condition holds."""
    return replace("csrf.is_same_origin", lambda: excuse() or is_same_origin())
