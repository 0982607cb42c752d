"""Verify an HS256 signature by hand."""

import hmac
from random import Random

import jwt

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_04 import COUNT, decoded, forged, nonsense, shop_claims, signed
from exercises.own_code import compares_in_constant_time

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
        expect(given(token, key), True)


@exercise.must("refuses another payload and another key")
def _refuses(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        key = random.randbytes(32)
        token = signed(shop_claims(random), key)
        expect([given(forged(token, random), key), given(token, key[::-1])], [False, False])


@exercise.must("answers False to any text that is no token")
def _nonsense(given: Given, random: Random) -> None:
    for text in nonsense(random):
        expect(given(text, random.randbytes(32)), False)


exercise.must("compares in constant time")(compares_in_constant_time)


def _expected(token: str, key: bytes) -> bytes:
    return hmac.digest(key, token.rpartition(".")[0].encode(), "sha256")


@exercise.mistake(
    "compare_digest does not tell by its time how far the signature was right; == does."
)
def _with_equals(token: str, key: bytes) -> bool:
    try:
        return token.count(".") == 2 and _expected(token, key) == decoded(token.rpartition(".")[2])
    except ValueError:
        return False


@exercise.mistake("A text that can't be decoded raises ValueError: catch it, and answer False.")
def _uncaught(token: str, key: bytes) -> bool:
    signature = token.split(".")[2]
    return hmac.compare_digest(_expected(token, key), decoded(signature))


@exercise.mistake("You looked at the form of the signature. Compute it again, and compare.")
def _by_form(token: str, _key: bytes) -> bool:
    return len(token.rpartition(".")[2]) > 40
