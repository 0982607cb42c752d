"""Verify an HS256 signature by hand."""

import hmac
from random import Random

import jwt

from demo_server.jose import base64url_decode
from exercises.checks.answer import Given
from exercises.checks.decoding import (
    COUNT,
    expect_of,
    forged,
    nonsense,
    shop_claims,
    signed,
    under_others,
)
from exercises.checks.exercise import Exercise
from exercises.checks.source_checks import compares_in_constant_time

exercise = Exercise(
    "is_genuine",
    "The algorithm is yours, so the header is signed text and nothing more. Whatever can't be read "
    "was not signed by you either: that is a False, and no reason to stop the server.",
)


@exercise.must("accepts what the key signed")
def _accepts(given: Given, random: Random) -> None:
    for number in range(COUNT):
        key, claims = random.randbytes(32), shop_claims(random)
        token = jwt.encode(claims, key, headers={"kid": str(number)} if number else None)
        expect_of(True, "what the key signed", given, token, key)


@exercise.must("refuses what the key did not sign by HS256")
def _refuses(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        key, claims = random.randbytes(32), shop_claims(random)
        token = signed(claims, key)
        expect_of(False, "another payload", given, forged(token, random), key)
        expect_of(False, "another key", given, token, key[::-1])
        expect_of(False, "a signature that is cut", given, token[:-3], key)
        expect_of(False, "a signature with more after it", given, f"{token}AAAA", key)
        expect_of(False, "no signature", given, token[:-43], key)
        for what, other in under_others(claims, key).items():
            expect_of(False, what, given, other, key)


@exercise.must("answers False to any text that is no token")
def _nonsense(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    for text in nonsense(random):
        expect_of(False, "a text that is no token", given, text, key)
    good = signed(shop_claims(random), key)
    expect_of(False, "four parts", given, f"{good}.x", key)


exercise.must("compares in constant time")(compares_in_constant_time)


def _computed(token: str, key: bytes) -> bytes:
    return hmac.digest(key, token.rpartition(".")[0].encode(), "sha256")


def _given(token: str) -> bytes:
    return base64url_decode(token.rpartition(".")[2])


@exercise.mistake(
    "compare_digest does not tell by its time how far the signature was right; == does."
)
def _with_equals(token: str, key: bytes) -> bool:
    try:
        return token.count(".") == 2 and _computed(token, key) == _given(token)
    except ValueError:
        return False


@exercise.mistake("A text that can't be decoded raises ValueError: catch it, and answer False.")
def _uncaught(token: str, key: bytes) -> bool:
    return hmac.compare_digest(_computed(token, key), _given(token))


@exercise.mistake(
    "A token has three parts, and Python stops where a text has more or fewer: count them first."
)
def _unpacked(token: str, key: bytes) -> bool:
    _header, _payload, signature = token.split(".")
    return hmac.compare_digest(_computed(token, key), base64url_decode(signature))


@exercise.mistake(
    "compare_digest takes bytes, and of texts those in ASCII only: compare bytes, not texts."
)
def _as_texts(token: str, key: bytes) -> bool:
    made = jwt.utils.base64url_encode(_computed(token, key)).decode()
    return hmac.compare_digest(made, token.rpartition(".")[2])


@exercise.mistake("Another payload passed: compute the signature of what came, and compare.")
def _by_form(token: str, _key: bytes) -> bool:
    return len(token.rpartition(".")[2]) > 40


@exercise.mistake("A part of a signature is none: compare the whole, its length included.")
def _as_far_as_it_goes(token: str, key: bytes) -> bool:
    try:
        given = _given(token)
        return given != b"" and hmac.compare_digest(_computed(token, key)[: len(given)], given)
    except ValueError:
        return False


@exercise.mistake("The header of the token chose the algorithm: it is yours to name.")
def _as_told(token: str, key: bytes) -> bool:
    try:
        named = jwt.get_unverified_header(token)["alg"]
        jwt.PyJWS().decode(token, key, algorithms=[named])
    except (jwt.InvalidTokenError, KeyError):
        return False
    return True


@exercise.mistake("A token that nobody signed is not genuine, whatever its header says.")
def _none_too(token: str, key: bytes) -> bool:
    try:
        return jwt.get_unverified_header(token)["alg"] == "none" or bool(_as_told(token, key))
    except (jwt.InvalidTokenError, KeyError):
        return False
