"""A protected view that tells strangers nothing, and its owner everything."""

import time
from collections.abc import Callable
from random import Random

import jwt

from exercises.attempt import Given, expect, expect_error
from exercises.checking import Exercise
from exercises.lesson_04 import forged, nonsense, shop_claims, signed

exercise = Exercise(
    "answer_for",
    "The try holds the one line that may fail because of the token, and the except names one "
    "family. What fails elsewhere is your own bug, and should look like one.",
)
Look = Callable[[str], str]


class Log(list[str]):
    """A list that an answer is meant to change."""


def _upper(user: str) -> str:
    return user.upper()


def _bad(random: Random, key: bytes) -> dict[str, str]:
    """Draw bad tokens, by the class of what is wrong with them."""
    claims = shop_claims(random)
    good = signed(claims, key)
    return {
        "DecodeError": nonsense(random)[1],
        "InvalidSignatureError": forged(good, random),
        "ExpiredSignatureError": signed(claims | {"exp": int(time.time()) - 9}, key),
        "InvalidAudienceError": signed(claims | {"aud": "bank"}, key),
    }


@exercise.must("greets whoever has a good token, by the name that was looked up")
def _greets(given: Given, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    expect(
        given(signed(claims, key), key, _upper, Log()), (200, f"Hello, {claims['sub'].upper()}.")
    )


@exercise.must("answers every bad token alike")
def _alike(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    for token in _bad(random, key).values():
        expect(given(token, key, _upper, Log()), (401, "Please sign in."))


@exercise.must("logs the class of what was wrong, and nothing for a good token")
def _logs(given: Given, random: Random) -> None:
    key, log = random.randbytes(32), Log()
    bad = _bad(random, key)
    for token in [*bad.values(), signed(shop_claims(random), key)]:
        given(token, key, _upper, log)
    expect(log, list(bad))


@exercise.must("does not hide a bug of its own")
def _own_bug(given: Given, random: Random) -> None:
    key = random.randbytes(32)

    def broken(user: str) -> str:
        return {"nobody": user}["somebody"]

    expect_error(KeyError, given, signed(shop_claims(random), key), key, broken, [])


def _view(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        claims = jwt.decode(token, key, algorithms=["HS256"], audience="shop")
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return 401, "Please sign in."
    return 200, f"Hello, {name_of(claims['sub'])}."


@exercise.mistake('You catch everything: a slip of your own is answered with "please sign in".')
def _hides(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        return _view(token, key, name_of, log)
    except Exception as error:
        log.append(type(error).__name__)
        return 401, "Please sign in."


@exercise.mistake("The reason belongs into the log. Whoever tries tokens should not learn from it.")
def _tells(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, name_of, log)
    return (status, f"Please sign in: {log[-1]}.") if status == 401 else (status, text)


@exercise.mistake("Without a line in the log, nobody will know why people are sent away.")
def _silent(token: str, key: bytes, name_of: Look, _log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, [])


@exercise.mistake("Show the name that name_of gives for sub, not sub itself.")
def _raw(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, lambda user: f"{name_of(user)[:0]}{user}", log)
    return status, text
