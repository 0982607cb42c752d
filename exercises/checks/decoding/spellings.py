"""One signature, several spellings."""

from collections.abc import Callable, Collection
from itertools import product
from random import Random

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo_server.jose import BASE64URL, base64url_encode
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


def _of_size(size: int, random: Random, more: int = 0) -> str:
    """Draw a token whose signature has so many bytes, its payload ``more`` letters."""
    signing_input = signed(shop_claims(random) | {"more": "x" * more}, bytes(32)).rpartition(".")[0]
    return f"{signing_input}.{base64url_encode(random.randbytes(size))}"


def _each(answer: Answer, *tokens: str) -> None:
    for token in tokens:
        _expect(answer, token, reference(token))


@exercise.property("finds the four of HS256")
def _four(answer: Answer, random: Random) -> None:
    _each(answer, _by_hs256(random), _at_the_end(_by_hs256, random, "89-_"))
    _each(answer, *(_of_size(32, random, more) for more in range(4)))
    _each(answer, *(_of_size(size, random) for size in (20, 512)))
    for letter in f"A8{random.choice(BASE64URL[::4])}":
        _each(answer, f"e30.e30.{random.choice('Bb1-')}{letter * 42}")


@exercise.property("finds the sixteen of EdDSA")
def _sixteen(answer: Answer, random: Random) -> None:
    _each(answer, _by_eddsa(random), _at_the_end(_by_eddsa, random, "wxyz0123456789-_"))
    _each(answer, _of_size(256, random))


@exercise.property("finds one where no bit is left over, as in HS384")
def _one(answer: Answer, random: Random) -> None:
    token = jwt.encode(shop_claims(random), random.randbytes(48), algorithm="HS384")
    _each(answer, token, _of_size(33, random), _of_size(384, random))


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


@exercise.misconception("Return whole tokens, header and payload in front of each signature.")
def _signatures(token: str) -> set[str]:
    return {one.rpartition(".")[2] for one in reference(token)}


@exercise.misconception("Return whole tokens, not their last letters alone.")
def _letters(token: str) -> set[str]:
    return {one[-1] for one in reference(token)}


@exercise.misconception(
    "Most of these are other bytes: only the spare bits of the last letter may differ."
)
def _all_letters(token: str) -> set[str]:
    return {token[:-1] + letter for letter in BASE64URL}


@exercise.misconception("Padding is another difference: the last letter alone may differ.")
def _padded(token: str) -> set[str]:
    padding = "=" * (-len(token.rpartition(".")[2]) % 4)
    return reference(token) | {one + padding for one in reference(token)}


@exercise.misconception("A strict decoder knows one spelling: here it takes Python's own.")
def _strict(token: str) -> set[str]:
    return {min(reference(token), key=lambda one: BASE64URL.index(one[-1]))}


@exercise.misconception("replace changes that letter everywhere in the token, not at its end only.")
def _everywhere(token: str) -> set[str]:
    return {token.replace(token[-1], one[-1]) for one in reference(token)}


@exercise.misconception("rstrip takes off every equal letter at the end: token[:-1] takes one.")
def _stripped(token: str) -> set[str]:
    return {token.rstrip(token[-1]) + one[-1] for one in reference(token)}


@exercise.misconception("Count the letters of the signature, not those of the whole token.")
def _whole_token(token: str) -> set[str]:
    spare = 6 * len(token) % 8
    first = BASE64URL.index(token[-1]) >> spare << spare
    return {token[:-1] + BASE64URL[first + number] for number in range(2**spare)}


@exercise.misconception("The signature alone: another header or payload is another token.")
def _every_part(token: str) -> set[str]:
    parts = ({one[4:] for one in reference(f"e30.{part}")} for part in token.split("."))
    return set(map(".".join, product(*parts)))


@exercise.misconception("+ and / are letters of the ordinary alphabet: base64url has - and _.")
def _ordinary(token: str) -> set[str]:
    return {token[:-1] + one[-1].translate(str.maketrans("-_", "+/")) for one in reference(token)}


@exercise.misconception(
    "base64url's letters are in an order of their own: A to Z, a to z, 0 to 9, - and _."
)
def _by_code(token: str) -> set[str]:
    letters, spare = "".join(sorted(BASE64URL)), 6 * len(token.rpartition(".")[2]) % 8
    first = letters.index(token[-1]) >> spare << spare
    return {token[:-1] + letters[first + number] for number in range(2**spare)}


@exercise.misconception("One is missing at the end: range stops before its second number.")
def _one_short(token: str) -> set[str]:
    ordered = sorted(reference(token), key=lambda one: BASE64URL.index(one[-1]))
    return {token, *ordered[: len(ordered) - 1]}


@exercise.misconception(
    "A small letter and its capital are other bits: only neighbours share them."
)
def _other_case(token: str) -> set[str]:
    return {token, token[:-1] + token[-1].swapcase()}


@exercise.misconception("Where no bit is left over, there is one spelling: the token itself.")
def _none_left(token: str) -> set[str]:
    return reference(token) if len(reference(token)) > 1 else set()


@exercise.misconception("Others leave four bits: 86 letters hold 516, and 64 bytes are 512.")
def _two_bits_or_none(token: str) -> set[str]:
    spare = 2 if 6 * len(token.rpartition(".")[2]) % 8 else 0
    first = BASE64URL.index(token[-1]) >> spare << spare
    return {token[:-1] + BASE64URL[first + number] for number in range(2**spare)}


@exercise.misconception("You count the bits up to the next byte: what is left over is 6n % 8.")
def _missing_bits(token: str) -> set[str]:
    spare = -6 * len(token.rpartition(".")[2]) % 8
    first = BASE64URL.index(token[-1]) >> spare << spare
    return {token[:-1] + BASE64URL[first + number] for number in range(2**spare)}
