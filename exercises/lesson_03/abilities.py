"""Who can read, who can verify, who can sign."""

from collections.abc import Iterable
from random import Random

from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "abilities",
    "Reading needs no key at all. Under HS256 whoever can verify can sign, since it is one key. A "
    "pair takes that apart: the public half verifies, and only the private half signs.",
)
PAIRS = ("EdDSA", "RS256")


def _asked(given: Given, algorithm: str, key: str, expected: Iterable[str]) -> None:
    expect(sorted(given(algorithm, key)), sorted(expected))


@exercise.must("lets everyone read")
def _none(given: Given, random: Random) -> None:
    _asked(given, random.choice(["HS256", *PAIRS]), "none", ["read"])


@exercise.must("gives the one who holds a secret everything")
def _secret(given: Given, _random: Random) -> None:
    _asked(given, "HS256", "secret", ["read", "sign", "verify"])


@exercise.must("lets a private key sign, and verify as well")
def _private(given: Given, random: Random) -> None:
    _asked(given, random.choice(PAIRS), "private", ["read", "sign", "verify"])


@exercise.must("lets a public key verify, and no more than that")
def _public(given: Given, random: Random) -> None:
    _asked(given, random.choice(PAIRS), "public", ["read", "verify"])


def _right(key: str) -> set[str]:
    more = {"public": {"verify"}, "private": {"sign", "verify"}, "secret": {"sign", "verify"}}
    return {"read"} | more.get(key, set())


@exercise.mistake("Signed is not encrypted: anyone can read the payload, without any key.")
def _sealed(_algorithm: str, key: str) -> set[str]:
    return set() if key == "none" else _right(key)


@exercise.mistake("Under HS256 the key that verifies is the key that signs.")
def _secret_verifies(_algorithm: str, key: str) -> set[str]:
    return {"read", "verify"} if key == "secret" else _right(key)


@exercise.mistake("Anyone may have the public key: if it could sign, anyone could.")
def _public_signs(_algorithm: str, key: str) -> set[str]:
    return {"read", "sign", "verify"} if key == "public" else _right(key)


@exercise.mistake("Whoever has the private half can work out the public one, and verify with it.")
def _private_signs_only(_algorithm: str, key: str) -> set[str]:
    return {"read", "sign"} if key == "private" else _right(key)
