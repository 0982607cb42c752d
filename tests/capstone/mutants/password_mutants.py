"""Mutants of the criteria on choosing a password and on the sessions that end with a sign-in.

Each fails its own criterion and none of the others here.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from demo_server.hardened import views
from demo_server.hardened.passwords import Passwords
from demo_server.hardened.services import services
from demo_server.hardened.store import User, UserStore
from demo_server.hardened.tokens import Claims
from tests.capstone.mutants.lenient import revoke_everybody
from tests.capstone.mutants.server import (
    Mutation,
    all_of,
    change_header,
    change_response,
    change_status,
    fail_if,
    replace,
)

check_password = views.check_password
verify = Passwords.verify
change_password, is_active, remember_sign_in = (
    UserStore.change_password,
    UserStore.is_active,
    UserStore.remember_sign_in,
)
NOT_REVOKED = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM revoked WHERE id = :sid)"
SAME_VERSION = "SELECT 1 FROM users WHERE id = :sub AND version = :ver"


def without_the_old_one(user_id: str, password: str) -> User | None:
    if request.path == "/change_password":
        return services().users.get(user_id)
    return check_password(user_id, password)


def refused_and_changed(user_id: str, password: str) -> User | None:
    user = check_password(user_id, password)
    if request.path == "/change_password" and user is None:
        new_hash = services().passwords.hash(request.form["new_pw_give"])
        services().users.set_password_hash(user_id, new_hash)
    return user


def keep_the_password(self: UserStore, user_id: str, _password_hash: str) -> int:
    self.revoke_all_sessions(user_id)
    return version_of(self, user_id)


def keep_every_session(self: UserStore, user_id: str, password_hash: str) -> int:
    self.set_password_hash(user_id, password_hash)
    return version_of(self, user_id)


def end_sessions_of_all(self: UserStore, user_id: str, password_hash: str) -> int:
    revoke_everybody(self, user_id)
    return change_password(self, user_id, password_hash)


def version_of(users: UserStore, user_id: str) -> int:
    user = users.get(user_id)
    assert user
    return user.version


def keep_the_old_one_as_well() -> Mutation:
    """Let the password sign in that was there before the change."""
    before: dict[str, str] = {}

    def change(self: UserStore, user_id: str, password_hash: str) -> int:
        user = self.get(user_id)
        assert user
        before[password_hash] = user.password_hash
        return change_password(self, user_id, password_hash)

    def either(self: Passwords, stored: str | None, password: str) -> bool:
        old = before.get(stored or "")
        return verify(self, stored, password) or (old is not None and verify(self, old, password))

    return all_of(
        replace("store.UserStore.change_password", change),
        replace("passwords.Passwords.verify", either),
    )


def keep_the_session_before(self: UserStore, user_id: str, address: str, _replaced: Any) -> None:
    remember_sign_in(self, user_id, address, None)


def no_new_cookies(response: Response) -> None:
    """Answer who is signed in already with a success, and no more."""
    if request.cookies:
        response.headers.pop("Set-Cookie", None)


def access_cookie_only(response: Response) -> None:
    response.headers.setlist("Set-Cookie", response.headers.getlist("Set-Cookie")[:1])


def cookies_deleted(response: Response) -> None:
    names = ("access_token", "refresh_token")
    response.headers.setlist("Set-Cookie", [f"{name}=; Max-Age=0" for name in names])


def ask_only(query: str, when: Callable[[], bool]) -> Mutation:
    """Decide by another query whether a token still stands, where a condition holds."""

    def still_stands(self: UserStore, claims: Claims) -> bool:
        if not when():
            return is_active(self, claims)
        with self.database.connect() as db:
            return db.execute(query, vars(claims)).fetchone() is not None

    return replace("store.UserStore.is_active", still_stands)


def at_refresh() -> bool:
    return request.path == "/refresh"


def by_bearer() -> bool:
    return "Authorization" in request.headers


MUTANTS: dict[str, list[Mutation]] = {
    "a popular password is refused": [
        replace("validation.popular_passwords", frozenset),
        replace("validation.popular_passwords", lambda: {"12345678", "123456789"}),
        replace("validation.popular_passwords", lambda: {"password", "password1"}),
    ],
    "a password can be changed": [
        replace("views.check_password", without_the_old_one),
        replace("views.check_password", refused_and_changed),
        replace("store.UserStore.change_password", keep_the_password),
        keep_the_old_one_as_well(),
        change_status("/change_password", 403, 200),
        change_status("/change_password", 403, 500),
    ],
    "signing in again ends the session before": [
        replace("store.UserStore.remember_sign_in", keep_the_session_before),
        change_response("/sign_in", no_new_cookies),
        all_of(
            replace("store.UserStore.remember_sign_in", keep_the_session_before),
            change_response("/sign_in", no_new_cookies),
        ),
        fail_if(lambda: request.path == "/sign_in" and bool(request.cookies)),
        ask_only(SAME_VERSION, at_refresh),
        ask_only(SAME_VERSION, by_bearer),
    ],
    "a new password ends the other sessions": [
        replace("store.UserStore.change_password", keep_every_session),
        replace("store.UserStore.change_password", end_sessions_of_all),
        change_header("/change_password", "Set-Cookie", None),
        change_response("/change_password", access_cookie_only),
        change_response("/change_password", cookies_deleted),
        ask_only(NOT_REVOKED, at_refresh),
        ask_only(NOT_REVOKED, by_bearer),
    ],
}
