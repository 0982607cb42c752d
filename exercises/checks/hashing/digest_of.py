"""A text's SHA-256 digest."""

import hashlib
from random import Random
from typing import Any

from exercises.checks import generators
from exercises.checks.answer import Given, expect, expect_that
from exercises.checks.exercise import Exercise
from exercises.checks.hashing import COUNT, digest

exercise = Exercise(
    "digest_of",
    "UTF-8 is the encoding to name: it holds every text, and both ends agree on it. The digest "
    "does not hide a short or common password; exercise 3 shows how little it takes.",
)


def _agrees(given: Given, text: str) -> None:
    got, expected = given(text), digest(text)
    expect_that(not callable(got), "a method that nobody called", repr(expected))
    expect(got, expected)


def _text_with_a_zero(random: Random) -> str:
    """Draw a text whose digest begins with 0: a number would lose it."""
    while not digest(text := generators.text(random)).startswith("0"):
        pass
    return text


@exercise.must("agrees with hashlib for any text")
def _digest_of_any_text(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        _agrees(given, generators.text(random))
    _agrees(given, _text_with_a_zero(random))


@exercise.must("takes a long text, an empty one, and blanks at both ends")
def _digest_of_long_and_empty(given: Given, random: Random) -> None:
    for text in (random.choice("abc") * 5_000, "", " correct horse "):
        _agrees(given, text)


@exercise.mistake("A hash takes bytes: text.encode() makes them of a text.")
def _digest_of_text(text: Any) -> str:
    return hashlib.sha256(text).hexdigest()


@exercise.mistake("hexdigest is a method: call it, with brackets after its name.")
def _digest_not_called(text: str) -> Any:
    return hashlib.sha256(text.encode()).hexdigest


@exercise.mistake("That is the digest as bytes: hexdigest() gives it in hexadecimal.")
def _digest_as_bytes(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@exercise.mistake("Latin-1 doesn't hold every text: encode it as UTF-8.")
def _digest_of_latin(text: str) -> str:
    return hashlib.sha256(text.encode("latin-1")).hexdigest()


@exercise.mistake("ASCII doesn't hold every text: encode it as UTF-8.")
def _digest_of_ascii(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@exercise.mistake("A number loses its leading zeros: hexdigest() has all 64 digits.")
def _digest_as_number(text: str) -> str:
    return f"{int.from_bytes(hashlib.sha256(text.encode()).digest(), 'big'):x}"


@exercise.mistake("Blanks at its ends belong to a text: hash it as it is.")
def _digest_of_stripped(text: str) -> str:
    return digest(text.strip())


@exercise.mistake("An empty text has a digest, too: leave it to hashlib.")
def _digest_of_something(text: str) -> str:
    return digest(text) if text else ""
