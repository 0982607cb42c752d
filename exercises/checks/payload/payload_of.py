"""Read a payload without any key."""

import ast
import base64
import json
import math
import time
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import jwt

from demo_server.notebook import lesson
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "payload_of",
    "Reading is not verifying: no key went in, so nothing says that the words are true. That is "
    "why a payload holds nothing secret, and why a server believes it only after the signature.",
)


ALGORITHMS = ("HS256", "RS256", "ES256", "HS512")
VALUES: tuple[dict[str, object], ...] = (
    {"admin": True, "boss": None, "blocked": False, "tries": 0, "nick": "", "roles": []},
    {"aud": "shop", "iss": "login.example", "jti": "t-1"},
    {"home": {"city": "Zoë", "zip": ["0", 0, 1.5]}, "big": 2**60, "quote": '"\\n'},
)
"""Claims of every kind."""


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _token(
    random: Random, wanted: Callable[[str], object], raw: bool = False, **more: object
) -> tuple[str, dict[str, Any]]:
    """Draw tokens until the payload part of one is as wanted, its letters ``raw`` or escaped.

    Nobody can verify its signature: it is drawn, too.
    """
    header = json.dumps({"alg": random.choice(ALGORITHMS), "typ": "JWT"}).encode()
    while True:
        note = generators.random_text(random, random.randint(2, 9)) + random.choice(("", "?", ">~"))
        claims = {"sub": random.choice(generators.NAMES), "note": note, **more}
        text = json.dumps(claims, ensure_ascii=not raw, separators=(",", ":")).encode()
        if wanted(_part(text)):
            return ".".join(map(_part, (header, text, random.randbytes(32)))), claims


def _plain(part: str) -> bool:
    return not {"-", "_"} & set(part)


def _plain_and_long(rest: int, part: str) -> bool:
    return _plain(part) and len(part) % 4 == rest


def _with(letter: str, part: str) -> bool:
    return letter in part and len(part) % 4 == 0


@exercise.property("reads payloads of every length, whoever signed them")
def _lengths(answer: Answer, random: Random) -> None:
    for rest in (0, 2, 3) * 2:
        token, claims = _token(random, partial(_plain_and_long, rest))
        expect_equal(answer(token), claims)


@exercise.property("knows the letters - and _, which base64url has in place of + and /")
def _letters(answer: Answer, random: Random) -> None:
    for letter in "-_" * 2:
        token, claims = _token(random, partial(_with, letter))
        expect_equal(answer(token), claims)


@exercise.property("takes claims as they are: true, null, letters in UTF-8, an end that is past")
def _as_they_are(answer: Answer, random: Random) -> None:
    wanted = partial(_plain_and_long, 0)
    past, ahead = random.randrange(10**9), 10**10 + random.randrange(10**9)
    times: list[dict[str, object]] = [{"exp": past}, {"nbf": ahead, "iat": ahead, "exp": ahead}]
    for more in ({}, *VALUES, *times):
        token, claims = _token(random, wanted, not more, **more)
        expect_equal(answer(token), claims)


@exercise.misconception(
    "The padding was left out when the token was made: before you decode, put back as many = as "
    "are missing in this part."
)
def _no_padding(token: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1]))


@exercise.misconception("base64url writes - and _ for + and /: use urlsafe_b64decode.")
def _other_alphabet(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.b64decode(part + "=" * (-len(part) % 4)))


@exercise.misconception("That is the header: the payload is the second part.")
def _header(token: str) -> Any:
    return jwt.get_unverified_header(token)


@exercise.misconception(
    "jwt.decode verifies: options={'verify_signature': False} lets it only read."
)
def _verified(token: str) -> Any:
    return jwt.decode(token)


@exercise.misconception(
    "The key isn't yours: options={'verify_signature': False} reads without any."
)
def _by_our_key(token: str) -> Any:
    return jwt.decode(token, lesson.KEY, algorithms=["HS256"])


@exercise.misconception("An expired token can be read, too: leave out verify_exp.")
def _only_unexpired(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False, "verify_exp": True})


@exercise.misconception("JSON is UTF-8 (RFC 8259 section 8.1): decode() without a name does it.")
def _latin(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "==").decode("latin-1"))


@exercise.misconception(
    "JSON is no Python, and eval runs whatever a stranger wrote into a token: json.loads reads it."
)
def _evaluated(token: str) -> Any:
    return eval(base64.urlsafe_b64decode(token.split(".")[1] + "=="))  # noqa: S307 - the mistake


@exercise.misconception("That is JSON as a text: json.loads makes a dictionary of it.")
def _text(token: str) -> str:
    return base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()


@exercise.misconception("Those are bytes of JSON: json.loads makes a dictionary of them.")
def _bytes(token: str) -> bytes:
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@exercise.misconception("Its claims are all that is in it, not the registered ones alone.")
def _registered(token: str) -> Any:
    names = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti"}
    return {name: value for name, value in _read(token).items() if name in names}


def _read(token: str) -> dict[str, Any]:
    return dict(json.loads(_bytes(token)))


@exercise.misconception("An expired token has claims, too: return them.")
def _nothing_of_an_expired(token: str) -> Any:
    claims = _read(token)
    return {} if claims.get("exp", math.inf) <= time.time() else claims


@exercise.misconception("null, false, 0 and what is empty are values of claims, too: keep them.")
def _only_true_values(token: str) -> Any:
    return {name: value for name, value in _read(token).items() if value}


@exercise.misconception(
    "You hide the error in an empty answer: without the key a signature can't be verified, but "
    "the claims can be read."
)
def _nothing_of_a_stranger(_token: str) -> Any:
    return {}


@exercise.misconception("JSON is UTF-8 (RFC 8259 section 8.1), and ASCII is only a part of that.")
def _ascii(token: str) -> Any:
    return json.loads(_bytes(token).decode("ascii"))


@exercise.misconception("aud says whom the token is for: to read it, leave out verify_aud.")
def _verified_audience(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False, "verify_aud": True})


@exercise.misconception("JSON's true, false and null are no Python: json.loads reads them.")
def _as_a_literal(token: str) -> Any:
    return ast.literal_eval(_bytes(token).decode())
