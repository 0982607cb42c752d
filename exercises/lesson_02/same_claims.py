"""Whether two tokens say the same."""

import base64
import json
from random import Random
from typing import Any

import jwt

from exercises import draw
from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_02 import COUNT

exercise = Exercise(
    "same_claims",
    "JSON objects have no order and their white space says nothing, so compare what was read, not "
    "how it was spelled. The signature is about spelling, and header and key are about who signed.",
)


def _token(random: Random, text: str) -> str:
    return jwt.PyJWS().encode(text.encode(), random.randbytes(32), algorithm="HS256")


def _claims(random: Random) -> dict[str, Any]:
    return {"sub": random.choice(draw.NAMES), "exp": random.randrange(10**9), "scope": ["a", "b"]}


@exercise.must("says yes whatever the order and the white space")
def _order_and_space(given: Given, random: Random) -> None:
    for _ in range(COUNT):
        claims = _claims(random)
        turned = dict(reversed(claims.items()))
        pair = _token(random, json.dumps(claims)), _token(random, json.dumps(turned, indent=1))
        expect(given(*pair), True)


@exercise.must("says yes to the same spelling under two keys")
def _two_keys(given: Given, random: Random) -> None:
    text = json.dumps(_claims(random))
    expect(given(_token(random, text), _token(random, text)), True)


@exercise.must("says no where a value differs, or only its kind")
def _values(given: Given, random: Random) -> None:
    claims = _claims(random)
    for change in ({"exp": claims["exp"] + 1}, {"exp": str(claims["exp"])}, {"admin": True}):
        pair = _token(random, json.dumps(claims)), _token(random, json.dumps(claims | change))
        expect([given(*pair), given(*reversed(pair))], [False, False])


@exercise.must("says no where a list has another order")
def _lists(given: Given, random: Random) -> None:
    claims = _claims(random)
    other = claims | {"scope": ["b", "a"]}
    expect(given(_token(random, json.dumps(claims)), _token(random, json.dumps(other))), False)


def read(token: str) -> dict[str, Any]:
    """Return the payload of a token, unverified."""
    part = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


@exercise.mistake("Two keys make two signatures over one text: compare what the payloads say.")
def _whole_tokens(one: str, other: str) -> bool:
    return one == other


@exercise.mistake("The same claims can be spelled in many ways: read both payloads first, as JSON.")
def _payload_texts(one: str, other: str) -> bool:
    return one.split(".")[1] == other.split(".")[1]


@exercise.mistake("As text, 7 and '7' are alike: compare the dictionaries themselves.")
def _as_text(one: str, other: str) -> bool:
    texts = [sorted((name, str(value)) for name, value in read(t).items()) for t in (one, other)]
    return texts[0] == texts[1]
