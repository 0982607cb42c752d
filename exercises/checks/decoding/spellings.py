"""One signature, several spellings."""

from collections.abc import Callable, Collection
from random import Random

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo_server.jose import BASE64URL
from exercises.checks.decoding import shop_claims, signed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "spellings",
    "Six bits a letter, eight bits a byte: what is left over in the last letter is read by nobody. "
    "So a token's text is no name for it: a denylist of texts knows one spelling of several.",
)


def reference(token: str) -> set[str]:
    """Return the tokens that differ in the last letter's spare bits only."""
    spare = 6 * len(token.rpartition(".")[2]) % 8
    first = BASE64URL.index(token[-1]) >> spare << spare
    return {token[:-1] + BASE64URL[first + number] for number in range(2**spare)}


def _by_eddsa(random: Random) -> str:
    key = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
    return jwt.encode(shop_claims(random), key, algorithm="EdDSA")


def _by_hs256(random: Random) -> str:
    return signed(shop_claims(random), random.randbytes(32))


def _at_the_end(make: Callable[[Random], str], random: Random, end: str) -> str:
    """Draw tokens until one's last letter is among the last of the alphabet."""
    return next(token for token in iter(lambda: make(random), "") if token[-1] in end)


def _shown(found: Collection[str], token: str) -> str:
    """Return what was found in place of the given one's last letter, and how many there are."""
    head = token[:-1]
    ends = [f"…{one[len(head) :]}" if one.startswith(head) else repr(one) for one in found]
    return f"{', '.join(sorted(ends)) or 'none'} ({len(ends)})"


def _expect(answer: Answer, token: str, right: Collection[str]) -> None:
    found = answer(token)
    expect_true(sorted(found) == sorted(right), _shown(found, token), _shown(right, token))


@exercise.property("finds the four of HS256")
def _four(answer: Answer, random: Random) -> None:
    for token in (_by_hs256(random), _at_the_end(_by_hs256, random, "89-_")):
        _expect(answer, token, reference(token))


@exercise.property("finds the sixteen of EdDSA")
def _sixteen(answer: Answer, random: Random) -> None:
    for token in (_by_eddsa(random), _at_the_end(_by_eddsa, random, "wxyz0123456789-_")):
        _expect(answer, token, reference(token))


@exercise.property("finds one where no bit is left over, as in HS384")
def _one(answer: Answer, random: Random) -> None:
    token = jwt.encode(shop_claims(random), random.randbytes(48), algorithm="HS384")
    _expect(answer, token, {token})


@exercise.property("finds the same ones, whichever of them it is given")
def _whichever(answer: Answer, random: Random) -> None:
    token = _by_hs256(random)
    found = answer(token)
    for other in sorted(reference(token) - {token}):
        _expect(answer, other, found)


@exercise.property("returns a set")
def _set(answer: Answer, random: Random) -> None:
    kind = type(answer(_by_hs256(random)))
    expect_true(issubclass(kind, set | frozenset), kind.__name__, "set")


@exercise.misconception(
    "Not every signature has two bits to spare: count 6 bits a letter, 8 bits a byte."
)
def _always_four(token: str) -> set[str]:
    first = BASE64URL.index(token[-1]) >> 2 << 2
    return {token[:-1] + BASE64URL[first + number] for number in range(4)}


@exercise.misconception("Begin where the spare bits are all 0, whichever spelling you were given.")
def _upwards(token: str) -> set[str]:
    spare = 6 * len(token.rpartition(".")[2]) % 8
    first = BASE64URL.index(token[-1])
    return {token[:-1] + BASE64URL[(first + number) % 64] for number in range(2**spare)}


@exercise.misconception("Leave the given token in: it is one of the spellings.")
def _without_itself(token: str) -> set[str]:
    return reference(token) - {token}
