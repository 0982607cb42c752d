"""Under what name a denylist remembers a token."""

import hashlib
from random import Random
from typing import Any

import jwt

from exercises import draw
from exercises.attempt import Given, expect_that
from exercises.checking import Exercise
from exercises.lesson_07 import read

exercise = Exercise(
    "list_name",
    "What was signed has one spelling, its signature has several. So the name comes from the "
    "signed part: the id inside, or a digest of the signing input where there is none.",
)


def _token(random: Random, *without: str) -> str:
    claims: dict[str, Any] = {
        "sub": "alice",
        "jti": f"{random.choice(draw.NAMES)}-{random.random()}",
    }
    if without:
        claims = {"sub": "alice", "n": random.random()}
    return jwt.encode(claims, random.randbytes(32))


def _respelt(token: str) -> list[str]:
    """Return other spellings of the same token: padded, and with stray bits in the last letter."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return [f"{token}=", token[:-1] + letters[letters.index(token[-1]) ^ 1]]


def _one_name(given: Given, token: str) -> None:
    names = [given(one) for one in (token, *_respelt(token))]
    expect_that(len(set(names)) == 1, f"{len(set(names))} names for one token", "one name")


@exercise.must("is one name for one token, however its end is spelled")
def _same(given: Given, random: Random) -> None:
    for _ in range(3):
        _one_name(given, _token(random))


@exercise.must("is another name for another token of the same user")
def _different(given: Given, random: Random) -> None:
    names = {given(_token(random)) for _ in range(4)}
    expect_that(len(names) == 4, f"{len(names)} names for 4 tokens", "4 names")


@exercise.must("names tokens without jti, too")
def _no_jti(given: Given, random: Random) -> None:
    _one_name(given, _token(random, "jti"))


@exercise.mistake(
    "A = at the end, and the text is another one, and the token the same: name what was signed."
)
def _by_text(token: str) -> str:
    if "jti" in read(token.split(".")[1]):
        return hashlib.sha256(token.encode()).hexdigest()
    return token.rpartition(".")[0]


@exercise.mistake("The user has other tokens, too: they would all be on the list.")
def _by_user(token: str) -> str:
    return str(read(token.split(".")[1])["sub"])


@exercise.mistake("A published token has no jti: take a digest of its signing input then.")
def _by_jti(token: str) -> str:
    return str(read(token.split(".")[1])["jti"])
