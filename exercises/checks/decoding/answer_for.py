"""A protected view that tells strangers nothing, and its owner everything."""

import contextlib
import time
from collections.abc import Callable
from random import Random
from typing import Any

import jwt

from exercises.checks import generators
from exercises.checks.decoding import (
    OTHER_READERS,
    expect_of,
    forged,
    nonsense,
    shop_claims,
    signed,
    under_others,
)
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
SORRY = (401, "Please sign in.")


class Log(list[str]):
    """A list that an answer is meant to change."""


def _swapped(user: str) -> str:
    return str(user).swapcase()


def _nameless(_user: str) -> str:
    return ""


def _bad(random: Random, key: bytes) -> list[tuple[str, str]]:
    """Draw bad tokens, each with the class of what is wrong with it."""
    claims, now = shop_claims(random), int(time.time())
    good = signed(claims, key)
    begins = [{"nbf": now + 1}, {"iat": now + 60}]
    return [
        *(("DecodeError", text) for text in (nonsense(random)[1], "", "a.b.é", f"{good}.x")),
        ("InvalidSignatureError", forged(good, random)),
        ("InvalidSignatureError", signed(claims, random.randbytes(32))),
        *(("ExpiredSignatureError", signed(claims | {"exp": now - ago}, key)) for ago in (1, 0)),
        *(("ImmatureSignatureError", signed(claims | begin, key)) for begin in begins),
        *(("InvalidAudienceError", signed(claims | {"aud": one}, key)) for one in OTHER_READERS),
        ("InvalidSubjectError", signed(claims | {"sub": 42}, key)),
        *(("MissingRequiredClaimError", signed(claims, key, one)) for one in ("exp", "sub", "aud")),
        *(("InvalidAlgorithmError", other) for other in under_others(claims, key).values()),
    ]


def _good(random: Random) -> list[dict[str, Any]]:
    """Draw the claims of good tokens."""
    claims, now = shop_claims(random), int(time.time())
    least = {name: claims[name] for name in ("aud", "exp", "sub")}
    readers: list[Any] = [["shop"], ["bank", "shop"], ["shop", "mail", "bank"]]
    return [
        claims,
        least,
        *(claims | {"aud": names} for names in readers),
        claims | {"exp": now + 1, "nbf": now},
        *(claims | {"sub": sub} for sub in (" Zoë van Ü ", generators.random_text(random))),
    ]


