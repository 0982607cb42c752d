"""The check that stops a token."""

import hmac
import time
from itertools import combinations
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode, encode_part
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.forging.shop import (
    CHECKS,
    HASHES,
    claims_in,
    first_stop,
    good_token,
    signed_token,
    verdicts,
)

exercise = Exercise(
    "stopped_by",
    "Each check stops a lie that all the others let through, so none can stand in for another. The "
    "algorithm and the signature come first: before them, every claim is only what somebody wrote.",
)
TIMES = {"exp", "iat", "nbf"}


def _expect(name: str, answer: Answer, random: Random, **change: Any) -> None:
    """Ask about a good token with one change in its header or its claims."""
    header, claims, key, now = good_token(random)
    where = header if set(change) <= {"alg", "typ"} else claims
    where |= {k: now + v if k in TIMES and type(v) is int else v for k, v in change.items()}
    expect_equal(answer(signed_token(header, claims, key), key, now), name)


@exercise.property("accepts a token that keeps every rule")
def _accepted(answer: Answer, random: Random) -> None:
    for aud in ("shop", ["shop"], ["bank", "shop"], ["shop", "bookshop"]):
        _expect("accepted", answer, random, aud=aud)
    for seconds in (1, 2, 899, 900):
        _expect("accepted", answer, random, exp=seconds)
    for times in ({"iat": -60}, {"nbf": 0}, {"iat": 0, "nbf": -1}, {"iat": -1, "note": None}):
        _expect("accepted", answer, random, **times)


@exercise.property("names alg where it is not HS256")
def _alg(answer: Answer, random: Random) -> None:
    for alg in ("none", "HS384", "HS512", "RS256", "hs256", "HS25", "", None, ...):
        _expect("alg", answer, random, alg=alg)


@exercise.property("names signature where the key did not make it")
def _signature(answer: Answer, random: Random) -> None:
    header, claims, key, now = good_token(random)
    token = signed_token(header, claims, key)
    message, _, signature = token.rpartition(".")
    renamed = f"{message.split('.')[0]}.{encode_part(claims | {'sub': 'admin'})}"
    another = "A" if signature[0] != "A" else "B"
    other_key = signed_token(header, claims, random.randbytes(32))
    wrong = [f"{renamed}.{signature}", other_key, f"{message}.", f"{message}.{signature[:20]}"]
    for forged in [
        *wrong,
        f"{message}.{another}{signature[1:]}",
        signed_token(header, claims, b""),
    ]:
        expect_equal(answer(forged, key, now), "signature")


@exercise.property("names typ where it is another kind of token")
def _typ(answer: Answer, random: Random) -> None:
    for typ in ("JWT", "refresh+jwt", "access", "reset+jwt", "", 1, ["access+jwt"], None, ...):
        _expect("typ", answer, random, typ=typ)


@exercise.property("names iss where somebody else issued it")
def _iss(answer: Answer, random: Random) -> None:
    for iss in ("newsletter", "login.mallory.example", "log", "Login", "", 1, ["login"], None, ...):
        _expect("iss", answer, random, iss=iss)


@exercise.property("names aud where the shop is not meant")
def _aud(answer: Answer, random: Random) -> None:
    texts = ("bank", "bookshop", "shops", "Shop", "")
    for aud in (..., None, *texts, ["bank"], ["bookshop"], [["shop"]], [], {"shop": 1}, 1, True):
        _expect("aud", answer, random, aud=aud)


@exercise.property("names exp where the end has passed, is too far, or is missing")
def _exp(answer: Answer, random: Random) -> None:
    for seconds in (0, -1, -(10**6), 901, 902, 86_400, 10**9, None, ...):
        _expect("exp", answer, random, exp=seconds)


@exercise.property("names the first check where two would stop it")
def _two(answer: Answer, random: Random) -> None:
    lies = {"alg": "HS512", "typ": "JWT", "iss": "newsletter", "aud": "bank", "exp": 5}
    for one, two in reversed([*combinations(CHECKS, 2)]):
        header, claims, key, now = good_token(random)
        for name in {one, two} - {"signature"}:
            (header if name in header else claims)[name] = lies[name]
        signed_with = random.randbytes(32) if "signature" in (one, two) else key
        expect_equal(answer(signed_token(header, claims, signed_with), key, now), one)


@exercise.misconception("The token names its judge: compare alg with HS256 before anything else.")
def _any_alg(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, alg=True)


@exercise.misconception("none is not the only wrong one: nothing but HS256 is right.")
def _not_none(token: str, key: bytes, now: int) -> str:
    alg = jwt.get_unverified_header(token).get("alg")
    message, _, signature = token.rpartition(".")
    digest = hmac.digest(key, message.encode(), HASHES.get(str(alg), "sha256"))
    fits = base64url_encode(digest) == signature
    return first_stop(token, key, now, alg=alg not in ("none", None, ""), signature=fits)


@exercise.misconception("You read the claims and never looked at the signature.")
def _unsigned(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, signature=True)


@exercise.misconception("Nobody looks at typ here: a refresh token would open the shop.")
def _any_typ(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, typ=True)


@exercise.misconception("Whoever shares the key can issue tokens: iss has to be login.")
def _any_issuer(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, iss=True)


