"""The claims of a token that begins now and lives some minutes."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import time_machine

from exercises import draw
from exercises.attempt import Given, expect, expect_that
from exercises.checking import Exercise
from exercises.lesson_02 import COUNT, ZONES, moment

exercise = Exercise(
    "claims_for",
    "Counting seconds from time.time() needs no time zone at all, so none can be wrong. The text "
    "in sub is what the standard asks for; a database's number becomes one by str.",
)


@exercise.must("names the user in sub, as text")
def _subject(given: Given, random: Random) -> None:
    for user in (random.choice(draw.NAMES), random.randrange(1, 500)):
        expect(given(user, 15).get("sub"), str(user))


@exercise.must("begins now and ends after the minutes, wherever it runs")
def _times(given: Given, random: Random) -> None:
    for zone in random.sample(ZONES, 3):
        now, minutes = moment(random), random.randint(1, 600)
        with time_machine.travel(now.astimezone(ZoneInfo(zone)), tick=False):
            claims = given("ann", minutes)
        began = int(now.timestamp())
        shown = {name: float(claims[name]) for name in ("iat", "exp")}
        expect(shown, {"iat": began, "exp": began + 60 * minutes})


@exercise.must("gives whole numbers, as a NumericDate of this course is")
def _whole(given: Given, random: Random) -> None:
    with time_machine.travel(moment(random) + timedelta(milliseconds=250), tick=False):
        claims = given("ann", random.randint(1, 60))
    kinds = [type(claims[name]).__name__ for name in ("iat", "exp")]
    expect_that(kinds == ["int", "int"], " and ".join(kinds), "int and int")


@exercise.must("has these three claims and no other")
def _three(given: Given, _random: Random) -> None:
    for _ in range(COUNT):
        expect(sorted(given("ann", 5)), ["exp", "iat", "sub"])


def _seconds(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.mistake("A number in sub is refused when the token is decoded: write str(user).")
def _number(user: str | int, minutes: int) -> dict[str, Any]:
    return _seconds(user, minutes) | {"sub": user}


@exercise.mistake("exp is in seconds: a minute has 60 of them.")
def _minutes_as_seconds(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"exp": claims["iat"] + minutes}


@exercise.mistake(
    "A naive UTC time has lost its zone, and timestamp() takes it for the wall clock of this "
    "place: write datetime.now(UTC)."
)
def _naive(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(datetime.now(UTC).replace(tzinfo=None).timestamp())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.mistake("timestamp() and time() give a float: make it an int.")
def _float(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"iat": float(claims["iat"]), "exp": float(claims["exp"])}
