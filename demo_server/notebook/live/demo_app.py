"""The application as a live server runs it: with its demo users, and with its log within reach."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

from demo_server.app import create_app
from demo_server.demo_users import add_demo_users

# Faults are told by the log's reason, never written into a running cell.
logging.getLogger("demo_server").addHandler(logging.NullHandler())


def build_app(version: str, settings: dict[str, Any], private_path: str, seeded: bool) -> Flask:
    """Create the app; GET ``private_path`` returns and clears the log.

    Nothing in the environment changes how it answers.
    """
    app = create_app(version, settings, environ={})
    app.debug = False
    entries = app.extensions["demo_server_log"]
    if seeded:
        add_demo_users(app)
    inner = app.wsgi_app

    def with_private_path(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != private_path:
            return inner(environ, start_response)
        taken = [asdict(entries.popleft()) for _ in range(len(entries))]
        return Response(json.dumps(taken), mimetype="application/json")(environ, start_response)

    app.wsgi_app = with_private_path  # type: ignore[method-assign] # Flask's documented way
    return app
