"""How many bits differ between two digests."""

import hashlib
from numbers import Integral
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import SAMPLES, digest

exercise = Exercise(
    "bits_changed",
    "Exclusive or leaves a 1 where two bits differ, so its ones are the answer. About 128 of 256 "
    "is what two unrelated digests give: one changed letter looks like another text.",
)


@exercise.property("counts the differing bits")
def _bits_of_two_texts(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        pair = generators.random_text(random), generators.random_text(random)
        one, other = (int(digest(text), 16) for text in pair)
        expect_equal(answer(*pair), (one ^ other).bit_count())


@exercise.property("gives 0 for a text and itself, as a whole number")
def _bits_of_the_same(answer: Answer, random: Random) -> None:
    text = generators.random_text(random)
    actual = answer(text, text)
    expect_true(actual == 0 and isinstance(actual, Integral), repr(actual), "0")


@exercise.misconception("A hash takes bytes: text.encode() makes them of a text.")
def _bits_of_text(first: Any, second: Any) -> int:
    digests = [hashlib.sha256(text).digest() for text in (first, second)]
    return sum(one != other for one, other in zip(*digests, strict=True))


@exercise.misconception("^ works on numbers: int.from_bytes(digest, 'big') makes one of a digest.")
def _bits_of_bytes(first: str, second: str) -> Any:
    one, other = (hashlib.sha256(text.encode()).digest() for text in (first, second))
    return one ^ other  # type: ignore[operator]


@exercise.misconception(
    "You counted hexadecimal digits that differ: each of them stands for four bits."
)
def _digits_changed(first: str, second: str) -> int:
    return sum(one != other for one, other in zip(digest(first), digest(second), strict=True))


@exercise.misconception("You compared the texts. Compare their digests.")
def _letters_changed(first: str, second: str) -> int:
    one, other = (int.from_bytes(text.encode(), "big") for text in (first, second))
    return (one ^ other).bit_count()


@exercise.misconception("A count of bits is a whole number, an int: / gives a float.")
def _bits_as_float(first: str, second: str) -> float:
    return (int(digest(first), 16) ^ int(digest(second), 16)).bit_count() / 1


@exercise.misconception("You counted the bits that are the same: take those from 256, or use ^.")
def _bits_kept(first: str, second: str) -> int:
    return 256 - (int(digest(first), 16) ^ int(digest(second), 16)).bit_count()
