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
    for data in (random.randbytes(99), bytes(range(255))):
        expect_equal(_text(answer(data)), base64url_encode(data))


@exercise.property("spells any bytes, also none, zeros and blanks")
def _any_bytes(answer: Answer, random: Random) -> None:
    some = plain(random, 3)
    for data in (b"", bytes(3) + some, bytes(3), some + bytes(3), b" \n" + some + b" ", some * 30):
        expect_equal(_text(answer(data)), base64url_encode(data))


@exercise.property("returns text")
def _is_text(answer: Answer, random: Random) -> None:
    expect_equal(type(answer(plain(random, 6))).__name__, "str")


@exercise.misconception("The = at the end is padding: rstrip takes it off.")
def _padded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


@exercise.misconception("There may be two = at the end: rstrip takes off both.")
def _one_taken(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().removesuffix("=")


@exercise.misconception("Where no = stands, nothing may be cut: how many are there for 3 bytes?")
def _always_cut(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()[: -(3 - len(data) % 3)]


@exercise.misconception("Where no = stands, nothing may be cut: text[:-0] is the empty text.")
def _cut_to_nothing(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()[: -(-len(data) % 3)]


@exercise.misconception("str() of bytes writes b and quotes around them: decode() makes text.")
def _shown(data: bytes) -> str:
    return str(base64.urlsafe_b64encode(data)).rstrip("=")


@exercise.misconception("encodebytes breaks lines: a token has none.")
def _broken_lines(data: bytes) -> str:
    text = base64.encodebytes(data).decode().strip().rstrip("=")
    return text.replace("+", "-").replace("/", "_")


@exercise.misconception("Both letters are written otherwise: - for + and _ for /.")
def _one_replaced(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=").replace("+", "-")


@exercise.misconception("That is hexadecimal, two letters a byte: base64url has four for three.")
def _hexadecimal(data: bytes) -> str:
    return data.hex()


@exercise.misconception("The bytes need be no text: spell them as they are.")
def _as_utf8(data: bytes) -> str:
    return base64url_encode(data.decode().encode())


@exercise.misconception("Blanks and line ends are bytes like any others: leave them in.")
def _blanks_off(data: bytes) -> str:
    return base64url_encode(data.strip())


@exercise.misconception("Zero bytes count as well: a number forgets those in front.")
def _as_number(data: bytes) -> str:
    number = int.from_bytes(data)
    return base64url_encode(number.to_bytes((number.bit_length() + 7) // 8))


@exercise.misconception("Take off = and no letters: A at the end stands for zeros.")
def _zeros_off(data: bytes) -> str:
    return base64url_encode(data).rstrip("A")


@exercise.misconception("That is the ordinary alphabet, with + and /: use urlsafe_b64encode.")
def _ordinary(data: bytes) -> str:
    return base64.b64encode(data).rstrip(b"=").decode()


@exercise.misconception("Those are bytes: decode() makes text of them.")
def _bytes(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
