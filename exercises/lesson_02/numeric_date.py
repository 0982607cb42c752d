"""A wall clock's words as a NumericDate."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_02 import COUNT, moment

exercise = Exercise(
    "numeric_date",
    "The zone's name knows its summers, a number of hours does not. Once the time is aware, "
    "timestamp() counts the seconds, the same number wherever it is computed.",
)
NO_SUMMER = ["Asia/Seoul", "Asia/Kolkata", "Africa/Nairobi", "UTC"]
WITH_SUMMER = ["Europe/Berlin", "America/New_York", "Australia/Sydney"]


def _in(zone: str, when: datetime) -> str:
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@exercise.must("counts from UTC, whatever the zone")
def _zones(given: Given, random: Random) -> None:
    for zone in NO_SUMMER:
        when = moment(random)
        expect(given(_in(zone, when), zone), int(when.timestamp()))


@exercise.must("knows summer time")
def _summer(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        zone, month = random.choice(WITH_SUMMER), random.choice((1, 7))
        when = moment(random).replace(month=month)
        expect(given(_in(zone, when), zone), int(when.timestamp()))


@exercise.mistake(
    "You took the wall clock for UTC: attach the zone, replace(tzinfo=ZoneInfo(zone))."
)
def _as_utc(text: str, zone: str) -> int:
    return int(datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC).timestamp())


@exercise.mistake(
    "You attached UTC and moved the time to the zone: that shows the same moment on another clock. "
    "The text is already the zone's."
)
def _moved(text: str, zone: str) -> int:
    read = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return int(read.astimezone(ZoneInfo(zone)).replace(tzinfo=UTC).timestamp())


@exercise.mistake("A zone has no fixed number of hours: in summer it may be another one.")
def _winter_all_year(text: str, zone: str) -> int:
    january = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    read = datetime.fromisoformat(text)
    return int(read.replace(tzinfo=timezone(january)).timestamp())
