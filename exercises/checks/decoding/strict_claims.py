"""Ask for everything you rely on."""

import time
from random import Random
from typing import Any

import jwt

from demo_server.jose import encode_part, hmac_sign
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
from exercises.checks.expect import Answer, expect_equal, expect_raises

exercise = Exercise(
    "strict_claims",
    "PyJWT checks what you name and requires what you list. How long a token may live it can't "
    "know: that is one more line, and no single token lives longer than 15 minutes, whoever made "
    "it. int reads exp and iat as PyJWT does, which takes a NumericDate written as text, too.",
)
RULES: dict[str, Any] = {"audience": "shop", "issuer": "login"}
REQUIRED = ["exp", "iat", "aud", "iss"]


def _refused(answer: Answer, key: bytes, *tokens: str) -> None:
    for token in tokens:
        expect_raises(jwt.InvalidTokenError, answer, token, key)


def _returned(answer: Answer, what: str, claims: dict[str, Any], key: bytes) -> None:
    try:
        expect_of(claims, what, answer, signed(claims, key), key)
    except AnswerRaised as raised:
        if type(raised.error) is not jwt.InvalidTokenError:
            raise
        own_words = jwt.InvalidTokenError(f"for {what}")  # everybody words it differently
        again = AnswerRaised(own_words.with_traceback(raised.error.__traceback__))
        again.expected = repr(claims)
        raise again from raised


@exercise.property("returns the claims of a token that keeps every rule")
def _good(answer: Answer, random: Random) -> None:
    key, good = random.randbytes(32), shop_claims(random)
    now = int(good["iat"])
    for age, life in ((0, 60), (0, 600), (0, 900), (600, 900), (300, 301)):
        claims = good | {"iat": now - age, "exp": now - age + life}
        _returned(answer, f"a token {age} s old, for {life} s", claims, key)
    readers: list[Any] = [["shop"], ["shop", "bank"], ["bank", "mail", "shop"]]
    more = {"sub": generators.random_text(random), "more": [1, {"a": None}]}
    for change in (*({"aud": names} for names in readers), {"nbf": now}, {"nbf": now - 10}, more):
        _returned(answer, f"a good token with {change}", good | change, key)
    for name in ("sub", "jti"):
        rest = {k: v for k, v in good.items() if k != name}
        _returned(answer, f"a good token without {name}", rest, key)


