"""Whether two tokens say the same."""

import json
from random import Random
from typing import Any

import jwt

from demo_server.jose import decode_object
from demo_server.notebook import lesson
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.payload import SAMPLES

exercise = Exercise(
    "same_claims",
    "JSON objects have no order and their white space says nothing, so read both, and write both "
    "in one and the same way. As dictionaries, true and 1 are equal: a bool of Python is a number.",
)


def _token(random: Random, text: str, **headers: str) -> str:
    return jwt.PyJWS().encode(text.encode(), random.randbytes(32), headers=headers)


def _claims(random: Random) -> dict[str, Any]:
    home = {"city": generators.random_text(random, 4), "zip": random.randrange(10**4)}
    return {
        "sub": random.choice(generators.NAMES),
        "exp": random.randrange(10**9),
        "scope": ["a", "b"],
        "home": home,
    }


def _differ(answer: Answer, random: Random, one: dict[str, Any], other: dict[str, Any]) -> None:
    """Expect a no, whichever stands first."""
    pair = _token(random, json.dumps(one)), _token(random, json.dumps(other))
    expect_equal(answer(*pair), False)
    expect_equal(answer(*reversed(pair)), False)


@exercise.property("says yes whatever the order and the white space")
def _order_and_space(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        claims = _claims(random)
        turned = dict(reversed(claims.items()))
        turned["home"] = dict(reversed(claims["home"].items()))
        pair = _token(random, json.dumps(claims)), _token(random, json.dumps(turned, indent=1))
        expect_equal(answer(*pair), True)


@exercise.property("says yes to the same spelling, whoever signed it")
def _two_keys(answer: Answer, random: Random) -> None:
    text = json.dumps(_claims(random))
    expect_equal(answer(_token(random, text), _token(random, text)), True)
    expect_equal(answer(_token(random, text), _token(random, text, kid="2026")), True)


@exercise.property("says no where a value differs, or a claim is missing")
def _values(answer: Answer, random: Random) -> None:
    claims = _claims(random)
    changes = {"exp": claims["exp"] + 1}, {"sub": claims["sub"].title()}, {"admin": True}
    for change in changes:
        _differ(answer, random, claims, claims | change)


@exercise.property("says no where only the kind of a value differs")
def _kinds(answer: Answer, random: Random) -> None:
    claims = _claims(random)
    for one, other in ((claims["exp"], str(claims["exp"])), (True, 1), (False, 0)):
        _differ(answer, random, claims | {"level": one}, claims | {"level": other})


@exercise.property("says no where a list has another order")
def _lists(answer: Answer, random: Random) -> None:
    claims = _claims(random)
    _differ(answer, random, claims, claims | {"scope": ["b", "a"]})


def read(token: str) -> dict[str, Any]:
    """Return the payload of a token, unverified."""
    return decode_object(token.split(".")[1])


@exercise.misconception(
    "Two keys make two signatures over one text: compare what the payloads say."
)
def _whole_tokens(one: str, other: str) -> bool:
    return one == other


@exercise.misconception(
    "The same claims can be spelled in many ways: read both payloads as JSON, and write both with "
    "sort_keys=True, so that order and white space say nothing."
)
def _payload_texts(one: str, other: str) -> bool:
    return one.split(".")[1] == other.split(".")[1]


@exercise.misconception(
    "In Python True == 1, so the dictionaries are equal: compare json.dumps of both, with "
    "sort_keys=True."
)
def _as_dictionaries(one: str, other: str) -> bool:
    return read(one) == read(other)


@exercise.misconception("Their keys are not yours: read both without verifying, as in exercise 3.")
def _by_our_key(one: str, other: str) -> bool:
    first, second = (jwt.decode(t, lesson.KEY, algorithms=["HS256"]) for t in (one, other))
    return bool(first == second)


@exercise.misconception(
    "As text, 7 and '7' are alike: let json.dumps write all of the claims, with sort_keys=True."
)
def _as_text(one: str, other: str) -> bool:
    texts = [sorted((name, str(value)) for name, value in read(t).items()) for t in (one, other)]
    return texts[0] == texts[1]
