"""Whether a token fits into a cookie."""

from random import Random
from typing import Any

import jwt

from demo_server import lesson
from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "fits_cookie",
    "The browser counts name and value, and the value is the token, a third longer than its JSON. "
    "What is too big is dropped without a word, so better count before you set it.",
)
LIMIT = 4_096


def _size(claims: dict[str, Any]) -> int:
    return len(jwt.encode(claims, lesson.KEY, algorithm="HS256"))


def _longest(name: str) -> dict[str, Any]:
    """Return claims whose token, with the cookie's name, is as long as may be, or nearly so."""
    room = LIMIT - len(name)
    return next({"note": "x" * count} for count in range(3_100, 0, -1)
                if _size({"note": "x" * count}) <= room)  # fmt: skip


@exercise.must("says yes to a small token and no to a large one")
def _small_and_large(given: Given, random: Random) -> None:
    for count, fits in ((random.randint(1, 2_000), True), (random.randint(4_200, 9_000), False)):
        expect(bool(given("token", {"note": "x" * count})), fits)


@exercise.must("counts the token, not its JSON")
def _token_counts(given: Given, random: Random) -> None:
    expect(bool(given("t", {"note": "x" * random.randint(3_200, 3_900)})), False)


@exercise.must("counts the cookie's name")
def _name_counts(given: Given, random: Random) -> None:
    claims = _longest("t")
    long = "t" * random.randint(9, 40)
    expect([bool(given(name, claims)) for name in ("t", long)], [True, False])


@exercise.mistake("You counted the JSON: sign the claims, and count the token.")
def _json_counts(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + len(str(claims)) <= LIMIT


@exercise.mistake("The name takes room, too: the limit is for name and value together.")
def _no_name(name: str, claims: dict[str, Any]) -> bool:
    return _size(claims) <= LIMIT


@exercise.mistake("It is the other way round: the cookie fits while the sum is at most 4,096.")
def _turned_round(name: str, claims: dict[str, Any]) -> bool:
    return len(name) + _size(claims) > LIMIT
