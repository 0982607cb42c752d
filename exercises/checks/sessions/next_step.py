"""Which of two tokens to use."""

from random import Random

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.sessions import SAMPLES

exercise = Exercise(
    "next_step",
    "The short token opens pages, the long one only renews. At its exp a token is over already, so "
    "a client that compares as the server does is never surprised.",
)


def _asked(answer: Answer, random: Random, access: int, refresh: int) -> object:
    now = random.randrange(10**9)
    return answer(now + access, now + refresh, now)


@exercise.property("uses an access token that is good")
def _good(answer: Answer, random: Random) -> None:
    for left in (1, 2, *(random.randint(3, 900) for _ in range(SAMPLES))):
        longer = left + random.choice((1, random.randint(1_000, 10**6)))
        expect_equal(_asked(answer, random, left, longer), "use")


@exercise.property("refreshes when the access token is over")
def _over(answer: Answer, random: Random) -> None:
    for left in (1, 2, *(random.randint(3, 10**6) for _ in range(SAMPLES))):
        for late in (1, random.randint(2, 900)):
            expect_equal(_asked(answer, random, -late, left), "refresh")


@exercise.property("signs in again when both are over")
def _both(answer: Answer, random: Random) -> None:
    for late in (1, 2, *(random.randint(3, 900) for _ in range(SAMPLES))):
        for longer in (1, random.randint(2, 10**6)):
            expect_equal(_asked(answer, random, -late - longer, -late), "sign in")


@exercise.property("takes a token for over at its exp")
def _boundary(answer: Answer, random: Random) -> None:
    expect_equal(_asked(answer, random, 0, 900), "refresh")
    expect_equal(_asked(answer, random, -900, 0), "sign in")
    expect_equal(_asked(answer, random, 0, 1), "refresh")


def step(access_exp: int, refresh_exp: int, now: int) -> str:
    """Return the right answer."""
    return "use" if now < access_exp else "refresh" if now < refresh_exp else "sign in"


@exercise.misconception("At exp itself a token is over: it is good while now < exp.")
def _one_second_more(access_exp: int, refresh_exp: int, now: int) -> str:
    return step(access_exp + 1, refresh_exp + 1, now)


@exercise.misconception(
    "The refresh token is over at its own exp, too: it is good while now < exp."
)
def _refresh_one_second_more(access_exp: int, refresh_exp: int, now: int) -> str:
    return step(access_exp, refresh_exp + 1, now)


@exercise.misconception("A refresh token is there for this: no need to ask for the password yet.")
def _sign_in_again(access_exp: int, refresh_exp: int, now: int) -> str:
    said = step(access_exp, refresh_exp, now)
    return "sign in" if said == "refresh" and now > access_exp else said


@exercise.misconception("A refresh token ends, too: when both are over, only the password is left.")
def _always_refresh(access_exp: int, refresh_exp: int, now: int) -> str:
    return "use" if now < access_exp else "refresh" if now != refresh_exp else "sign in"


@exercise.misconception(
    "While now < access_exp there is nothing to renew yet, to the last second: use the token."
)
def _never_use(access_exp: int, refresh_exp: int, now: int) -> str:
    said = step(access_exp, refresh_exp, now)
    return "refresh" if said == "use" else said


@exercise.misconception(
    "At access_exp itself one token is over and the other one good: from this second on, refresh."
)
def _gap(access_exp: int, refresh_exp: int, now: int) -> str:
    return "sign in" if now == access_exp else step(access_exp, refresh_exp, now)
