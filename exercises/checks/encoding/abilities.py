"""Who can read, who can verify, who can sign."""

from collections.abc import Collection
from random import Random

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "abilities",
    "Reading needs no key at all. Under HS256 whoever can verify can sign, since it is one key. A "
    "pair takes that apart: the public half verifies, and only the private half signs.",
)
HOLDERS = {"none": ("HS256", "EdDSA", "RS256"), "secret": ("HS256",),
           "private": ("EdDSA", "RS256"), "public": ("EdDSA", "RS256")}  # fmt: skip
"""The keys, each with the algorithms that have one of this kind."""


def _asked(answer: Answer, key: str, expected: set[str]) -> None:
    for algorithm in HOLDERS[key]:
        actual = answer(algorithm, key)
        right = isinstance(actual, Collection) and set(actual) == expected
        expect_true(right, _shown(actual), _shown(expected))


def _shown(words: object) -> str:
    """Return a set's text in the order of the alphabet, and any other value's as it is."""
    if isinstance(words, set | frozenset) and words:
        return f"{{{', '.join(sorted(map(repr, words)))}}}"
    return repr(words)


@exercise.property("lets everyone read")
def _none(answer: Answer, _random: Random) -> None:
    _asked(answer, "none", {"read"})


@exercise.property("gives the one who holds a secret everything")
def _secret(answer: Answer, _random: Random) -> None:
    _asked(answer, "secret", {"read", "sign", "verify"})


@exercise.property("lets a private key sign, and verify as well")
def _private(answer: Answer, _random: Random) -> None:
    _asked(answer, "private", {"read", "sign", "verify"})


@exercise.property("lets a public key verify, and no more than that")
def _public(answer: Answer, _random: Random) -> None:
    _asked(answer, "public", {"read", "verify"})


@exercise.property("returns a set")
def _set(answer: Answer, _random: Random) -> None:
    for key, (algorithm, *_) in HOLDERS.items():
        kind = type(answer(algorithm, key))
        expect_true(issubclass(kind, set | frozenset), kind.__name__, "set")


def _right(key: str) -> set[str]:
    more = {"public": {"verify"}, "private": {"sign", "verify"}, "secret": {"sign", "verify"}}
    return {"read"} | more.get(key, set())


@exercise.misconception("Signed is not encrypted: anyone can read the payload, without any key.")
def _sealed(_algorithm: str, key: str) -> set[str]:
    return set() if key == "none" else _right(key)


@exercise.misconception("Under HS256 the key that verifies is the key that signs.")
def _secret_verifies(_algorithm: str, key: str) -> set[str]:
    return {"read", "verify"} if key == "secret" else _right(key)


@exercise.misconception("Anyone may have the public key: if it could sign, anyone could.")
def _public_signs(_algorithm: str, key: str) -> set[str]:
    return {"read", "sign", "verify"} if key == "public" else _right(key)


@exercise.misconception(
    "Whoever has the private half can work out the public one, and verify with it."
)
def _private_signs_only(_algorithm: str, key: str) -> set[str]:
    return {"read", "sign"} if key == "private" else _right(key)


@exercise.misconception("The payload needs no key: whoever has one can read it, too.")
def _public_cannot_read(_algorithm: str, key: str) -> set[str]:
    return {"verify"} if key == "public" else _right(key)


@exercise.misconception("The payload needs no key: whoever has one can read it, too.")
def _private_cannot_read(_algorithm: str, key: str) -> set[str]:
    return {"sign", "verify"} if key == "private" else _right(key)


@exercise.misconception("To verify under HS256 is to sign again, and to compare.")
def _secret_signs_only(_algorithm: str, key: str) -> set[str]:
    return {"read", "sign"} if key == "secret" else _right(key)


@exercise.misconception("A public key must be at hand to verify with it: here there is no key.")
def _public_is_known(algorithm: str, key: str) -> set[str]:
    return {"read", "verify"} if key == "none" and algorithm != "HS256" else _right(key)


@exercise.misconception("The halves are swapped: the private one signs, the public one verifies.")
def _swapped(_algorithm: str, key: str) -> set[str]:
    return {"public": {"read", "sign"}, "private": {"read", "verify"}}.get(key, _right(key))


@exercise.misconception("set, |= and update take a text letter by letter: {'read'} and add don't.")
def _letters(_algorithm: str, key: str) -> set[str]:
    return set("".join(sorted(_right(key))))


@exercise.misconception("set, |= and update take a text letter by letter: {'read'} and add don't.")
def _letters_added(_algorithm: str, key: str) -> set[str]:
    return {"read", *"".join(_right(key) - {"read"})}


@exercise.misconception(
    "Everyone can do everything here. Does a condition hold for every key? key == 'secret' or "
    "'private' does: ask key in ('secret', 'private')."
)
def _everyone(_algorithm: str, _key: str) -> set[str]:
    return {"read", "verify", "sign"}
