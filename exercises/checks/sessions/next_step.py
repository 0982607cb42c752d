"""Which of two tokens to use."""

from random import Random

from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise
from exercises.checks.sessions import COUNT

exercise = Exercise(
    "next_step",
    "The short token opens pages, the long one only renews. At its exp a token is over already, so "
    "a client that compares as the server does is never surprised.",
)


def _asked(given: Given, random: Random, access: int, refresh: int) -> object:
    now = random.randrange(10**9)
    return given(now + access, now + refresh, now)


@exercise.must("uses an access token that is good")
def _good(given: Given, random: Random) -> None:
    for left in (1, *(random.randint(2, 900) for _ in range(COUNT))):
        expect(_asked(given, random, left, random.randint(1_000, 10**6)), "use")


@exercise.must("refreshes when the access token is over")
def _over(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        expect(_asked(given, random, -random.randint(1, 900), random.randint(1, 10**6)), "refresh")


@exercise.must("signs in again when both are over")
def _both(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        late = random.randint(1, 900)
        expect(_asked(given, random, -late - 900, -late), "sign in")


@exercise.must("takes a token for over at its exp")
def _boundary(given: Given, random: Random) -> None:
    expect(_asked(given, random, 0, 900), "refresh")
    expect(_asked(given, random, -900, 0), "sign in")


def step(access_exp: int, refresh_exp: int, now: int) -> str:
    """Return the right answer."""
    return "use" if now < access_exp else "refresh" if now < refresh_exp else "sign in"


@exercise.mistake("At exp itself a token is over: it is good while now < exp.")
def _one_second_more(access_exp: int, refresh_exp: int, now: int) -> str:
    return step(access_exp + 1, refresh_exp + 1, now)


@exercise.mistake("The refresh token is over at its own exp, too: it is good while now < exp.")
def _refresh_one_second_more(access_exp: int, refresh_exp: int, now: int) -> str:
    return step(access_exp, refresh_exp + 1, now)


@exercise.mistake("A refresh token is there for this: no need to ask for the password yet.")
def _sign_in_again(access_exp: int, refresh_exp: int, now: int) -> str:
    said = step(access_exp, refresh_exp, now)
    return "sign in" if said == "refresh" and now > access_exp else said


@exercise.mistake("A refresh token ends, too: when both are over, only the password is left.")
def _always_refresh(access_exp: int, refresh_exp: int, now: int) -> str:
    return "use" if now < access_exp else "refresh" if now != refresh_exp else "sign in"
