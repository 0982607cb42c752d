"""A token by hand, under another hash."""

import hmac
import json
from random import Random
from typing import Any

import jwt

from exercises import draw
from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_03 import COUNT, encoded

exercise = Exercise(
    "token_hs512",
    "Only the name in the header and the hash change. The key grows along: a key shorter than the "
    "hash would be the weakest part, so RFC 7518 §3.2 asks for 64 bytes.",
)


def _by_hand(header: str, claims: dict[str, Any], key: bytes, digest: str, gap: str = "") -> str:
    texts = [json.dumps(one, separators=("," + gap, ":" + gap))
             for one in ({"alg": header, "typ": "JWT"}, claims)]  # fmt: skip
    message = ".".join(encoded(text.encode()) for text in texts)
    return f"{message}.{encoded(hmac.digest(key, message.encode(), digest))}"


@exercise.must("equals PyJWT's token to the last character")
def _equal(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        claims = {"sub": random.choice(draw.NAMES), "exp": random.randrange(10**9)}
        key = random.randbytes(64)
        expect(given(claims, key), jwt.encode(claims, key, algorithm="HS512"))


@exercise.must("refuses a key of fewer than 64 bytes")
def _short(given: Given, random: Random) -> None:
    for length in (63, 32):
        expect_error(ValueError, given, {"sub": "ann"}, random.randbytes(length))


def _long_enough(key: bytes) -> bytes:
    if len(key) < 64:
        raise ValueError("too short")
    return key


@exercise.mistake("The header still says HS256: a verifier would compute the other hash.")
def _old_header(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand("HS256", claims, _long_enough(key), "sha512")


@exercise.mistake("The header says HS512, and the hash is still SHA-256.")
def _old_hash(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand("HS512", claims, _long_enough(key), "sha256")


@exercise.mistake(
    "json.dumps puts spaces after , and : unless separators=(',', ':') says otherwise."
)
def _spaced(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand("HS512", claims, _long_enough(key), "sha512", gap=" ")


@exercise.mistake("A short key makes a token like any other: look at its length first.")
def _any_key(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand("HS512", claims, key, "sha512")
