"""Too early, accepted or expired."""

import ast
import time
from random import Random
from typing import Any

from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise
from exercises.checks.payload import COUNT, moment
from exercises.checks.source_checks import code_of

exercise = Exercise(
    "state_at",
    "nbf is the first second that counts, exp the first that does not: RFC 7519 says on or after "
    "for the end, so a life of 60 seconds holds exactly 60 of them.",
)


@exercise.must("tells early, good and late apart")
def _three_states(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        nbf = int(moment(random).timestamp())
        claims = {"iat": nbf - 100, "nbf": nbf, "exp": nbf + random.randint(100, 900)}
        for now, state in ((nbf - random.randint(1, 99), "too early"), (nbf + 50, "accepted"),
                           (claims["exp"] + random.randint(1, 99), "expired")):  # fmt: skip
            expect(given(claims, now), state)


@exercise.must("refuses at exp itself")
def _end(given: Given, random: Random) -> None:
    exp = int(moment(random).timestamp())
    for now in (exp + 1, exp):
        expect(given({"nbf": exp - 60, "exp": exp}, now), "expired")


@exercise.must("accepts at nbf itself")
def _beginning(given: Given, random: Random) -> None:
    nbf = int(moment(random).timestamp())
    for now in (nbf + 1, nbf):
        expect(given({"nbf": nbf, "exp": nbf + 60}, now), "accepted")


@exercise.must("does without nbf, which is optional")
def _no_nbf(given: Given, random: Random) -> None:
    exp = int(moment(random).timestamp())
    for now, state in ((exp - 5, "accepted"), (exp + 5, "expired")):
        expect(given({"exp": exp}, now), state)


@exercise.mistake("At exp itself the token is over: compare with >=.")
def _one_second_more(claims: dict[str, int], now: int) -> str:
    if now < claims.get("nbf", now):
        return "too early"
    return "expired" if now > claims["exp"] else "accepted"


@exercise.mistake("A token without nbf is good from the start: claims.get('nbf', now) helps.")
def _nbf_wanted(claims: dict[str, Any], now: int) -> str:
    if now < claims["nbf"]:
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.mistake("Without nbf, get gives None, and no number is below it: claims.get('nbf', now).")
def _nbf_none(claims: dict[str, Any], now: int) -> str:
    if now < claims.get("nbf"):  # type: ignore[operator]
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.mistake("iat says when a token was made, nbf from when it counts.")
def _iat_for_nbf(claims: dict[str, int], now: int) -> str:
    if now < claims.get("iat", now):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


def _asks_the_clock(given: Given) -> bool:
    called = [node.func for node in ast.walk(code_of(given)) if isinstance(node, ast.Call)]
    names = {getattr(name, "attr", getattr(name, "id", "")) for name in called}
    return not names.isdisjoint({"time", "now", "utcnow"})


@exercise.mistake("The moment is given, as now: don't ask the clock.", seen=_asks_the_clock)
def _by_the_clock(claims: dict[str, int], now: int) -> str:
    now = int(time.time())
    if now < claims.get("nbf", now):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"


@exercise.mistake("nbf is the first second at which the token counts, so it is good then.")
def _one_second_less(claims: dict[str, int], now: int) -> str:
    if now <= claims.get("nbf", now - 1):
        return "too early"
    return "expired" if now >= claims["exp"] else "accepted"
