"""A text's SHA-256 digest."""

import hashlib
from random import Random

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_01 import COUNT, digest

exercise = Exercise(
    "digest_of",
    "UTF-8 is the encoding to name: it holds every text, and both ends agree on it. The digest "
    "does not hide a short or common password; exercise 3 shows how little it takes.",
)


@exercise.must("agrees with hashlib for any text")
def _digest_of_any_text(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        text = draw.text(random)
        expect(given(text), digest(text))


@exercise.must("takes a long text and an empty one")
def _digest_of_long_and_empty(given: Given, random: Random) -> None:
    for text in (random.choice("abc") * 5_000, ""):
        expect(given(text), digest(text))


@exercise.mistake("That is the digest as bytes: hexdigest() gives it in hexadecimal.")
def _digest_as_bytes(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@exercise.mistake("ASCII and Latin-1 don't hold every text: encode it as UTF-8.")
def _digest_of_latin(text: str) -> str:
    return hashlib.sha256(text.encode("latin-1", "replace")).hexdigest()


@exercise.mistake("An empty text has a digest, too: leave it to hashlib.")
def _digest_of_something(text: str) -> str:
    return digest(text) if text else ""
