"""The token of a request, and the cookies of an answer."""

import secrets
from typing import Any

from flask import Response, current_app, g, request

from demo_server.hardened.errors import ConflictingTokensError, MissingTokenError, RevokedTokenError
from demo_server.hardened.services import services
from demo_server.hardened.tokens import Claims, Tokens
from demo_server.hosts import is_loopback, normalize_host

ACCESS_COOKIE, REFRESH_COOKIE = "access_token", "refresh_token"
PATHS = {ACCESS_COOKIE: "/", REFRESH_COOKIE: "/refresh"}


def token_from_request(cookie: str) -> str:
    """Return the one token that a request shows: ``Authorization: Bearer``, the cookie, or both.

    MissingTokenError where there is none, ConflictingTokensError where they are not the same.
    """
    tokens = set(request.cookies.getlist(cookie))
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":  # RFC 6750 §2.1; a scheme has no case (RFC 9110 §11.1)
        tokens.add(token.strip(" "))
    if len(tokens) > 1:
        raise ConflictingTokensError("two tokens")
    if not tokens:
        raise MissingTokenError("no token")
    return tokens.pop()


def authenticate(cookie: str, tokens: Tokens) -> Claims:
    """Return the claims of the request's token; InvalidTokenError where it has no good one."""
    claims = tokens.verify(token_from_request(cookie))
    if not services().users.is_active(claims):
        raise RevokedTokenError("signed out, or no such user any more")
    g.user = claims.sub
    return claims


def current_claims() -> Claims:
    """Return the claims of the request's access token; InvalidTokenError without a good one."""
    return authenticate(ACCESS_COOKIE, services().access)


def new_session_id() -> str:
    """Draw the name of a session, which all of its tokens carry as ``sid``."""
    return secrets.token_urlsafe(16)


def set_cookies(response: Response, user_id: str, version: int, session: str) -> Response:
    """Issue an access and a refresh token, each into its cookie, and return the response."""
    for cookie, tokens in (
        (ACCESS_COOKIE, services().access),
        (REFRESH_COOKIE, services().refresh),
    ):
        token = tokens.issue(user_id, version, session)
        response.set_cookie(cookie, token, max_age=tokens.lifetime, **_attributes(cookie))
    return response


def clear_cookies(response: Response) -> Response:
    """Make the browser forget both cookies, and return the response."""
    for cookie in PATHS:
        response.delete_cookie(cookie, **_attributes(cookie))
    return response


def _attributes(cookie: str) -> dict[str, Any]:
    return {
        "path": request.script_root + PATHS[cookie],  # behind a proxy, the prefix is in front
        "secure": _is_secure(),
        "httponly": True,
        "samesite": "Lax",
    }


def _is_secure() -> bool:
    """Say whether cookies may travel over TLS only: as set, else wherever they leave loopback."""
    setting: bool | None = current_app.config["COOKIE_SECURE"]
    if setting is not None:
        return setting
    return not is_loopback(normalize_host(request.host))
