"""Compare a digest in constant time."""

import hashlib
import hmac
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.answer import Given, expect, expect_that
from exercises.checks.exercise import Exercise
from exercises.checks.hashing import COUNT, digest
from exercises.checks.source_checks import stops_early

exercise = Exercise(
    "right_password",
    "compare_digest looks at every character, wherever the first difference is. The difference "
    "that == makes is small, and it has been measured over networks before.",
)


@exercise.must("accepts the right password and no other")
def _right_and_wrong(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        password, salt = generators.text(random), random.randbytes(8)
        kept = digest(password, salt)
        expect(given(salt, kept, password), True)
        expect(given(salt, kept, generators.text(random)), False)
        expect(given(salt, kept, ""), False)
        expect(given(random.randbytes(8), kept, password), False)


class _Watched(str):
    """A digest that counts how often it is compared as == does, or looked up in a dictionary."""

    compared = 0
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Compare it as any text."""
        _Watched.compared += 1
        return str(self) == other

    def __ne__(self, other: object) -> bool:
        """Compare it as any text."""
        return not self == other

    def __hash__(self) -> int:
        """Find it as any text."""
        _Watched.compared += 1
        return hash(str(self))


_Watched.__name__ = "str"
"""What Python's errors call it, for it stands in for a text."""


@exercise.must("compares in constant time")
def _constant_time(given: Given, random: Random) -> None:
    password, salt = generators.text(random), random.randbytes(8)
    _Watched.compared = 0
    given(salt, _Watched(digest(password, salt)), password)
    early = _Watched.compared or stops_early(given)
    expect_that(not early, "a comparison that stops early", "one that reads to the end")


@exercise.mistake(
    "What compares as == does stops at the first difference: its time tells an attacker how far "
    "they got. hmac.compare_digest reads to the end."
)
def _with_equals(salt: bytes, digest: str, password: str) -> bool:
    return hashlib.sha256(salt + password.encode()).hexdigest() == digest


@exercise.mistake(
    "The right password is refused. Hash salt + password.encode(), and compare hexadecimal "
    "with hexadecimal, or bytes with bytes."
)
def _no_salt(salt: bytes, digest: str, password: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(password.encode()).hexdigest(), digest)


@exercise.mistake("The salt is bytes and a password is text: password.encode() makes bytes of it.")
def _salt_and_text(salt: bytes, digest: str, password: Any) -> bool:
    return hmac.compare_digest(hashlib.sha256(salt + password).hexdigest(), digest)


@exercise.mistake(
    "compare_digest takes two texts, or bytes and bytes. digest is a text, and hexdigest() gives "
    "another."
)
def _text_and_bytes(salt: bytes, digest: Any, password: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(salt + password.encode()).digest(), digest)
