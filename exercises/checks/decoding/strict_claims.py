"""Ask for everything you rely on."""

import time
from random import Random
from typing import Any

import jwt

from exercises.checks.decoding import expect_of, forged, shop_claims, signed, under_others
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_raises

exercise = Exercise(
    "strict_claims",
    "PyJWT checks what you name and requires what you list. How long a token may live it can't "
    "know: that is one more line, and no single token lives longer than 15 minutes, whoever made "
    "it. int reads exp and iat as PyJWT does, which takes a NumericDate written as text, too.",
)
RULES: dict[str, Any] = {"audience": "shop", "issuer": "login"}
REQUIRED = ["exp", "iat", "aud", "iss"]


def _refused(answer: Answer, key: bytes, *tokens: str) -> None:
    for token in tokens:
        expect_raises(jwt.InvalidTokenError, answer, token, key)


@exercise.property("returns the claims of a token that keeps every rule")
def _good(answer: Answer, random: Random) -> None:
    for age, life in ((0, 60), (0, 600), (0, 900), (600, 900), (300, 301)):
        key, claims = random.randbytes(32), shop_claims(random)
        claims["iat"] -= age
        claims["exp"] = claims["iat"] + life
        expect_of(claims, "a good token", answer, signed(claims, key), key)


@exercise.property("refuses what the key did not sign by HS256")
def _not_signed(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    good = signed(claims, key)
    _refused(answer, key, forged(good, random), signed(claims, random.randbytes(32)))
    _refused(answer, key, *under_others(claims, key).values(), good[:-43])


@exercise.property("refuses a token that is over, or has not begun")
def _now(answer: Answer, random: Random) -> None:
    key, claims, now = random.randbytes(32), shop_claims(random), int(time.time())
    far = random.randint(10**4, 10**6)
    over = {"iat": now - far - 600, "exp": now - far}
    ahead = {"iat": now + far, "exp": now + far + 600}
    barely = {"iat": now - 600, "exp": now - 1}
    for change in (over, {"nbf": now + far}, ahead, barely, {"nbf": now + 1}):
        _refused(answer, key, signed(claims | change, key))


@exercise.property("refuses a token that lacks a claim")
def _missing(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    _refused(answer, key, *(signed(shop_claims(random), key, name) for name in REQUIRED))


@exercise.property("refuses another audience and another issuer")
def _others(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for change in ({"aud": "bank"}, {"iss": "mallory"}, {"aud": "shops"}, {"aud": "sho"},
                   {"iss": "login2"}, {"iss": "log"}, {"iss": "Login"}):  # fmt: skip
        _refused(answer, key, signed(claims | change, key))


@exercise.property("refuses an exp more than 900 seconds after iat")
def _long(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for age, life in ((0, random.randint(1_000, 10**6)), (600, 1_200), (900, 901), (0, 901)):
        iat = claims["iat"] - age
        _refused(answer, key, signed(claims | {"iat": iat, "exp": iat + life}, key))


def _decoded(token: str, key: bytes, require: list[str] = REQUIRED, **rules: Any) -> dict[str, Any]:
    rules = RULES | {"algorithms": ["HS256"]} | rules
    rules["options"] = {"require": require} | rules.get("options", {})
    claims: dict[str, Any] = jwt.decode(token, key, **rules)
    if claims.get("exp", 0) - claims.get("iat", claims.get("exp", 0)) > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "You read the claims and never verified the signature: anyone can write them."
)
def _unverified(token: str, key: bytes) -> dict[str, Any]:
    off = {"verify_signature": False, "verify_exp": True, "verify_nbf": True, "verify_iat": True}
    return _decoded(token, key, options=off | {"verify_aud": True, "verify_iss": True})


@exercise.misconception("A token without a signature was signed by nobody: never accept one.")
def _none_too(token: str, key: bytes) -> dict[str, Any]:
    read: dict[str, Any] = (_unverified if token.endswith(".") else _decoded)(token, key)
    return read


@exercise.misconception("HS256 is the one algorithm here, so the list names it alone.")
def _more_algorithms(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, algorithms=["HS256", "HS384", "HS512"])


@exercise.misconception("At exp a token has ended: leave verify_exp as it is.")
def _without_end(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, options={"verify_exp": False})


@exercise.misconception("Nobody asked for leeway: at exp a token has ended.")
def _leeway(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, leeway=60)


@exercise.misconception(
    "Nothing says how long a token may live: compare exp - iat with 900 yourself."
)
def _any_life(token: str, key: bytes) -> dict[str, Any]:
    return jwt.decode(token, key, ["HS256"], {"require": REQUIRED}, **RULES)


@exercise.misconception("You counted from now, and a token may be older: count from its iat.")
def _from_now(token: str, key: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = _any_life(token, key)
    if claims["exp"] - time.time() > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "PyJWT checks exp and iat where they are: options={'require': […]} wants them there."
)
def _nothing_required(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, [])


@exercise.misconception(
    "Who shares the key can issue tokens for others, too: give audience='shop'."
)
def _for_anyone(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, audience=None, options={"verify_aud": False})


@exercise.misconception("Who shares the key can issue tokens, too: give issuer='login'.")
def _from_anyone(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, issuer=None)
