"""Sort refusals by what was wrong."""

import time
from random import Random
from typing import Any

import jwt

from exercises.checks.decoding import expect_of, forged, nonsense, shop_claims, signed, under_others
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "refusal",
    "An except catches children as well, so children stand before their parent: "
    "InvalidSignatureError is a DecodeError, and everything here is an InvalidTokenError.",
)
WORDS = ["form", "signature", "time", "claims"]


@exercise.property("accepts a good token")
def _accepted(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    expect_of("accepted", "a good token", answer, signed(shop_claims(random), key), key)


@exercise.property("calls what is no token a matter of form")
def _form(answer: Answer, random: Random) -> None:
    for text in nonsense(random):
        expect_of("form", "a text that is no token", answer, text, random.randbytes(32))


@exercise.property("tells a wrong signature")
def _signature(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    token = signed(shop_claims(random), key)
    expect_of("signature", "another payload", answer, forged(token, random), key)
    expect_of("signature", "another key", answer, token, random.randbytes(32))


@exercise.property("refuses every algorithm but HS256")
def _algorithm(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for what, token in under_others(shop_claims(random), key).items():
        _is_refused(answer, what, token, key)


def _is_refused(answer: Answer, what: str, token: str, key: bytes) -> None:
    expected = f"one of {', '.join(WORDS)}"
    try:
        actual = answer(token, key)
    except AnswerRaised as crash:
        crash.expected = expected
        raise
    expect_true(
        actual in WORDS, repr(actual) if actual is None else f"{actual!r} for {what}", expected
    )


@exercise.property("tells too late and too early as a matter of time")
def _time(answer: Answer, random: Random) -> None:
    key, now = random.randbytes(32), int(time.time())
    late, early = random.randint(300, 999), random.randint(300, 999)
    for change, what in (({"exp": now - late}, "an end that has passed"),
                         ({"nbf": now + early}, "a beginning that lies ahead"),
                         ({"exp": now - 1}, "an end one second ago"),
                         ({"nbf": now + 1}, "a beginning one second ahead")):  # fmt: skip
        expect_of("time", what, answer, signed(shop_claims(random) | change, key), key)


@exercise.property("tells missing and unfit claims")
def _claims(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for what, token in {
        "a token without exp": signed(claims, key, without="exp"),
        "a token without aud": signed(claims, key, without="aud"),
        "a token for the bank": signed(claims | {"aud": "bank"}, key),
        "a sub that is a number": signed(claims | {"sub": 42}, key),
    }.items():
        expect_of("claims", what, answer, token, key)
    _is_refused(answer, "an exp that is no number", signed(claims | {"exp": "soon"}, key), key)


def sorted_out(token: str, key: bytes, **rules: Any) -> str:
    """Return what a right answer says; other ``rules`` for PyJWT are a mistake."""
    right = {"algorithms": ["HS256"], "audience": "shop", "options": {"require": ["exp", "aud"]}}
    try:
        jwt.decode(token, key, **(right | rules))
    except jwt.InvalidSignatureError:
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except jwt.DecodeError:
        return "form"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted"


@exercise.misconception(
    "InvalidSignatureError is a DecodeError: catch the child before the parent."
)
def _parent_first(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "form" if said == "signature" else said


@exercise.misconception("ImmatureSignatureError is about time, too: nbf lies ahead.")
def _only_expired(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    later = int(jwt.decode(token, options={"verify_signature": False}).get("nbf", 0)) if (
        said == "time") else 0  # fmt: skip
    return "claims" if later else said


@exercise.misconception("Nobody asked for leeway: at exp a token has ended.")
def _leeway(token: str, key: bytes) -> str:
    return sorted_out(token, key, leeway=10)


@exercise.misconception(
    "PyJWT refuses an aud that it was not told to expect: give audience='shop'."
)
def _no_audience(token: str, key: bytes) -> str:
    return sorted_out(token, key, audience=None)


@exercise.misconception(
    "With verify_aud off, a token for the bank is as good: give audience='shop'."
)
def _any_audience(token: str, key: bytes) -> str:
    return sorted_out(token, key, options={"require": ["exp", "aud"], "verify_aud": False})


@exercise.misconception(
    "A claim that nobody requires may be missing: options={'require': ['exp', 'aud']}."
)
def _nothing_required(token: str, key: bytes) -> str:
    return sorted_out(token, key, options={})


@exercise.misconception("HS256 is the one algorithm here, so the list names it alone.")
def _more_algorithms(token: str, key: bytes) -> str:
    return sorted_out(token, key, algorithms=["HS256", "HS384", "HS512"])


@exercise.misconception(
    "What no other branch took is a matter of claims: DecodeError alone is form."
)
def _rest_is_form(token: str, key: bytes) -> str:
    return sorted_out(token, key).replace("claims", "form")


@exercise.misconception(
    "PyJWT decodes nothing without algorithms=['HS256'], and calls it DecodeError."
)
def _no_algorithms(token: str, key: bytes) -> str:
    return sorted_out(token, key, algorithms=None)
