"""The headers of every answer: keep nothing, guess nothing, run only the page's own script."""

from flask import Flask, Response, current_app

from demo_server.hardened.errors import fail

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; "
        "frame-ancestors {}"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def init_app(app: Flask) -> None:
    """Add HEADERS to every answer of ``app``, those to errors included."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Return the response with HEADERS; a 412 without the file that Werkzeug leaves in it."""
    if response.status_code == 412:
        response.close()
        response = fail(412, "Precondition Failed.")
    for name, value in HEADERS.items():
        response.headers[name] = value.format(current_app.config["FRAME_ANCESTORS"])
    return response
