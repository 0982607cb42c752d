"""Two ends of a session."""

from collections.abc import Iterator
from random import Random

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.sessions import DAY, SAMPLES

Days = tuple[float, float]

exercise = Exercise(
    "session_state",
    "The idle end is for the laptop that was left somewhere, the absolute one for the thief who "
    "keeps coming. A session that only ever moves its end can live for ever.",
)


def _asked(answer: Answer, random: Random, age: float, alone: float) -> object:
    """Ask about a session that began, and was last seen, so many seconds ago."""
    now = random.randrange(10**8, 10**9)
    return answer(now - int(age), now - int(alone), now)


def _drawn(random: Random, age: Days, alone: Days) -> Iterator[tuple[float, float]]:
    """Draw ages, and times since the last visit, in seconds, between so many days."""
    for _ in range(SAMPLES):
        yield random.uniform(*age) * DAY, random.uniform(*alone) * DAY


@exercise.property("keeps a session that is used")
def _used(answer: Answer, random: Random) -> None:
    edges = (20 * DAY, 0), (30 * DAY - 1, DAY), (29 * DAY, 14 * DAY - 1), (0, 0)
    for age, alone in (*edges, *_drawn(random, (14, 29.9), (0, 13.9))):
        expect_equal(_asked(answer, random, age, alone), "good")


@exercise.property("ends one that was left alone")
def _idle(answer: Answer, random: Random) -> None:
    edges = (14 * DAY + 1, 14 * DAY + 1), (30 * DAY - 1, 30 * DAY - 1)
    for age, alone in (*edges, *_drawn(random, (20, 29.9), (14.1, 19.9))):
        expect_equal(_asked(answer, random, age, alone), "idle")


@exercise.property("ends one that has lasted too long, however often it was used")
def _absolute(answer: Answer, random: Random) -> None:
    edges = (400 * DAY, 60), (30 * DAY + 1, 0), (31 * DAY, 14 * DAY - 1)
    for age, alone in (*edges, *_drawn(random, (30.1, 99), (0, 13.9))):
        expect_equal(_asked(answer, random, age, alone), "over")


@exercise.property("says over where both have come")
def _both(answer: Answer, random: Random) -> None:
    edges = (400 * DAY, 99 * DAY), (30 * DAY + 1, 14 * DAY + 1), (31 * DAY, 30 * DAY + 1)
    for age, alone in (*edges, *_drawn(random, (40, 99), (15, 39))):
        expect_equal(_asked(answer, random, age, alone), "over")


@exercise.property("ends on the second at which 14 or 30 days are full")
def _boundaries(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, 20 * DAY, 14 * DAY), "idle")
    expect_equal(_asked(answer, random, 30 * DAY, DAY), "over")


def state(began: int, seen: int, now: int, spare: int = 0) -> str:
    """Return the right answer; ``spare`` seconds more are a mistake."""
    if now - began >= 30 * DAY + spare:
        return "over"
    return "idle" if now - seen >= 14 * DAY + spare else "good"


@exercise.misconception(
    "Who comes by every day would stay for ever: 30 days after the sign-in it is over."
)
def _no_absolute(_began: int, seen: int, now: int) -> str:
    return "idle" if now - seen >= 14 * DAY else "good"


@exercise.misconception("Idle counts from the last visit, not from the sign-in.")
def _from_the_beginning(began: int, _seen: int, now: int) -> str:
    return state(began, began, now)


@exercise.misconception("When 14 or 30 days are full the session has ended: compare with >=.")
def _one_more_second(began: int, seen: int, now: int) -> str:
    return state(began, seen, now, spare=1)


@exercise.misconception(
    "Where both ends have come, the absolute one is the one to name: ask for it first."
)
def _idle_first(began: int, seen: int, now: int) -> str:
    return "idle" if now - seen >= 14 * DAY else state(began, seen, now)


@exercise.misconception("Rounded days end a session half a day early: compare the seconds.")
def _rounded(began: int, seen: int, now: int) -> str:
    age, alone = round((now - began) / DAY), round((now - seen) / DAY)
    return "over" if age >= 30 else "idle" if alone >= 14 else "good"


@exercise.misconception("Left alone is the time since it was last seen, up to now.")
def _until_seen(began: int, seen: int, now: int) -> str:
    return state(began, now - (seen - began), now)


@exercise.misconception(
    "A session is as old as now - began. That is in seconds, and a day has 24 * 60 * 60 of them."
)
def _no_unit(began: int, seen: int, now: int) -> str:
    return "over" if now - began >= 30 else "idle" if now - seen >= 14 else "good"


@exercise.misconception(
    "When 30 days are full, on this second, a session is over: compare with >=."
)
def _over_late(began: int, seen: int, now: int) -> str:
    return "over" if now - began > 30 * DAY else state(now, seen, now)


@exercise.misconception("30 days are enough, left alone or not: ask for that end by itself.")
def _over_if_idle(began: int, seen: int, now: int) -> str:
    return state(began, seen, now) if now - seen >= 14 * DAY else "good"
