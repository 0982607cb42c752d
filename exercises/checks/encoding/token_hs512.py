"""A token by hand, under another hash."""

import base64
import hmac
import json
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode
from exercises.checks import generators
from exercises.checks.answer import Given, SurpriseError, expect, expect_error, expect_that
from exercises.checks.encoding import COUNT
from exercises.checks.exercise import Exercise

exercise = Exercise(
    "token_hs512",
    "Only the name in the header and the hash change. The key grows along: a key shorter than the "
    "hash would be the weakest part, so RFC 7518 §3.2 asks for 64 bytes.",
)


def _made(given: Given, claims: dict[str, Any], key: bytes) -> str:
    token = given(claims, key)
    expect_that(isinstance(token, str), repr(token), "a token, as text")
    return str(token)


def _is_accepted(given: Given, claims: dict[str, Any], key: bytes) -> None:
    token = _made(given, claims, key)
    try:
        read = jwt.decode(token, key, algorithms=["HS512"], options={"verify_exp": False})
    except jwt.InvalidTokenError as error:
        raise SurpriseError(f"{error}: {token!r}", "a token that PyJWT accepts") from error
    expect(read, claims)


@exercise.must("makes a token that PyJWT accepts as HS512, with the same claims")
def _accepted(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        claims = {"sub": random.choice(generators.NAMES), "exp": random.randrange(10**9)}
        _is_accepted(given, claims, random.randbytes(64))


@exercise.must("takes a longer key, and all of it")
def _longer(given: Given, random: Random) -> None:
    for length in (65, 200):
        _is_accepted(given, {"sub": "ann"}, random.randbytes(length))


@exercise.must("names HS512 and JWT in the header, without spaces")
def _header(given: Given, random: Random) -> None:
    first = _made(given, {"sub": "ann"}, random.randbytes(64)).partition(".")[0]
    text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode()
    named = json.loads(text) == {"alg": "HS512", "typ": "JWT"}
    expect_that(named and len(text.split()) == 1, text, '{"alg":"HS512","typ":"JWT"}')


@exercise.must("leaves the padding out")
def _padding(given: Given, random: Random) -> None:
    token = _made(given, {"sub": "ann"}, random.randbytes(64))
    expect_that("=" not in token, repr(token), "a token without =")


@exercise.must("refuses a key of fewer than 64 bytes")
def _short(given: Given, random: Random) -> None:
    for length in (63, 32):
        expect_error(ValueError, given, {"sub": "ann"}, random.randbytes(length))


def _by_hand(
    claims: dict[str, Any], key: bytes, alg: str = "HS512", digest: str = "sha512", gap: str = ""
) -> str:
    header = json.dumps({"alg": alg, "typ": "JWT"}, separators=("," + gap, ":" + gap))
    texts = (header, json.dumps(claims, separators=(",", ":")))
    message = ".".join(base64url_encode(text.encode()) for text in texts)
    return f"{message}.{base64url_encode(hmac.digest(key, message.encode(), digest))}"


def _long_enough(key: bytes) -> bytes:
    if len(key) < 64:
        raise ValueError("too short")
    return key


@exercise.mistake("That is HS256 still: name HS512 in the header, and hash with SHA-512.")
def _hs256(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256", "sha256")


@exercise.mistake("The header still says HS256: a verifier would compute the other hash.")
def _old_header(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256")


@exercise.mistake("The header says HS512, and the hash is still SHA-256.")
def _old_hash(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), digest="sha256")


@exercise.mistake(
    "json.dumps puts spaces after , and : unless separators=(',', ':') says otherwise."
)
def _spaced(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), gap=" ")


@exercise.mistake("The = at the end of a part is padding: rstrip takes it off.")
def _padded(claims: dict[str, Any], key: bytes) -> str:
    parts = _by_hand(claims, _long_enough(key)).split(".")[:2]
    message = ".".join(part + "=" * (-len(part) % 4) for part in parts)
    signature = hmac.digest(key, message.encode(), "sha512")
    return f"{message}.{base64.urlsafe_b64encode(signature).decode()}"


@exercise.mistake("64 bytes are the least: a longer key is as good, and every byte of it counts.")
def _cut(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key)[:64])


@exercise.mistake("A short key makes a token like any other: look at its length first.")
def _any_key(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, key)
