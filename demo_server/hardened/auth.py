"""The token of a request, and what it says: who asks, and in which session."""

import secrets
import time

import jwt
from flask import g, request

from demo_server.hardened.cookies import ACCESS_COOKIE, cookie_name
from demo_server.hardened.errors import ConflictingTokensError, MissingTokenError, RevokedTokenError
from demo_server.hardened.services import services
from demo_server.hardened.tokens import Claims, Session, Tokens


def token_from_request(cookie: str) -> str:
    """Return the one token that a request shows: ``Authorization: Bearer``, the cookie, or both.

    MissingTokenError where there is none, ConflictingTokensError where they are not the same.
    """
    tokens = set(request.cookies.getlist(cookie_name(cookie)))
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":  # RFC 6750 §2.1; a scheme has no case (RFC 9110 §11.1)
        tokens.add(token.strip(" "))
    if len(tokens) > 1:
        raise ConflictingTokensError("two tokens")
    if not tokens:
        raise MissingTokenError("no token")
    return tokens.pop()


def authenticate(cookie: str, tokens: Tokens, *, expired: bool = False) -> Claims:
    """Return the claims of the request's token; InvalidTokenError where it has no good one.

    With ``expired=True`` the token's end may have passed, but its session still stands.
    """
    claims = tokens.verify(token_from_request(cookie), expired=expired)
    if tokens.seconds_left(claims) <= 0:
        raise jwt.ExpiredSignatureError("the session has come to its end")
    if not services().users.is_active(claims):
        raise RevokedTokenError("signed out, or no such user any more")
    g.user, g.claims = claims.sub, claims
    return claims


def current_claims(*, expired: bool = False) -> Claims:
    """Return the claims of the request's access token; see :func:`authenticate`."""
    return authenticate(ACCESS_COOKIE, services().access, expired=expired)


def named_session() -> Claims:
    """Return what the request's access token says of its session, which may be over already.

    InvalidTokenError where there is no token, or none that this server has issued.
    """
    return services().access.verify(token_from_request(ACCESS_COOKIE), expired=True)


def new_session(user_id: str, version: int) -> Session:
    """Begin a session: a random name, which all of its tokens carry as ``sid``, and this moment."""
    return Session(user_id, secrets.token_urlsafe(16), version, int(time.time()))
