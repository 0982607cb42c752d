"""Answers to the exercises of lesson 9."""

import json
from datetime import timedelta
from time import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from exercises.checks.sessions.claims_by_kid import JwkSet, named, verified
from exercises.checks.sessions.session_state import state
from exercises.checks.sessions.still_stands import Numbers, stands
from tests.exercises.answers import Answers


def by_order(access_exp: int, refresh_exp: int, now: int) -> str:
    over = access_exp <= now, refresh_exp <= now
    return {(False, False): "use", (True, False): "refresh"}.get(over, "sign in")


def by_early_returns(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if sid in ended:
        return False
    if jti in used:
        ended |= {sid}
        return False
    used |= {jti}
    return True


def by_items(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    pair = claims["sub"], claims.get("ver")
    return pair in users.items() and not {claims["sid"]} & set(revoked)


def by_time(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return stands(claims, users, {}) and revoked.get(claims["sid"], 0) <= time()


def if_any_is_revoked(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return bool(revoked) and stands(claims, users, revoked)


def by_timedelta(began: int, seen: int, now: int) -> str:
    if timedelta(seconds=now - began) < timedelta(days=30):
        return "good" if timedelta(seconds=now - seen).days < 14 else "idle"
    return "over"


def never_idle(began: int, seen: int, now: int) -> str:
    said, idle = state(began, seen, now), now - seen
    return "good" if said == "idle" and idle % 86_400 else said


def short_sessions(began: int, seen: int, now: int) -> str:
    said = state(began, seen, now)
    return "idle" if said == "good" and now - seen > 3_600 else said


def over_is_good(began: int, seen: int, now: int) -> str:
    said, odd = state(began, seen, now), (now - began) % 86_400
    return "good" if said == "over" and odd and now - seen < 14 * 86_400 else said


def by_set(token: str, jwk_set: JwkSet) -> Any:
    key = jwt.PyJWKSet.from_dict(jwk_set)[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["EdDSA"])


def by_hand(token: str, jwk_set: JwkSet) -> Any:
    header = jwt.get_unverified_header(token)
    (jwk,) = (one for one in jwk_set["keys"] if one["kid"] == header["kid"])
    assert header["alg"] == "EdDSA"
    message, _, signature = token.rpartition(".")
    key = Ed25519PublicKey.from_public_bytes(jwt.utils.base64url_decode(jwk["x"]))
    key.verify(jwt.utils.base64url_decode(signature), message.encode())
    return json.loads(jwt.utils.base64url_decode(message.split(".")[1]))


def first_if_unknown(token: str, jwk_set: JwkSet) -> Any:
    unnamed = "kid" not in jwt.get_unverified_header(token)
    found = named(token, jwk_set) or ([] if unnamed else jwk_set["keys"])
    return verified(token, found[0])


def by_table(can_ask: bool, at_once: bool, others: bool) -> str:
    table = {(False, False): "shared key", (False, True): "public key"}
    return "session" if can_ask else table.get((at_once, others), "impossible")


def never_with_others(can_ask: bool, at_once: bool, others: bool) -> str:
    said = by_table(can_ask, at_once, others)
    return said if others or said != "impossible" else "shared key"


RIGHT: Answers = {
    "next_step": [by_order],
    "spend": [by_early_returns],
    "still_stands": [by_items, by_time],
    "session_state": [by_timedelta],
    "claims_by_kid": [by_set, by_hand],
    "which_one": [by_table],
}
WRONG: Answers = {
    "still_stands": [if_any_is_revoked],
    "session_state": [never_idle, short_sessions, over_is_good],
    "claims_by_kid": [first_if_unknown],
    "which_one": [never_with_others],
}
