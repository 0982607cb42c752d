"""Verify an HS256 signature by hand."""

import hmac
from random import Random

import jwt

from demo_server.jose import base64url_decode
from exercises.checks.decoding import (
    SAMPLES,
    expect_of,
    forged,
    nonsense,
    shop_claims,
    signed,
    under_others,
)
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer
from exercises.checks.source_checks import compares_in_constant_time

exercise = Exercise(
    "is_genuine",
    "The algorithm is yours, so the header is signed text and nothing more. Whatever can't be read "
    "was not signed by you either: that is a False, and no reason to stop the server.",
)


@exercise.property("accepts what the key signed")
def _accepts(answer: Answer, random: Random) -> None:
    for number in range(SAMPLES):
        key, claims = random.randbytes(32), shop_claims(random)
        token = jwt.encode(claims, key, headers={"kid": str(number)} if number else None)
        expect_of(True, "what the key signed", answer, token, key)


@exercise.property("refuses what the key did not sign by HS256")
def _refuses(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        key, claims = random.randbytes(32), shop_claims(random)
        token = signed(claims, key)
        expect_of(False, "another payload", answer, forged(token, random), key)
        expect_of(False, "another key", answer, token, key[::-1])
        expect_of(False, "a signature that is cut", answer, token[:-3], key)
        expect_of(False, "a signature with more after it", answer, f"{token}AAAA", key)
        expect_of(False, "no signature", answer, token[:-43], key)
        for what, other in under_others(claims, key).items():
            expect_of(False, what, answer, other, key)


@exercise.property("answers False to any text that is no token")
def _nonsense(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for text in nonsense(random):
        expect_of(False, "a text that is no token", answer, text, key)
    good = signed(shop_claims(random), key)
    expect_of(False, "four parts", answer, f"{good}.x", key)


exercise.property("compares in constant time")(compares_in_constant_time)


def _computed(token: str, key: bytes) -> bytes:
    return hmac.digest(key, token.rpartition(".")[0].encode(), "sha256")


def _given(token: str) -> bytes:
    return base64url_decode(token.rpartition(".")[2])


@exercise.misconception(
    "compare_digest does not tell by its time how far the signature was right; == does."
)
def _with_equals(token: str, key: bytes) -> bool:
    try:
        return token.count(".") == 2 and _computed(token, key) == _given(token)
    except ValueError:
        return False


@exercise.misconception(
    "A text that can't be decoded raises ValueError: catch it, and answer False."
)
def _uncaught(token: str, key: bytes) -> bool:
    return hmac.compare_digest(_computed(token, key), _given(token))


@exercise.misconception(
    "A token has three parts, and Python stops where a text has more or fewer: count them first."
)
def _unpacked(token: str, key: bytes) -> bool:
    _header, _payload, signature = token.split(".")
    return hmac.compare_digest(_computed(token, key), base64url_decode(signature))


@exercise.misconception(
    "compare_digest takes bytes, and of texts those in ASCII only: compare bytes, not texts."
)
def _as_texts(token: str, key: bytes) -> bool:
    made = jwt.utils.base64url_encode(_computed(token, key)).decode()
    return hmac.compare_digest(made, token.rpartition(".")[2])


@exercise.misconception("Another payload passed: compute the signature of what came, and compare.")
def _by_form(token: str, _key: bytes) -> bool:
    return len(token.rpartition(".")[2]) > 40


@exercise.misconception("A part of a signature is none: compare the whole, its length included.")
def _as_far_as_it_goes(token: str, key: bytes) -> bool:
    try:
        sent = _given(token)
        return sent != b"" and hmac.compare_digest(_computed(token, key)[: len(sent)], sent)
    except ValueError:
        return False


@exercise.misconception("The header of the token chose the algorithm: it is yours to name.")
def _as_told(token: str, key: bytes) -> bool:
    try:
        named = jwt.get_unverified_header(token)["alg"]
        jwt.PyJWS().decode(token, key, algorithms=[named])
    except (jwt.InvalidTokenError, KeyError):
        return False
    return True


@exercise.misconception("A token that nobody signed is not genuine, whatever its header says.")
def _none_too(token: str, key: bytes) -> bool:
    try:
        return jwt.get_unverified_header(token)["alg"] == "none" or bool(_as_told(token, key))
    except (jwt.InvalidTokenError, KeyError):
        return False
