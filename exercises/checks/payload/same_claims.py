"""Whether two tokens say the same."""

import json
from random import Random
from typing import Any

import jwt

from demo_server.jose import decode_object
from demo_server.notebook import lesson
from exercises.checks import generators
from exercises.checks.answer import Given, expect
from exercises.checks.exercise import Exercise
from exercises.checks.payload import COUNT

exercise = Exercise(
    "same_claims",
    "JSON objects have no order and their white space says nothing, so read both, and write both "
    "in one and the same way. As dictionaries, true and 1 are equal: a bool of Python is a number.",
)


def _token(random: Random, text: str, **headers: str) -> str:
    return jwt.PyJWS().encode(text.encode(), random.randbytes(32), headers=headers)


def _claims(random: Random) -> dict[str, Any]:
    home = {"city": generators.text(random, 4), "zip": random.randrange(10**4)}
    return {
        "sub": random.choice(generators.NAMES),
        "exp": random.randrange(10**9),
        "scope": ["a", "b"],
        "home": home,
    }


def _differ(given: Given, random: Random, one: dict[str, Any], other: dict[str, Any]) -> None:
    """Expect a no, whichever stands first."""
    pair = _token(random, json.dumps(one)), _token(random, json.dumps(other))
    expect(given(*pair), False)
    expect(given(*reversed(pair)), False)


@exercise.must("says yes whatever the order and the white space")
def _order_and_space(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        claims = _claims(random)
        turned = dict(reversed(claims.items()))
        turned["home"] = dict(reversed(claims["home"].items()))
        pair = _token(random, json.dumps(claims)), _token(random, json.dumps(turned, indent=1))
        expect(given(*pair), True)


@exercise.must("says yes to the same spelling, whoever signed it")
def _two_keys(given: Given, random: Random) -> None:
    text = json.dumps(_claims(random))
    expect(given(_token(random, text), _token(random, text)), True)
    expect(given(_token(random, text), _token(random, text, kid="2026")), True)


@exercise.must("says no where a value differs, or a claim is missing")
def _values(given: Given, random: Random) -> None:
    claims = _claims(random)
    changes = {"exp": claims["exp"] + 1}, {"sub": claims["sub"].title()}, {"admin": True}
    for change in changes:
        _differ(given, random, claims, claims | change)


@exercise.must("says no where only the kind of a value differs")
def _kinds(given: Given, random: Random) -> None:
    claims = _claims(random)
    for one, other in ((claims["exp"], str(claims["exp"])), (True, 1), (False, 0)):
        _differ(given, random, claims | {"level": one}, claims | {"level": other})


@exercise.must("says no where a list has another order")
def _lists(given: Given, random: Random) -> None:
    claims = _claims(random)
    _differ(given, random, claims, claims | {"scope": ["b", "a"]})


def read(token: str) -> dict[str, Any]:
    """Return the payload of a token, unverified."""
    return decode_object(token.split(".")[1])


@exercise.mistake("Two keys make two signatures over one text: compare what the payloads say.")
def _whole_tokens(one: str, other: str) -> bool:
    return one == other


@exercise.mistake(
    "The same claims can be spelled in many ways: read both payloads as JSON, and write both with "
    "sort_keys=True, so that order and white space say nothing."
)
def _payload_texts(one: str, other: str) -> bool:
    return one.split(".")[1] == other.split(".")[1]


@exercise.mistake(
    "In Python True == 1, so the dictionaries are equal: compare json.dumps of both, with "
    "sort_keys=True."
)
def _as_dictionaries(one: str, other: str) -> bool:
    return read(one) == read(other)


@exercise.mistake("Their keys are not yours: read both without verifying, as in exercise 3.")
def _by_our_key(one: str, other: str) -> bool:
    first, second = (jwt.decode(t, lesson.KEY, algorithms=["HS256"]) for t in (one, other))
    return bool(first == second)


@exercise.mistake(
    "As text, 7 and '7' are alike: let json.dumps write all of the claims, with sort_keys=True."
)
def _as_text(one: str, other: str) -> bool:
    texts = [sorted((name, str(value)) for name, value in read(t).items()) for t in (one, other)]
    return texts[0] == texts[1]
