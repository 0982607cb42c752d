"""The token of a request, and the cookies of an answer."""

import secrets
import time
from typing import Any

from flask import Response, current_app, g, request

from demo_server.hardened.errors import ConflictingTokensError, MissingTokenError, RevokedTokenError
from demo_server.hardened.services import services
from demo_server.hardened.tokens import Claims, Session, Tokens
from demo_server.hosts import is_loopback, normalize_host

ACCESS_COOKIE, REFRESH_COOKIE = "access_token", "refresh_token"
PATHS = {ACCESS_COOKIE: "/", REFRESH_COOKIE: "/refresh"}


def token_from_request(cookie: str) -> str:
    """Return the one token that a request shows: ``Authorization: Bearer``, the cookie, or both.

    MissingTokenError where there is none, ConflictingTokensError where they are not the same.
    """
    tokens = set(request.cookies.getlist(_name(cookie)))
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


def set_cookies(response: Response, session: Session) -> Response:
    """Issue an access and a refresh token, each into its cookie, and return the response.

    Both cookies live as long as the refresh token: so an access token that has expired still tells
    which session is to be signed out.
    """
    seconds = services().refresh.seconds_left(session)
    for cookie, tokens in (
        (ACCESS_COOKIE, services().access),
        (REFRESH_COOKIE, services().refresh),
    ):
        token = tokens.issue(session)
        response.set_cookie(_name(cookie), token, max_age=seconds, **_attributes(cookie))
    return response


def clear_cookies(response: Response) -> Response:
    """Make the browser forget both cookies, and return the response."""
    for cookie in PATHS:
        response.delete_cookie(_name(cookie), **_attributes(cookie))
    return response


def _name(cookie: str) -> str:
    """Return the cookie's name: its prefix binds it to TLS, and to this host where it can.

    ``__Host-`` asks for the path "/" (RFC 6265bis §4.1.3).
    """
    if not _is_secure():
        return cookie
    return f"{'__Host-' if _path(cookie) == '/' else '__Secure-'}{cookie}"


def _path(cookie: str) -> str:
    return request.script_root + PATHS[cookie]  # behind a proxy, the prefix is in front


def _attributes(cookie: str) -> dict[str, Any]:
    return {"path": _path(cookie), "secure": _is_secure(), "httponly": True, "samesite": "Lax"}


def _is_secure() -> bool:
    """Say whether cookies may travel over TLS only: as set, else wherever they leave loopback."""
    setting: bool | None = current_app.config["COOKIE_SECURE"]
    if setting is not None:
        return setting
    return not is_loopback(normalize_host(request.host))
