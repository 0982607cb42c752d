"""Who can read, who can verify, who can sign."""

from collections.abc import Collection
from random import Random

from exercises.checks.answer import Given, expect_that
from exercises.checks.exercise import Exercise

exercise = Exercise(
    "abilities",
    "Reading needs no key at all. Under HS256 whoever can verify can sign, since it is one key. A "
    "pair takes that apart: the public half verifies, and only the private half signs.",
)
HOLDERS = {"none": ("HS256", "EdDSA", "RS256"), "secret": ("HS256",),
           "private": ("EdDSA", "RS256"), "public": ("EdDSA", "RS256")}  # fmt: skip
"""The keys, each with the algorithms that have one of this kind."""


def _asked(given: Given, key: str, expected: set[str]) -> None:
    for algorithm in HOLDERS[key]:
        got = given(algorithm, key)
        right = isinstance(got, Collection) and set(got) == expected
        expect_that(right, _shown(got), _shown(expected))


def _shown(words: object) -> str:
    """Return a set's text in the order of the alphabet, and any other value's as it is."""
    if isinstance(words, set | frozenset) and words:
        return f"{{{', '.join(sorted(map(repr, words)))}}}"
    return repr(words)


@exercise.must("lets everyone read")
def _none(given: Given, _random: Random) -> None:
    _asked(given, "none", {"read"})


@exercise.must("gives the one who holds a secret everything")
def _secret(given: Given, _random: Random) -> None:
    _asked(given, "secret", {"read", "sign", "verify"})


@exercise.must("lets a private key sign, and verify as well")
def _private(given: Given, _random: Random) -> None:
    _asked(given, "private", {"read", "sign", "verify"})


@exercise.must("lets a public key verify, and no more than that")
def _public(given: Given, _random: Random) -> None:
    _asked(given, "public", {"read", "verify"})


@exercise.must("returns a set")
def _set(given: Given, _random: Random) -> None:
    for key, (algorithm, *_) in HOLDERS.items():
        kind = type(given(algorithm, key))
        expect_that(issubclass(kind, set | frozenset), kind.__name__, "set")


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
