"""Two ends of a session."""

from random import Random

from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise
from exercises.checks.sessions import COUNT, DAY

exercise = Exercise(
    "session_state",
    "The idle end is for the laptop that was left somewhere, the absolute one for the thief who "
    "keeps coming. A session that only ever moves its end can live for ever.",
)


def _asked(given: Given, random: Random, began: float, seen: float) -> object:
    """Ask about a session that began, and was last seen, so many days ago."""
    now = random.randrange(10**8, 10**9)
    return given(now - int(began * DAY), now - int(seen * DAY), now)


@exercise.must("keeps a session that is used")
def _used(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        expect(_asked(given, random, random.uniform(14, 29), random.uniform(0, 13)), "good")


@exercise.must("ends one that was left alone")
def _idle(given: Given, random: Random) -> None:
    expect(_asked(given, random, random.uniform(20, 29), random.uniform(14.1, 19)), "idle")


@exercise.must("ends one that has lasted too long, however often it was used")
def _absolute(given: Given, random: Random) -> None:
    expect(_asked(given, random, random.uniform(30.1, 99), random.uniform(0, 13)), "over")


@exercise.must("says over where both have come")
def _both(given: Given, random: Random) -> None:
    expect(_asked(given, random, random.uniform(40, 99), random.uniform(15, 39)), "over")


@exercise.must("ends on the second at which 14 or 30 days are full")
def _boundaries(given: Given, random: Random) -> None:
    expect(_asked(given, random, 20, 14), "idle")
    expect(_asked(given, random, 30, 1), "over")


def state(began: int, seen: int, now: int, spare: int = 0) -> str:
    """Return the right answer; ``spare`` seconds more are a mistake."""
    if now - began >= 30 * DAY + spare:
        return "over"
    return "idle" if now - seen >= 14 * DAY + spare else "good"


@exercise.mistake(
    "Who comes by every day would stay for ever: 30 days after the sign-in it is over."
)
def _no_absolute(_began: int, seen: int, now: int) -> str:
    return "idle" if now - seen >= 14 * DAY else "good"


@exercise.mistake("Idle counts from the last visit, not from the sign-in.")
def _from_the_beginning(began: int, _seen: int, now: int) -> str:
    return state(began, began, now)


@exercise.mistake("When 14 or 30 days are full the session has ended: compare with >=.")
def _one_more_second(began: int, seen: int, now: int) -> str:
    return state(began, seen, now, spare=1)


@exercise.mistake(
    "Where both ends have come, the absolute one is the one to name: ask for it first."
)
def _idle_first(began: int, seen: int, now: int) -> str:
    return "idle" if now - seen >= 14 * DAY else state(began, seen, now)
