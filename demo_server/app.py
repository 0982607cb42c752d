"""Put an application together: settings, log, and the routes of one version."""

import mimetypes
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from demo_server import config, request_log
from demo_server.wsgi_server import REFUSED

MIME_TYPES = {"text/javascript": ".js", "text/css": ".css"}
"""Windows asks its registry, which may say text/plain: under nosniff no browser would run that."""


def create_app(version: str, overrides: Mapping[str, object], environ: Mapping[str, str]) -> Flask:
    """Make the application; see :func:`demo_server.create_app`."""
    settings = config.settings(version, overrides, environ)
    app = Flask("demo_server")
    app.config.update(settings)
    app.config["DATABASE"] = Path(
        settings["DATABASE"] or Path(app.instance_path) / f"{version}.sqlite"
    )
    for kind, ending in MIME_TYPES.items():
        mimetypes.add_type(kind, ending)
    app.json.sort_keys = False  # type: ignore[attr-defined] # answers read in the order written
    app.jinja_env.globals["now"] = time.time  # the page counts by the server's clock
    app.extensions["demo_server_log"] = request_log.init_app(app)
    app.before_request(refuse_unreadable)
    hops = settings["PROXIES"]
    if hops:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign] # Flask's documented way
        app.after_request(redirect_relatively)
    # Only now: what the hardened version stands on takes as long to import as Flask.
    import_module(f"demo_server.{version}").init_app(app)
    return app


def refuse_unreadable() -> None:
    """Answer what the kit's own server could not read, so that it is logged like all else."""
    status = request.environ.get(REFUSED)
    if status is not None:
        abort(status)


def redirect_relatively(response: Response) -> Response:
    """Behind a prefix, make a Location relative to the request's path (RFC 9110 §10.2.2).

    Since 4.5, jupyter-server-proxy puts its prefix in front of each Location that begins with "/";
    before, and elsewhere, a proxy leaves it as it is. A relative one is right behind all of them.
    """
    prefix = f"{request.script_root}/"
    if request.script_root and (response.location or "").startswith(prefix):
        up = "../" * (request.path.count("/") - 1)
        response.location = f"./{up}{str(response.location).removeprefix(prefix)}"
    return response
