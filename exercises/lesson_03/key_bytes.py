"""A key as it stands in the environment."""

import base64
from random import Random

from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_03 import encoded, plain

exercise = Exercise(
    "key_bytes",
    "The environment holds text, a key is bytes, and the text's own bytes are another key: two "
    "programs that disagree about it refuse each other's tokens. What counts is the length in "
    "bytes.",
)


@exercise.must("gives the bytes that the text stands for")
def _bytes(given: Given, random: Random) -> None:
    for length in (32, 33, 34, 64):
        key = bytes([0xFB, 0xFF]) + random.randbytes(length - 2)
        expect(given(encoded(key)), key)


@exercise.must("takes the text with its padding, too")
def _padded(given: Given, random: Random) -> None:
    for length in (32, 34):
        key = plain(random, length)
        expect(given(base64.urlsafe_b64encode(key).decode()), key)


@exercise.must("refuses a key of fewer than 32 bytes")
def _short(given: Given, random: Random) -> None:
    for length in (10, 24, 31):
        expect_error(ValueError, given, encoded(plain(random, length)))


def _key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


@exercise.mistake("The text's own letters are another key: decode it from base64url.")
def _letters(text: str) -> bytes:
    if len(_key(text)) < 32:
        raise ValueError("too short")
    return text.encode()


@exercise.mistake("You counted letters: 24 bytes are 32 of them. Count the bytes.")
def _letters_counted(text: str) -> bytes:
    if len(text) < 32:
        raise ValueError("too short")
    return _key(text)


@exercise.mistake("That is the ordinary alphabet: - and _ are for urlsafe_b64decode.")
def _ordinary(text: str) -> bytes:
    key = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    if len(_key(text)) < 32:
        raise ValueError("too short")
    return key
