"""A token that claims to need no signature."""

import time
from collections.abc import Iterator
from random import Random
from typing import Any

import jwt

from demo_server.jose import decode_object, encode_part
from exercises.checks import generators
from exercises.checks.exercise import Exercise
from exercises.checks.expect import Answer, expect_equal
from exercises.checks.forging import misspelt

exercise = Exercise(
    "unsigned_for",
    "Nothing here needed a key: the verifier asked the token how to verify it. One that names its "
    "own algorithm never looks at that word, and this token is waste paper.",
)


def _real(random: Random) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Draw tokens, their claims, and the name to put into each: an old one and a new one."""
    for life in (-600, 600):
        jti, name = generators.random_names(random, 2)
        claims: dict[str, Any] = {"sub": "mallory", "jti": jti, "note": "who?????"}
        claims |= {"n": random.randrange(10**6), "exp": int(time.time()) + life}
        yield jwt.encode(claims, random.randbytes(32)), claims, name


def _gullible(token: str) -> Any:
    """Return whom the lesson's verifier believes this to be, or why it refuses."""
    if refused := misspelt(token):
        return refused
    header, payload, signature = token.split(".")
    if decode_object(header).get("alg") != "none":
        return f"refused: alg is {decode_object(header).get('alg')!r}"
    return "refused: a signature is left" if signature else decode_object(payload).get("sub")


@exercise.property("is believed by a verifier that asks the header")
def _believed(answer: Answer, random: Random) -> None:
    for token, _, name in _real(random):
        expect_equal(_gullible(answer(token, name)), name)


@exercise.property("keeps the other claims")
def _others(answer: Answer, random: Random) -> None:
    for token, claims, name in _real(random):
        kept = decode_object(answer(token, name).split(".")[1])
        kept.pop("sub", None)
        expect_equal(kept, {claim: value for claim, value in claims.items() if claim != "sub"})


def forge(token: str, name: str, alg: str = "none", end: str = ".") -> str:
    """Return the right answer; the arguments make it wrong."""
    header, payload, _ = token.split(".")
    changed = encode_part(decode_object(header) | {"alg": alg})
    return f"{changed}.{encode_part(decode_object(payload) | {'sub': name})}{end}"


@exercise.misconception("The header still names an algorithm: write none where alg stands.")
def _old_header(token: str, name: str) -> str:
    return forge(token, name, alg="HS256")


@exercise.misconception("Three parts, two dots: the signature is empty, and its dot stays.")
def _two_parts(token: str, name: str) -> str:
    return forge(token, name, end="")


@exercise.misconception("Nothing may follow the second dot: leave the old signature out.")
def _signature_left(token: str, name: str) -> str:
    return forge(token, name, end=f".{token.rpartition('.')[2]}")


@exercise.misconception(
    "Both parts are spelled as in any token: base64url, with - and _ for + and /, and without =."
)
def _padded(token: str, name: str) -> str:
    return forge(token, name, end="=.")


@exercise.misconception("Change the one claim, and keep the rest as it was.")
def _alone(token: str, name: str) -> str:
    return f"{encode_part({'alg': 'none'})}.{encode_part({'sub': name})}."


@exercise.misconception("A token that has ended serves as well to copy from: only read it.")
def _not_expired(token: str, name: str) -> str:
    jwt.decode(token, options={"verify_signature": False, "verify_exp": True})
    return forge(token, name)
