"""Ask for everything you rely on."""

from random import Random
from typing import Any

import jwt

from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_04 import COUNT, shop_claims, signed

exercise = Exercise(
    "strict_claims",
    "PyJWT checks what you name and requires what you list. How long a token may live it can't "
    "know: that is one more line, and it keeps a stolen key from minting tokens for ever.",
)


@exercise.must("returns the claims of a token that keeps every rule")
def _good(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        key, claims = random.randbytes(32), shop_claims(random)
        claims["exp"] = claims["iat"] + random.choice((60, 600, 900))
        expect(given(signed(claims, key), key), claims)


@exercise.must("refuses a token that lacks a claim")
def _missing(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    for name in ("exp", "iat", "aud", "iss"):
        expect_error(jwt.InvalidTokenError, given, signed(shop_claims(random), key, name), key)


@exercise.must("refuses another audience and another issuer")
def _others(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    for change in ({"aud": "bank"}, {"iss": "mallory"}):
        expect_error(jwt.InvalidTokenError, given, signed(shop_claims(random) | change, key), key)


@exercise.must("refuses a longer life than 900 seconds")
def _long(given: Given, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for life in (901, random.randint(1_000, 10**6)):
        change = {"exp": claims["iat"] + life}
        expect_error(jwt.InvalidTokenError, given, signed(claims | change, key), key)


def _decoded(token: str, key: bytes, require: list[str]) -> dict[str, Any]:
    return jwt.decode(token, key, algorithms=["HS256"], audience="shop", issuer="login",
                      options={"require": require})  # fmt: skip


@exercise.mistake("Nothing says how long a token may live: compare exp - iat with 900 yourself.")
def _any_life(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, ["exp", "iat", "aud", "iss"])


@exercise.mistake(
    "PyJWT checks exp and iat where they are: options={'require': […]} wants them there."
)
def _nothing_required(token: str, key: bytes) -> dict[str, Any]:
    claims = _decoded(token, key, [])
    if claims.get("exp", 0) - claims.get("iat", claims.get("exp", 0)) > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.mistake(
    "Somebody who shares the key can issue tokens, too: name the issuer and the audience."
)
def _from_anyone(token: str, key: bytes) -> dict[str, Any]:
    options: jwt.types.Options = {"require": ["exp", "iat", "aud", "iss"], "verify_aud": False}
    claims = jwt.decode(token, key, algorithms=["HS256"], options=options)
    if claims["exp"] - claims["iat"] > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims
