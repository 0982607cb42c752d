"""The check that stops a token."""

import hmac
import time
from itertools import combinations
from random import Random
from typing import Any

import jwt

from demo_server.jose import base64url_encode, decode_object, encode_part
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal

exercise = Exercise(
    "stopped_by",
    "Each check stops a lie that all the others let through, so none can stand in for another. The "
    "algorithm and the signature come first: before them, every claim is only what somebody wrote.",
)
HASHES = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
CHECKS = ["alg", "signature", "typ", "iss", "aud", "exp"]


def _good(random: Random) -> tuple[dict[str, Any], dict[str, Any], bytes, int]:
    """Draw header and claims of a good token, the key, and now."""
    now = int(time.time()) + random.randrange(10**5, 10**7)
    claims = {"sub": random.choice(generators.NAMES), "iss": "login", "aud": "shop"}
    header = {"alg": "HS256", "typ": "access+jwt"}
    return header, claims | {"exp": now + random.randint(2, 899)}, random.randbytes(32), now


def _token(header: dict[str, Any], claims: dict[str, Any], key: bytes) -> str:
    """Sign as the header says; ``...`` for a value leaves it out, no known alg the signature."""
    parts = [{k: v for k, v in part.items() if v is not ...} for part in (header, claims)]
    message = ".".join(map(encode_part, parts))
    alg = header["alg"]
    if alg == "none":
        return f"{message}."
    digest = hmac.digest(key, message.encode(), HASHES.get(str(alg), "sha256"))
    return f"{message}.{base64url_encode(digest)}"


def _expect(name: str, answer: Answer, random: Random, **change: Any) -> None:
    """Ask about a good token with one change in its header or its claims."""
    header, claims, key, now = _good(random)
    where = header if set(change) <= {"alg", "typ"} else claims
    where |= {k: now + v if k == "exp" and type(v) is int else v for k, v in change.items()}
    expect_equal(answer(_token(header, claims, key), key, now), name)


@exercise.property("accepts a token that keeps every rule")
def _accepted(answer: Answer, random: Random) -> None:
    for aud in ("shop", ["shop"], ["bank", "shop"], ["shop", "bookshop"]):
        _expect("accepted", answer, random, aud=aud)
    for seconds in (1, 2, 899, 900):
        _expect("accepted", answer, random, exp=seconds)


@exercise.property("names alg where it is not HS256")
def _alg(answer: Answer, random: Random) -> None:
    for alg in ("none", "HS384", "HS512", "RS256", "hs256", "HS25", "", None, ...):
        _expect("alg", answer, random, alg=alg)


@exercise.property("names signature where the key did not make it")
def _signature(answer: Answer, random: Random) -> None:
    header, claims, key, now = _good(random)
    token = _token(header, claims, key)
    message, _, signature = token.rpartition(".")
    renamed = f"{message.split('.')[0]}.{encode_part(claims | {'sub': 'admin'})}"
    another = "A" if signature[0] != "A" else "B"
    other_key = _token(header, claims, random.randbytes(32))
    wrong = [f"{renamed}.{signature}", other_key, f"{message}.", f"{message}.{signature[:20]}"]
    for forged in [*wrong, f"{message}.{another}{signature[1:]}", _token(header, claims, b"")]:
        expect_equal(answer(forged, key, now), "signature")


@exercise.property("names typ where it is another kind of token")
def _typ(answer: Answer, random: Random) -> None:
    for typ in ("JWT", "refresh+jwt", "access", "reset+jwt", "", None, ...):
        _expect("typ", answer, random, typ=typ)


@exercise.property("names iss where somebody else issued it")
def _iss(answer: Answer, random: Random) -> None:
    for iss in ("newsletter", "login.mallory.example", "log", "Login", "", None, ...):
        _expect("iss", answer, random, iss=iss)


@exercise.property("names aud where the shop is not meant")
def _aud(answer: Answer, random: Random) -> None:
    for aud in ("bank", "bookshop", "shops", "Shop", "", ["bank"], ["bookshop"], [], None, ...):
        _expect("aud", answer, random, aud=aud)


@exercise.property("names exp where the end has passed, is too far, or is missing")
def _exp(answer: Answer, random: Random) -> None:
    for seconds in (0, -1, -(10**6), 901, 902, 86_400, 10**9, None, ...):
        _expect("exp", answer, random, exp=seconds)


@exercise.property("names the first check where two would stop it")
def _two(answer: Answer, random: Random) -> None:
    lies = {"alg": "HS512", "typ": "JWT", "iss": "newsletter", "aud": "bank", "exp": 5}
    for one, two in reversed([*combinations(CHECKS, 2)]):
        header, claims, key, now = _good(random)
        for name in {one, two} - {"signature"}:
            (header if name in header else claims)[name] = lies[name]
        signed_with = random.randbytes(32) if "signature" in (one, two) else key
        expect_equal(answer(_token(header, claims, signed_with), key, now), one)


def first_stop(token: str, key: bytes, now: int, **other: Any) -> str:
    """Return the right answer; ``other`` verdicts of some checks make it wrong."""
    message, _, signature = token.rpartition(".")
    header, claims = map(decode_object, message.split("."))
    own = base64url_encode(hmac.digest(key, message.encode(), "sha256"))
    aud = claims.get("aud")
    checks = {
        "alg": header.get("alg") == "HS256",
        "signature": hmac.compare_digest(own, signature),
        "typ": header.get("typ") == "access+jwt",
        "iss": claims.get("iss") == "login",
        "aud": "shop" in ([aud] if isinstance(aud, str) else aud or []),
        "exp": 0 < (claims.get("exp") or 0) - now <= 900,
    }
    return next((name for name, holds in (checks | other).items() if not holds), "accepted")


def _claims(token: str) -> dict[str, Any]:
    return decode_object(token.split(".")[1])


@exercise.misconception("The token names its judge: compare alg with HS256 before anything else.")
def _any_alg(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, alg=True)


@exercise.misconception("none is not the only wrong one: nothing but HS256 is right.")
def _not_none(token: str, key: bytes, now: int) -> str:
    alg = jwt.get_unverified_header(token).get("alg")
    message, _, signature = token.rpartition(".")
    digest = hmac.digest(key, message.encode(), HASHES.get(str(alg), "sha256"))
    fits = base64url_encode(digest) == signature
    return first_stop(token, key, now, alg=alg not in ("none", None, ""), signature=fits)


@exercise.misconception("You read the claims and never looked at the signature.")
def _unsigned(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, signature=True)


@exercise.misconception("Nobody looks at typ here: a refresh token would open the shop.")
def _any_typ(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, typ=True)


@exercise.misconception("Whoever shares the key can issue tokens: iss has to be login.")
def _any_issuer(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, iss=True)


@exercise.misconception("A claim that is missing is not right: refuse it like a wrong one.")
def _if_there(token: str, key: bytes, now: int) -> str:
    claims, verdicts = _claims(token), {}
    for name in ("iss", "aud", "exp"):
        if claims.get(name) is None:
            verdicts[name] = True
    return first_stop(token, key, now, **verdicts)


@exercise.misconception(
    "In a text, in looks for a part, and bookshop has a shop in it: compare a text with ==, and "
    "look into a list with in."
)
def _substring(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, aud="shop" in (_claims(token).get("aud") or ""))


@exercise.misconception("aud may be a list as well: it is right where it has shop in it.")
def _text_only(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, aud=_claims(token).get("aud") == "shop")


@exercise.misconception("At exp a token has ended: its end has to be later than now.")
def _until(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=0 <= (_claims(token).get("exp") or 0) - now <= 900)


@exercise.misconception(
    "Whoever could sign once would be in for ten years: the end is at most 900 seconds from now."
)
def _any_end(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=(_claims(token).get("exp") or 0) > now)


@exercise.misconception("900 seconds are allowed, and one more is not.")
def _below(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now, exp=0 < (_claims(token).get("exp") or 0) - now < 900)


@exercise.misconception(
    "PyJWT asks its own clock, and here now is given: turn verify_exp off, and compare yourself."
)
def _own_clock(token: str, key: bytes, now: int) -> str:
    return first_stop(token, key, now - now + int(time.time()))


@exercise.misconception("The checks have an order, and the first that stops a token is the answer.")
def _last(token: str, key: bytes, now: int) -> str:
    others = dict.fromkeys(CHECKS, True)
    found = [
        name for name in CHECKS
        if first_stop(token, key, now, **{k: v for k, v in others.items() if k != name}) == name
    ]  # fmt: skip
    return found[-1] if found else "accepted"
