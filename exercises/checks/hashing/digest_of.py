"""A text's SHA-256 digest."""

import hashlib
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.hashing import SAMPLES, digest

exercise = Exercise(
    "digest_of",
    "UTF-8 is the encoding to name: it holds every text, and both ends agree on it. The digest "
    "does not hide a short or common password; exercise 3 shows how little it takes.",
)


def _agrees(answer: Answer, text: str) -> None:
    actual, expected = answer(text), digest(text)
    expect_true(not callable(actual), "a method that nobody called", repr(expected))
    expect_equal(actual, expected)


def _text_with_a_zero(random: Random) -> str:
    """Draw a text whose digest begins with 0: a number would lose it."""
    while not digest(text := generators.random_text(random)).startswith("0"):
        pass
    return text


@exercise.property("agrees with hashlib for any text")
def _digest_of_any_text(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        _agrees(answer, generators.random_text(random))
    _agrees(answer, _text_with_a_zero(random))


@exercise.property("takes a long text, an empty one, and blanks at both ends")
def _digest_of_long_and_empty(answer: Answer, random: Random) -> None:
    for text in (random.choice("abc") * 5_000, "", " correct horse "):
        _agrees(answer, text)


@exercise.misconception("A hash takes bytes: text.encode() makes them of a text.")
def _digest_of_text(text: Any) -> str:
    return hashlib.sha256(text).hexdigest()


@exercise.misconception("hexdigest is a method: call it, with brackets after its name.")
def _digest_not_called(text: str) -> Any:
    return hashlib.sha256(text.encode()).hexdigest


@exercise.misconception("That is the digest as bytes: hexdigest() gives it in hexadecimal.")
def _digest_as_bytes(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@exercise.misconception("Latin-1 doesn't hold every text: encode it as UTF-8.")
def _digest_of_latin(text: str) -> str:
    return hashlib.sha256(text.encode("latin-1")).hexdigest()


@exercise.misconception("ASCII doesn't hold every text: encode it as UTF-8.")
def _digest_of_ascii(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@exercise.misconception("A number loses its leading zeros: hexdigest() has all 64 digits.")
def _digest_as_number(text: str) -> str:
    return f"{int.from_bytes(hashlib.sha256(text.encode()).digest(), 'big'):x}"


@exercise.misconception("Blanks at its ends belong to a text: hash it as it is.")
def _digest_of_stripped(text: str) -> str:
    return digest(text.strip())


@exercise.misconception("An empty text has a digest, too: leave it to hashlib.")
def _digest_of_something(text: str) -> str:
    return digest(text) if text else ""
