"""Whether a token fits into a cookie."""

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


def _size(claims: dict[str, Any]) -> int:
    return len(jwt.encode(claims, lesson.KEY, algorithm="HS256"))


def _almost_full(random: Random) -> Iterator[tuple[dict[str, Any], int]]:
    """Draw three claims, with the length of the name that makes each exactly as long as may be."""
    count = random.randint(2_950, 2_980)
    for more in range(3):
        claims = {"note": "x" * (count + more)}
        yield claims, LIMIT - _size(claims)


@exercise.property("says yes to a small token and no to a large one")
def _small_and_large(answer: Answer, random: Random) -> None:
    for count, fits in ((random.randint(1, 2_000), True), (random.randint(4_200, 9_000), False)):
        expect_equal(bool(answer("token", {"note": "x" * count})), fits)


@exercise.property("counts the token, not its JSON")
def _token_counts(answer: Answer, random: Random) -> None:
    expect_equal(bool(answer("t", {"note": "x" * random.randint(3_200, 3_900)})), False)


@exercise.property("counts the cookie's name, and says no to one byte too many")
def _name_counts(answer: Answer, random: Random) -> None:
    for claims, room in _almost_full(random):
        for length in (room + random.randint(20, 40), room + 1):
            expect_equal(bool(answer("t" * length, claims)), False)


@exercise.property("says yes to exactly 4,096 bytes")
def _exactly(answer: Answer, random: Random) -> None:
    for claims, room in _almost_full(random):
        expect_equal(bool(answer("t" * room, claims)), True)


@exercise.misconception("You counted the JSON: sign the claims, and count the token.")
def _json_counts(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + len(str(claims)) <= LIMIT


@exercise.misconception("The name takes room, too: the limit is for name and value together.")
def _no_name(name: str, claims: dict[str, Any]) -> bool:
    return _size(claims) <= LIMIT


@exercise.misconception(
    "Exactly 4,096 bytes still fit: the name and the token, signed by HS256, and nothing besides."
)
def _one_too_few(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + _size(claims) < LIMIT


@exercise.misconception(
    "It is the other way round: the cookie fits while the sum is at most 4,096."
)
def _turned_round(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + _size(claims) > LIMIT
