"""Too early, accepted or expired."""

import ast
import time
from random import Random
from typing import Any

from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.payload import SAMPLES, moment
from exercises.checks.source_checks import parse_source

exercise = Exercise(
    "state_at",
    "nbf is the first second that counts, exp the first that does not: RFC 7519 says on or after "
    "for the end, so a life of 60 seconds holds exactly 60 of them.",
)


@exercise.property("tells early, good and late apart")
def _three_states(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        nbf = int(moment(random).timestamp())
        claims = {"iat": nbf - 100, "nbf": nbf, "exp": nbf + random.randint(100, 900)}
        for now, state in ((nbf - random.randint(2, 99), "too early"), (nbf + 50, "accepted"),
                           (claims["exp"] + random.randint(2, 99), "expired")):  # fmt: skip
            expect_equal(answer(claims, now), state)
    for now, state in ((9, "too early"), (100, "accepted"), (1_000, "expired")):
        expect_equal(answer({"nbf": 99, "exp": 999}, now), state)


@exercise.property("refuses at exp itself, and not before")
def _end(answer: Answer, random: Random) -> None:
    exp = int(moment(random).timestamp())
    for now, state in ((exp + 1, "expired"), (exp - 1, "accepted"), (int(str(exp)), "expired")):
        expect_equal(answer({"nbf": exp - 60, "exp": exp}, now), state)


@exercise.property("accepts at nbf itself, and not before")
def _beginning(answer: Answer, random: Random) -> None:
    nbf = int(moment(random).timestamp())
    for now, state in ((nbf + 1, "accepted"), (nbf - 1, "too early"), (int(str(nbf)), "accepted")):
        expect_equal(answer({"nbf": nbf, "exp": nbf + 60}, now), state)


@exercise.property("does without nbf, which is optional")
def _no_nbf(answer: Answer, random: Random) -> None:
    exp = int(moment(random).timestamp())
    for now, state in ((exp - 5, "accepted"), (exp + 5, "expired")):
        expect_equal(answer({"nbf": now + 100, "exp": exp + 900}, now), "too early")
        expect_equal(answer({"exp": exp}, now), state)
        expect_equal(answer({"iat": now + 2, "exp": exp}, now), state)


@exercise.property("looks at nbf and exp only, in any order")
def _other_claims(answer: Answer, random: Random) -> None:
    now = int(moment(random).timestamp())
    for claims, state in (
        ({"exp": now + 60, "iat": now + 30, "nbf": now - 5}, "accepted"),
        ({"nbf": now - 5, "auth_time": now + 30, "exp": now + 60}, "accepted"),
        ({"exp": now - 2, "nbf": now - 5, "iat": now + 30}, "expired"),
        ({"exp": now + 60, "nbf": now + 5, "iat": now - 30}, "too early"),
    ):
        expect_equal(answer(claims, now), state)


@exercise.misconception("At exp itself the token is over: compare with >=.")
def _one_second_more(claims: dict[str, int], now: int) -> str:
    if now < claims.get("nbf", now):
        return "too early"
    return "expired" if now > claims["exp"] else "accepted"


@exercise.misconception("A token without nbf is good from the start: claims.get('nbf', now) helps.")
def _nbf_wanted(claims: dict[str, Any], now: int) -> str:
    if now < claims["nbf"]:
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception(
    "Without nbf, get gives None, and no number is below it: claims.get('nbf', now)."
)
def _nbf_none(claims: dict[str, Any], now: int) -> str:
    if now < claims.get("nbf"):  # type: ignore[operator]
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception(
    "Before nbf a token is too early, whatever its iat says: that is when it was made."
)
def _iat_for_nbf(claims: dict[str, int], now: int) -> str:
    if now < claims.get("iat", now):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


def _asks_the_clock(answer: Answer) -> bool:
    called = [node.func for node in ast.walk(parse_source(answer)) if isinstance(node, ast.Call)]
    names = {getattr(name, "attr", getattr(name, "id", "")) for name in called}
    return not names.isdisjoint({"time", "now", "utcnow", "decode"})


@exercise.misconception(
    "The moment is given, as now: don't ask the clock, nor let PyJWT ask it.",
    detect=_asks_the_clock,
)
def _by_the_clock(claims: dict[str, int], now: int) -> str:
    now = int(time.time())
    if now < claims.get("nbf", now):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception("nbf is the first second at which the token counts, so it is good then.")
def _one_second_less(claims: dict[str, int], now: int) -> str:
    if now <= claims.get("nbf", now - 1):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception("You never ask for nbf: before it, a token is too early.")
def _never_too_early(claims: dict[str, int], now: int) -> str:
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception("Nobody asked for a leeway: compare with nbf and exp themselves.")
def _with_leeway(claims: dict[str, int], now: int) -> str:
    if now < claims.get("nbf", now) - 10:
        return "too early"
    return "expired" if now >= claims["exp"] + 10 else "accepted"


@exercise.misconception("iat does not decide: look at nbf, and where there is none, at exp alone.")
def _iat_in_place_of_nbf(claims: dict[str, int], now: int) -> str:
    if now < claims.get("nbf", claims.get("iat", now)):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception("iat does not decide, not even where it is ahead: look at nbf and exp.")
def _iat_ahead(claims: dict[str, int], now: int) -> str:
    if now < max(claims.get("nbf", now), claims.get("iat", now)):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.misconception(
    "Between two strict comparisons, nbf and exp themselves are left over: one of them needs =."
)
def _gaps(claims: dict[str, int], now: int) -> str | None:
    nbf, exp = claims.get("nbf", now - 1), claims["exp"]
    if now in (nbf, exp):
        return None
    return "too early" if now < nbf else "accepted" if now < exp else "expired"