@exercise.property("greets whoever has a good token, by the name that was looked up")
def _greets(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    drawn = [(claims, _swapped) for claims in _good(random)]
    for claims, name_of in [*drawn, (shop_claims(random), _nameless)]:
        log = Log()
        actual = answer(signed(claims, key), key, name_of, log)
        expected = f"Hello, {name_of(claims['sub'])}."
        shown = f"{actual!r}, and in the log {log!r}" if log else repr(actual)
        expect_true(actual == (200, expected), shown, repr((200, expected)))


@exercise.property("answers every bad token alike")
def _alike(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for name, token in _bad(random, key):
        what = f"what PyJWT answers with {name}"
        expect_of(SORRY, what, answer, token, key, _swapped, Log())


@exercise.property("looks nobody up for a bad signature")
def _no_look(answer: Answer, random: Random) -> None:
    key, looked = random.randbytes(32), list[str]()

    def name_of(user: str) -> str:
        looked.append(user)
        raise LookupError(f"nobody is named {user}")

    good = signed(shop_claims(random), key)
    for token in (forged(good, random), signed(shop_claims(random), key[::-1])):
        with contextlib.suppress(AnswerRaised):
            answer(token, key, name_of, Log())
        expect_true(not looked, f"name_of was asked for {looked}", "name_of is not asked")


@exercise.property("appends the class of what was wrong to the log, and nothing for a good token")
def _logs(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for name, token in [*_bad(random, key), ("", signed(shop_claims(random), key))]:
        log, right = Log(["earlier"]), ["earlier", name] if name else ["earlier"]
        answer(token, key, _swapped, log)
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
    verify_aud: bool = True,
) -> tuple[int, str]:
    options: jwt.types.Options = {"require": list(required), "verify_aud": verify_aud}
    try:
        claims = jwt.decode(token, key, ["HS256"], audience=audience, options=options)
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
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
        return SORRY


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


def _noting(
    token: str,
    key: bytes,
    name_of: Look,
    note: Callable[[Exception], object],
    required: tuple[str, ...] = ("exp", "sub"),
    caught: tuple[type[Exception], ...] = (jwt.InvalidTokenError,),
) -> tuple[int, str]:
    """Return an answer that catches other errors, or notes them in some other way."""
    options: jwt.types.Options = {"require": list(required)}
    try:
        user = jwt.decode(token, key, ["HS256"], audience="shop", options=options)["sub"]
    except caught as error:
        note(error)
        return SORRY
    return 200, f"Hello, {name_of(user)}."


@exercise.misconception("The name of the class is enough for the log: type(error).__name__.")
def _whole_reason(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, lambda error: log.append(str(error)))


@exercise.misconception("That is the class, or its repr: its name is type(error).__name__.")
def _class_itself(token: str, key: bytes, name_of: Look, log: list[Any]) -> tuple[int, str]:
    return _noting(token, key, name_of, lambda error: log.append(type(error)))


@exercise.misconception("That is the class, or its repr: its name is type(error).__name__.")
def _class_shown(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, lambda error: log.append(str(type(error))))


@exercise.misconception("A text after += is taken letter by letter: log.append takes it whole.")
def _by_letters(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, lambda error: log.extend(type(error).__name__))


@exercise.misconception(
    "That is the family's name, the same for all: type(error).__name__ says which one it was."
)
def _one_name(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, lambda _error: log.append("InvalidTokenError"))


@exercise.misconception("Without a line in the log, nobody will know why people are sent away.")
def _silent(token: str, key: bytes, name_of: Look, _log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, [])


@exercise.misconception("A good token leaves nothing in the log.")
def _logs_all(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    status, text = _view(token, key, name_of, log)
    if status == 200:
        log.append("accepted")
    return status, text


@exercise.misconception(
    "Without sub yours breaks, or logs its own KeyError: require it, and PyJWT says what is wrong."
)
def _key_error(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    caught = (jwt.InvalidTokenError, KeyError)
    return _noting(token, key, name_of, _into(log), ("exp",), caught)


@exercise.misconception(
    "Without sub yours breaks, or logs its own KeyError: require it, and PyJWT says what is wrong."
)
def _sub_optional(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, _into(log), ("exp",))


def _into(log: list[str]) -> Callable[[Exception], object]:
    return lambda error: log.append(type(error).__name__)


@exercise.misconception("There are more bad tokens than those: catch all of InvalidTokenError.")
def _form_only(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _noting(token, key, name_of, _into(log), caught=(jwt.DecodeError,))


@exercise.misconception("Look nobody up before the token is verified: a forger chose that sub.")
def _looks_first(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        log.append(type(error).__name__)
        return SORRY
    name = name_of(claims.get("sub", ""))
    return _view(token, key, lambda _user: name, log)


@exercise.misconception("A good token has aud, exp and sub: nothing more is required.")
def _iat_required(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, log, required=("exp", "iat", "sub"))


@exercise.misconception("name_of gets sub as it stands: capitals, blanks and all.")
def _pretty(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _view(token, key, lambda user: name_of(user.strip().lower()), log)


@exercise.misconception(
    "The bank's token is as good here: give audience='shop' alone, and leave verify_aud on."
)
def _any_audience(token: str, key: bytes, name_of: Look, log: list[str]) -> tuple[int, str]:
    return _view(token, key, name_of, log, verify_aud=False)


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
