"""Keep other sites from sending requests in a visitor's name (CWE-352; OWASP CSRF Prevention)."""

from flask import Flask, g, request
from flask.typing import ResponseReturnValue

from demo_server.hardened.responses import fail

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
"""They change nothing (RFC 9110 §9.2.1)."""


def init_app(app: Flask) -> None:
    """Let ``app`` refuse, before any view runs, what another site made a browser send."""
    app.before_request(protect)


def protect() -> ResponseReturnValue | None:
    """Answer 403 to an unsafe request of another origin; None lets it pass."""
    if request.method in SAFE_METHODS or is_same_origin():
        return None
    g.reason = "CrossSiteRequest"
    return fail(403, "This request comes from another site: send it from this server's own page.")


def is_same_origin() -> bool:
    """Believe Sec-Fetch-Site, which no script can set; else Origin; with neither, no browser.

    ``same-site`` is another origin too: every port of one host is the same site.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    # Not host_url: it would write xn--bcher-kva.example in letters, which no Origin does.
    own = f"{request.scheme}://{request.host}".lower()
    return request.origin is None or request.origin.lower() == own
