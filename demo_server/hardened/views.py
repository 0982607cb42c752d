"""The routes, in the order of a visit; ``errors`` turns what they raise into an answer."""

from contextlib import suppress

import jwt
from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from demo_server.hardened.auth import authenticate, current_claims, named_session, new_session
from demo_server.hardened.cookies import REFRESH_COOKIE, clear_cookies, set_cookies
from demo_server.hardened.errors import (
    InvalidInput,
    RevokedTokenError,
    WrongPassword,
    no_good_token,
)
from demo_server.hardened.responses import fail, page, success, wants_html
from demo_server.hardened.services import services
from demo_server.hardened.store import User
from demo_server.hardened.validation import (
    normalize_id,
    normalize_new_password,
    normalize_password,
)
from demo_server.hosts import network

blueprint = Blueprint("hardened", __name__)


def form(*names: str) -> list[str]:
    """Return what was sent under each name; InvalidInput unless each was sent once, as text.

    A body whose length is not told would be cut at the limit and read as if it were whole.
    """
    if request.content_length is not None:
        fields = [request.form.getlist(name) for name in names]
        if all(len(values) == 1 for values in fields):
            return [values[0] for values in fields]
    raise InvalidInput(f"Send {' and '.join(names)}, each once, as a form with a Content-Length.")


def remote_network() -> str:
    """Return whose tries are counted together: the client's address, of IPv6 its /64."""
    return network(request.remote_addr or "")


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show who is signed in, though the access token may have to be renewed; else the forms."""
    with suppress(jwt.InvalidTokenError):
        current_claims(expired=True)
    return page()


@blueprint.post("/sign_up")
def sign_up() -> ResponseReturnValue:
    """Add a user; 400 for what may not be an id or a password, 409 for an id that is taken."""
    services().attempts.hit_address(remote_network())
    given_id, given_password = form("id_give", "pw_give")
    user_id = normalize_id(given_id)
    password = normalize_new_password(given_password, user_id)
    services().users.add(user_id, services().passwords.hash(password))
    g.user = user_id
    return success()


def check_password(user_id: str, password: str) -> User | None:
    """Return the user whose password it is, or None; RateLimitExceeded after too many tries.

    It takes the time of one hash, whatever is wrong (CWE-208). An empty id is nobody's.
    """
    attempts, passwords, users = services().attempts, services().passwords, services().users
    address = remote_network()
    known = users.is_known(user_id, address)
    user = users.get(user_id)
    g.user = user_id if user else services().log_name(user_id)
    attempts.hit_sign_in(address, user_id, known=known)
    right = passwords.verify(user.password_hash if user else None, password)
    if user is None or not right:
        return None
    attempts.forgive(address, user_id, known=known)
    if passwords.is_outdated(user.password_hash):
        users.set_password_hash(user_id, passwords.hash(password))
    return user


@blueprint.post("/sign_in")
def sign_in() -> ResponseReturnValue:
    """Verify the password and set the cookies; one answer, and one time, for all that is wrong.

    The session that the browser showed ends with it.
    """
    services().attempts.hit_address(remote_network())
    given_id, given_password = form("id_give", "pw_give")
    user_id, password = "", ""
    with suppress(InvalidInput):  # nobody can have such an id or password: it goes on as unknown
        user_id = normalize_id(given_id)
        password = normalize_password(given_password)
    user = check_password(user_id, password)
    if user is None:
        g.reason = "WrongCredentials"
        return fail(401, "Wrong id or password.")
    replaced = None
    with suppress(jwt.InvalidTokenError):
        replaced = named_session()
    services().users.remember_sign_in(user_id, remote_network(), replaced)
    return set_cookies(success(), new_session(user_id, user.version))


@blueprint.get("/temp")
def temp() -> ResponseReturnValue:
    """Answer whoever holds a good token; 401 for a program, the way home for a page load."""
    try:
        claims = current_claims()
    except jwt.InvalidTokenError as error:
        if wants_html():
            g.reason = type(error).__name__
            return redirect(url_for("hardened.home"), 303)
        raise
    if wants_html():
        return render_template("protected.html", user=claims.sub)
    return jsonify(msg=f"Hello, {claims.sub}.")


@blueprint.post("/refresh")
def refresh() -> ResponseReturnValue:
    """Exchange a refresh token for a new pair; one that was used before ends its session."""
    try:
        claims = authenticate(REFRESH_COOKIE, services().refresh)
        if not services().users.consume_refresh_token(claims):
            raise RevokedTokenError("used before")
    except jwt.InvalidTokenError as error:
        return clear_cookies(no_good_token(error))
    return set_cookies(success(), claims)


@blueprint.post("/sign_out")
def sign_out() -> ResponseReturnValue:
    """End the session that the access token names, and clear the cookies.

    The token may have expired, and doing it twice does no harm; 401 where it names no session.
    """
    try:
        claims = named_session()
    except jwt.InvalidTokenError as error:
        return clear_cookies(no_good_token(error))
    g.user = claims.sub
    services().users.revoke_session(claims)
    return clear_cookies(success())


@blueprint.post("/sign_out_everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the user, on every device."""
    services().users.revoke_all_sessions(current_claims(expired=True).sub)
    return clear_cookies(success())


@blueprint.post("/change_password")
def change_password() -> ResponseReturnValue:
    """Replace the password ``pw_give`` by ``new_pw_give``, and end every other session."""
    user_id = current_claims().sub
    services().attempts.hit_address(remote_network())
    given, new = form("pw_give", "new_pw_give")
    new_password = normalize_new_password(new, user_id)
    password = ""
    with suppress(InvalidInput):
        password = normalize_password(given)
    if check_password(user_id, password) is None:
        raise WrongPassword
    new_hash = services().passwords.hash(new_password)
    version = services().users.change_password(user_id, new_hash)
    return set_cookies(success(), new_session(user_id, version))


@blueprint.get("/.well-known/jwks.json")
def jwks() -> ResponseReturnValue:
    """Publish the keys that verify our tokens (RFC 7517 §5), where they are public ones."""
    keys = services().keys.public()
    if not keys:
        return fail(404, "This server signs with a secret key: no public one verifies its tokens.")
    return jsonify(keys=keys)
