"""What a server asks after the signature was right."""

from collections.abc import Iterator
from random import Random
from typing import Any

from demo_server.notebook.lesson import START
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.sessions import DAY

exercise = Exercise(
    "still_stands",
    "One number for each user takes back everything at once, one id takes back one session. Both "
    "are asked at each request: that is the price of a sign-out that reaches a copy.",
)


Numbers = dict[str, int]
REMEMBERED = int(START.timestamp()) + 14 * DAY
"""Until when a session stays on the list that is signed out at the beginning of a lesson."""


def _drawn(random: Random) -> Iterator[tuple[dict[str, Any], Numbers, Numbers, str]]:
    """Draw claims, the users' versions, what is revoked, and another user: all of it in order."""
    for version in (1, 0, random.randrange(2, 9), random.randrange(1_000, 10**6)):
        user, other = generators.random_names(random, 2)
        sid, another = random.sample(range(10**6), 2)
        claims = {"sub": user, "sid": f"s{sid}", "ver": int(str(version))}  # equal, and another int
        yield claims, {user: version, other: version + 2}, {f"s{another}": REMEMBERED}, other


@exercise.property("accepts a token of a user, version and session that stand")
def _good(answer: Answer, random: Random) -> None:
    for claims, users, revoked, _ in _drawn(random):
        expect_equal(bool(answer(claims, users, revoked)), True)
        expect_equal(bool(answer(claims, users, {})), True)


@exercise.property("tells every two sessions apart")
def _other_sessions(answer: Answer, random: Random) -> None:
    for claims, users, revoked, _ in _drawn(random):
        sid = claims["sid"]
        for other in (f"{sid}0", f"0{sid}", sid[:-1], sid.upper()):
            expect_equal(bool(answer(claims, users, revoked | {other: REMEMBERED})), True)


@exercise.property("refuses a session that was signed out")
def _signed_out(answer: Answer, random: Random) -> None:
    for claims, users, revoked, _ in _drawn(random):
        out = {claims["sid"]: REMEMBERED}
        for several in (out, out | revoked, revoked | out):
            expect_equal(bool(answer(claims, users, several)), False)


@exercise.property("refuses a version of before a sign-out everywhere, and any other")
def _everywhere(answer: Answer, random: Random) -> None:
    for claims, users, revoked, other in _drawn(random):
        one_more = users | {claims["sub"]: claims["ver"] + 1}
        for version in (claims["ver"], claims["ver"] + 2):
            shown = claims | {"ver": version}
            expect_equal(bool(answer(shown, one_more | {other: version}, revoked)), False)


@exercise.property("refuses a version that is missing, or only looks like the user's")
def _no_version(answer: Answer, random: Random) -> None:
    for claims, users, revoked, other in _drawn(random):
        bare = {name: value for name, value in claims.items() if name != "ver"}
        for gone in (users, {other: 3}):
            for shown in (bare, claims | {"ver": str(claims["ver"])}):
                expect_equal(bool(answer(shown, gone, revoked)), False)
        expect_equal(bool(answer(claims | {"ver": None}, users, revoked)), False)


@exercise.property("refuses a user who is gone")
def _gone(answer: Answer, random: Random) -> None:
    for claims, _, revoked, other in _drawn(random):
        name, version = claims["sub"], claims["ver"]
        for others in ({}, {other: 3}, {f"{name}0": version, name.upper(): version}):
            expect_equal(bool(answer(claims, others, revoked)), False)


def stands(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    """Return the right answer."""
    version = users.get(claims["sub"])
    return version is not None and claims.get("ver") == version and claims["sid"] not in revoked


@exercise.misconception(
    "0 is a version as good as any, the first one; only a user who is gone has none. Compare with "
    "None, or look for the user."
)
def _no_zero(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return bool(users.get(claims["sub"])) and stands(claims, users, revoked)


@exercise.misconception(
    "Who was deleted has no version, not even 0: a token of version 0 would pass."
)
def _gone_is_zero(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return users.get(claims["sub"], 0) == claims.get("ver") and claims["sid"] not in revoked


@exercise.misconception(
    "This version is not the user's: compare for equality, with this user's own."
)
def _not_older(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    version = users.get(claims["sub"])
    newer = version is not None and claims.get("ver", -1) >= version
    return newer and claims["sid"] not in revoked


@exercise.misconception(
    "A signature does not know who has signed out since: look for sid in revoked."
)
def _no_denylist(claims: dict[str, Any], users: Numbers, _revoked: Numbers) -> bool:
    return stands(claims, users, {})


@exercise.misconception(
    "The version is there to be compared: an older one was taken back everywhere."
)
def _any_version(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return claims["sub"] in users and claims["sid"] not in revoked


@exercise.misconception(
    "Who was deleted has no version to compare with: that is a no, and no error."
)
def _gone_is_error(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return users[claims["sub"]] == claims.get("ver") and claims["sid"] not in revoked


@exercise.misconception(
    "None equals None: who is gone has no version, and this token carries none either."
)
def _none_is_none(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return users.get(claims["sub"]) == claims.get("ver") and claims["sid"] not in revoked


@exercise.misconception("A token without ver carries no version: that is a no, and no error.")
def _missing_is_error(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return users.get(claims["sub"]) == claims["ver"] and claims["sid"] not in revoked


@exercise.misconception("A token without ver carries no version, not even 0: it may not pass.")
def _missing_is_zero(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return stands(claims | {"ver": claims.get("ver", 0)}, users, revoked)


@exercise.misconception('The text "2" is not the number 2: compare what is there, as it is.')
def _as_text(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    same = str(users.get(claims["sub"], "")) == str(claims.get("ver"))
    return same and claims["sid"] not in revoked


@exercise.misconception("is asks whether two numbers are one and the same object: compare with ==.")
def _same_object(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    version = users.get(claims["sub"])
    return version is not None and claims.get("ver") is version and claims["sid"] not in revoked


@exercise.misconception("Two sessions are one only if their ids are equal: is sid in revoked?")
def _begins_alike(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    out = any(claims["sid"].startswith(one) for one in revoked)
    return stands(claims, users, {}) and not out


@exercise.misconception("Both have to hold, the version and the session: one alone is not enough.")
def _either(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    return stands(claims, users, {}) or (claims["sub"] in users and claims["sid"] not in revoked)


@exercise.misconception("Another user has this version: compare with the number of this one.")
def _anybodys(claims: dict[str, Any], users: Numbers, revoked: Numbers) -> bool:
    known = claims["sub"] in users and claims.get("ver") in users.values()
    return known and claims["sid"] not in revoked
