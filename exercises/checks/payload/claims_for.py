"""The claims of a token that begins now and lives some minutes."""

import ast
import calendar
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import jwt
import time_machine

from demo_server.notebook import lesson
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.payload import SAMPLES, ZONES, moment
from exercises.checks.source_checks import parse_source

exercise = Exercise(
    "claims_for",
    "Counting seconds from time.time() needs no time zone at all, so none can be wrong, and int "
    "cuts off, so the token never begins later than now. The text in sub is what the standard asks "
    "for; a database's number becomes one by str.",
)


shared: dict[str, Any] = {}
"""What one mistake returns from every call."""
CHANGES = {
    "America/New_York": (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
    "Europe/London": (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
}
"""Zones, and when their clocks are moved."""


@exercise.property("names the user in sub, as text")
def _subject(answer: Answer, random: Random) -> None:
    name = random.choice(generators.NAMES)
    for user in (name.title(), random.randrange(1, 500), 0, "007", f" {name}é ", name):
        claims = dict(answer(user, 15))
        sub = repr(claims["sub"]) if "sub" in claims else "no sub"
        expect_true(sub == repr(str(user)), sub, repr(str(user)))


def _begins_and_ends(answer: Answer, now: datetime, minutes: int) -> None:
    """Expect the times of a token that begins at ``now``, which has its zone."""
    with time_machine.travel(now, tick=False):
        claims = dict(answer("ann", minutes))
    iat = int(now.timestamp())
    wanted = {"iat": iat, "exp": iat + 60 * minutes}
    made = {name: claims[name] for name in wanted if name in claims}
    expected = f"{wanted}, for it is {now:%Y-%m-%d %H:%M:%S}.7 in {now.tzinfo}"
    expect_true(_cut_off(made) == wanted, repr(made), expected)


@exercise.property("begins now and ends after the minutes, wherever it runs")
def _times(answer: Answer, random: Random) -> None:
    for zone in ZONES:
        began = moment(random) + timedelta(seconds=random.randint(1, 59), milliseconds=700)
        _begins_and_ends(answer, began.astimezone(ZoneInfo(zone)), random.randint(1, 600))
    days = timedelta(days=random.randint(1, 30))
    _begins_and_ends(answer, began.replace(month=6), days // timedelta(minutes=1))


@exercise.property("lives as long when clocks are moved")
def _moved_clocks(answer: Answer, random: Random) -> None:
    for zone, changes in CHANGES.items():
        for change in changes:
            now = change - timedelta(minutes=random.randint(1, 59), milliseconds=-700)
            _begins_and_ends(answer, now.astimezone(ZoneInfo(zone)), random.randint(120, 600))


@exercise.property("looks at the clock at each call, and once")
def _anew(answer: Answer, random: Random) -> None:
    now, minutes = moment(random), random.randint(1, 60)
    with time_machine.travel(now, tick=False) as clock:
        first = answer("ann", minutes)
        kept = dict(first)
        clock.shift(random.randint(60, 6_000))
        kept_moment = answer("ann", minutes).get("iat") == kept.get("iat")
    expect_true(not kept_moment, "the iat of a call a minute before", "another iat")
    expect_true(first == kept, "this call has changed what an earlier one returned", "a new dict")
    with _clock_that_goes_on(now + timedelta(milliseconds=700)):
        claims = dict(answer("ann", minutes))
    life = claims.get("exp", 0) - claims.get("iat", 0)
    told = f"exp {life} seconds after iat, by a clock on which a second ends between two looks"
    expect_true(round(life) == 60 * minutes, told, f"{60 * minutes} seconds")


@contextmanager
def _clock_that_goes_on(now: datetime) -> Iterator[None]:
    """Let each look at the clock take 0.4 seconds, so that a new second may have begun."""
    with time_machine.travel(now, tick=False) as clock:
        look = clock.time_ns

        def look_slowly() -> int:
            seen = look()
            clock.shift(0.4)
            return seen

        with patch.object(clock, "time_ns", look_slowly):
            yield


def _cut_off(claims: dict[str, Any]) -> dict[str, Any]:
    """Leave what kind of number a claim is to the next property."""
    return {name: int(value) if isinstance(value, float) else value
            for name, value in claims.items()}  # fmt: skip


@exercise.property("gives whole numbers, as a NumericDate of this course is")
def _whole(answer: Answer, random: Random) -> None:
    with time_machine.travel(moment(random) + timedelta(milliseconds=250), tick=False):
        claims = answer("ann", random.randint(1, 60))
    kinds = {name: type(claims.get(name)).__name__ for name in ("iat", "exp")}
    wanted = dict.fromkeys(kinds, "int")
    expect_equal(kinds, wanted)


@exercise.property("has these three claims and no other")
def _three(answer: Answer, _random: Random) -> None:
    for _ in range(SAMPLES):
        expect_equal(sorted(dict(answer("ann", 5))), ["exp", "iat", "sub"])


def _seconds(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.misconception("A number in sub is refused when the token is decoded: write str(user).")
def _number(user: str | int, minutes: int) -> dict[str, Any]:
    return _seconds(user, minutes) | {"sub": user}


@exercise.misconception(
    "The claim that names whom a token is about is sub (RFC 7519 section 4.1.2)."
)
def _user(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return {"user": claims.pop("sub"), **claims}


@exercise.misconception("That is a token already: return its claims, a dictionary.")
def _token(user: str | int, minutes: int) -> str:
    return jwt.encode(_seconds(user, minutes), lesson.KEY, algorithm="HS256")


@exercise.misconception("exp is in seconds: a minute has 60 of them.")
def _minutes_as_seconds(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"exp": claims["iat"] + minutes}


@exercise.misconception(
    "mktime takes the wall clock of this place, and gmtime gives that of UTC: calendar.timegm "
    "counts in UTC."
)
def _mktime(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(time.mktime(time.gmtime()))
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.misconception(
    "A naive UTC time has lost its zone, and timestamp() takes it for the wall clock of this "
    "place: write datetime.now(UTC)."
)
def _naive(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(datetime.now(UTC).replace(tzinfo=None).timestamp())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.misconception(
    "You counted this place's wall clock as if it hung in UTC: time.time() needs no wall clock."
)
def _local(user: str | int, minutes: int) -> dict[str, Any]:
    now = calendar.timegm(time.localtime())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.misconception(
    "Rounded up, a token begins after now, and is refused until then: int() cuts the rest off."
)
def _rounded(user: str | int, minutes: int) -> dict[str, Any]:
    now = round(time.time())
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}


@exercise.misconception("timestamp() and time() give a float: make it an int.")
def _float(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"iat": float(claims["iat"]), "exp": float(claims["exp"])}


@exercise.misconception("Those are milliseconds: a NumericDate counts seconds.")
def _milliseconds(user: str | int, minutes: int) -> dict[str, Any]:
    now = int(time.time() * 1_000)
    return {"sub": str(user), "iat": now, "exp": now + 60_000 * minutes}


@exercise.misconception("A datetime is no NumericDate yet: int(….timestamp()) makes one.")
def _datetimes(user: str | int, minutes: int) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {"sub": str(user), "iat": now, "exp": now + timedelta(minutes=minutes)}


@exercise.misconception(
    "The seconds of a timedelta are those beside its whole days: total_seconds() has all of them."
)
def _without_days(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"exp": claims["iat"] + timedelta(minutes=minutes).seconds}


@exercise.misconception(
    "Minutes that are added to a local time move its wall clock, and on two days of the year that "
    "is an hour more or less: add seconds to iat."
)
def _on_the_wall(user: str | int, minutes: int) -> dict[str, Any]:
    now = datetime.now()  # noqa: DTZ005 - the mistake
    end = now + timedelta(minutes=minutes)
    return {"sub": str(user), "iat": int(now.timestamp()), "exp": int(end.timestamp())}


@exercise.misconception(
    "All calls return one dictionary, and each call changes it: make a new one in the function."
)
def _one_dictionary(user: str | int, minutes: int) -> dict[str, Any]:
    shared.update(_seconds(user, minutes))
    return shared


@exercise.misconception(
    "You look at the clock twice, and a second may end in between: keep the first look in a "
    "variable, and count exp from it."
)
def _two_looks(user: str | int, minutes: int) -> dict[str, Any]:
    claims = _seconds(user, minutes)
    return claims | {"exp": int(time.time()) + 60 * minutes}


def _keeps_the_moment(answer: Answer) -> bool:
    """Return whether a cache, or a default value, keeps a moment from call to call."""
    nodes = [one for one in ast.walk(parse_source(answer)) if isinstance(one, ast.FunctionDef)]
    decorators = [ast.unparse(one) for node in nodes for one in node.decorator_list]
    defaults = [ast.unparse(one) for node in nodes for one in node.args.defaults]
    looks = any(f"{name}(" in one for one in defaults for name in ("time", "now", "utcnow"))
    return looks or any("cache" in one for one in decorators)


@exercise.misconception(
    "The moment is kept from the definition, or from an earlier call: look at the clock inside, at "
    "each call.",
    detect=_keeps_the_moment,
)
def _of_the_definition(
    user: str | int, minutes: int, now: int = int(time.time())
) -> dict[str, Any]:
    return {"sub": str(user), "iat": now, "exp": now + 60 * minutes}