@exercise.misconception("A claim that is missing is not right: refuse it like a wrong one.")
def _if_there(token: str, key: bytes, now: int) -> str:
    claims, held = claims_in(token), {}
    for name in ("iss", "aud", "exp"):
        if claims.get(name) is None:
            held[name] = True
    return first_stop(token, key, now, **held)


@exercise.misconception(
    "In a text, in looks for a part, and bookshop has a shop in it: compare a text with ==, and "
    "look into a list with in."
)
def _substring(token: str, key: bytes, now: int) -> str:
    aud = claims_in(token).get("aud")
    return first_stop(token, key, now, aud=isinstance(aud, str | list) and "shop" in aud)


@exercise.misconception("aud may be a list as well: it is right where it has shop in it.")
def _text_only(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, aud=claims_in(token).get("aud") == "shop")


@exercise.misconception("At exp a token has ended: its end has to be later than now.")
def _until(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=0 <= (claims_in(token).get("exp") or 0) - now <= 900)


@exercise.misconception(
    "Whoever could sign once would be in for ten years: the end is at most 900 seconds from now."
)
def _any_end(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=(claims_in(token).get("exp") or 0) > now)


@exercise.misconception("900 seconds are allowed, and one more is not.")
def _below(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=0 < (claims_in(token).get("exp") or 0) - now < 900)


@exercise.misconception(
    "PyJWT asks its own clock, and here now is given: turn verify_exp off, and compare yourself."
)
def _own_clock(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now - now + int(time.time()))


@exercise.misconception("The checks have an order, and the first that stops a token is the answer.")
def _last(token: str, key: bytes, now: int) -> str:
    others = dict.fromkeys(CHECKS, True)
    found = [
        name for name in CHECKS
        if first_stop(token, key, now, **{k: v for k, v in others.items() if k != name}) == name
    ]  # fmt: skip
    return found[-1] if found else "accepted"


def _in_order(token: str, key: bytes, now: int, order: list[str]) -> str:
    held = verdicts(token, key, now)
    return next((name for name in order if not held[name]), "accepted")


@exercise.misconception("The signature comes before typ: until it fits, nothing in there counts.")
def _typ_first(token: str, key: bytes, now: int) -> str:
    return _in_order(token, key, now, ["alg", "typ", "signature", "iss", "aud", "exp"])


@exercise.misconception("iss comes before aud.")
def _aud_first(token: str, key: bytes, now: int) -> str:
    return _in_order(token, key, now, ["alg", "signature", "typ", "aud", "iss", "exp"])


@exercise.misconception("A list may name others beside the shop: it is right where shop is in it.")
def _list_of_one(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, aud=claims_in(token).get("aud") in ("shop", ["shop"]))


@exercise.misconception("aud is a text or a list: an object with a shop in it is neither.")
def _not_text(token: str, key: bytes, now: int) -> str:
    aud = claims_in(token).get("aud")
    return first_stop(token, key, now, aud=(
        aud == "shop" or (isinstance(aud, list | dict) and "shop" in aud)))  # fmt: skip


@exercise.misconception("An end that has passed is no longer ahead: do not take its distance.")
def _distance(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=0 < abs((claims_in(token).get("exp") or 0) - now) <= 900)


@exercise.misconception("typ stands in the header, not among the claims.")
def _typ_of_claims(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, typ=claims_in(token).get("typ") == "access+jwt")


@exercise.misconception("in looks for a part of a text, or into a list: iss has to be login by ==.")
def _part_of_iss(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, iss="login" in str(claims_in(token).get("iss")))


@exercise.misconception("The key is the one that you are given, another one for each token.")
def _own_key(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key[::-1], now)


@exercise.misconception(
    "PyJWT's other checks (exp, aud, iat, nbf) are no fault of the signature, and ask its own "
    "clock: verify the signature alone."
)
def _all_of_pyjwt(token: str, key: bytes, now: int) -> str:
    if jwt.get_unverified_header(token).get("alg") != "HS256":
        return "alg"
    try:
        jwt.decode(token, key, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return "signature"
    return first_stop(token, key, now)


@exercise.misconception("PyJWT looks at iat and nbf, too, by its own clock: turn them off as well.")
def _iat_of_pyjwt(token: str, key: bytes, now: int) -> str:
    if jwt.get_unverified_header(token).get("alg") != "HS256":
        return "alg"
    try:
        off = {"verify_exp": False, "verify_aud": False}
        jwt.decode(token, key, algorithms=["HS256"], options=off)  # type: ignore[arg-type]
    except jwt.InvalidTokenError:
        return "signature"
    return first_stop(token, key, now)


@exercise.misconception(
    "What is missing raises a KeyError in brackets: get gives None there, which no check accepts."
)
def _must_be_there(token: str, key: bytes, now: int) -> str:
    header = jwt.get_unverified_header(token)
    return first_stop(token, key, now, alg=header["alg"] == "HS256") if header["alg"] else "alg"


NULL_END = "An exp that is null or missing can't be compared or reckoned with: ask for that first."


@exercise.misconception(NULL_END)
def _compared(token: str, key: bytes, now: int) -> str:
    end: Any = claims_in(token).get("exp")
    return first_stop(token, key, now, exp=now < end <= now + 900)


@exercise.misconception(NULL_END)
def _compared_with_now(token: str, key: bytes, now: int) -> str:
    end: Any = claims_in(token).get("exp")
    return first_stop(token, key, now, exp=end > now and end <= now + 900)
