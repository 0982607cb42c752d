"""Success and failure in one JSON shape; for a page load, as a page."""

from flask import Response, g, jsonify, make_response, redirect, render_template, request, url_for

CHALLENGE = 'Bearer realm="demo-server"'
"""RFC 9110 §15.5.2 wants a scheme with a 401, RFC 6750 §3 a parameter with it."""


def wants_html() -> bool:
    """Say whether the request loads a page: a browser's, and no script's or program's."""
    if "html" not in request.headers.get("Accept", ""):
        return False  # most requests are a program's: nothing to weigh
    wanted = request.accept_mimetypes
    return wanted["text/html"] > wanted["application/json"]


def page(msg: str = "") -> Response:
    """Return the page: with who is signed in, or with the forms, and with what went wrong."""
    return make_response(render_template("hardened.html", claims=g.get("claims"), msg=msg))


def success() -> Response:
    """Return the answer to what went well; a form that was sent without a script leads home."""
    if wants_html():
        return make_response(redirect(url_for("hardened.home"), 303))
    return jsonify(result="success")


def fail(status: int, msg: str) -> Response:
    """Return a refusal with its status (RFC 9110 §15.5) and one sentence."""
    response = page(msg) if wants_html() else jsonify(result="fail", msg=msg)
    response.status_code = status
    if status == 401:
        response.headers["WWW-Authenticate"] = CHALLENGE
    return response
