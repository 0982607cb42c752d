"""Verify an HS256 signature by hand."""

import base64
import binascii
import hmac
import json
import time
from random import Random
from typing import Any

import jwt

from demo_server.jose import (
    base64url_decode,
    base64url_encode,
    decode_part,
    encode_part,
    hmac_sign,
)
from exercises.checks.decoding import (
    SAMPLES,
    expect_of,
    forged,
    nonsense,
    shop_claims,
    signed,
    under_others,
)
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer
from exercises.checks.source_checks import compares_in_constant_time

exercise = Exercise(
    "is_genuine",
    "The algorithm is yours, so the header is signed text and nothing more. Whatever can't be read "
    "was not signed by you either: that is a False, and no reason to stop the server.",
)


def _laid_out(claims: dict[str, Any], key: bytes, **layout: Any) -> str:
    """Return a token whose JSON is not laid out as PyJWT lays it out."""
    parts = (json.dumps(one, **layout).encode() for one in ({"typ": "JWT", "alg": "HS256"}, claims))
    return hmac_sign(".".join(map(base64url_encode, parts)), key, "sha256")


@exercise.property("accepts what the key signed")
def _accepts(answer: Answer, random: Random) -> None:
    for number in range(SAMPLES):
        key, claims = random.randbytes(16 * (2 + number)), shop_claims(random)
        name, now = {"sub": claims["sub"]}, int(time.time())
        expect_of(True, "what the key signed", answer, jwt.encode(name, key), key)
        kid = jwt.encode(name, key, headers={"kid": str(number)})
        expect_of(True, "a token with kid in its header", answer, kid, key)
        for layout in ({}, {"indent": 1}, {"separators": (" ,", ":")}):
            spaced = _laid_out(name, key, **layout)
            expect_of(True, "a token with spaces in its JSON", answer, spaced, key)
        for what, other in (
            ("a token without claims", {}),
            ("a token that has ended", claims | {"exp": now - 1}),
            ("a token that has not begun", claims | {"nbf": now + 99}),
            ("a token with an audience", claims),
        ):
            expect_of(True, what, answer, jwt.encode(other, key), key)


def _altered(token: str) -> dict[str, str]:
    """Return what somebody made of a token without the key, by what is shown of it."""
    header, payload, signature = token.split(".")
    sent = base64url_decode(signature)
    parts = {
        "a signature with one other byte at its end": sent[:-1] + bytes([sent[-1] ^ 1]),
        "a signature with one other byte in front": bytes([sent[0] ^ 1]) + sent[1:],
        "a signature that is right in its first half": sent[:16] + sent[:16],
    }
    drawn = {what: f"{header}.{payload}.{base64url_encode(one)}" for what, one in parts.items()}
    other = encode_part({"alg": "HS256", "kid": "other"})
    return drawn | {
        "a signature with capitals for small letters": f"{header}.{payload}.{signature.swapcase()}",
        "another header": f"{other}.{payload}.{signature}",
    }


@exercise.property("refuses what the key did not sign by HS256")
def _refuses(answer: Answer, random: Random) -> None:
    for _ in range(SAMPLES):
        key, claims = random.randbytes(32), shop_claims(random)
        token = signed(claims, key)
        expect_of(False, "another payload", answer, forged(token, random), key)
        expect_of(False, "another key", answer, token, key[::-1])
        expect_of(False, "a signature that is cut", answer, token[:-3], key)
        expect_of(False, "a signature with more after it", answer, f"{token}AAAA", key)
        expect_of(False, "no signature", answer, token[:-43], key)
        for what, other in (under_others(claims, key) | _altered(token)).items():
            expect_of(False, what, answer, other, key)


@exercise.property("answers False to any text that is no token")
def _nonsense(answer: Answer, random: Random) -> None:
    key, half = random.randbytes(32), "\ud800"
    for text in nonsense(random):
        expect_of(False, "a text that is no token", answer, text, key)
    good = signed(shop_claims(random), key)
    for text in (half, f"{half}.b.c", f"a.{half}.c", f"a.b.{half}", f"{good}{half}"):
        expect_of(False, "a text that is no token", answer, text, key)
    expect_of(False, "four parts", answer, f"{good}.x", key)


@exercise.property("asks for three parts, however well they are signed")
def _three_parts(answer: Answer, random: Random) -> None:
    key = random.randbytes(32)
    header, payload, _ = signed(shop_claims(random), key).split(".")
    for parts in ([header], [payload], [header, payload, payload], [""], [header] * 4):
        text = hmac_sign(".".join(parts), key, "sha256")
        expect_of(False, f"{1 + len(parts)} parts", answer, text, key)


exercise.property("compares in constant time")(compares_in_constant_time)


