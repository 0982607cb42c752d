"""Under what name a denylist remembers a token."""

import hashlib
from random import Random
from typing import Any

import jwt

from demo_server.jose import BASE64URL, decode_object
from exercises.checks import generators
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "list_name",
    "What was signed has one spelling, its signature has several. So the name comes from the "
    "signed part: the id inside, or a digest of the signing input where there is none.",
)

MANY = 300
"""How many tokens get a name of their own."""


def _token(random: Random, *without: str) -> str:
    """Draw a token, with a jti or ``without`` one."""
    claims: dict[str, Any] = {
        "sub": "alice",
        "jti": f"{random.choice(generators.NAMES)}-{random.random()}",
    }
    if without:
        claims = {"sub": "alice", "n": random.random()}
    return jwt.encode(claims, random.randbytes(32))


def _stray_bits(token: str) -> str:
    """Return another spelling of the same token: with stray bits in its last letter."""
    return token[:-1] + BASE64URL[BASE64URL.index(token[-1]) ^ 1]


def _one_name(answer: Answer, token: str) -> str:
    """Return the name of a token; one that is refused for its spelling needs none."""
    name = answer(token)
    expect_true(isinstance(name, str), repr(name), "a str")
    expect_true(answer(f"{token}=") == name, "a second name for one token", "the same name")
    try:
        other = answer(_stray_bits(token))
    except AnswerRaised:
        return str(name)
    expect_true(other == name, "a second name for one token", "the same name")
    return str(name)


def _two_names(one: str, two: str) -> None:
    expect_true(one != two, "one name for two tokens", "two names")


@exercise.property("is one name for one token, however its end is spelled")
def _same(answer: Answer, random: Random) -> None:
    for _ in range(3):
        _one_name(answer, _token(random))


@exercise.property("is another name for another token of the same user")
def _different(answer: Answer, random: Random) -> None:
    for _ in range(3):
        _two_names(answer(_token(random)), answer(_token(random)))
    names = {answer(_token(random)) for _ in range(MANY)}
    expect_true(len(names) == MANY, f"{len(names)} names for {MANY} tokens", f"{MANY} names")


@exercise.property("names tokens without jti, too")
def _no_jti(answer: Answer, random: Random) -> None:
    _two_names(*(_one_name(answer, _token(random, "jti")) for _ in range(2)))
    claims = {"sub": "alice", "n": random.random()}
    pair = (jwt.encode(claims, bytes(32), headers={"kid": kid}) for kid in ("monday", "friday"))
    _two_names(*map(answer, pair))


@exercise.misconception(
    "The header was signed as well, and another kid makes another token: name both parts."
)
def _by_payload(token: str) -> str:
    payload = token.split(".")[1]
    return str(decode_object(payload).get("jti", payload))


@exercise.misconception(
    "A short name soon stands for two tokens, and one would end with the other: keep all of the "
    "digest."
)
def _short(token: str) -> str:
    return hashlib.sha256(token.rpartition(".")[0].encode()).hexdigest()[:3]


@exercise.misconception(
    "A = at the end, and the text is another one, and the token the same: name what was signed."
)
def _by_text(token: str) -> str:
    if "jti" in decode_object(token.split(".")[1]):
        return hashlib.sha256(token.encode()).hexdigest()
    return token.rpartition(".")[0]


@exercise.misconception("The user has other tokens, too: they would all be on the list.")
def _by_user(token: str) -> str:
    return str(decode_object(token.split(".")[1])["sub"])


@exercise.misconception("A published token has no jti: take a digest of its signing input then.")
def _by_jti(token: str) -> str:
    return str(decode_object(token.split(".")[1])["jti"])


@exercise.misconception(
    "Tokens without jti would have one name, or none, and the first sign-out would end them all: "
    "take a digest of the signing input then."
)
def _by_jti_or_none(token: str) -> Any:
    return decode_object(token.split(".")[1]).get("jti")


@exercise.misconception(
    "All tokens without jti share this name: take a digest of the signing input then."
)
def _by_jti_or_word(token: str) -> str:
    return str(_by_jti_or_none(token))


@exercise.misconception(
    "The last letter has other spellings, too: leave the signature out of the name."
)
def _without_padding(token: str) -> str:
    return token.rstrip("=")
