"""The shape of every answer: one kind of JSON, and headers that keep a browser careful."""

import sqlite3

import jwt
from flask import Flask, Response, current_app, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.routing import RequestRedirect

from demo_server.hardened.rate_limit import RateLimitExceeded
from demo_server.hardened.store import IdTaken
from demo_server.hardened.validation import InvalidInput

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; "
        "frame-ancestors {}"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
ADVICE = {
    400: "This request can't be read: check its address, its Host and its body.",
    404: "There is nothing here: check the address.",
    405: "This address does not take that method: see the Allow header.",
    413: "This is too long: a form has at most 16 kB.",
    500: "The server made a mistake, and its log names it.",
    503: "The database can't be used now: try again in a moment.",
}


def init_app(app: Flask) -> None:
    """Give every answer of ``app`` this shape, those to errors too."""
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(InvalidInput, not_allowed)
    app.register_error_handler(IdTaken, not_allowed)
    app.register_error_handler(jwt.InvalidTokenError, no_good_token)
    app.register_error_handler(RateLimitExceeded, rate_limit_exceeded)
    app.register_error_handler(sqlite3.DatabaseError, no_database)
    app.before_request(no_redirect)
    app.after_request(add_headers)


def fail(status: int, msg: str) -> Response:
    """Answer a refusal as JSON; its status says what kind it is (RFC 9110 §15.5)."""
    response = jsonify(result="fail", msg=msg)
    response.status_code = status
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"  # RFC 9110 §15.5.2 wants one; RFC 6750 §3
    return response


def refused(error: HTTPException) -> Response:
    """Answer what Flask refuses by itself; nothing of what was sent is repeated."""
    status = error.code or 500
    g.setdefault("reason", type(error).__name__)
    response = fail(status, ADVICE.get(status, f"{HTTP_STATUS_CODES[status]}."))
    for name, value in error.get_headers(request.environ):
        if name == "Allow":
            response.headers[name] = value  # RFC 9110 §15.5.6
    return response


def no_redirect() -> Response | None:
    """Answer 404 where Werkzeug would redirect, repeating the query: an address without a path."""
    return (
        fail(404, ADVICE[404]) if isinstance(request.routing_exception, RequestRedirect) else None
    )


def not_allowed(error: InvalidInput | IdTaken) -> Response:
    """Answer who sent what can't be an id or a password, or an id that someone has."""
    g.reason = type(error).__name__
    return fail(409 if isinstance(error, IdTaken) else 400, str(error))


def no_good_token(error: jwt.InvalidTokenError) -> Response:
    """Answer 401 with one text, whatever is wrong with the token; the log keeps the class."""
    g.reason = type(error).__name__
    return fail(401, "Please sign in.")


def rate_limit_exceeded(error: RateLimitExceeded) -> Response:
    """Answer who has tried too often, with the seconds to wait (RFC 6585 §4)."""
    g.reason = type(error).__name__
    response = fail(429, f"Too many tries. Try again in {error.seconds} seconds.")
    response.headers["Retry-After"] = str(error.seconds)
    return response


def no_database(error: sqlite3.DatabaseError) -> Response:
    """Answer while the database is locked, gone or broken; the next request tries it anew."""
    g.reason = type(error).__name__
    response = fail(503, ADVICE[503])
    response.headers["Retry-After"] = "1"
    return response


def add_headers(response: Response) -> Response:
    """Tell the browser to keep nothing, to guess nothing, and to run only the page's own script."""
    if response.status_code == 412:  # Werkzeug leaves the file in it
        response.close()
        response = fail(412, "Precondition Failed.")
    for name, value in HEADERS.items():
        response.headers[name] = value.format(current_app.config["FRAME_ANCESTORS"])
    return response
