"""What a server asks after the signature was right."""

from random import Random
from typing import Any

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise

exercise = Exercise(
    "still_stands",
    "One number for each user takes back everything at once, one id takes back one session. Both "
    "are asked at each request: that is the price of a sign-out that reaches a copy.",
)


def _drawn(random: Random) -> tuple[dict[str, Any], dict[str, int], dict[str, int]]:
    """Draw claims, the users with their versions, and what is revoked: all of it in order."""
    user, other = draw.names(random, 2)
    version, sid = random.randrange(1, 9), f"s{random.randrange(10**6)}"
    return {"sub": user, "sid": sid, "ver": version}, {user: version, other: 3}, {"other": 9}


@exercise.must("accepts a token of a user, version and session that stand")
def _good(given: Given, random: Random) -> None:
    claims, users, revoked = _drawn(random)
    expect(bool(given(claims, users, revoked)), True)


@exercise.must("refuses a session that was signed out")
def _signed_out(given: Given, random: Random) -> None:
    claims, users, revoked = _drawn(random)
    expect(bool(given(claims, users, revoked | {claims["sid"]: 10**9})), False)


@exercise.must("refuses a version of before a sign-out everywhere")
def _everywhere(given: Given, random: Random) -> None:
    claims, users, revoked = _drawn(random)
    expect(bool(given(claims, users | {claims["sub"]: claims["ver"] + 1}, revoked)), False)


@exercise.must("refuses a user who is gone")
def _gone(given: Given, random: Random) -> None:
    claims, users, revoked = _drawn(random)
    expect(
        bool(given(claims, {user: 3 for user in users if user != claims["sub"]}, revoked)), False
    )


Numbers = dict[str, int]


def stands(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    """Return the right answer."""
    return users.get(claims["sub"]) == claims["ver"] and claims["sid"] not in revoked


@exercise.mistake("A signature does not know who has signed out since: look for sid in revoked.")
def _no_denylist(claims: dict[str, Any], users: Numbers, _revoked: Numbers) -> bool:
    return stands(claims, users, {})


@exercise.mistake("The version is there to be compared: an older one was taken back everywhere.")
def _any_version(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return claims["sub"] in users and claims["sid"] not in revoked


@exercise.mistake("Who was deleted has no version to compare with: that is a no, and no error.")
def _gone_is_error(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return users[claims["sub"]] == claims["ver"] and claims["sid"] not in revoked
