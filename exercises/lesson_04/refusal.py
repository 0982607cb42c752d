"""Sort refusals by what was wrong."""

import time
from random import Random

import jwt

from exercises.attempt import Given, expect
from exercises.checking import Exercise
from exercises.lesson_04 import forged, nonsense, shop_claims, signed

exercise = Exercise(
    "refusal",
    "An except catches children as well, so children stand before their parent: "
    "InvalidSignatureError is a DecodeError, and everything here is an InvalidTokenError.",
)


@exercise.must("accepts a good token")
def _accepted(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    expect(given(signed(shop_claims(random), key), key), "accepted")


@exercise.must("calls what is no token a matter of form")
def _form(given: Given, random: Random) -> None:
    for text in nonsense(random):
        expect(given(text, random.randbytes(32)), "form")


@exercise.must("tells a wrong signature")
def _signature(given: Given, random: Random) -> None:
    key = random.randbytes(32)
    token = signed(shop_claims(random), key)
    for one, used in ((forged(token, random), key), (token, random.randbytes(32))):
        expect(given(one, used), "signature")


@exercise.must("tells too late and too early as a matter of time")
def _time(given: Given, random: Random) -> None:
    key, now = random.randbytes(32), int(time.time())
    for change in ({"exp": now - random.randint(1, 99)}, {"nbf": now + random.randint(50, 99)}):
        expect(given(signed(shop_claims(random) | change, key), key), "time")


@exercise.must("tells missing and unfit claims")
def _claims(given: Given, random: Random) -> None:
    key, claims = random.randbytes(32), shop_claims(random)
    tokens = [signed(claims, key, without="exp"), signed(claims, key, without="aud"),
              signed(claims | {"aud": "bank"}, key), signed(claims | {"sub": 42}, key)]  # fmt: skip
    for token in tokens:
        expect(given(token, key), "claims")


def sorted_out(token: str, key: bytes, audience: str | None = "shop") -> str:
    """Return what a right answer says, for an audience."""
    options: jwt.types.Options = {"require": ["exp", "aud"]}
    try:
        jwt.decode(token, key, algorithms=["HS256"], audience=audience, options=options)
    except jwt.InvalidSignatureError:
        return "signature"
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError):
        return "time"
    except jwt.DecodeError:
        return "form"
    except jwt.InvalidTokenError:
        return "claims"
    return "accepted"


@exercise.mistake("InvalidSignatureError is a DecodeError: catch the child before the parent.")
def _parent_first(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    return "form" if said == "signature" else said


@exercise.mistake("ImmatureSignatureError is about time, too: nbf lies ahead.")
def _only_expired(token: str, key: bytes) -> str:
    said = sorted_out(token, key)
    later = int(jwt.decode(token, options={"verify_signature": False}).get("nbf", 0)) if (
        said == "time") else 0  # fmt: skip
    return "claims" if later else said


@exercise.mistake("PyJWT refuses an aud that it was not told to expect: give audience='shop'.")
def _no_audience(token: str, key: bytes) -> str:
    return sorted_out(token, key, audience=None)


@exercise.mistake(
    "A claim that nobody requires may be missing: options={'require': ['exp', 'aud']}."
)
def _nothing_required(token: str, key: bytes) -> str:
    try:
        jwt.decode(token, key, algorithms=["HS256"], audience="shop")
    except jwt.InvalidTokenError:
        return sorted_out(token, key)
    return "accepted"
