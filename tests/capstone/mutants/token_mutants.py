"""Mutants that fail each criterion on other sites, sessions and tokens."""

from collections.abc import Callable
from typing import Any

from flask import request

from demo_server.hardened.store import UserStore
from demo_server.jose import base64url_decode
from tests.capstone.mutants.lenient import (
    accept_tokens_by,
    allow_if,
    bearer_alone,
    by_refresh_cookie,
    change_claims,
    has_sent_to,
    issue_opaque_tokens,
    keep_session_if,
    revoke_everybody,
    spent,
)
from tests.capstone.mutants.server import (
    Mutation,
    change_header,
    change_status,
    do_nothing,
    fail_if,
    identity,
    replace,
)


def fail(token: str) -> str:
    if len(token) < 100:
        raise RuntimeError("a token that is none")
    return token


def every_session(self: UserStore, token: Any) -> None:
    self.revoke_all_sessions(token.sub)


def ignore_last_bits(token: str) -> str:
    """Return what two spellings of a signature share; ValueError for a =, which is in neither."""
    head, _, signature = token.rpartition(".")
    return f"{head}.{base64url_decode(signature).hex()}"


def begins_like_the_own() -> bool:
    return request.headers.get("Origin", "").startswith(request.host_url.rstrip("/"))


def signed_out_before() -> Callable[[], bool]:
    """Return a condition: this is the second sign-out, or a later one."""
    asked: list[str] = []

    def again() -> bool:
        asked.extend([request.path] if request.path == "/sign_out" else [])
        return request.path == "/sign_out" and len(asked) > 1

    return again


LAX_GUARD = [
    replace("csrf.is_same_origin", lambda: True),
    allow_if(lambda: request.path != "/sign_in"),
]
LONG_AGO = change_claims(lambda claims, _: claims.update(iat=1_000_000_000, exp=1_000_000_300))

MUTANTS: dict[str, list[Mutation]] = {
    "a form of another site is refused": LAX_GUARD,
    "a form of another port is refused": LAX_GUARD,
    "a foreign origin is refused": [
        *LAX_GUARD,
        allow_if(lambda: request.headers.get("Origin") == "null"),
        allow_if(begins_like_the_own),
    ],
    "the own page may send its forms": [
        replace("csrf.is_same_origin", lambda: "Origin" not in request.headers)
    ],
    "refresh gives two new tokens": [change_header("/refresh", "Set-Cookie", None)],
    "a refresh token works once": [
        replace("store.UserStore.consume_refresh_token", lambda *_: True),
        change_status("/refresh", 401, 500),
    ],
    "reuse ends the session": [
        replace("store.UserStore.consume_refresh_token", spent),
        change_status("/refresh", 401, 500),
    ],
    "each token opens its own door": [accept_tokens_by(identity), bearer_alone],
    "signing out kills the copy": [
        replace("store.UserStore.revoke_session", do_nothing),
        replace("views.named_session", by_refresh_cookie),
        bearer_alone,
        keep_session_if(lambda _: request.path == "/refresh"),
    ],
    "signing out twice does no harm": [fail_if(signed_out_before())],
    "signing out leaves other devices alone": [
        replace("store.UserStore.revoke_session", every_session)
    ],
    "signing out everywhere reaches every device": [
        replace("store.UserStore.revoke_all_sessions", do_nothing),
        replace("store.UserStore.revoke_all_sessions", revoke_everybody),
        keep_session_if(has_sent_to("/sign_out_everywhere")),
        keep_session_if(lambda _: request.path == "/refresh"),
        bearer_alone,
    ],
    "the access token is a jwt": [
        issue_opaque_tokens,
        change_claims(lambda claims, _: claims.update(pw=request.form.get("pw_give", ""))),
    ],
    "sub names the user": [change_claims(lambda claims, _: claims.update(sub=7))],
    "issuer and audience are named": [
        change_claims(lambda claims, _: claims.pop("aud")),
        change_claims(lambda claims, _: claims.update(iss="")),
        change_claims(lambda claims, _: claims.update(aud=[])),
    ],
    "the token has an id and a birthday": [
        change_claims(lambda claims, _: claims.pop("jti")),
        change_claims(lambda claims, _: claims.update(jti="1")),
    ],
    "the access token is short lived": [
        change_claims(lambda claims, _: claims.update(exp=2**33)),
        LONG_AGO,
    ],
    "the token says its type": [change_claims(lambda _, header: header.update(typ="JWT"))],
    "a changed payload is refused": [
        accept_tokens_by(lambda token: token.split(".")[2]),
        bearer_alone,
    ],
    "a changed signature is refused": [
        accept_tokens_by(lambda token: token.rpartition(".")[0]),
        bearer_alone,
    ],
    "an unsigned token is refused": [
        accept_tokens_by(lambda token: token.split(".")[1]),
        bearer_alone,
    ],
    "the key is in no word list": [
        accept_tokens_by(identity, secret="ROLLINGDEV"),
        accept_tokens_by(identity, secret=""),
    ],
    "another spelling is refused": [
        accept_tokens_by(lambda token: token.rstrip("=")),
        accept_tokens_by(ignore_last_bits),
        bearer_alone,
    ],
    "nonsense is refused": [accept_tokens_by(fail)],
}
