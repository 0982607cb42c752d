"""The application as a live server runs it: with its demo users, and with its log within reach."""

import json
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.wrappers import Response

from demo_server.app import create_app
from demo_server.demo_users import DEMO_USERS

# Faults are told by the log's reason, never written into a running cell.
logging.getLogger("demo_server").addHandler(logging.NullHandler())


def _sign_up(app: Flask, form: dict[str, str]) -> None:
    host = (app.config.get("HOSTS") or ["localhost"])[0]
    own_address = {"REMOTE_ADDR": "127.0.0.2"}  # so that nobody else's tries are used up
    app.test_client().post("/sign_up", f"http://{host}", data=form, environ_base=own_address)


def build_app(version: str, settings: dict[str, Any], private_path: str, seeded: bool) -> Flask:
    """Create the app; GET ``private_path`` returns and clears the log.

    Nothing in the environment changes how it answers.
    """
    app = create_app(version, settings, environ={})
    app.debug = False
    entries = app.extensions["demo_server_log"]
    if seeded:
        forms = [{"id_give": name, "pw_give": password} for name, password in DEMO_USERS.items()]
        with ThreadPoolExecutor() as pool:  # argon2 leaves the other cores free to help
            list(pool.map(partial(_sign_up, app), forms))
        entries.clear()
    inner = app.wsgi_app

    def with_private_path(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != private_path:
            return inner(environ, start_response)
        taken = [asdict(entries.popleft()) for _ in range(len(entries))]
        return Response(json.dumps(taken), mimetype="application/json")(environ, start_response)

    app.wsgi_app = with_private_path  # type: ignore[method-assign] # Flask's documented way
    return app
