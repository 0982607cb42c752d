"""The headers of every answer: keep nothing, guess nothing, run only the page's own script."""

from flask import Flask, Response, request

from demo_server.hardened.responses import fail
from demo_server.hosts import is_loopback, normalize_host

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; "
        "frame-ancestors {}"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
HSTS = "max-age=31536000"
"""Seconds, a year: from now on, browsers come to this name over TLS only (RFC 6797)."""


def init_app(app: Flask) -> None:
    """Add HEADERS to every answer of ``app``, those to errors included."""
    headers = {name: value.format(app.config["FRAME_ANCESTORS"]) for name, value in HEADERS.items()}

    @app.after_request
    def add_headers(response: Response) -> Response:
        if response.status_code == 412:  # without the file that Werkzeug leaves in it
            response.close()
            response = fail(412, "Precondition Failed.")
        response.headers.update(headers)
        if request.endpoint != "static" or not response.cache_control:
            response.headers["Cache-Control"] = "no-store"  # what is personal is kept nowhere
        if request.is_secure and not _is_loopback_name():
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def _is_loopback_name() -> bool:
    """Say whether the request names this machine: HSTS would cover every port of that name."""
    try:
        return is_loopback(normalize_host(request.host))
    except ValueError:
        return True
