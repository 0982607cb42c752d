"""How many bits differ between two digests."""

import hashlib
from itertools import combinations
from numbers import Integral
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import ALIKE, digest

exercise = Exercise(
    "bits_changed",
    "Exclusive or leaves a 1 where two bits differ, so its ones are the answer. About 128 of 256 "
    "is what two unrelated digests give: one changed letter looks like another text.",
)


def _changed(first: str, second: str) -> int:
    """Return a number with a 1 for each bit that differs."""
    return int(digest(first), 16) ^ int(digest(second), 16)


@exercise.property("counts each of the 256 bits that differs")
def _bits_of_two_texts(answer: Answer, random: Random) -> None:
    tried = 0
    while tried.bit_count() < 256:
        pair = generators.random_text(random), generators.random_text(random)
        expect_equal(answer(*pair), _changed(*pair).bit_count())
        tried |= _changed(*pair)


@exercise.property("compares any two texts: empty ones, and those that are almost alike")
def _bits_of_texts_alike(answer: Answer, random: Random) -> None:
    for pair in combinations(ALIKE, 2):
        expect_equal(answer(*pair), _changed(*pair).bit_count())
    one, other, last = (generators.random_text(random, 3) for _ in range(3))
    for pair in ((one + other, last), (one, other + last)):
        expect_equal(answer(*pair), _changed(*pair).bit_count())


@exercise.property("gives 0 for a text and itself, as a whole number")
def _bits_of_the_same(answer: Answer, random: Random) -> None:
    for text in (generators.random_text(random), ""):
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


def _numbers(*texts: str) -> list[int]:
    return [int(digest(text), 16) for text in texts]


@exercise.misconception("You counted bytes that differ: each of them has eight bits.")
def _bytes_changed(first: str, second: str) -> int:
    digests = (bytes.fromhex(digest(text)) for text in (first, second))
    return sum(one != other for one, other in zip(*digests, strict=True))


@exercise.misconception("bin leaves out zeros at the front, so the places slip: f'{number:0256b}'.")
def _places_slipped(first: str, second: str) -> int:
    return sum(a != b for a, b in zip(*map(bin, _numbers(first, second)), strict=False))


@exercise.misconception("bit_length() says how long a number is: bit_count() counts its ones.")
def _length_of_difference(first: str, second: str) -> int:
    return _changed(first, second).bit_length()


@exercise.misconception(
    "To subtract carries from one place to the next: a ^ b compares bit by bit."
)
def _subtracted(first: str, second: str) -> int:
    one, other = _numbers(first, second)
    return abs(one - other).bit_count()


@exercise.misconception(
    "You counted the ones of each digest: two may have as many in other places. Use ^ first."
)
def _ones_subtracted(first: str, second: str) -> int:
    one, other = _numbers(first, second)
    return abs(one.bit_count() - other.bit_count())


@exercise.misconception(
    "You compared the bits of hexadecimal characters: digest() gives the digest's own bytes."
)
def _bits_of_digits(first: str, second: str) -> int:
    one, other = (int.from_bytes(digest(text).encode(), "big") for text in (first, second))
    return (one ^ other).bit_count()


@exercise.misconception("A bit that went from 1 to 0 differs, and one from 0 to 1: ^ has both.")
def _only_one_way(first: str, second: str) -> int:
    one, other = _numbers(first, second)
    return (one & ~other).bit_count()


@exercise.misconception("You counted the 1 of hexadecimal digits: bin or bit_count() has bits.")
def _ones_of_digits(first: str, second: str) -> int:
    return f"{_changed(first, second):x}".count("1")


@exercise.misconception(
    "An empty text has a digest, and a blank has another: hash both texts as they are."
)
def _bits_without_blanks(first: str, second: str) -> int:
    return _changed(first.strip(), second.strip()).bit_count()


@exercise.misconception("A count of bits is a whole number, an int: / gives a float.")
def _bits_as_float(first: str, second: str) -> float:
    return (int(digest(first), 16) ^ int(digest(second), 16)).bit_count() / 1


@exercise.misconception("You counted the bits that are the same: take those from 256, or use ^.")
def _bits_kept(first: str, second: str) -> int:
    return 256 - (int(digest(first), 16) ^ int(digest(second), 16)).bit_count()
