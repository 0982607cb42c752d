"""Compare a digest in constant time."""

import hashlib
import hmac
import secrets
from itertools import cycle
from random import Random
from typing import Any
from unittest.mock import patch

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import ALIKE, SAMPLES, almost, digest, random_salts
from exercises.checks.source_checks import has_early_exit_comparison

exercise = Exercise(
    "right_password",
    "compare_digest looks at every character, wherever the first difference is. The difference "
    "that == makes is small, and it has been measured over networks before.",
)


@exercise.property("accepts the right password and no other")
def _right_and_wrong(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        password, salt = generators.random_text(random), random.randbytes(8)
        kept = digest(password, salt)
        expect_equal(answer(salt, kept, password), True)
        expect_equal(answer(salt, kept, generators.random_text(random)), False)
        expect_equal(answer(salt, kept, ""), False)
        expect_equal(answer(random.randbytes(8), kept, password), False)


@exercise.property("knows empty passwords and salts, and texts that are almost alike")
def _of_every_kind(answer: Answer, random: Random) -> None:
    salts = cycle(reversed(random_salts(random)))
    for password in reversed(ALIKE):
        salt = next(salts)
        kept = digest(password, salt)
        for typed in ALIKE:
            expect_equal(answer(salt, kept, typed), typed == password)


@exercise.property("compares the whole digest")
def _the_whole_digest(answer: Answer, random: Random) -> None:
    password, salt = generators.random_text(random), random.randbytes(8)
    kept = digest(password, salt)
    turned = almost(kept[::-1])[::-1]
    half = kept[:32] + turned[:32], turned[:32] + kept[32:]
    for stored in (almost(kept), turned, *half, kept[:32], kept[32:], kept[:2], "", kept + "00"):
        expect_equal(answer(salt, stored, password), False)


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


def _comparisons(answer: Answer, salt: bytes, kept: str, password: str) -> int:
    """Return how often an answer calls compare_digest."""
    with (
        patch.object(hmac, "compare_digest", wraps=hmac.compare_digest) as of_hmac,
        patch.object(secrets, "compare_digest", wraps=secrets.compare_digest) as of_secrets,
    ):
        answer(salt, _Watched(kept), password)
    return of_hmac.call_count + of_secrets.call_count


@exercise.property("compares in constant time")
def _constant_time(answer: Answer, random: Random) -> None:
    password, salt = generators.random_text(random), random.randbytes(8)
    kept = digest(password, salt)
    _Watched.compared = 0
    counts = {_comparisons(answer, salt, stored, password) for stored in (kept, almost(kept))}
    counts.add(_comparisons(answer, salt, kept, f"{password}!"))
    expected = "one that reads to the end"
    early = _Watched.compared or has_early_exit_comparison(answer)
    expect_true(not early, "a comparison that stops early", expected)
    expect_true(len(counts) == 1, "comparisons that stop at the first difference", expected)


@exercise.misconception(
    "What compares as == does stops at the first difference: its time tells an attacker how far "
    "they got. hmac.compare_digest reads to the end."
)
def _with_equals(salt: bytes, digest: str, password: str) -> bool:
    return hashlib.sha256(salt + password.encode()).hexdigest() == digest


@exercise.misconception(
    "The right password is refused. Hash salt + password.encode(), in this order, and compare "
    "hexadecimal with hexadecimal, or bytes with bytes."
)
def _no_salt(salt: bytes, digest: str, password: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(password.encode()).hexdigest(), digest)


@exercise.misconception(
    "The salt is bytes and a password is text: password.encode() makes bytes of it."
)
def _salt_and_text(salt: bytes, digest: str, password: Any) -> bool:
    return hmac.compare_digest(hashlib.sha256(salt + password).hexdigest(), digest)


@exercise.misconception(
    "compare_digest takes two texts, or bytes and bytes. digest is a text, and hexdigest() gives "
    "another."
)
def _text_and_bytes(salt: bytes, digest: Any, password: str) -> bool:
    return hmac.compare_digest(hashlib.sha256(salt + password.encode()).digest(), digest)


@exercise.misconception(
    "You compare piece by piece, and stop at the first that differs: give compare_digest both "
    "digests whole."
)
def _piece_by_piece(salt: bytes, digest: str, password: str) -> bool:
    given = hashlib.sha256(salt + password.encode()).hexdigest()
    pairs = zip(given, digest, strict=False)
    return len(given) == len(digest) and all(hmac.compare_digest(*pair) for pair in pairs)


def _fits(salt: bytes, kept: str, password: str) -> bool:
    return hmac.compare_digest(digest(password, salt), kept)


@exercise.misconception("Blanks at its ends belong to a password: hash it as it is.")
def _stripped(salt: bytes, digest: str, password: str) -> bool:
    return _fits(salt, digest, password.strip())


@exercise.misconception("An empty password has a digest, too: hash it like any other.")
def _no_empty_password(salt: bytes, digest: str, password: str) -> bool:
    return bool(password) and _fits(salt, digest, password)


@exercise.misconception(
    "Compare the whole digest with the whole of what is kept: a part of it, or none, is not enough."
)
def _as_long_as_kept(salt: bytes, kept: str, password: str) -> bool:
    return hmac.compare_digest(digest(password, salt)[: len(kept)], kept)


@exercise.misconception(
    "Compare the whole digest: one that is right in a part is not the right one."
)
def _first_half(salt: bytes, kept: str, password: str) -> bool:
    return hmac.compare_digest(digest(password, salt)[:32], kept[:32])
