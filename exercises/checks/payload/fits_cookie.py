"""Whether a token fits into a cookie."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import jwt

from demo_server.notebook import lesson
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "fits_cookie",
    "The browser counts name and value, and the value is the token, a third longer than its JSON. "
    "What is too big is dropped without a word, so better count before you set it.",
)
LIMIT = 4_096


OF_EVERY_KIND: dict[str, object] = {
    "sub": "Zoë 水", "id": 12, "admin": True, "boss": None, "scope": ["a", 7],
}  # fmt: skip
LETTERS = ("t", "é", "水", "\U0001d11e")
"""Letters of one byte to four."""


def _size(claims: dict[str, Any]) -> int:
    return len(jwt.encode(claims, lesson.KEY, algorithm="HS256"))


def _full(random: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Draw names and claims which together have exactly as many bytes as may be."""
    for more in ({}, OF_EVERY_KIND):
        count = random.randint(2_950, 2_980) - len(json.dumps(more))
        for longer in range(3):
            claims = {**more, "note": "x" * (count + longer)}
            for letter in LETTERS:
                yield _name(letter, claims), claims
    yield _name("t", {}), {}


def _name(letter: str, claims: dict[str, Any]) -> str:
    """Return the longest name that fits with these claims; it begins with the letter, twice."""
    return letter * 2 + "t" * (LIMIT - _size(claims) - len(letter.encode()) * 2)


@exercise.property("says yes to a small token and no to a large one")
def _small_and_large(answer: Answer, random: Random) -> None:
    for count, fits in ((random.randint(1, 2_000), True), (random.randint(4_200, 9_000), False)):
        expect_equal(answer("token", {"note": "x" * count}), fits)


@exercise.property("counts the token, not its JSON")
def _token_counts(answer: Answer, random: Random) -> None:
    expect_equal(answer("t", {"note": "x" * random.randint(3_200, 3_900)}), False)


@exercise.property("counts the bytes of name and token, and says no to one too many")
def _too_many(answer: Answer, random: Random) -> None:
    for name, claims in _full(random):
        for more in (random.randint(100, 140), random.randint(20, 40), 1):
            expect_equal(answer(name + "t" * more, claims), False)


@exercise.property("says yes to exactly 4,096 bytes")
def _exactly(answer: Answer, random: Random) -> None:
    for name, claims in _full(random):
        expect_equal(answer(name, claims), True)


@exercise.misconception("You counted the JSON: sign the claims, and count the token.")
def _json_counts(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + len(str(claims)) <= LIMIT


@exercise.misconception("The name takes room, too: the limit is for name and value together.")
def _no_name(name: str, claims: dict[str, Any]) -> bool:
    return _size(claims) <= LIMIT


@exercise.misconception(
    "Exactly 4,096 bytes still fit: the name, what jwt.encode makes by HS256, and nothing besides."
)
def _one_too_few(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + _size(claims) < LIMIT


@exercise.misconception(
    "It is the other way round: the cookie fits while the sum is at most 4,096."
)
def _turned_round(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + _size(claims) > LIMIT


@exercise.misconception(
    "You count too little: the value is the whole token, with its header, its signature and both "
    "dots."
)
def _without_signature(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + _size(claims) - 44 <= LIMIT


@exercise.misconception("4,097 bytes are one too many: up to 4,096 fit.")
def _one_too_many(name: str, claims: dict[str, Any]) -> bool:
    return len(name.encode()) + _size(claims) <= LIMIT + 1


@exercise.misconception("A letter may have more bytes than one: name.encode() has the bytes.")
def _letters_of_the_name(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + _size(claims) <= LIMIT
