"""A token by hand, under another hash."""

import base64
import hmac
import json
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode
from exercises.checks import generators
from exercises.checks.encoding import SAMPLES
from exercises.checks.errors import PropertyFailed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises, expect_true

exercise = Exercise(
    "token_hs512",
    "Only the name in the header and the hash change. The key grows along: a key shorter than the "
    "hash would be the weakest part, so RFC 7518 §3.2 asks for 64 bytes.",
)


def _made(answer: Answer, claims: dict[str, Any], key: bytes) -> str:
    token = answer(claims, key)
    expect_true(isinstance(token, str), repr(token), "a token, as text")
    return str(token)


def _is_accepted(answer: Answer, claims: dict[str, Any], key: bytes) -> None:
    token = _made(answer, claims, key)
    try:
        read = jwt.decode(token, key, algorithms=["HS512"], options={"verify_exp": False})
    except jwt.InvalidTokenError as error:
        raise PropertyFailed(f"{error}: {token!r}", "a token that PyJWT accepts") from error
    expect_equal(read, claims)


@exercise.property("makes a token that PyJWT accepts as HS512, with the same claims")
def _accepted(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        claims = {"sub": random.choice(generators.NAMES), "exp": random.randrange(10**9)}
        _is_accepted(answer, claims, random.randbytes(64))


@exercise.property("takes a longer key, and all of it")
def _longer(answer: Answer, random: Random) -> None:
    for length in (65, 200):
        _is_accepted(answer, {"sub": "ann"}, random.randbytes(length))


@exercise.property("names HS512 and JWT in the header, without spaces")
def _header(answer: Answer, random: Random) -> None:
    first = _made(answer, {"sub": "ann"}, random.randbytes(64)).partition(".")[0]
    text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode()
    named = json.loads(text) == {"alg": "HS512", "typ": "JWT"}
    expect_true(named and len(text.split()) == 1, text, '{"alg":"HS512","typ":"JWT"}')


@exercise.property("leaves the padding out")
def _padding(answer: Answer, random: Random) -> None:
    token = _made(answer, {"sub": "ann"}, random.randbytes(64))
    expect_true("=" not in token, repr(token), "a token without =")


@exercise.property("refuses a key of fewer than 64 bytes")
def _short(answer: Answer, random: Random) -> None:
    for length in (63, 32):
        expect_raises(ValueError, answer, {"sub": "ann"}, random.randbytes(length))


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


@exercise.misconception("That is HS256 still: name HS512 in the header, and hash with SHA-512.")
def _hs256(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256", "sha256")


@exercise.misconception("The header still says HS256: a verifier would compute the other hash.")
def _old_header(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), "HS256")


@exercise.misconception("The header says HS512, and the hash is still SHA-256.")
def _old_hash(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), digest="sha256")


@exercise.misconception(
    "json.dumps puts spaces after , and : unless separators=(',', ':') says otherwise."
)
def _spaced(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key), gap=" ")


@exercise.misconception("The = at the end of a part is padding: rstrip takes it off.")
def _padded(claims: dict[str, Any], key: bytes) -> str:
    parts = _by_hand(claims, _long_enough(key)).split(".")[:2]
    message = ".".join(part + "=" * (-len(part) % 4) for part in parts)
    signature = hmac.digest(key, message.encode(), "sha512")
    return f"{message}.{base64.urlsafe_b64encode(signature).decode()}"


@exercise.misconception(
    "64 bytes are the least: a longer key is as good, and every byte of it counts."
)
def _cut(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, _long_enough(key)[:64])


@exercise.misconception("A short key makes a token like any other: look at its length first.")
def _any_key(claims: dict[str, Any], key: bytes) -> str:
    return _by_hand(claims, key)