def _computed(token: str, key: bytes) -> bytes:
    return hmac.digest(key, token.rpartition(".")[0].encode(), "sha256")


def _given(token: str) -> bytes:
    return base64url_decode(token.rpartition(".")[2])


@exercise.misconception(
    "compare_digest does not tell by its time how far the signature was right; == does."
)
def _with_equals(token: str, key: bytes) -> bool:
    try:
        return token.count(".") == 2 and _computed(token, key) == _given(token)
    except ValueError:
        return False


@exercise.misconception(
    "A text that can't be decoded raises ValueError: catch it, and answer False."
)
def _uncaught(token: str, key: bytes) -> bool:
    return token.count(".") == 2 and hmac.compare_digest(_computed(token, key), _given(token))


@exercise.misconception(
    "binascii.Error is one ValueError of several: a letter outside ASCII raises another."
)
def _one_error(token: str, key: bytes) -> bool:
    signature = token.rpartition(".")[2]
    try:
        given = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        return token.count(".") == 2 and hmac.compare_digest(_computed(token, key), given)
    except binascii.Error:
        return False


@exercise.misconception(
    "A Python text may hold half a character, and encode raises ValueError: catch that, too."
)
def _encoded_outside(token: str, key: bytes) -> bool:
    computed = _computed(token, key)
    try:
        return token.count(".") == 2 and hmac.compare_digest(computed, _given(token))
    except ValueError:
        return False


@exercise.misconception(
    "A token has three parts, and Python stops where a text has more or fewer: count them first."
)
def _unpacked(token: str, key: bytes) -> bool:
    _header, _payload, signature = token.split(".")
    return hmac.compare_digest(_computed(token, key), base64url_decode(signature))


@exercise.misconception("Whatever stands behind the last dot, a token has two dots: count them.")
def _any_parts(token: str, key: bytes) -> bool:
    try:
        return hmac.compare_digest(_computed(token, key), _given(token))
    except ValueError:
        return False


@exercise.misconception(
    "You say False to every token. Print both sides before you compare: two times the 32 bytes of "
    "one HMAC-SHA256? And see, without the except, whether something is raised."
)
def _never(token: str, key: bytes) -> bool:
    try:
        return hmac.compare_digest(_computed(token, key[1:]), _given(token))
    except ValueError:
        return False


@exercise.misconception(
    "The claims are not your concern here: PyJWT's decode looks at exp, nbf and aud as well."
)
def _by_pyjwt(token: str, key: bytes) -> bool:
    try:
        jwt.decode(token, key, algorithms=["HS256"])
    except (jwt.InvalidTokenError, ValueError):
        return False
    return True


@exercise.misconception(
    "Signed is the text of the two parts as it came. The same JSON, written anew, is another text."
)
def _written_anew(token: str, key: bytes) -> bool:
    try:
        header, payload, signature = token.split(".")
        return _any_parts(".".join([*map(_anew, (header, payload)), signature]), key) is True
    except ValueError:
        return False


def _anew(part: str) -> str:
    return encode_part(decode_part(part))


@exercise.misconception("There are other headers: read the parts of the token that came.")
def _one_header(token: str, key: bytes) -> bool:
    genuine: bool = token.count(".") == 2 and _any_parts(token, key)
    return genuine and token.startswith("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.")


@exercise.misconception(
    "compare_digest takes bytes, and of texts those in ASCII only: compare bytes, not texts."
)
def _as_texts(token: str, key: bytes) -> bool:
    made = jwt.utils.base64url_encode(_computed(token, key)).decode()
    return hmac.compare_digest(made, token.rpartition(".")[2])


@exercise.misconception("Another payload passed: compute the signature of what came, and compare.")
def _by_form(token: str, _key: bytes) -> bool:
    return len(token.rpartition(".")[2]) > 40


@exercise.misconception("A part of a signature is none: compare the whole, its length included.")
def _as_far_as_it_goes(token: str, key: bytes) -> bool:
    try:
        sent = _given(token)
        return (
            token.count(".") == 2
            and sent != b""
            and hmac.compare_digest(_computed(token, key)[: len(sent)], sent)
        )
    except ValueError:
        return False


@exercise.misconception("The header of the token chose the algorithm: it is yours to name.")
def _as_told(token: str, key: bytes) -> bool:
    try:
        named = jwt.get_unverified_header(token)["alg"]
        jwt.PyJWS().decode(token, key, algorithms=[named])
    except (jwt.InvalidTokenError, KeyError):
        return False
    return True


@exercise.misconception("A token that nobody signed is not genuine, whatever its header says.")
def _none_too(token: str, key: bytes) -> bool:
    try:
        return jwt.get_unverified_header(token)["alg"] == "none" or bool(_as_told(token, key))
    except (jwt.InvalidTokenError, KeyError):
        return False
