"""Every exception of the package, and the answer to each: one JSON shape, nothing repeated.

- ``jwt.InvalidTokenError`` (PyJWT's): 401

  - ``MissingTokenError``, ``ConflictingTokensError``: the request shows no token, or two
  - ``MalformedTokenError``: its form; another spelling is PyJWT's ``DecodeError``
  - ``UnexpectedHeaderError``, ``UnexpectedClaimsError``: this server does not write such a one

    - ``WrongTypeError``, ``UnknownKeyError``: its type, or the name of its key
    - ``LifetimeExceededError``: it lives too long

  - ``RevokedTokenError``: signed out, or the user is gone

- ``ValueError``

  - ``InvalidInput``: 400
  - ``IdTaken``: 409

- ``WrongPassword``: 403

- ``RateLimitExceeded``: 429
"""

import sqlite3

import jwt
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.routing import RequestRedirect

from demo_server.hardened.responses import CHALLENGE, fail

ADVICE = {
    400: "This request can't be read: check its address, its Host and its body.",
    404: "There is nothing here: check the address.",
    405: "This address does not take that method: see the Allow header.",
    413: "This is too long: a form has at most 16 kB.",
    500: "The server made a mistake, and its log names it.",
    503: "The database can't be used now: try again in a moment.",
}


class MissingTokenError(jwt.InvalidTokenError):
    """A request without a token."""


class ConflictingTokensError(jwt.InvalidTokenError):
    """A request with two tokens that differ: nobody can say which one is meant."""


class MalformedTokenError(jwt.InvalidTokenError):
    """Too long for a token of this server, or not of its form."""


class UnexpectedHeaderError(jwt.InvalidTokenError):
    """A header that this server would not have written."""


class WrongTypeError(UnexpectedHeaderError):
    """A token of another type (RFC 8725 §3.11)."""


class UnknownKeyError(UnexpectedHeaderError):
    """A token whose ``kid`` names no key of this server."""


class UnexpectedClaimsError(jwt.InvalidTokenError):
    """Claims that this server would not have written, though the signature may be good."""


class LifetimeExceededError(UnexpectedClaimsError):
    """A token that would live longer than this server lets one."""


class RevokedTokenError(jwt.InvalidTokenError):
    """A token that was signed out, or whose user is gone."""


class InvalidInput(ValueError):
    """An id or a password that can't be used; its text may be shown to the person who sent it."""


class IdTaken(ValueError):
    """An id that someone has already."""


class WrongPassword(Exception):
    """Not the password of the account whose token the request shows."""


class RateLimitExceeded(Exception):
    """More tries than are allowed; ``seconds`` says how long to wait before the next."""

    def __init__(self, seconds: int) -> None:
        """Keep the seconds, at least 1."""
        super().__init__(f"Too many tries: wait {seconds} seconds.")
        self.seconds = seconds


def init_app(app: Flask) -> None:
    """Register the handler of each exception, those of Flask and SQLite included."""
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(InvalidInput, not_allowed)
    app.register_error_handler(IdTaken, not_allowed)
    app.register_error_handler(WrongPassword, wrong_password)
    app.register_error_handler(jwt.InvalidTokenError, no_good_token)
    app.register_error_handler(RateLimitExceeded, rate_limit_exceeded)
    app.register_error_handler(sqlite3.DatabaseError, no_database)
    app.before_request(no_redirect)


def refused(error: HTTPException) -> Response:
    """Return the answer to what Flask refuses by itself; nothing of the request is repeated."""
    status = error.code or 500
    g.setdefault("reason", type(error).__name__)
    response = fail(status, ADVICE.get(status, f"{HTTP_STATUS_CODES[status]}."))
    for name, value in error.get_headers(request.environ):
        if name == "Allow":
            response.headers[name] = value  # RFC 9110 §15.5.6
    return response


def no_redirect() -> Response | None:
    """Return 404 for an address without a path: Werkzeug's redirect would repeat its query."""
    if isinstance(request.routing_exception, RequestRedirect):
        return fail(404, ADVICE[404])
    return None


def not_allowed(error: InvalidInput | IdTaken) -> Response:
    """Return 400 for an invalid id or password, 409 for an id in use."""
    g.reason = type(error).__name__
    return fail(409 if isinstance(error, IdTaken) else 400, str(error))


def wrong_password(error: WrongPassword) -> Response:
    """Return 403 to who is signed in and wants to change a password without the old one."""
    g.reason = type(error).__name__
    return fail(403, "This is not your password.")


def no_good_token(error: jwt.InvalidTokenError) -> Response:
    """Return 401 with one text, whatever is wrong with the token; the log keeps the class."""
    g.reason = type(error).__name__
    response = fail(401, "Please sign in.")
    if not isinstance(error, MissingTokenError):  # RFC 6750 §3.1
        response.headers["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token"'
    return response


def rate_limit_exceeded(error: RateLimitExceeded) -> Response:
    """Return 429 with the seconds to wait (RFC 6585 §4)."""
    g.reason = type(error).__name__
    response = fail(429, f"Too many tries. Try again in {error.seconds} seconds.")
    response.headers["Retry-After"] = str(error.seconds)
    return response


def no_database(error: sqlite3.DatabaseError) -> Response:
    """Return 503 while the database is locked, gone or broken; the next request tries it anew."""
    g.reason = type(error).__name__
    response = fail(503, ADVICE[503])
    response.headers["Retry-After"] = "1"
    return response
