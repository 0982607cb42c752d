"""A key as it stands in the environment."""

import base64
from random import Random

from demo_server.jose import base64url_encode
from exercises.checks.encoding import plain
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "key_bytes",
    "The environment holds text, a key is bytes, and the text's own bytes are another key: two "
    "programs that disagree about it refuse each other's tokens. What counts is the length in "
    "bytes.",
)


def _padded(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


@exercise.property("gives the bytes that the text stands for")
def _bytes(answer: Answer, random: Random) -> None:
    dashes = bytes([0xFB, 0xEF, 0xBE]) + plain(random, 45)
    for key in (plain(random, 32), dashes, *map(random.randbytes, (32, 33, 34, 64))):
        expect_equal(answer(base64url_encode(key)), key)


@exercise.property("takes the text with its padding, too")
def _with_padding(answer: Answer, random: Random) -> None:
    for length in (32, 34):
        key = plain(random, length)
        expect_equal(answer(_padded(key)), key)


@exercise.property("refuses a key of fewer than 32 bytes, padded or not")
def _short(answer: Answer, random: Random) -> None:
    for length in (10, 24, 30, 31):
        key = plain(random, length)
        expect_raises(ValueError, answer, base64url_encode(key))
        expect_raises(ValueError, answer, _padded(key))


def _key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _long_enough(key: bytes) -> bytes:
    if len(key) < 32:
        raise ValueError("too short")
    return key


@exercise.misconception("The text's own letters are another key: decode it from base64url.")
def _letters(text: str) -> bytes:
    return _long_enough(text.encode())


@exercise.misconception("Put the padding back before you decode: four divides the length then.")
def _unpadded(text: str) -> bytes:
    return _long_enough(base64.urlsafe_b64decode(text))


@exercise.misconception("That is the ordinary alphabet: - and _ are for urlsafe_b64decode.")
def _ordinary(text: str) -> bytes:
    return _long_enough(base64.b64decode(text + "=="))


@exercise.misconception("A short key decodes like any other: look at its length in bytes.")
def _any_length(text: str) -> bytes:
    return _key(text)


@exercise.misconception("You counted letters: 24 bytes are 32 of them. Count the bytes.")
def _letters_counted(text: str) -> bytes:
    if len(text) < 32:
        raise ValueError("too short")
    return _key(text)


@exercise.misconception(
    "You counted the padding in: 31 bytes are 44 letters with it. Count the bytes."
)
def _padding_counted(text: str) -> bytes:
    if len(text) < 43:
        raise ValueError("too short")
    return _key(text)
