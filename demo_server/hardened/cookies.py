"""The cookies: their names, their attributes, and how the browser gets and forgets them."""

from typing import Any

from flask import Response, current_app, request

from demo_server.hardened.services import services
from demo_server.hardened.tokens import Session
from demo_server.hosts import is_loopback, normalize_host

ACCESS_COOKIE, REFRESH_COOKIE = "access_token", "refresh_token"
PATHS = {ACCESS_COOKIE: "/", REFRESH_COOKIE: "/refresh"}


def set_cookies(response: Response, session: Session) -> Response:
    """Issue an access and a refresh token, each into its cookie, and return the response.

    Both cookies live as long as the token that lives longest: so an access token that has expired
    still tells which session is to be signed out.
    """
    both = services().access, services().refresh
    seconds = max(tokens.seconds_left(session) for tokens in both)
    for cookie, tokens in zip(PATHS, both, strict=True):
        token = tokens.issue(session)
        response.set_cookie(cookie_name(cookie), token, max_age=seconds, **_attributes(cookie))
    return response


def clear_cookies(response: Response) -> Response:
    """Make the browser forget both cookies, and return the response."""
    for cookie in PATHS:
        response.delete_cookie(cookie_name(cookie), **_attributes(cookie))
    return response


def cookie_name(cookie: str) -> str:
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
