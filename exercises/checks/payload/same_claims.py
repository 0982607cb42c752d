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


PAIRS: list[tuple[object, object]] = [
    ([1], [1, 2]), ([], [None]), ({"a": 1}, {"a": 1, "b": None}), ({"a": 1}, {"a": 2}),
    ("a b", "ab"), ("caf\u00e9", "cafe\u0301"), ("Ann", "ann"), (12, 21), (2**53, 2**53 + 1),
]  # fmt: skip
"""Values that differ."""
KINDS: list[tuple[object, object]] = [
    (7, "7"), (True, 1), (False, 0), (None, ""), (None, 0), (None, False), ("true", True), ([], {}),
    ([1], [True]), ({"a": 0}, {"a": False}), ([["1"]], [[1]]), ("[1]", [1]), ("null", None),
]  # fmt: skip
"""Values of which only the kind differs."""


def _claims(random: Random) -> dict[str, Any]:
    home = {"city": generators.random_text(random, 4), "zip": random.randrange(10**4)}
    return {
        "sub": random.choice(generators.NAMES),
        "exp": random.randrange(10**9),
        "scope": ["a", "b"],
        "note": "???>>>",  # makes _ and - of base64url
        "home": home,
    }


def _turned(value: Any) -> Any:
    """Return a value with the names of all objects in it in the other order."""
    if isinstance(value, list):
        return [_turned(each) for each in value]
    if isinstance(value, dict):
        return {name: _turned(each) for name, each in reversed(value.items())}
    return value


def _differ(answer: Answer, random: Random, one: dict[str, Any], other: dict[str, Any]) -> None:
    """Expect a no, whichever stands first."""
    pair = _token(random, json.dumps(one)), _token(random, json.dumps(other))
    expect_equal(answer(*pair), False)
    expect_equal(answer(*reversed(pair)), False)


@exercise.property("says yes whatever the order, the white space and the spelling of letters")
def _order_and_space(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        claims = _claims(random)
        for one in (claims, claims | {"homes": [claims["home"], {"a": [claims["home"]]}]}):
            spaced = json.dumps(_turned(one), indent=1)
            raw = json.dumps(_turned(one), ensure_ascii=False, separators=(",", ":"))
            for other in (spaced, raw):
                pair = _token(random, json.dumps(one)), _token(random, other)
                expect_equal(answer(*pair), True)


@exercise.property("says yes to the same spelling, whoever signed it")
def _two_keys(answer: Answer, random: Random) -> None:
    for text in (json.dumps(_claims(random)), "{}"):
        expect_equal(answer(_token(random, text), _token(random, text)), True)
        expect_equal(answer(_token(random, text), _token(random, text, kid="2026")), True)


@exercise.property("says no where a value differs, or a claim is missing")
def _values(answer: Answer, random: Random) -> None:
    claims = _claims(random)
    changes = {"exp": claims["exp"] + 1}, {"sub": claims["sub"].title()}, {"admin": True}
    for change in (*changes, {"boss": None}):
        _differ(answer, random, claims, claims | change)
    for one, other in PAIRS:
        _differ(answer, random, claims | {"level": one}, claims | {"level": other})


@exercise.property("says no where only the kind of a value differs")
def _kinds(answer: Answer, random: Random) -> None:
    claims = _claims(random)
    _differ(answer, random, claims, claims | {"exp": str(claims["exp"])})
    for one, other in KINDS:
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


def _equal(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@exercise.misconception("You compare the names of the claims: their values have to be equal, too.")
def _names(one: str, other: str) -> bool:
    return read(one).keys() == read(other).keys()


@exercise.misconception(
    "Go through the claims of both: the second may have one that the first has not."
)
def _subset(one: str, other: str) -> bool:
    second = read(other)
    return _equal(read(one), {name: second[name] for name in read(one) if name in second})


@exercise.misconception("A claim that is null is not the same as none: get says None for both.")
def _null_for_none(one: str, other: str) -> bool:
    first, second = ({k: v for k, v in read(t).items() if v is not None} for t in (one, other))
    return _equal(first, second)


@exercise.misconception("White space inside a text is a part of it: take out none from values.")
def _without_spaces(one: str, other: str) -> bool:
    texts = ["".join(json.dumps(read(t), sort_keys=True).split()) for t in (one, other)]
    return texts[0] == texts[1]


@exercise.misconception("The headers are no claims: compare the payloads alone.")
def _headers_too(one: str, other: str) -> bool:
    headers = [jwt.get_unverified_header(t) for t in (one, other)]
    return headers[0] == headers[1] and _equal(read(one), read(other))


@exercise.misconception("An expired token says something, too: read both, and verify nothing.")
def _only_unexpired(one: str, other: str) -> bool:
    first, second = (
        jwt.decode(token, options={"verify_signature": False, "verify_exp": True})
        for token in (one, other)
    )
    return _equal(first, second)


@exercise.misconception(
    "Lists and objects have values inside, and these have kinds, too: compare at every depth."
)
def _kinds_at_the_top(one: str, other: str) -> bool:
    first, second = read(one), read(other)
    return first == second and all(type(first[name]) is type(second[name]) for name in first)
