"""A protected view that tells strangers nothing, and its owner everything."""

import time
from collections.abc import Callable
from random import Random

import jwt

from exercises.checks.decoding import expect_of, forged, nonsense, shop_claims, signed, under_others
from exercises.checks.errors import AnswerRaised, PropertyFailed
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true
from exercises.checks.source_checks import assigns

exercise = Exercise(
    "answer_for",
    "The try holds the one line that may fail because of the token, and the except names one "
    "family. What fails elsewhere is your own bug, and should look like one. A claim that you read "
    "afterwards is required, or a token without it would look like a bug of yours.",
)
Look = Callable[[str], str]


class Log(list[str]):
    """A list that an answer is meant to change."""


def _upper(user: str) -> str:
    return user.upper()


def _bad(random: Random, key: bytes) -> list[tuple[str, str]]:
    """Draw bad tokens, each with the class of what is wrong with it."""
    claims = shop_claims(random)
    others = under_others(claims, key).values()
    return [
        ("DecodeError", nonsense(random)[1]),
        ("InvalidSignatureError", forged(signed(claims, key), random)),
        ("ExpiredSignatureError", signed(claims | {"exp": int(time.time()) - 1}, key)),
        ("InvalidAudienceError", signed(claims | {"aud": "bank"}, key)),
        *(("MissingRequiredClaimError", signed(claims, key, name)) for name in ("exp", "sub")),
        *(("InvalidAlgorithmError", other) for other in others),
    ]


@exercise.property("greets whoever has a good token, by the name that was looked up")
def _greets(answer: Answer, random: Random) -> None:
    key, claims, log = random.randbytes(32), shop_claims(random), Log()
    actual = answer(signed(claims, key), key, _upper, log)
    expected = f"Hello, {claims['sub'].upper()}."
    shown = f"{actual!r}, and in the log {log!r}" if log else repr(actual)
    expect_true(actual == (200, expected), shown, repr((200, expected)))


@exercise.property("answers every bad token alike")
def _alike(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for name, token in _bad(random, key):
        what = f"what PyJWT answers with {name}"
        expect_of((401, "Please sign in."), what, answer, token, key, _upper, Log())


@exercise.property("logs the class of what was wrong, and nothing for a good token")
def _logs(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for name, token in [*_bad(random, key), ("", signed(shop_claims(random), key))]:
        log, right = Log(), [name] if name else []
        answer(token, key, _upper, log)
        expect_true(log == right, f"{log!r} in the log", f"{right!r} in the log")


@exercise.property("does not hide a bug of its own")
def _own_bug(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    token = signed(shop_claims(random), key)
    for bug in (KeyError, ValueError, TypeError, AttributeError, OSError, jwt.DecodeError):

        def broken(_user: str, bug: type[Exception] = bug) -> str:
            raise bug("name_of breaks")

        try:
            actual = answer(token, key, broken, Log())
        except AnswerRaised:
            continue
        raise PropertyFailed(repr(actual), f"an error: name_of raised {bug.__name__}")


def _view(
    token: str,
    key: bytes,
    name_of: Look,
    log: list[str],
    audience: str | None = "shop",
    required: tuple[str, ...] = ("exp", "sub"),
) -> tuple[int, str]:
    options: jwt.types.Options = {"require": list(required)}
    try:
        claims = jwt.decode(token, key, ["HS256"], audience=audience, options=options)
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return 401, "Please sign in."
    return 200, f"Hello, {name_of(claims['sub'])}."


@exercise.misconception(
    'A slip in name_of is answered with "please sign in": call it outside the try, where nothing '
    "catches what it raises."
)
def _hides(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        return _view(token, key, name_of, log)
    except Exception as error:
        log.append(type(error).__name__)
        return 401, "Please sign in."


@exercise.misconception(
    "Nobody required exp, so a token without it is good for ever; and without sub yours breaks. "
    "Give options={'require': ['exp', 'sub']}."
)
def _not_required(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, log, required=())


@exercise.misconception(
    "The reason belongs into the log. Whoever tries tokens should not learn from it."
)
def _tells(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, name_of, log)
    return (status, f"Please sign in: {log[-1]}.") if status == 401 else (status, text)


@exercise.misconception("The name of the class is enough for the log: type(error).__name__.")
def _whole_reason(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        options: jwt.types.Options = {"require": ["exp", "sub"]}
        jwt.decode(token, key, algorithms=["HS256"], audience="shop", options=options)
    except jwt.InvalidTokenError as error:
        log.append(str(error))
        return 401, "Please sign in."
    return _view(token, key, name_of, log)


@exercise.misconception("Without a line in the log, nobody will know why people are sent away.")
def _silent(token: str, key: bytes, name_of: Look, _log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, [])


@exercise.misconception("Show the name that name_of gives for sub, not sub itself.")
def _raw(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, lambda user: f"{name_of(user)[:0]}{user}", log)
    return status, text


@exercise.misconception("The signature was never verified: anyone could have written this token.")
def _unverified(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return _view(token, key, name_of, log)
    return 200, f"Hello, {name_of(claims['sub'])}."


@exercise.misconception(
    "PyJWT refuses an aud that it was not told to expect: give audience='shop'."
)
def _no_audience(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, log, audience=None)


@exercise.misconception(
    "log = … gives the name to a new list, and the one that you were given stays as it was. Write "
    "into that one, with append.",
    detect=lambda answer: assigns(answer, "log"),
)
def _new_log(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    log = [*log]
    return _view(token, key, name_of, log)
