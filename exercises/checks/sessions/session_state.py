"""Two ends of a session."""

from random import Random

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.sessions import DAY, SAMPLES

exercise = Exercise(
    "session_state",
    "The idle end is for the laptop that was left somewhere, the absolute one for the thief who "
    "keeps coming. A session that only ever moves its end can live for ever.",
)


def _asked(answer: Answer, random: Random, began: float, seen: float) -> object:
    """Ask about a session that began, and was last seen, so many days ago."""
    now = random.randrange(10**8, 10**9)
    return answer(now - int(began * DAY), now - int(seen * DAY), now)


@exercise.property("keeps a session that is used")
def _used(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        expect_equal(_asked(answer, random, random.uniform(14, 29), random.uniform(0, 13)), "good")


@exercise.property("ends one that was left alone")
def _idle(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, random.uniform(20, 29), random.uniform(14.1, 19)), "idle")


@exercise.property("ends one that has lasted too long, however often it was used")
def _absolute(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, random.uniform(30.1, 99), random.uniform(0, 13)), "over")


@exercise.property("says over where both have come")
def _both(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, random.uniform(40, 99), random.uniform(15, 39)), "over")


@exercise.property("ends on the second at which 14 or 30 days are full")
def _boundaries(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, 20, 14), "idle")
    expect_equal(_asked(answer, random, 30, 1), "over")


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
