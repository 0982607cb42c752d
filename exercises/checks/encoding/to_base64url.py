"""Bytes as base64url without padding."""

import base64
from random import Random
from typing import Any

from demo_server.jose import base64url_encode
from exercises.checks.encoding import SAMPLES, plain
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "to_base64url",
    "Three bytes become four letters, and each of the 64 letters may stand in an address or a "
    "cookie. The padding says only how long the text is, which the text shows by itself.",
)


def _text(actual: Any) -> Any:
    return actual.decode() if isinstance(actual, bytes) else actual


@exercise.property("leaves the padding out")
def _padding(answer: Answer, random: Random) -> None:
    for length in (1, 2, 4, 5, 100):
        data = plain(random, length)
        expect_equal(_text(answer(data)), base64url_encode(data))


@exercise.property("writes - and _ in place of + and /")
def _letters(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        data = bytes([0xFB, 0xEF, 0xBE]) + plain(random, 3) + bytes([0xFF] * 3)
        expect_equal(_text(answer(data)), base64url_encode(data))


@exercise.property("returns text")
def _is_text(answer: Answer, random: Random) -> None:
    expect_equal(type(answer(plain(random, 6))).__name__, "str")


@exercise.misconception("The = at the end is padding: rstrip takes it off.")
def _padded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


@exercise.misconception("That is the ordinary alphabet, with + and /: use urlsafe_b64encode.")
def _ordinary(data: bytes) -> str:
    return base64.b64encode(data).rstrip(b"=").decode()


@exercise.misconception("Those are bytes: decode() makes text of them.")
def _bytes(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
