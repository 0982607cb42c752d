"""The login as it was published. Weak on purpose: do not copy, do not deploy, do not report.

Every numbered weakness is one that the lessons run and mend; ``hardened`` is how to do it. This
version answers nobody but the machine it runs on.
"""

import hashlib
import sqlite3
import warnings
from datetime import datetime, timedelta
from pathlib import Path

import click
import jwt
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from demo_server.config import ConfigError
from demo_server.database import Database
from demo_server.hosts import is_loopback

SECRET_KEY = "ROLLINGDEV"  # noqa: S105 - weaknesses 2 and 3: in the source, and 10 bytes long
SCHEMA = "CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, pw TEXT NOT NULL)"

blueprint = Blueprint("published", __name__)


def init_app(app: Flask) -> None:
    """Give ``app`` the routes and its database; refuse to listen beyond this machine."""
    command = click.get_current_context(silent=True)
    host = command.params.get("host") if command else None
    if host and not is_loopback(host):
        raise ConfigError(f"The published version is weak on purpose: {host} can't be its address.")
    # PyJWT warns of the short key at every use: lesson 03 shows it, the server keeps still.
    warnings.filterwarnings("ignore", category=jwt.InsecureKeyLengthWarning)
    app.extensions["demo_server"] = Database(Path(app.config["DATABASE"]), SCHEMA)
    app.register_blueprint(blueprint)


def database() -> Database:
    """Return where this application keeps its users."""
    found: Database = current_app.extensions["demo_server"]
    return found


@blueprint.before_request
def loopback_only() -> None:
    """Answer no other machine, whatever address the server was told to listen on."""
    connected = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    if not is_loopback(connected["REMOTE_ADDR"]):
        abort(403, "The published version is weak on purpose: it answers this machine only.")


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show the page with the sign-in form."""
    return render_template("published.html")


@blueprint.post("/sign_up")
def sign_up() -> ResponseReturnValue:
    """Add a user: id and SHA-256 of the password."""
    pw_hash = hashlib.sha256(request.form["pw_give"].encode()).hexdigest()  # weakness 1
    try:
        with database().write() as db:
            db.execute("INSERT INTO users VALUES (?, ?)", (request.form["id_give"], pw_hash))
    except sqlite3.IntegrityError:
        return jsonify(result="fail", msg="This id is taken.")  # weakness 13: 200 for a failure
    return jsonify(result="success")


@blueprint.post("/sign_in")
def sign_in() -> ResponseReturnValue:
    """Look up id and digest; hand out a token that is good for 24 hours."""
    id_receive = request.form["id_give"]  # weakness 17 was here: it read "ie_give"
    pw_hash = hashlib.sha256(request.form["pw_give"].encode()).hexdigest()  # weakness 1
    with database().connect() as db:  # weakness 14: nobody counts the tries
        query = "SELECT id FROM users WHERE id = ? AND pw = ?"
        row = db.execute(query, (id_receive, pw_hash)).fetchone()
    if row is None:
        return jsonify(result="fail", msg="Wrong id or password.")  # weakness 13
    payload = {  # weaknesses 9 and 10: no sub, iss, aud, iat, jti
        "id": id_receive,
        "exp": datetime.utcnow() + timedelta(hours=24),  # noqa: DTZ003 - weaknesses 4 and 16
    }
    token = jwt.encode(payload, SECRET_KEY, algorithm="HS256")
    return jsonify(result="success", token=token)  # weaknesses 6, 7, 8: the script keeps it


@blueprint.get("/temp")
def temp() -> ResponseReturnValue:
    """Answer whoever holds a token; send everyone else home."""
    token_receive = request.cookies.get("mytoken", "")
    try:
        payload = jwt.decode(token_receive, SECRET_KEY, algorithms=["HS256"])  # weakness 11
        user = payload["id"]  # weaknesses 5 and 15: never looked up
        if request.accept_mimetypes["text/html"] > request.accept_mimetypes["application/json"]:
            return render_template("protected.html", user=user)
        return jsonify(msg=f"Hello, {user}.")
    except:  # noqa: E722 - weakness 12: every error, even a slip of the pen, means "sign in"
        return redirect(url_for("published.home"))
