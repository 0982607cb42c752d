"""The same login as it should be built today: thin routes over passwords, tokens and users."""

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path

import jwt
from flask import (
    Blueprint,
    Flask,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from demo_server import keys
from demo_server.passwords import Passwords
from demo_server.rules import RuleError, clean_id, clean_password
from demo_server.tokens import Claims, MissingTokenError, RevokedTokenError, Tokens
from demo_server.users import TakenError, Users

COOKIE = "access_token"
LARGEST_BODY = 16_384
"""Bytes of a form: an id and a password need far less."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

blueprint = Blueprint("hardened", __name__)


@dataclass(frozen=True)
class Parts:
    """What the routes stand on."""

    passwords: Passwords
    tokens: Tokens
    users: Users


def init_app(app: Flask) -> None:
    """Give ``app`` the routes and what they stand on, by its settings."""
    path = Path(app.config["DATABASE"])
    users = Users(path)
    key = app.config["SECRET_KEY"] or keys.load_or_make(path.with_suffix(".key"))
    app.config["SECRET_KEY"] = key
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.extensions["demo_server"] = Parts(
        Passwords(**app.config["ARGON2"]), Tokens(key, app.config["ACCESS_SECONDS"]), users
    )
    app.register_blueprint(blueprint)


def parts() -> Parts:
    """Return what this application's routes stand on."""
    found: Parts = current_app.extensions["demo_server"]
    return found


def fail(status: int, msg: str) -> ResponseReturnValue:
    """Answer a refusal as JSON; its status says what kind it is (RFC 9110 §15.5)."""
    response = jsonify(result="fail", msg=msg)
    response.status_code = status
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"  # RFC 9110 §15.5.2 wants one; RFC 6750 §3
    return response


def current_claims() -> Claims:
    """Return the claims of the request's token; InvalidTokenError where it has no good one."""
    token = request.cookies.get(COOKIE)
    if token is None:
        raise MissingTokenError("no cookie")
    claims = parts().tokens.verify(token)
    if not parts().users.accepts(claims.sub, claims.jti):
        raise RevokedTokenError("signed out, or no such user any more")
    g.user = claims.sub
    return claims


def secure_cookie() -> bool:
    """Say whether the cookie may travel over TLS only: as set, else wherever it leaves loopback."""
    setting: bool | None = current_app.config["COOKIE_SECURE"]
    if setting is not None:
        return setting
    host = re.sub(r":\d+$", "", request.host).strip("[]")
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


@blueprint.after_app_request
def add_headers(response: Response) -> Response:
    """Tell the browser to keep nothing, to guess nothing, and to run only the page's own script."""
    response.headers.update(HEADERS)
    return response


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show who is signed in, or the sign-in form."""
    try:
        return render_template("hardened.html", user=current_claims().sub)
    except jwt.InvalidTokenError:
        return render_template("hardened.html", user=None)


@blueprint.post("/sign_up")
def sign_up() -> ResponseReturnValue:
    """Add a user; 400 for what may not be an id or a password, 409 for an id that is taken."""
    try:
        user_id = clean_id(request.form.get("id_give", ""))
        password = clean_password(request.form.get("pw_give", ""))
        parts().users.add(user_id, parts().passwords.hash(password))
    except RuleError as error:
        return fail(400, str(error))
    except TakenError as error:
        return fail(409, str(error))
    return jsonify(result="success")


@blueprint.post("/sign_in")
def sign_in() -> ResponseReturnValue:
    """Verify the password and set the cookie; one answer, and one time, for all that is wrong."""
    user_id, password, stored = "", "", None
    try:
        user_id = clean_id(request.form.get("id_give", ""))
        password = clean_password(request.form.get("pw_give", ""))
        stored = parts().users.password_hash(user_id)
    except RuleError:
        pass  # nobody can have such an id or password: it goes on as an unknown one
    if not parts().passwords.verify(stored, password) or stored is None:
        g.reason = "WrongCredentials"
        return fail(401, "Wrong id or password.")
    if parts().passwords.is_outdated(stored):
        parts().users.set_password_hash(user_id, parts().passwords.hash(password))
    g.user = user_id
    response = jsonify(result="success")
    tokens = parts().tokens
    response.set_cookie(
        COOKIE,
        tokens.issue(user_id),
        max_age=tokens.lifetime,
        path="/",
        secure=secure_cookie(),
        httponly=True,
        samesite="Lax",
    )
    return response


@blueprint.get("/temp")
def temp() -> ResponseReturnValue:
    """Answer whoever holds a good token; 401 for a program, the way home for a page load."""
    try:
        return jsonify(msg=f"Hello, {current_claims().sub}.")
    except jwt.InvalidTokenError as error:
        g.reason = type(error).__name__
    wanted = request.accept_mimetypes
    if wanted["text/html"] > wanted["application/json"]:
        return redirect(url_for("hardened.home"), 303)
    return fail(401, "Please sign in.")


@blueprint.post("/sign_out")
def sign_out() -> ResponseReturnValue:
    """Revoke the token and clear the cookie; doing it twice does no harm."""
    try:
        claims = current_claims()
        parts().users.revoke(claims.jti, claims.exp)
    except jwt.InvalidTokenError as error:
        g.reason = type(error).__name__
    response = jsonify(result="success")
    response.delete_cookie(COOKIE, path="/", secure=secure_cookie(), httponly=True, samesite="Lax")
    return response
