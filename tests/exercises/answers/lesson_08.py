"""Answers to the exercises of lesson 8."""

from datetime import timedelta
from typing import Any

import jwt

from exercises.lesson_08.claims_by_kid import JwkSet, named, verified
from exercises.lesson_08.next_step import step
from exercises.lesson_08.session_state import state
from exercises.lesson_08.still_stands import Numbers
from tests.exercises.answers import Answers


def by_order(access_exp: int, refresh_exp: int, now: int) -> str:
    over = [exp <= now for exp in (access_exp, refresh_exp)]
    return {(False, False): "use", (True, False): "refresh"}.get((over[0], over[1]), "sign in")


def never_use(access_exp: int, refresh_exp: int, now: int) -> str:
    said = step(access_exp, refresh_exp, now)
    return "refresh" if said == "use" else said


def by_early_returns(jti: str, sid: str, used: set[str], ended: set[str]) -> bool:
    if sid in ended:
        return False
    if jti in used:
        ended |= {sid}
        return False
    used |= {jti}
    return True


def by_items(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return (claims["sub"], claims["ver"]) in users.items() and not {claims["sid"]} & set(revoked)


def nobody(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return False


def by_timedelta(began: int, seen: int, now: int) -> str:
    if timedelta(seconds=now - began) < timedelta(days=30):
        left_alone = timedelta(seconds=now - seen)
        return "good" if left_alone.days < 14 else "idle"
    return "over"


def never_idle(began: int, seen: int, now: int) -> str:
    said, idle = state(began, seen, now), now - seen
    return "good" if said == "idle" and idle % 86_400 else said


def short_sessions(began: int, seen: int, now: int) -> str:
    said = state(began, seen, now)
    return "idle" if said == "good" and now - seen > 3_600 else said


def over_is_good(began: int, seen: int, now: int) -> str:
    said = state(began, seen, now)
    return (
        "good" if said == "over" and (now - began) % 86_400 and now - seen < 14 * 86_400 else said
    )


def by_set(token: str, jwk_set: JwkSet) -> Any:
    key = jwt.PyJWKSet.from_dict(jwk_set)[jwt.get_unverified_header(token)["kid"]]
    return jwt.decode(token, key, algorithms=["EdDSA"])


def first_if_unknown(token: str, jwk_set: JwkSet) -> Any:
    unnamed = "kid" not in jwt.get_unverified_header(token)
    found = named(token, jwk_set) or ([] if unnamed else jwk_set["keys"])
    return verified(token, found[0])


def first_if_unnamed(token: str, jwk_set: JwkSet) -> Any:
    unnamed = "kid" not in jwt.get_unverified_header(token)
    return verified(token, (jwk_set["keys"] if unnamed else named(token, jwk_set))[0])


def by_table(can_ask: bool, at_once: bool, others: bool) -> str:
    table = {(False, False): "shared key", (False, True): "public key"}
    return "session" if can_ask else table.get((at_once, others), "impossible")


RIGHT: Answers = {
    "next_step": [by_order],
    "spend": [by_early_returns],
    "still_stands": [by_items],
    "session_state": [by_timedelta],
    "claims_by_kid": [by_set],
    "which_one": [by_table],
}
WRONG: Answers = {
    "next_step": [never_use],
    "still_stands": [nobody],
    "session_state": [never_idle, short_sessions, over_is_good],
    "claims_by_kid": [first_if_unknown, first_if_unnamed],
}
