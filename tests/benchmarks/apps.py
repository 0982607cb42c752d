"""Applications under waitress: ``python -m tests.benchmarks.apps NAME FOLDER THREADS``.

The process prints its port, then serves until its standard input ends.
"""

import os
import socket
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Any

import waitress
from flask import Flask, jsonify
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt_identity,
    jwt_required,
    set_access_cookies,
)

from demo_server import create_app

MANY = {"SIGN_IN_LIMIT": "1000000 per second", "ACCOUNT_LIMIT": "1000000 per second",
        "ADDRESS_LIMIT": "1000000 per second"}  # fmt: skip


def bare(_folder: Path) -> Flask:
    """Return Flask's "hello"."""
    app = Flask("bare")

    @app.get("/temp")
    def hello() -> Any:
        return jsonify(msg="Hello, alice.")

    return app


def extension(folder: Path) -> Flask:
    """Return Flask-JWT-Extended with a token in a cookie and a denylist in SQLite."""
    app = Flask("extension")
    app.config.update(JWT_SECRET_KEY="k" * 32, JWT_TOKEN_LOCATION=["cookies"])
    manager = JWTManager(app)
    path = folder / "denylist.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE denied (jti TEXT PRIMARY KEY)")
    db.close()

    @manager.token_in_blocklist_loader
    def is_denied(_header: dict[str, Any], payload: dict[str, Any]) -> bool:
        db = sqlite3.connect(path)
        try:
            query = "SELECT 1 FROM denied WHERE jti = ?"
            return db.execute(query, (payload["jti"],)).fetchone() is not None
        finally:
            db.close()

    @app.post("/sign_in")
    def sign_in() -> Any:
        answer = jsonify(result="success")
        set_access_cookies(answer, create_access_token("alice"))
        return answer

    @app.get("/temp")
    @jwt_required()  # type: ignore[untyped-decorator]
    def temp() -> Any:
        return jsonify(msg=f"Hello, {get_jwt_identity()}.")

    return app


def hardened(folder: Path) -> Flask:
    """Return the hardened server, which writes its log nowhere."""
    return create_app("hardened", MANY | {"DATABASE": folder / "hardened.sqlite"})


def hardened_with_denied_ids(folder: Path) -> Flask:
    """Return the hardened server, with 100,000 ids in its denylist."""
    app = create_app("hardened", MANY | {"DATABASE": folder / "denied.sqlite"})
    with app.extensions["demo_server"].users.database.connect() as db:
        rows = ((f"{number:022}", 2**40) for number in range(100_000))
        db.executemany("INSERT INTO revoked VALUES (?, ?)", rows)
    return app


APPS = {app.__name__: app for app in (bare, extension, hardened, hardened_with_denied_ids)}


def main() -> None:
    """Serve one application, and end with the standard input."""
    name, folder, threads = sys.argv[1:]
    listening = socket.create_server(("127.0.0.1", 0))
    app, settings = APPS[name](Path(folder)), {"sockets": [listening], "threads": int(threads)}
    threading.Thread(target=waitress.serve, args=(app,), kwargs=settings, daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    sys.stdin.read()
    os._exit(0)  # waitress has no way to end its threads from another one


if __name__ == "__main__":
    main()
