"""Read a payload without any key."""

import base64
import json
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import jwt

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_02 import COUNT

exercise = Exercise(
    "payload_of",
    "Reading is not verifying: no key went in, so nothing says that the words are true. That is "
    "why a payload holds nothing secret, and why a server believes it only after the signature.",
)


def _token(random: Random, wanted: Callable[[str], object]) -> tuple[str, dict[str, Any]]:
    """Draw tokens until the payload part of one is as wanted."""
    while True:
        claims = {"sub": random.choice(draw.NAMES), "note": draw.text(random, random.randint(2, 9))}
        token = jwt.encode(claims, random.randbytes(32))
        if wanted(token.split(".")[1]):
            return token, claims


def _plain(part: str) -> bool:
    return not {"-", "_"} & set(part)


def _plain_and_long(rest: int, part: str) -> bool:
    return _plain(part) and len(part) % 4 == rest


@exercise.must("reads payloads of every length, whoever signed them")
def _lengths(given: Given, random: Random) -> None:
    for rest in (0, 2, 3) * 2:
        token, claims = _token(random, partial(_plain_and_long, rest))
        expect(given(token), claims)


@exercise.must("knows the letters - and _, which base64url has in place of + and /")
def _letters(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        token, claims = _token(random, lambda part: not _plain(part) and len(part) % 4 == 0)
        expect(given(token), claims)


@exercise.mistake(
    "The padding was left out when the token was made: put it back before you decode."
)
def _no_padding(token: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1]))


@exercise.mistake("base64url writes - and _ for + and /: use urlsafe_b64decode.")
def _other_alphabet(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.b64decode(part + "=" * (-len(part) % 4)))


@exercise.mistake("That is the header: the payload is the second part.")
def _header(token: str) -> Any:
    return jwt.get_unverified_header(token)


@exercise.mistake("Those are bytes of JSON: json.loads makes a dictionary of them.")
def _bytes(token: str) -> bytes:
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