@exercise.property("refuses what the key did not sign by HS256")
def _not_signed(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    good = signed(claims, key)
    _refused(answer, key, forged(good, random), signed(claims, random.randbytes(32)))
    _refused(answer, key, *under_others(claims, key).values(), good[:-43], *nonsense(random))


@exercise.property("refuses a token that is over, or has not begun")
def _now(answer: Answer, random: Random) -> None:
    key, claims, now = random.randbytes(32), shop_claims(random), int(time.time())
    far = random.randint(10**4, 10**6)
    over = {"iat": now - far - 600, "exp": now - far}
    ahead = {"iat": now + far, "exp": now + far + 600}
    barely = {"iat": now - 600, "exp": now - 1}
    for change in (over, {"nbf": now + far}, ahead, barely, {"nbf": now + 1}, {"iat": now + 1},
                   {"iat": now - 600, "exp": now}):  # fmt: skip
        _refused(answer, key, signed(claims | change, key))


@exercise.property("refuses a token that lacks a claim")
def _missing(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    _refused(answer, key, *(signed(claims, key, name) for name in REQUIRED))
    _refused(answer, key, *(_sealed(claims | {name: None}, key) for name in REQUIRED))


def _sealed(claims: dict[str, Any], key: bytes) -> str:
    """Return a token of any claims: PyJWT makes none whose iss is no text."""
    parts = map(encode_part, ({"alg": "HS256"}, claims))
    return hmac_sign(".".join(parts), key, "sha256")


@exercise.property("refuses another audience and another issuer")
def _others(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for aud in (*OTHER_READERS, []):
        _refused(answer, key, signed(claims | {"aud": aud}, key))
    for iss in ("mallory", "login2", "log", "Login", "my-login", "login ", "", ["login"]):
        _refused(answer, key, _sealed(claims | {"iss": iss}, key))


@exercise.property("refuses an exp more than 900 seconds after iat")
def _long(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for age, life in ((0, random.randint(1_000, 10**6)), (600, 1_200), (900, 901), (0, 901)):
        iat = claims["iat"] - age
        long = claims | {"iat": iat, "exp": iat + life}
        begun = claims["iat"] - min(age, 1)
        _refused(answer, key, signed(long, key), signed(long | {"nbf": begun}, key))


@exercise.property("takes or refuses a time that is written as text, and does not break")
def _as_text(answer: Answer, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    for names in (["exp"], ["iat"], ["exp", "iat"]):
        written = claims | {name: str(claims[name]) for name in names}
        try:
            actual = answer(signed(written, key), key)
        except AnswerRaised as raised:
            if isinstance(raised.error, jwt.InvalidTokenError):
                continue
            raised.expected = "the claims, or the error InvalidTokenError"
            raise
        expect_equal(actual | {name: str(actual[name]) for name in names}, written)


def _decoded(token: str, key: bytes, require: list[str] = REQUIRED, **rules: Any) -> dict[str, Any]:
    rules = RULES | {"algorithms": ["HS256"]} | rules
    rules["options"] = {"require": require} | rules.get("options", {})
    claims: dict[str, Any] = jwt.decode(token, key, **rules)
    if int(claims.get("exp", 0)) - int(claims.get("iat", claims.get("exp", 0))) > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "You read the claims and never verified the signature: anyone can write them."
)
def _unverified(token: str, key: bytes) -> dict[str, Any]:
    off = {"verify_signature": False, "verify_exp": True, "verify_nbf": True, "verify_iat": True}
    return _decoded(token, key, options=off | {"verify_aud": True, "verify_iss": True})


@exercise.misconception("A token without a signature was signed by nobody: never accept one.")
def _none_too(token: str, key: bytes) -> dict[str, Any]:
    read: dict[str, Any] = (_unverified if token.endswith(".") else _decoded)(token, key)
    return read


@exercise.misconception("HS256 is the one algorithm here, so the list names it alone.")
def _more_algorithms(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, algorithms=["HS256", "HS384", "HS512"])


@exercise.misconception("At exp a token has ended: leave verify_exp as it is.")
def _without_end(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, options={"verify_exp": False})


@exercise.misconception("Nobody asked for leeway: at exp a token has ended.")
def _leeway(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, leeway=60)


@exercise.misconception("exp has to lie ahead: at exp itself it is too late.")
def _at_its_end(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, leeway=0.5)


@exercise.misconception("Without iat nobody can say how long it lives: require it.")
def _iat_optional(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, ["exp", "aud", "iss"])


@exercise.misconception("What is issued later is refused, too: leave verify_iat as it is.")
def _any_iat(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, options={"verify_iat": False})


@exercise.misconception("A beginning that lies ahead is refused: leave verify_nbf as it is.")
def _any_nbf(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, options={"verify_nbf": False})


@exercise.misconception(
    "The token's header chose the algorithm. It is yours to name: algorithms=['HS256']."
)
def _as_told(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, algorithms=[jwt.get_unverified_header(token).get("alg")])


@exercise.misconception("Exactly 900 seconds are allowed: more than 900 is >, not >=.")
def _less_than_900(token: str, key: bytes) -> dict[str, Any]:
    claims = _decoded(token, key)
    if int(claims["exp"]) - int(claims["iat"]) == 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "PyJWT reads a time that is written as text; a minus does not, and TypeError is no "
    "InvalidTokenError."
)
def _minus_on_text(token: str, key: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = _any_life(token, key)
    if claims["exp"] - claims["iat"] > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "iat may be missing where nobody requires it: then claims['iat'] raises KeyError."
)
def _iat_not_required(token: str, key: bytes) -> dict[str, Any]:
    rules = RULES | {"options": {"require": ["exp", "aud", "iss"]}}
    claims: dict[str, Any] = jwt.decode(token, key, ["HS256"], **rules)
    if int(claims["exp"]) - int(claims["iat"]) > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception("sub may be missing here, and nbf as well: require the four, no more.")
def _subject_required(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, [*REQUIRED, "sub"])


@exercise.misconception("sub may be missing here, and nbf as well: require the four, no more.")
def _begin_required(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, [*REQUIRED, "nbf"])


@exercise.misconception("A list that names the shop among others is for the shop as well.")
def _one_reader(token: str, key: bytes) -> dict[str, Any]:
    claims = _decoded(token, key)
    if claims["aud"] != "shop":
        raise jwt.InvalidAudienceError("not for the shop")
    return claims


@exercise.misconception("The 900 seconds are counted from iat; nbf may lie later.")
def _from_nbf(token: str, key: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = _any_life(token, key)
    if int(claims["exp"]) - int(claims.get("nbf", claims["iat"])) > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception("Return all the claims, those that you have checked among them.")
def _some_claims(token: str, key: bytes) -> dict[str, Any]:
    return {k: v for k, v in _decoded(token, key).items() if k not in ("aud", "iss")}


@exercise.misconception(
    "The issuer's name is login, the whole of it: give issuer='login' and PyJWT compares."
)
def _part_of_a_name(token: str, key: bytes) -> dict[str, Any]:
    claims = _decoded(token, key, issuer=None)
    if "login" not in claims["iss"]:
        raise jwt.InvalidIssuerError("not from login")
    return claims


@exercise.misconception(
    "Nothing says how long a token may live: compare exp - iat with 900 yourself."
)
def _any_life(token: str, key: bytes) -> dict[str, Any]:
    return jwt.decode(token, key, ["HS256"], {"require": REQUIRED}, **RULES)


@exercise.misconception("You counted from now, and a token may be older: count from its iat.")
def _from_now(token: str, key: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = _any_life(token, key)
    if int(claims["exp"]) - time.time() > 900:
        raise jwt.InvalidTokenError("lives too long")
    return claims


@exercise.misconception(
    "PyJWT checks exp and iat where they are: options={'require': […]} wants them there."
)
def _nothing_required(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, [])


@exercise.misconception(
    "Who shares the key can issue tokens for others, too: give audience='shop'."
)
def _for_anyone(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, audience=None, options={"verify_aud": False})


@exercise.misconception("Who shares the key can issue tokens, too: give issuer='login'.")
def _from_anyone(token: str, key: bytes) -> dict[str, Any]:
    return _decoded(token, key, issuer=None)
