"""A form field that belongs to one session."""

import hmac
from random import Random

from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.source_checks import compares_in_constant_time

exercise = Exercise(
    "field_is_bound",
    "A cookie may come from a neighbour, so a field that repeats a cookie proves nothing. Only the "
    "server can compute the HMAC of a session's name, and it fits that session alone.",
)


def tag(session: str, key: bytes) -> str:
    """Return the reference: HMAC-SHA256 of the session's name, in hexadecimal."""
    return hmac.digest(key, session.encode(), "sha256").hex()


@exercise.property("accepts the field of its own session")
def _own(answer: Answer, random: Random) -> None:
    session, key = generators.random_text(random), random.randbytes(32)
    for cookie in ("", tag(session, key), random.randbytes(32).hex()):
        expect_equal(answer(session, tag(session, key), cookie, key), True)


@exercise.property("refuses the field of another session")
def _other(answer: Answer, random: Random) -> None:
    session, key = generators.random_text(random), random.randbytes(32)
    expect_equal(answer(session, tag(generators.random_text(random), key), "", key), False)


@exercise.property("refuses a field that repeats a cookie")
def _planted(answer: Answer, random: Random) -> None:
    planted, key = random.randbytes(32).hex(), random.randbytes(32)
    expect_equal(answer(generators.random_text(random), planted, planted, key), False)


@exercise.property("answers False to whatever else stands in the field")
def _anything(answer: Answer, random: Random) -> None:
    for field in ("", generators.random_text(random)):
        expect_equal(answer(generators.random_text(random), field, "", random.randbytes(32)), False)
    session, key = generators.random_text(random), random.randbytes(32)
    expect_equal(answer(session, "", tag(session, key), key), False)


exercise.property("compares in constant time")(compares_in_constant_time)


def fits(session: str, field: str, key: bytes) -> bool:
    """Return the right answer."""
    return hmac.compare_digest(tag(session, key).encode(), field.encode("utf-8", "surrogatepass"))


@exercise.misconception(
    "Whoever can plant a cookie can send the same field: compute the HMAC, and ask no cookie."
)
def _repeats(session: str, field: str, cookie: str, key: bytes) -> bool:
    same = bool(cookie) and hmac.compare_digest(field.encode(), cookie.encode())
    return same or fits(session, field, key)


@exercise.misconception(
    "A browser attaches the right cookie to a stranger's form, too: only the field counts."
)
def _cookie_will_do(session: str, field: str, cookie: str, key: bytes) -> bool:
    return fits(session, field, key) or fits(session, cookie, key)


@exercise.misconception("compare_digest takes text in ASCII only: give it bytes, field.encode().")
def _ascii_only(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return hmac.compare_digest(tag(session, key), field)


@exercise.misconception(
    "The field comes from a stranger: compare_digest does not tell how far it was right."
)
def _with_equals(session: str, field: str, _cookie: str, key: bytes) -> bool:
    return tag(session, key) == field
