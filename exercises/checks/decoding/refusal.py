"""Sort refusals by what was wrong."""

import time
from random import Random
from typing import Any

import jwt

from demo_server.jose import encode_part
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
from exercises.checks.errors import AnswerRaised
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_true

exercise = Exercise(
    "refusal",
    "An except catches children as well, so children stand before their parent: "
    "InvalidSignatureError is a DecodeError, and everything here is an InvalidTokenError.",
)
WORDS = ["form", "signature", "time", "claims"]


@exercise.property("accepts a good token")
def _accepted(answer: Answer, random: Random) -> None:
    key, claims, now = random.randbytes(32), shop_claims(random), int(time.time())
    expect_of("accepted", "a good token", answer, signed(claims, key), key)
    for name in ("sub", "iss", "iat", "jti"):
        expect_of("accepted", f"a token without {name}", answer, signed(claims, key, name), key)
    for change in ({"aud": ["shop"]}, {"aud": ["bank", "shop"]}, {"aud": ["shop", "mail", "bank"]},
                   {"exp": now + 1}, {"exp": now + 599.5}, {"nbf": now}, {"iss": "another"},
                   {"sub": generators.random_text(random)}):  # fmt: skip
        good = signed(claims | change, key)
        expect_of("accepted", f"a good token with {change}", answer, good, key)


