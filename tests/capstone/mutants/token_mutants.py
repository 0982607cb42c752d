"""For each row on other sites, sessions and tokens the servers that lose it."""

from collections.abc import Callable
from typing import Any

from flask import request

from demo_server.hardened.store import UserStore
from tests.capstone.mutants.lenient import (
    bearer_alone,
    believing,
    by_refresh_cookie,
    claims,
    ended_here,
    everybody,
    excusing,
    opaque,
    sparing,
    spent,
)
from tests.capstone.mutants.server import Breaker, failing, header, instead, nothing, same, status


def fail(token: str) -> str:
    if len(token) < 100:
        raise RuntimeError("a token that is none")
    return token


def every_session(self: UserStore, token: Any) -> None:
    self.revoke_all_sessions(token.sub)


def begins_like_the_own() -> bool:
    return request.headers.get("Origin", "").startswith(request.host_url.rstrip("/"))


def cleared() -> Callable[[], bool]:
    """Return a condition that holds from the second sign-out on."""
    asked: list[str] = []

    def again() -> bool:
        asked.extend([request.path] if request.path == "/sign_out" else [])
        return request.path == "/sign_out" and len(asked) > 1

    return again


LAX_GUARD = [
    instead("csrf.is_same_origin", lambda: True),
    excusing(lambda: request.path != "/sign_in"),
]
LONG_AGO = claims(lambda claims, _: claims.update(iat=1_000_000_000, exp=1_000_000_300))

BROKEN: dict[str, list[Breaker]] = {
    "a form of another site is refused": LAX_GUARD,
    "a form of another port is refused": LAX_GUARD,
    "a foreign origin is refused": [
        *LAX_GUARD,
        excusing(lambda: request.headers.get("Origin") == "null"),
        excusing(begins_like_the_own),
    ],
    "the own page may send its forms": [
        instead("csrf.is_same_origin", lambda: "Origin" not in request.headers)
    ],
    "refresh gives two new tokens": [header("/refresh", "Set-Cookie", None)],
    "a refresh token works once": [
        instead("store.UserStore.consume_refresh_token", lambda *_: True),
        status("/refresh", 401, 500),
    ],
    "reuse ends the session": [
        instead("store.UserStore.consume_refresh_token", spent),
        status("/refresh", 401, 500),
    ],
    "each token opens its own door": [believing(same), bearer_alone],
    "signing out kills the copy": [
        instead("store.UserStore.revoke_session", nothing),
        instead("views.current_claims", by_refresh_cookie),
        bearer_alone,
        sparing(lambda _: request.path == "/refresh"),
    ],
    "signing out twice does no harm": [failing(cleared())],
    "signing out leaves other devices alone": [
        instead("store.UserStore.revoke_session", every_session)
    ],
    "signing out everywhere reaches every device": [
        instead("store.UserStore.revoke_all_sessions", nothing),
        instead("store.UserStore.revoke_all_sessions", everybody),
        sparing(ended_here()),
        sparing(lambda _: request.path == "/refresh"),
        bearer_alone,
    ],
    "the access token is a jwt": [
        opaque,
        claims(lambda claims, _: claims.update(pw=request.form.get("pw_give", ""))),
    ],
    "sub names the user": [claims(lambda claims, _: claims.update(sub=7))],
    "issuer and audience are named": [
        claims(lambda claims, _: claims.pop("aud")),
        claims(lambda claims, _: claims.update(iss="")),
        claims(lambda claims, _: claims.update(aud=[])),
    ],
    "the token has an id and a birthday": [
        claims(lambda claims, _: claims.pop("jti")),
        claims(lambda claims, _: claims.update(jti="1")),
    ],
    "the access token is short lived": [
        claims(lambda claims, _: claims.update(exp=2**33)),
        LONG_AGO,
    ],
    "the token says its type": [claims(lambda _, header: header.update(typ="JWT"))],
    "a changed payload is refused": [believing(lambda token: token.split(".")[2]), bearer_alone],
    "a changed signature is refused": [
        believing(lambda token: token.rpartition(".")[0]),
        bearer_alone,
    ],
    "an unsigned token is refused": [believing(lambda token: token.split(".")[1]), bearer_alone],
    "the key is in no word list": [
        believing(same, secret="ROLLINGDEV"),
        believing(same, secret=""),
    ],
    "another spelling is refused": [believing(lambda token: token.rstrip("=")), bearer_alone],
    "nonsense is refused": [believing(fail)],
}
