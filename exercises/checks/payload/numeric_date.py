"""A wall clock's words as a NumericDate."""

from datetime import UTC, datetime, timedelta, timezone
from numbers import Integral
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal, expect_true
from exercises.checks.payload import SAMPLES, moment

exercise = Exercise(
    "numeric_date",
    "The zone's name knows its summers, a number of hours does not. Once the time is aware, "
    "timestamp() counts the seconds, the same number wherever it is computed.",
)
NO_SUMMER = ["Asia/Seoul", "Asia/Kolkata", "Asia/Kathmandu", "Africa/Nairobi", "UTC",
             "America/Bogota", "Pacific/Honolulu", "Pacific/Kiritimati"]  # fmt: skip
WITH_SUMMER = {
    "Europe/Berlin": (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
    "Australia/Sydney": (
        datetime(2026, 10, 3, 16, tzinfo=UTC),
        datetime(2026, 4, 4, 16, tzinfo=UTC),
    ),
}
"""Zones, and when summer time begins and ends there in 2026."""


def _in(zone: str, when: datetime) -> str:
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@exercise.property("counts from UTC, whatever the zone")
def _zones(answer: Answer, random: Random) -> None:
    for zone in NO_SUMMER:
        when = moment(random)
        expect_equal(answer(_in(zone, when), zone), int(when.timestamp()))


@exercise.property("knows summer time, and when it begins and ends")
def _summer(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        zone, month = random.choice(list(WITH_SUMMER)), random.choice((1, 7))
        when = moment(random).replace(month=month)
        expect_equal(answer(_in(zone, when), zone), int(when.timestamp()))
    for zone, (begin, end) in WITH_SUMMER.items():
        for when in (
            begin - timedelta(minutes=random.randint(1, 60)),
            begin + timedelta(minutes=random.randint(0, 59)),
            end - timedelta(minutes=random.randint(61, 120)),  # nearer to it, a time comes twice
            end + timedelta(minutes=random.randint(60, 119)),
        ):
            expect_equal(answer(_in(zone, when), zone), int(when.timestamp()))


@exercise.property("gives a whole number, as a NumericDate of this course is")
def _whole(answer: Answer, random: Random) -> None:
    when = moment(random)
    actual, expected = answer(_in("Asia/Seoul", when), "Asia/Seoul"), int(when.timestamp())
    expect_true(actual == expected and isinstance(actual, Integral), repr(actual), repr(expected))


@exercise.misconception(
    "You took the wall clock for UTC's, or for this computer's: attach the zone, "
    "replace(tzinfo=ZoneInfo(zone))."
)
def _as_utc(text: str, zone: str) -> int:
    return int(datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC).timestamp())


@exercise.misconception(
    "You attached UTC and moved the time to the zone: that shows the same moment on another clock. "
    "The text is already the zone's."
)
def _moved(text: str, zone: str) -> int:
    read = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return int(read.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC).timestamp())


@exercise.misconception("A zone has no fixed number of hours: in summer it may be another one.")
def _winter_all_year(text: str, zone: str) -> int:
    january = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    read = datetime.fromisoformat(text)
    return int(read.replace(tzinfo=timezone(january)).timestamp())


@exercise.misconception(
    "You asked the zone for its offset at another moment. Attach the zone to the text's own time, "
    "and the offset is that of this time."
)
def _offset_of_another_moment(text: str, zone: str) -> int:
    read = datetime.fromisoformat(text).replace(tzinfo=UTC)
    offset = read.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int((read - offset).timestamp())


@exercise.misconception("timestamp() gives a float: make it an int.")
def _float(text: str, zone: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@exercise.misconception("zone is only a name: ZoneInfo(zone) is the zone itself.")
def _name_of_a_zone(text: str, zone: Any) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def _offset(text: str, zone: str) -> timedelta:
    there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return there.utcoffset() or timedelta()


def _less(text: str, offset: timedelta) -> int:
    return int((datetime.fromisoformat(text).replace(tzinfo=UTC) - offset).timestamp())


@exercise.misconception("A datetime is no number yet: int(….timestamp()) makes one.")
def _aware(text: str, zone: str) -> Any:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@exercise.misconception("Those are milliseconds: a NumericDate counts seconds.")
def _milliseconds(text: str, zone: str) -> int:
    return _less(text, _offset(text, zone)) * 1_000


@exercise.misconception(
    "The seconds of a negative timedelta count from the day before: total_seconds() is negative."
)
def _seconds_beside_days(text: str, zone: str) -> int:
    return _less(text, timedelta(seconds=_offset(text, zone).seconds))


@exercise.misconception(
    "Not every offset is of whole hours: India's has a half, Nepal's a quarter."
)
def _whole_hours(text: str, zone: str) -> int:
    return _less(text, timedelta(hours=_offset(text, zone) // timedelta(hours=1)))


@exercise.misconception("utcoffset() has summer time in it already: you count it twice.")
def _summer_twice(text: str, zone: str) -> int:
    there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return _less(text, _offset(text, zone) + (there.dst() or timedelta()))


@exercise.misconception(
    "Summer time does not begin and end with a month, and not on the same day everywhere: the zone "
    "knows when."
)
def _summer_by_month(text: str, zone: str) -> int:
    month = 7 if 4 <= datetime.fromisoformat(text).month <= 10 else 1
    return _less(text, _offset(f"2026-{month:02}-01 00:00", zone))