@exercise.property("calls what is no token a matter of form")
def _form(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    good = signed(shop_claims(random), key)
    header, _, signature = good.split(".")
    for text in (*nonsense(random), good.rpartition(".")[0], f"{header}.{signature}", f" {good}"):
        expect_of("form", "a text that is no token", answer, text, key)


@exercise.property("tells a wrong signature")
def _signature(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    token = signed(shop_claims(random), key)
    _, payload, signature = token.split(".")
    other = encode_part({"alg": "HS256", "kid": "other"})
    expect_of("signature", "another payload", answer, forged(token, random), key)
    expect_of("signature", "another header", answer, f"{other}.{payload}.{signature}", key)
    expect_of("signature", "another key", answer, token, random.randbytes(32))
    expect_of("signature", "no signature", answer, token.removesuffix(signature), key)


@exercise.property("refuses every algorithm but HS256")
def _algorithm(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    for what, token in under_others(shop_claims(random), key).items():
        _is_refused(answer, what, token, key)


def _is_refused(answer: Answer, what: str, token: str, key: bytes) -> None:
    expected = f"one of {', '.join(WORDS)}"
    try:
        actual = answer(token, key)
    except AnswerRaised as crash:
        crash.expected = expected
        raise
    shown = repr(actual) if actual is None else f"{actual!r} for {what}"
    expect_true(actual in WORDS, shown, expected)


@exercise.property("tells too late and too early as a matter of time")
def _time(answer: Answer, random: Random) -> None:
    key, now = random.randbytes(32), int(time.time())
    late, early = random.randint(300, 999), random.randint(300, 999)
    for change, what in (({"exp": now - late}, "an end that has passed"),
                         ({"nbf": now + early}, "a beginning that lies ahead"),
                         ({"exp": now - 1}, "an end one second ago"),
                         ({"nbf": now + 1}, "a beginning one second ahead"),
                         ({"exp": now}, "an end at this very second")):  # fmt: skip
        expect_of("time", what, answer, signed(shop_claims(random) | change, key), key)


@exercise.property("tells missing and unfit claims")
def _claims(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for name in ("exp", "aud"):
        expect_of("claims", f"a token without {name}", answer, signed(claims, key, name), key)
    unfit: list[dict[str, Any]] = [{"sub": 42}, {"sub": True}, {"sub": ["ann"]}, {"sub": None}]
    for change in (*({"aud": other} for other in (*OTHER_READERS, [], None)), *unfit):
        token = signed(claims | change, key)
        expect_of("claims", f"a token with {change}", answer, token, key)
    ends: list[Any] = ["soon", [claims["exp"]], {}, None]
    for end in ends:
        _is_refused(answer, f"the exp {end!r}", signed(claims | {"exp": end}, key), key)


def sorted_out(token: str, key: bytes, **rules: Any) -> str:
    """Return what a right answer says; other ``rules`` for PyJWT are a mistake."""
    right = {"algorithms": ["HS256"], "audience": "shop", "options": {"require": ["exp", "aud"]}}
    try:
        jwt.decode(token, key, **(right | rules))
    except jwt.InvalidSignatureError:
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except jwt.DecodeError:
        return "form"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted"


@exercise.misconception(
    "InvalidSignatureError is a DecodeError: catch the child before the parent."
)
def _parent_first(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "form" if said == "signature" else said


@exercise.misconception("ImmatureSignatureError is about time, too: nbf lies ahead.")
def _only_expired(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "claims" if said == "time" and sorted_out(token, key, **_off("nbf")) != said else said


def _off(name: str) -> dict[str, Any]:
    """Return rules for PyJWT that leave one of its checks out."""
    return {"options": {"require": ["exp", "aud"], f"verify_{name}": False}}


@exercise.misconception("Too early is refused as well: leave verify_nbf as it is.")
def _never_early(token: str, key: bytes) -> str:
    return sorted_out(token, key, **_off("nbf"))


@exercise.misconception("At exp it is too late: RFC 7519 says on or after.")
def _at_its_end(token: str, key: bytes) -> str:
    return sorted_out(token, key, leeway=0.5)


@exercise.misconception("A sub that is no text is refused: leave verify_sub as it is.")
def _any_subject(token: str, key: bytes) -> str:
    return sorted_out(token, key, **_off("sub"))


@exercise.misconception("sub may be missing here: require exp and aud, and no more.")
def _subject_required(token: str, key: bytes) -> str:
    return sorted_out(token, key, options={"require": ["exp", "aud", "sub"]})


@exercise.misconception("No issuer is named here: a token from anywhere is good, if the key fits.")
def _from_login(token: str, key: bytes) -> str:
    return sorted_out(token, key, issuer="login")


@exercise.misconception("A list that names the shop among others is for the shop as well.")
def _one_reader(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    options = {"require": ["exp", "aud"], "strict_aud": True}
    return said if said != "accepted" else sorted_out(token, key, options=options)


@exercise.misconception(
    "In a text, in looks for a part of it: 'shop' is in 'bookshop'. Give audience='shop'."
)
def _part_of_a_name(token: str, key: bytes) -> str:
    said = sorted_out(token, key, **_off("aud"))
    if said != "accepted":
        return said
    aud = jwt.decode(token, options={"verify_signature": False})["aud"]
    return said if isinstance(aud, str | list) and "shop" in aud else "claims"


@exercise.misconception("Without a look at the signature anyone's token is good: verify it.")
def _unverified(token: str, key: bytes) -> str:
    checks = dict.fromkeys(["verify_exp", "verify_nbf", "verify_aud", "verify_sub"], True)
    options = {"verify_signature": False, "require": ["exp", "aud"]} | checks
    return sorted_out(token, key, options=options)


@exercise.misconception(
    "You return the name of PyJWT's error. Of the five words, return the one that fits."
)
def _class_name(token: str, key: bytes) -> str:
    try:
        jwt.decode(token, key, ["HS256"], {"require": ["exp", "aud"]}, audience="shop")
    except jwt.InvalidTokenError as error:
        return type(error).__name__
    return "accepted"


@exercise.misconception(
    "PyJWT has more errors than your branches name. Their common parent, InvalidTokenError, as "
    "the last branch takes the rest."
)
def _without_parent(token: str, key: bytes) -> str:
    try:
        jwt.decode(token, key, ["HS256"], {"require": ["exp", "aud"]}, audience="shop")
    except (jwt.InvalidSignatureError, jwt.InvalidAlgorithmError):
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except jwt.DecodeError:
        return "form"
    return "accepted"


@exercise.misconception("Nobody asked for leeway: at exp a token has ended.")
def _leeway(token: str, key: bytes) -> str:
    return sorted_out(token, key, leeway=10)


@exercise.misconception(
    "PyJWT refuses an aud that it was not told to expect: give audience='shop'."
)
def _no_audience(token: str, key: bytes) -> str:
    return sorted_out(token, key, audience=None)


@exercise.misconception(
    "A token for the bank is as good here: give audience='shop' alone, and leave verify_aud on."
)
def _any_audience(token: str, key: bytes) -> str:
    return sorted_out(token, key, options={"require": ["exp", "aud"], "verify_aud": False})


@exercise.misconception(
    "A claim that nobody requires may be missing: options={'require': ['exp', 'aud']}."
)
def _nothing_required(token: str, key: bytes) -> str:
    return sorted_out(token, key, options={})


@exercise.misconception("HS256 is the one algorithm here, so the list names it alone.")
def _more_algorithms(token: str, key: bytes) -> str:
    return sorted_out(token, key, algorithms=["HS256", "HS384", "HS512"])


@exercise.misconception(
    "What no other branch took is a matter of claims: DecodeError alone is form."
)
def _rest_is_form(token: str, key: bytes) -> str:
    return sorted_out(token, key).replace("claims", "form")


@exercise.misconception(
    "PyJWT decodes nothing without algorithms=['HS256'], and calls it DecodeError."
)
def _no_algorithms(token: str, key: bytes) -> str:
    return sorted_out(token, key, algorithms=None)
