"""The routes, in the order of a visit; ``errors`` turns what they raise into an answer."""

from contextlib import suppress

import jwt
from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from demo_server.hardened.auth import (
    REFRESH_COOKIE,
    authenticate,
    clear_cookies,
    current_claims,
    new_session_id,
    set_cookies,
)
from demo_server.hardened.errors import InvalidInput, RevokedTokenError, fail, no_good_token
from demo_server.hardened.services import services
from demo_server.hardened.validation import normalize_id, normalize_password

blueprint = Blueprint("hardened", __name__)


def form() -> tuple[str, str]:
    """Return id and password as they were sent; InvalidInput unless each was sent once, as text.

    A body whose length is not told would be cut at the limit and read as if it were whole.
    """
    fields = [request.form.getlist(name) for name in ("id_give", "pw_give")]
    if request.content_length is None or [len(values) for values in fields] != [1, 1]:
        raise InvalidInput("Send id_give and pw_give, each once, as a form with a Content-Length.")
    return fields[0][0], fields[1][0]


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show who is signed in, or the sign-in form."""
    try:
        claims = current_claims()
        return render_template("hardened.html", user=claims.sub, exp=claims.exp)
    except jwt.InvalidTokenError:
        return render_template("hardened.html")


@blueprint.post("/sign_up")
def sign_up() -> ResponseReturnValue:
    """Add a user; 400 for what may not be an id or a password, 409 for an id that is taken."""
    services().attempts.hit_address(request.remote_addr or "")
    user_id, password = form()
    user_id, password = normalize_id(user_id), normalize_password(password)
    services().users.add(user_id, services().passwords.hash(password))
    return jsonify(result="success")


@blueprint.post("/sign_in")
def sign_in() -> ResponseReturnValue:
    """Verify the password and set the cookies; one answer, and one time, for all that is wrong."""
    attempts, passwords, users = services().attempts, services().passwords, services().users
    address = request.remote_addr or ""
    attempts.hit_address(address)
    given_id, given_password = form()
    user_id, password, user = "", "", None
    with suppress(InvalidInput):  # nobody can have such an id or password: it goes on as unknown
        user_id = normalize_id(given_id)
        password = normalize_password(given_password)
        user = users.get(user_id)
    attempts.hit_sign_in(address, user_id)
    right = passwords.verify(user.password_hash if user else None, password)
    if user is None or not right:
        g.reason = "WrongCredentials"
        return fail(401, "Wrong id or password.")
    attempts.reset(address, user_id)
    if passwords.is_outdated(user.password_hash):
        users.set_password_hash(user_id, passwords.hash(password))
    g.user = user_id
    return set_cookies(jsonify(result="success"), user_id, user.version, new_session_id())


@blueprint.get("/temp")
def temp() -> ResponseReturnValue:
    """Answer whoever holds a good token; 401 for a program, the way home for a page load."""
    try:
        return jsonify(msg=f"Hello, {current_claims().sub}.")
    except jwt.InvalidTokenError as error:
        wanted = request.accept_mimetypes
        if wanted["text/html"] > wanted["application/json"]:
            g.reason = type(error).__name__
            return redirect(url_for("hardened.home"), 303)
        raise


@blueprint.post("/refresh")
def refresh() -> ResponseReturnValue:
    """Exchange a refresh token for a new pair; one that was used before ends its session."""
    try:
        claims = authenticate(REFRESH_COOKIE, services().refresh)
        if not services().users.consume_refresh_token(claims):
            raise RevokedTokenError("used before")
    except jwt.InvalidTokenError as error:
        return clear_cookies(no_good_token(error))
    return set_cookies(jsonify(result="success"), claims.sub, claims.ver, claims.sid)


@blueprint.post("/sign_out")
def sign_out() -> ResponseReturnValue:
    """End the session and clear the cookies; doing it twice does no harm."""
    try:
        services().users.revoke_session(current_claims())
    except jwt.InvalidTokenError as error:
        g.reason = type(error).__name__
    return clear_cookies(jsonify(result="success"))


@blueprint.post("/sign_out_everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the user, on every device."""
    services().users.revoke_all_sessions(current_claims().sub)
    return clear_cookies(jsonify(result="success"))


@blueprint.get("/.well-known/jwks.json")
def jwks() -> ResponseReturnValue:
    """Publish the keys that verify our tokens (RFC 7517 §5), where they are public ones."""
    keys = services().keys.public()
    if not keys:
        return fail(404, "This server signs with a secret key: no public one verifies its tokens.")
    return jsonify(keys=keys)
