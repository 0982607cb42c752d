"""One signature, several spellings."""

from random import Random

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_04 import LETTERS, shop_claims, signed

exercise = Exercise(
    "spellings",
    "Six bits a letter, eight bits a byte: what is left over in the last letter is read by nobody. "
    "So a token's text is no name for it: a denylist of texts knows one spelling of several.",
)


def reference(token: str) -> set[str]:
    """Return the tokens that differ in the last letter's spare bits only."""
    spare = 6 * len(token.rpartition(".")[2]) % 8
    first = LETTERS.index(token[-1]) >> spare << spare
    return {token[:-1] + LETTERS[first + number] for number in range(2**spare)}


@exercise.must("finds the four of HS256")
def _four(given: Given, random: Random) -> None:
    token = signed(shop_claims(random), random.randbytes(32))
    expect(sorted(given(token)), sorted(reference(token)))


@exercise.must("finds the sixteen of EdDSA")
def _sixteen(given: Given, random: Random) -> None:
    key = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
    token = jwt.encode(shop_claims(random), key, algorithm="EdDSA")
    expect(sorted(given(token)), sorted(reference(token)))


@exercise.must("finds one where no bit is left over, as in HS384")
def _one(given: Given, random: Random) -> None:
    token = jwt.encode(shop_claims(random), random.randbytes(48), algorithm="HS384")
    expect(list(given(token)), [token])


@exercise.must("finds the same ones, whichever of them it is given")
def _whichever(given: Given, random: Random) -> None:
    token = signed(shop_claims(random), random.randbytes(32))
    other = max(reference(token) - {token})
    expect(sorted(given(other)), sorted(given(token)))


@exercise.mistake(
    "Not every signature has two bits to spare: count 6 bits a letter, 8 bits a byte."
)
def _always_four(token: str) -> set[str]:
    first = LETTERS.index(token[-1]) >> 2 << 2
    return {token[:-1] + LETTERS[first + number] for number in range(4)}


@exercise.mistake("Begin where the spare bits are all 0, whichever spelling you were given.")
def _upwards(token: str) -> set[str]:
    spare = 6 * len(token.rpartition(".")[2]) % 8
    first = LETTERS.index(token[-1])
    return {token[:-1] + LETTERS[(first + number) % 64] for number in range(2**spare)}


@exercise.mistake("Leave the given token in: it is one of the spellings.")
def _without_itself(token: str) -> set[str]:
    return reference(token) - {token}
